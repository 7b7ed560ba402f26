/**
 * Where a link of a report may lead: the web, an address of mail, or a place in the report itself. The same in every
 * format; what leads elsewhere is text.
 */
export function linkTarget(href: string): string | null {
  if (/^#[^\s<>"]+$/u.test(href)) return href;
  if (/^mailto:[^\s<>"@]+@[^\s<>"@]+$/iu.test(href)) return href;
  if (!/^https?:\/\/[^\s<>"]+$/iu.test(href)) return null;
  return URL.canParse(href) ? href : null;
}
