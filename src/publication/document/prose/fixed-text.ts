import type { Profile } from '../../../codes/profile.ts';
import type { Structure } from '../../../organisation/structure.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import type { Inline } from '../../report-model.ts';
import type { SourceInline } from '../document.ts';
import { bareNumbers } from './prose.ts';

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
  language: Language,
): Extract<Inline, { kind: 'fixed' }> | { readonly refused: Text } {
  const source = inline.attributes['source'] ?? '';
  const { text, type } = inline;
  if (type === 'norm') {
    const policy = inline.attributes['policy'] ?? '';
    const value = Object.entries(scope.profile.policies).find(([key]) => key === policy)?.[1];
    const rest = text.replace(String(value), ' ');
    if (value === undefined || rest === text || bareNumbers(rest, language).length > 0)
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
  if (type === 'law' && !(law.test(text) && bareNumbers(withoutCitations(text), language).length === 0))
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
  /^(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october)? ?(?:19|20)\d{2}$/i;

const law =
  /\b(?:artikel|art\.|Awb|Wet|wet|Ambtenarenwet|artikelen|Gedragscode|hoofdstuk|article|Act|AVG|GDPR|Wbk)\b/;

/** What a citation counts by: articles and their parts, the year of an act, and the terms that an article sets. */
const citations = [
  /(?:artikel(?:en)?|art\.|hoofdstuk(?:ken)?|afdeling(?:en)?|titel|paragraaf|boek|bijlage|lid|leden|onder|onderdeel|articles?|sections?|chapters?|paragraphs?|annex|schedule|part)\s+(?:\d+(?:[:.]\d+)*[a-z]{0,3}|[IVX]+|[a-z](?![a-z]))(?:(?:,| en| and| tot en met| to| of| or|\/|-)\s*(?:\d+(?:[:.]\d+)*[a-z]{0,3}))*/gi,
  /(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|first|second|third|fourth|fifth) (?:lid|leden|paragraph|subsection)/gi,
  /(?<=[Ww]et|[Aa]ct|besluit|regeling|code|verordening|richtlijn|Regulation|Directive)\s+(?:\(EU\)\s*)?(?:nr\.\s*|No\.?\s*)?\d{4}(?:\/\d+)?/g,
  /(?:\p{L}+|\d+) (?:werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren|days?|weeks?|months?|years?)(?!\p{L})/giu,
];

function withoutCitations(text: string): string {
  return citations.reduce((rest, citation) => rest.replace(citation, ' '), text);
}

function isName(name: string, { profile, structure }: FixedScope): boolean {
  return (
    profile.allowedNames.includes(name) ||
    structure.units.some((unit) => unit.names.some((one) => one.name.nl === name || one.name.en === name))
  );
}
