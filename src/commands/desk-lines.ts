import type { Profile } from '../codes/profile.ts';
import { today } from '../organisation/period.ts';
import { inEach, type Text, text } from '../platform/language/text.ts';
import { whereToTurnOf } from '../reporting/where-to-turn/desks.ts';
import { type LackingDesk, lackingDesks, lackingWords } from '../reporting/where-to-turn/lacking-desks.ts';

/** What the public pages where to turn lack today of an organisation with this profile. */
export function desksLackingNow({ files }: Pick<Profile, 'files'>): readonly LackingDesk[] {
  return lackingDesks(whereToTurnOf(files), today());
}

/** The same in lines, the first of which says what to do; none where nothing is lacking. */
export function deskLines(lacking: readonly LackingDesk[]): readonly Text[] {
  if (lacking.length === 0) return [];
  return [
    text(
      `Op de pagina’s „Waar kunt u terecht” (/melden) ontbreekt iets (${lacking.length}). Zij noemen dan andere wegen; vul where-to-turn.json van het profiel aan en beschrijf de organisatie opnieuw.`,
      `On the pages “Where can you turn” (/melden) something is lacking (${lacking.length}). They then name other routes; complete where-to-turn.json of the profile and describe the organisation again.`,
    ),
    ...lacking.map((one) => inEach`  ${lackingWords(one)}`),
  ];
}
