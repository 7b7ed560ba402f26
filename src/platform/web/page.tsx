import type { ComponentChildren } from 'preact';
import type { Language } from '../language/text.ts';
import type { Assets } from './assets.ts';
import { type Crumb, Crumbs } from './components/crumbs.tsx';
import { Mark } from './components/mark.tsx';
import { webWords } from './words.ts';

/** What every page of a site shares. */
export interface PageFrame {
  readonly language: Language;
  readonly assets: Assets;
  /** The name beside the mark: the organisation, or Daglicht itself. */
  readonly name: string;
  readonly home: string;
  readonly navigation: readonly { readonly href: string; readonly label: string }[];
  readonly footer: readonly { readonly href: string; readonly label: string }[];
  /** The same page in the other language; null where there is none. */
  readonly otherLanguage: { readonly href: string; readonly language: Language } | null;
  /** Stands on every page of an example: that it is one. */
  readonly notice: string | null;
  /** A way out to another site, right behind the skip link and always in sight; `to` says in words where it leads. */
  readonly leave?: { readonly href: string; readonly label: string; readonly to: string };
  /** Who is signed in, in words, and the form that signs out. */
  readonly signedIn?: {
    readonly words: string;
    readonly signOut: { readonly action: string; readonly label: string };
  };
}

export interface PageProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Address of this page, to mark its place in the navigation. */
  readonly here?: string;
  /** Language of the main content where it differs from that of the site. */
  readonly contentLanguage?: Language;
  readonly wide?: boolean;
  /** What stands at the foot of every sheet when the page is printed, beside its number. */
  readonly sheet?: string;
  readonly children: ComponentChildren;
}

/** A page: skip link, header, navigation, main, footer. Landmarks carry names where there are several. */
export function Page({ frame, title, crumbs, here, contentLanguage, wide, sheet, children }: PageProps) {
  const words = webWords[frame.language];
  const other = contentLanguage !== undefined && contentLanguage !== frame.language;
  return (
    <html lang={frame.language} data-sheet={sheet}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === frame.name ? title : `${title} – ${frame.name}`}</title>
        <meta name="generator" content="Daglicht" />
        {frame.assets.fonts.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        {frame.assets.stylesheets.map((sheet) => (
          <link key={sheet} rel="stylesheet" href={sheet} />
        ))}
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
      </head>
      <body>
        <a class="dl-skip" href="#inhoud">
          {words.skip}
        </a>
        {frame.leave && (
          <aside class="dl-leave" aria-label={frame.leave.label}>
            <a href={frame.leave.href} rel="noreferrer">
              {frame.leave.label}
              <span class="dl-hidden"> ({frame.leave.to})</span>
            </a>
          </aside>
        )}
        <header class="dl-header">
          <div class="dl-header__bar">
            <a class="dl-brand" href={frame.home}>
              <Mark />
              <span>
                <bdi>{frame.name}</bdi>
              </span>
            </a>{' '}
            {frame.otherLanguage && (
              <a
                class="dl-language"
                href={frame.otherLanguage.href}
                lang={frame.otherLanguage.language}
                hreflang={frame.otherLanguage.language}
              >
                {webWords[frame.otherLanguage.language].thisLanguage}
              </a>
            )}
          </div>
          {frame.signedIn && (
            <div class="dl-who">
              <p>
                <bdi>{frame.signedIn.words}</bdi>
              </p>
              <form method="post" action={frame.signedIn.signOut.action}>
                <button type="submit" class="dl-link-button">
                  {frame.signedIn.signOut.label}
                </button>
              </form>
            </div>
          )}
          {frame.navigation.length > 0 && (
            <nav class="dl-nav" aria-label={words.navigation}>
              <ul>
                {frame.navigation.map((link) => (
                  <li key={link.href}>
                    <a
                      href={link.href}
                      aria-current={
                        link.href === here
                          ? 'page'
                          : isUnder(here, link.href, frame.home)
                            ? 'true'
                            : undefined
                      }
                    >
                      {link.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </header>
        {frame.notice && (
          <aside class="dl-example" aria-label={words.example}>
            {frame.notice}
          </aside>
        )}
        {crumbs && crumbs.length > 0 && <Crumbs crumbs={crumbs} language={frame.language} />}
        <main
          id="inhoud"
          tabindex={-1}
          class={wide ? 'dl-main dl-main--wide' : 'dl-main'}
          lang={other ? contentLanguage : undefined}
        >
          {children}
        </main>
        <footer class="dl-footer">
          <nav aria-label={words.about}>
            <ul>
              {frame.footer.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </nav>
          <p>{words.madeWith}</p>
        </footer>
      </body>
    </html>
  );
}

function isUnder(here: string | undefined, href: string, home: string): boolean {
  return here !== undefined && href !== home && here.startsWith(`${href}/`);
}
