import { nameKey } from '../../../organisation/people/names.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { Finding } from '../../import/import-face.ts';
import type { KnownPeople, StatedEmployment, StatedPeople } from '../stated-people.ts';
import { mailOfTwo, numberOfTwo, numberReused, sharedMail, twoNumbers } from './people-questions.ts';

/**
 * What somebody answered about a number of the list: "-" for a person of its own, its own number for the person who is
 * known by it, another number for the person whom that one names.
 */
export type PersonAnswers = ReadonlyMap<string, string>;

/** A person whom a list names, with all rows. */
export interface NamedPerson {
  readonly person: string;
  readonly isNew: boolean;
  readonly rows: StatedEmployment[];
  readonly name: string | null;
  readonly mail: string | null;
}

/** Whom the numbers of a list mean. */
export interface MatchedPersons {
  readonly persons: ReadonlyMap<string, NamedPerson>;
  /** By number, also those of known people who are not on the list. */
  readonly ofNumber: ReadonlyMap<string, string>;
  readonly newNumbers: readonly { readonly number: string; readonly person: string; readonly line: number }[];
  /** Ids of numbers that somebody else bears from now on. */
  readonly endedNumbers: readonly string[];
  readonly findings: readonly Finding[];
}

interface Numbered {
  readonly number: string;
  readonly rows: readonly StatedEmployment[];
  readonly name: string | null;
  readonly mail: string | null;
}

/** Finds out whom each number of a list means; where that cannot be known it is asked, never guessed. */
export function matchPersons(
  { rows }: StatedPeople,
  known: KnownPeople,
  answers: PersonAnswers,
): MatchedPersons {
  const findings: Finding[] = [];
  const numbered = [...Map.groupBy(rows, ({ number }) => number)].map(([number, own]) =>
    oneNumber(number, own, findings),
  );
  const ofNumber = new Map(known.elsewhere);
  for (const [number, { person }] of known.numbers) ofNumber.set(number, person);
  const decided = new Map<string, string>();
  const endedNumbers: string[] = [];
  const fresh = new Set<string>();
  const own = (number: string): void => {
    const person = newId();
    fresh.add(person);
    decided.set(number, person);
  };
  for (const one of numbered) {
    const person = ofNumber.get(one.number);
    const before = person === undefined ? undefined : known.contacts.get(person)?.name;
    const answer = answers.get(one.number);
    if (person === undefined) continue;
    if (!areDisjoint(before, one.name) || answer === one.number) {
      decided.set(one.number, person);
    } else if (answer === '-') {
      const stale = known.numbers.get(one.number);
      if (stale) endedNumbers.push(stale.id);
      own(one.number);
    } else {
      findings.push(numberReused(one.rows[0]));
      decided.set(one.number, person);
    }
  }
  matchNew(numbered, known, answers, { decided, ofNumber, findings, own });
  for (const [number, person] of decided) ofNumber.set(number, person);
  findings.push(...sharedMails(numbered, decided));
  const persons = new Map<string, NamedPerson>();
  for (const one of numbered) {
    const person = decided.get(one.number);
    if (person === undefined) continue;
    const before = persons.get(person);
    if (before) before.rows.push(...one.rows);
    else
      persons.set(person, {
        person,
        isNew: fresh.has(person),
        rows: [...one.rows],
        name: one.name,
        mail: one.mail,
      });
  }
  const newNumbers = numbered.flatMap(({ number, rows: [first] }) => {
    const person = decided.get(number);
    const standing = known.numbers.get(number);
    return person === undefined || !first || standing?.person === person
      ? []
      : [{ number, person, line: first.line }];
  });
  return { persons, ofNumber, newNumbers, endedNumbers, findings };
}

/** Numbers that nobody bore: somebody new, unless a mail address says that it may be somebody who is there. */
function matchNew(
  numbered: readonly Numbered[],
  known: KnownPeople,
  answers: PersonAnswers,
  {
    decided,
    ofNumber,
    findings,
    own,
  }: {
    readonly decided: Map<string, string>;
    readonly ofNumber: ReadonlyMap<string, string>;
    readonly findings: Finding[];
    readonly own: (number: string) => void;
  },
): void {
  const byMail = new Map<string, Numbered>();
  for (const one of numbered)
    if (one.mail !== null && decided.has(one.number)) byMail.set(one.mail.toLowerCase(), one);
  const knownByMail = new Map<string, string>();
  for (const [person, { mail }] of known.contacts)
    if (mail !== null) knownByMail.set(mail.toLowerCase(), person);
  const onList = new Set(decided.values());
  const waiting: Numbered[] = [];
  for (const one of numbered) {
    if (decided.has(one.number)) continue;
    const answer = answers.get(one.number);
    if (answer !== undefined && answer !== '-' && answer !== one.number) {
      waiting.push(one);
      continue;
    }
    const mail = one.mail?.toLowerCase();
    if (answer === undefined && mail !== undefined) {
      const beside = byMail.get(mail);
      const bearer = knownByMail.get(mail);
      if (beside) {
        findings.push(mailOfTwo(one.rows[0], beside.rows[0]));
      } else if (
        bearer !== undefined &&
        !onList.has(bearer) &&
        sharesWords(known.contacts.get(bearer)?.name, one.name)
      ) {
        findings.push(twoNumbers(one.rows[0]));
      }
    }
    if (mail !== undefined && !byMail.has(mail)) byMail.set(mail, one);
    own(one.number);
  }
  for (const one of waiting) {
    const meant = answers.get(one.number) ?? '';
    const person = decided.get(meant) ?? ofNumber.get(meant);
    if (person === undefined) findings.push(twoNumbers(one.rows[0]));
    else decided.set(one.number, person);
  }
}

/** Two people who are known apart and have one address: told, since only one of them reads it. */
function sharedMails(
  numbered: readonly Numbered[],
  decided: ReadonlyMap<string, string>,
): readonly Finding[] {
  const first = new Map<string, { readonly person: string | undefined; readonly one: Numbered }>();
  return numbered.flatMap((one) => {
    if (one.mail === null) return [];
    const mail = one.mail.toLowerCase();
    const person = decided.get(one.number);
    const before = first.get(mail);
    if (!before) first.set(mail, { person, one });
    return before && before.person !== person ? [sharedMail(one.rows[0], before.one.rows[0])] : [];
  });
}

function oneNumber(number: string, rows: readonly StatedEmployment[], findings: Finding[]): Numbered {
  const named = rows.find(({ name }) => name !== null);
  const other = rows.find(({ name }) => areDisjoint(named?.name, name));
  if (named && other) findings.push(numberOfTwo(other, named));
  return {
    number,
    rows,
    name: named?.name ?? null,
    mail: rows.find(({ mail }) => mail !== null)?.mail ?? null,
  };
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(nameKey(name).trim().split(' '));
}

function sharesWords(one: string | null | undefined, other: string | null | undefined): boolean {
  if (one == null || other == null) return false;
  return !wordsOf(one).isDisjointFrom(wordsOf(other));
}

/** Whether two names have no word in common; a name that is not known says nothing. */
function areDisjoint(one: string | null | undefined, other: string | null | undefined): boolean {
  if (one == null || other == null || one === other) return false;
  return wordsOf(one).isDisjointFrom(wordsOf(other));
}
