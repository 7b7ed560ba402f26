import type { Profile } from '../../../codes/profile.ts';
import type { Structure } from '../../../organisation/structure.ts';
import type { Text } from '../../../platform/language/text.ts';
import type { Inline } from '../../report-model.ts';
import type { SourceInline } from '../document.ts';

type FixedSource = Extract<SourceInline, { kind: 'fixed' }>;

/** What the exceptions of a text are held against: the policy and the names of this organisation. */
export interface FixedScope {
  readonly profile: Pick<Profile, 'policies' | 'allowedNames'>;
  readonly structure: Structure;
}

/**
 * A typed exception to "no bare numbers", or why it is none: a norm must be what the policy data say, a
 * date must be a date, a law must name one, a name must be known, and all others give their source.
 */
export function fixedText(
  inline: FixedSource,
  scope: FixedScope,
): Extract<Inline, { kind: 'fixed' }> | { readonly refused: Text } {
  const source = inline.attributes['source'] ?? '';
  const { text, type } = inline;
  if (type === 'norm') {
    const policy = inline.attributes['policy'] ?? '';
    const value = Object.entries(scope.profile.policies).find(([key]) => key === policy)?.[1];
    if (value === undefined || !text.includes(String(value)))
      return {
        refused: {
          nl: `De norm „${text}” staat niet zo in het beleid (${policy || 'geef policy="…"'}).`,
          en: `The norm “${text}” does not stand so in the policy (${policy || 'give policy="…"'}).`,
        },
      };
  } else if (source === '' && type !== 'date' && type !== 'law' && type !== 'name') {
    return {
      refused: {
        nl: `De uitzondering „${text}” noemt geen bron: geef source="…".`,
        en: `The exception “${text}” names no source: give source="…".`,
      },
    };
  }
  if (type === 'date' && !date.test(text))
    return {
      refused: {
        nl: `„${text}” is geen datum: schrijf „17 december 2021”, „mei 2022” of „2022”.`,
        en: `“${text}” is no date: write “17 December 2021”, “May 2022” or “2022”.`,
      },
    };
  if (type === 'law' && !law.test(text))
    return {
      refused: { nl: `„${text}” noemt geen wet of artikel.`, en: `“${text}” names no law or article.` },
    };
  if (type === 'name' && source === '' && !isName(text, scope))
    return {
      refused: {
        nl: `„${text}” is geen naam uit het profiel of de organisatie: geef source="…".`,
        en: `“${text}” is no name from the profile or the organisation: give source="…".`,
      },
    };
  return { kind: 'fixed', text, type, source };
}

const date =
  /^(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october)? ?\d{4}$/i;

const law =
  /\b(?:artikel|art\.|Awb|Wet|wet|Ambtenarenwet|artikelen|Gedragscode|hoofdstuk|article|Act|AVG|GDPR|Wbk)\b/;

function isName(name: string, { profile, structure }: FixedScope): boolean {
  return (
    profile.allowedNames.includes(name) ||
    structure.units.some((unit) => unit.names.some((one) => one.name.nl === name || one.name.en === name))
  );
}
