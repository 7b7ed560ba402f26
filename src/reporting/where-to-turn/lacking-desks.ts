import { inEach, type Text, text } from '../../platform/language/text.ts';
import { desksFor, type WhereToTurn } from './desks.ts';
import { type SituationKey, situationKeys } from './situation-keys.ts';
import { situations } from './situations/situations.ts';

/** What the pages "where to turn" lack of an organisation. */
export type LackingDesk =
  | { readonly lacks: 'desk'; readonly situation: SituationKey }
  | { readonly lacks: 'way'; readonly desk: string; readonly name: Text };

/** Situations without a desk, and desks that nobody can reach, on a day. */
export function lackingDesks(profile: WhereToTurn | undefined, day: string): readonly LackingDesk[] {
  const without = situationKeys.filter((situation) => desksFor(profile, situation, day).length === 0);
  const standing = new Set(situationKeys.flatMap((situation) => desksFor(profile, situation, day)));
  return [
    ...without.map((situation): LackingDesk => ({ lacks: 'desk', situation })),
    ...[...standing]
      .filter(({ ways }) => ways.length === 0)
      .map(({ key, name }): LackingDesk => ({ lacks: 'way', desk: key, name })),
  ];
}

/** What is lacking as a sentence for who keeps the profile. */
export function lackingWords(one: LackingDesk): Text {
  switch (one.lacks) {
    case 'desk':
      return inEach`${text('Geen loket voor', 'No desk for')} “${situations[one.situation].choice}”`;
    case 'way':
      return inEach`${one.name} (${one.desk}): ${text('hoe men het bereikt staat er niet', 'how to reach it is not said')}`;
    default:
      return one satisfies never;
  }
}
