import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../../../platform/language/identifying/detect.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import type { SignedIn } from '../../front/visit.ts';
import type { HeldRegister } from '../held-register.ts';

const words = {
  unit: text('naam van een onderdeel', 'name of a unit'),
  small: text(
    'naam van een klein onderdeel: u ziet er {count, plural, one {# registratie} other {# registraties}} van',
    'name of a small unit: you see {count, plural, one {# record} other {# records}} of it',
  ),
} as const;

/** Something in a summary that may point at a person, to be changed or decided. */
export interface SummaryWarning {
  readonly found: string;
  readonly label: Text;
}

/** Names shorter than this are too often part of a word. */
const shortestName = 3;

/**
 * What may identify somebody in a summary: what the detectors of the publication find, and names of units, with how many
 * records there are of one where those are few.
 */
export async function summaryWarnings(
  visit: SignedIn,
  { keeping, profile, words: { structure } }: HeldRegister,
  written: string,
): Promise<readonly SummaryWarning[]> {
  const named = structure.units
    .filter(({ key }) => key !== structure.root)
    .flatMap(({ key, names }) =>
      names
        .flatMap(({ name, abbreviation }) => [name.nl, name.en, abbreviation ?? ''])
        .filter((name) => name.length >= shortestName && isNamed(written, name))
        .map((name) => ({ key, name })),
    )
    .toSorted((one, other) => other.name.length - one.name.length);
  const units = [...new Map(named.map((one) => [one.key, one])).values()];
  const ofUnits = await Promise.all(
    units.map(async ({ key, name }): Promise<SummaryWarning> => {
      const count = await look(visit.premises.door, visit.actor, keeping.count, concern, {
        ...{ filters: { unit: { is: key } }, within: null, state: null, doubtful: false, words: null },
      });
      const isSmall = count < profile.policies.protectionThreshold;
      const counted = (language: 'nl' | 'en') => say(words.small[language], language, { count });
      return { found: name, label: isSmall ? text(counted('nl'), counted('en')) : words.unit };
    }),
  );
  const found = detectIdentity(written, {
    allowedNames: profile.allowedNames,
    unitNames: [],
    patterns: profile.identifierDetectors,
  }).map(({ kind, found: words }): SummaryWarning => ({ found: words, label: warningLabels[kind] }));
  // What a detector takes for a name and is that of a unit is told once, as what it is.
  const byFound = new Map([...found, ...ofUnits].map((one) => [one.found, one]));
  return [...byFound.values()];
}

function isNamed(written: string, name: string): boolean {
  for (let at = written.indexOf(name); at >= 0; at = written.indexOf(name, at + 1)) {
    const around = `${written[at - 1] ?? ' '}${written[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
