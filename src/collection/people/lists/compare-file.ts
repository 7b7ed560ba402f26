import type { Profile } from '../../../codes/profile.ts';
import { recordedDay } from '../../../organisation/recorded-day.ts';
import { readStructure } from '../../../organisation/records.ts';
import type { Database } from '../../../platform/database/doorways.ts';
import { refusedConfirmations, unknownHeadings } from '../../import/confirmed.ts';
import { type Finding, labelKey } from '../../import/import-face.ts';
import { type Mappings, readMappings, rememberMappings } from '../../import/mappings.ts';
import { comparePeople, type PeoplePlan } from '../comparing/compare-people.ts';
import { readKnownPeople } from './known-people.ts';
import { monthsBefore, namesKeptMonths } from './names-kept.ts';
import { peopleShape, readPeopleFile } from './people-file.ts';
import { type PeopleOutcome, peopleOutcome } from './people-report.ts';

/** How a list of people is to be read and compared. */
export interface ListGiven {
  readonly sender: string;
  readonly day: string;
  /** Meanings of headings, units and kinds; and `person:<number>`, which answers a question about a number. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly dates?: 'dmy' | 'mdy' | undefined;
  readonly sheet?: string | undefined;
  readonly gone: number | null;
}

/** A list that was read and compared; without a plan it could not be. */
export interface ComparedList {
  readonly plan: PeoplePlan | null;
  readonly outcome: PeopleOutcome;
}

const ofPerson = 'person:';

/** Where what a sender means is remembered; the same for every list of people. */
const remembered = 'people';

/** Reads a file with a list of people and compares it with what is known. */
export async function compareFile(
  database: Database,
  profile: Profile,
  file: string,
  given: ListGiven,
): Promise<ComparedList> {
  const structure = await readStructure(database);
  const entries = Object.entries(given.mapping);
  const answers = new Map(
    entries.flatMap(([written, meaning]) =>
      written.startsWith(ofPerson) ? [[written.slice(ofPerson.length).trim(), meaning.trim()] as const] : [],
    ),
  );
  const meanings = Object.fromEntries(entries.filter(([written]) => !written.startsWith(ofPerson)));
  const found: Finding[] = [...refusedConfirmations(meanings, [peopleShape], profile.codes, structure)];
  const before = await readMappings(database, remembered, given.sender);
  const mappings =
    found.length > 0 ? before : await rememberMappings(database, remembered, given.sender, meanings, before);
  const { list, findings, headings } = await readPeopleFile(file, {
    structure,
    profile,
    day: given.day,
    columns: mappings.columns,
    labels: labelsOf(mappings),
    dates: given.dates,
    sheet: given.sheet,
  });
  found.push(...findings, ...unknownHeadings(Object.keys(meanings), headings));
  if (found.some(({ weight }) => weight === 'refused'))
    return { plan: null, outcome: peopleOutcome(list, [], found, profile) };
  const known = await readKnownPeople(database, given.sender);
  const plan = comparePeople(list, known, {
    ...given,
    answers,
    namesFrom: monthsBefore(await recordedDay(database), namesKeptMonths(profile)),
  });
  return { plan, outcome: peopleOutcome(list, plan.differences, [...found, ...plan.findings], profile) };
}

function labelsOf({ labels }: Mappings): ReadonlyMap<string, string> {
  return new Map(
    [...labels].map(([written, meaning]) => {
      const colon = written.indexOf(':');
      return [labelKey(written.slice(0, colon), written.slice(colon + 1)), meaning];
    }),
  );
}
