import { hash } from 'node:crypto';
import type { Profile } from '../../../codes/profile.ts';
import { FindingTally } from '../../import/finding-tally.ts';
import type { Finding } from '../../import/import-face.ts';
import type { FindingCount, ToldFinding } from '../../import/import-report.ts';
import {
  type DifferenceKind,
  differenceKinds,
  type PeopleDifference,
  type StatedPeople,
} from '../stated-people.ts';

/** What a list of people says, and what it would change: counts and places, and nothing of anybody. */
export interface PeopleOutcome {
  readonly rows: number;
  readonly people: number;
  /** Differences of each kind that there are, in the order in which they are shown. */
  readonly counts: Readonly<Partial<Record<DifferenceKind, number>>>;
  /** All together. */
  readonly changes: number;
  /** Whether something was found for which nothing may be applied. */
  readonly refused: boolean;
  readonly kinds: readonly FindingCount[];
  readonly findings: readonly ToldFinding[];
  /** SHA-256 over the differences: what is applied is what was shown. */
  readonly hash: string;
}

/** Tells what a list says and changes. Without differences it was refused before it could be compared. */
export function peopleOutcome(
  { rows }: StatedPeople,
  differences: readonly PeopleDifference[],
  found: readonly Finding[],
  profile: Profile,
): PeopleOutcome {
  const tally = new FindingTally(profile.identifierDetectors);
  tally.add(...found);
  const by = Map.groupBy(differences, ({ kind }) => kind);
  return {
    rows: rows.length,
    people: new Set(rows.map(({ number }) => number)).size,
    counts: Object.fromEntries(
      differenceKinds.flatMap((kind) => (by.has(kind) ? [[kind, by.get(kind)?.length ?? 0]] : [])),
    ),
    changes: differences.length,
    refused: tally.refuses,
    kinds: tally.kinds(),
    findings: tally.first(),
    hash: hash(
      'sha256',
      JSON.stringify(
        differences.map(({ kind, line, number, before, after }) => [kind, line, number, before, after]),
      ),
    ),
  };
}
