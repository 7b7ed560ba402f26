import type { Text } from '../../../platform/language/text.ts';
import { Page, type PageFrame } from '../../../platform/web/page.tsx';
import { inLanguage } from '../addresses.ts';
import { siteWords } from '../words.ts';

/** An organisation in the list, with where it answers. */
export interface ListedOrganisation {
  readonly key: string;
  readonly name: Text;
  /** Null where the organisation has no host on that origin. */
  readonly publicAddress: string | null;
  readonly workAddress: string | null;
}

/** The list of organisations that this program serves. */
export function startPage(frame: PageFrame, path: string, organisations: readonly ListedOrganisation[]) {
  const { language } = frame;
  const words = siteWords[language].start;
  const other = language === 'nl' ? 'en' : 'nl';
  const prefix = language === 'nl' ? '' : `/${language}`;
  return (
    <Page
      frame={{ ...frame, otherLanguage: { href: inLanguage(path, other), language: other } }}
      title={words.title}
    >
      <h1>{words.title}</h1>
      <p class="dl-lead">{words.lead}</p>
      <ul class="dl-list">
        {organisations.map((one) => (
          <li key={one.key}>
            <h2 class="dl-list__title">
              {one.publicAddress === null ? (
                one.name[language]
              ) : (
                <a href={`${one.publicAddress}${prefix || '/'}`}>{one.name[language]}</a>
              )}
            </h2>
            {one.workAddress !== null && (
              <p class="dl-small">
                <a
                  href={`${one.workAddress}${prefix || '/'}`}
                  aria-label={`${one.name[language]}: ${words.work}`}
                >
                  {words.work}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
