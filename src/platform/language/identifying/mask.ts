import { type DetectionContext, detectIdentifiers, type IdentityWarning } from './detect.ts';

/**
 * The text with what leads to one person made unreadable: a number, an address, a name behind a form of address.
 * Of a telephone number the ends stay, so that who has the file knows which one is meant.
 *
 * @param patterns those of the organisation
 * @example masked('bel 06-12345678', []) // 'bel 06-••••••78'
 */
export function masked(source: string, patterns: DetectionContext['patterns']): string {
  let text = '';
  let from = 0;
  for (const warning of detectIdentifiers(source, patterns)) {
    text += source.slice(from, warning.position) + unreadable(warning);
    from = warning.position + warning.found.length;
  }
  return text + source.slice(from);
}

const shownOfPhone = 2;

function unreadable({ kind, found }: IdentityWarning): string {
  const hidden = found.replace(/[\p{L}\p{N}]/gu, '•');
  return kind === 'phone'
    ? found.slice(0, shownOfPhone) + hidden.slice(shownOfPhone, -shownOfPhone) + found.slice(-shownOfPhone)
    : hidden;
}
