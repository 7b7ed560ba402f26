import { newId } from '../../../platform/database/new-id.ts';
import type { Finding } from '../../import/import-face.ts';
import type {
  DifferenceKind,
  KnownAppointment,
  KnownEmployment,
  KnownPeople,
  OptionalColumn,
  PeopleDifference,
  StatedEmployment,
  StatedPeople,
} from '../stated-people.ts';
import { supervisionCircles } from './circles.ts';
import { matchEmployments } from './match-employments.ts';
import { type MatchedPersons, matchPersons, type NamedPerson, type PersonAnswers } from './match-persons.ts';
import {
  employmentTwice,
  manyGone,
  supervisorCircle,
  supervisorSelf,
  supervisorUnknown,
} from './people-questions.ts';

/** How a list is compared. */
export interface CompareOptions {
  readonly sender: string;
  /** The day of the list: who is gone had the day before as the last one. */
  readonly day: string;
  readonly answers: PersonAnswers;
  /** How many people somebody said have really left; null when nobody said. */
  readonly gone: number | null;
  /** Of who left before this day no name is recorded any more. */
  readonly namesFrom: string;
}

/** A version of an employment to be written. */
export type EmploymentVersion = Omit<KnownEmployment, 'version' | 'stated' | 'wasStated'>;

/** What a list changes, ready to be written, and what it leaves open. */
export interface PeoplePlan {
  readonly newPersons: readonly string[];
  readonly newNumbers: MatchedPersons['newNumbers'];
  readonly endedNumbers: readonly string[];
  /** Contacts that get another version. */
  readonly contacts: readonly {
    readonly person: string;
    readonly name: string | null;
    readonly mail: string | null;
    readonly telephone: string | null;
  }[];
  /** Ids of versions of employments that no longer stand. */
  readonly endedVersions: readonly string[];
  readonly versions: readonly EmploymentVersion[];
  readonly endedStatements: readonly string[];
  readonly statements: readonly { readonly employment: string; readonly start: string }[];
  /** Appointments of people who left, with the first day on which they hold no more. */
  readonly endings: readonly { readonly appointment: KnownAppointment; readonly until: string }[];
  readonly differences: readonly PeopleDifference[];
  readonly findings: readonly Finding[];
}

/** Fewer than this many people gone are never asked about. */
const alwaysFew = 3;
/** One in so many of the people of a sender may be gone without a question. */
const oneIn = 10;

/**
 * Compares a list of people with what is known: pure, so that what is shown first is what is written afterwards. An
 * employment that moved to another unit or became of another kind ends and begins anew, so that earlier years stay as
 * they were counted; anything else is another version of the same employment.
 */
export function comparePeople(list: StatedPeople, known: KnownPeople, options: CompareOptions): PeoplePlan {
  return new Comparison(list, known, options).plan();
}

class Comparison {
  readonly #list: StatedPeople;
  readonly #known: KnownPeople;
  readonly #options: CompareOptions;
  readonly #matched: MatchedPersons;
  readonly #findings: Finding[];
  readonly #differences: PeopleDifference[] = [];
  readonly #contacts = new Map<string, PeoplePlan['contacts'][number]>();
  readonly #endedVersions: string[] = [];
  readonly #versions: EmploymentVersion[] = [];
  readonly #endedStatements: string[] = [];
  readonly #statements: { employment: string; start: string }[] = [];
  /** Versions that a move left behind and that stand again. */
  readonly #takenBack = new Set<string>();
  /** The row that states an employment of a person, to name a place. */
  readonly #lines = new Map<string, number>();
  readonly #numbers = new Map<string, string>();

  constructor(list: StatedPeople, known: KnownPeople, options: CompareOptions) {
    this.#list = list;
    this.#known = known;
    this.#options = options;
    this.#matched = matchPersons(list, known, options.answers);
    this.#findings = [...this.#matched.findings];
    for (const [number, { person }] of known.numbers)
      if (!this.#numbers.has(person)) this.#numbers.set(person, number);
  }

  plan(): PeoplePlan {
    const { persons, newNumbers, endedNumbers } = this.#matched;
    const { employments, numbers } = this.#known;
    const numberedBefore = new Set([...numbers.values()].map(({ person }) => person));
    const { sender } = this.#options;
    const ofPerson = Map.groupBy(employments, ({ person }) => person);
    const own = new Set(
      employments.flatMap(({ person, stated }) => (stated?.sender === sender ? [person] : [])),
    );
    const before = new Set(employments.filter((one) => this.#goesOn(one)).map(({ person }) => person));
    for (const named of persons.values()) this.#person(named, ofPerson.get(named.person) ?? []);
    for (const person of own) if (!persons.has(person)) this.#absent(ofPerson.get(person) ?? []);
    this.#reusedMails();
    const standing = this.#standing();
    const after = new Set(standing.filter((one) => this.#goesOn(one)).map(({ person }) => person));
    const left = [...before].filter((person) => !after.has(person));
    const last = lastDays(standing);
    for (const person of left) this.#differ('left', person, null, null, last.get(person) ?? null);
    const bornNow = [...persons.values()].filter(({ person }) => !before.has(person) && after.has(person));
    for (const { person, rows } of bornNow) {
      const [row] = rows;
      this.#differ('joined', person, row?.line ?? null, null, row?.unit ?? null);
    }
    const joined = new Set(bornNow.map(({ person }) => person));
    for (const { number, person, line } of newNumbers)
      if (numberedBefore.has(person)) this.#differ('number', person, line, null, number);
    this.#circles(standing);
    const hadNumber = [...own].filter((person) => before.has(person)).length;
    const gone = left.filter((person) => own.has(person)).length;
    if (gone > Math.max(alwaysFew, hadNumber / oneIn) && this.#options.gone !== gone)
      this.#findings.push(manyGone(gone, hadNumber));
    const mayEnd = new Set([...own, ...persons.keys()].filter((person) => !after.has(person)));
    const endings = this.#endings(mayEnd, last, new Set(left));
    return {
      newPersons: [...persons.values()].flatMap(({ isNew, person }) => (isNew ? [person] : [])),
      newNumbers,
      endedNumbers,
      contacts: [...this.#contacts.values()],
      endedVersions: this.#endedVersions,
      versions: this.#versions,
      endedStatements: this.#endedStatements,
      statements: this.#statements,
      endings,
      // Who comes or goes is told once, not by each employment.
      differences: this.#differences.filter(
        ({ kind, person }) =>
          !(kind === 'employment-added' && joined.has(person)) &&
          !(kind === 'employment-ended' && !after.has(person)),
      ),
      findings: this.#findings,
    };
  }

  #person(named: NamedPerson, standing: readonly KnownEmployment[]): void {
    const { person } = named;
    const { sender } = this.#options;
    const number = named.rows[0]?.number;
    if (number !== undefined) this.#numbers.set(person, number);
    const rows = this.#withoutTwins(named.rows);
    this.#contact(named);
    const candidates = standing.filter(({ stated, wasStated }) =>
      stated === null ? !wasStated : stated.sender === sender,
    );
    const { pairs, added, gone } = matchEmployments(rows, candidates);
    for (const { row, known } of pairs)
      if (row.ended !== null && row.ended < known.started && row.started < known.started)
        this.#neverMoved(row, known, standing);
      else this.#pair(row, known);
    for (const row of added) this.#add(row, person);
    for (const one of gone) if (one.stated !== null) this.#end(one);
  }

  #withoutTwins(rows: readonly StatedEmployment[]): readonly StatedEmployment[] {
    if (rows.length === 1) return rows;
    const seen = new Map<string, StatedEmployment>();
    return rows.filter((row) => {
      const said = JSON.stringify({ ...row, line: 0 });
      const twin = seen.get(said);
      if (twin) this.#findings.push(employmentTwice(row, twin));
      else seen.set(said, row);
      return !twin;
    });
  }

  #absent(standing: readonly KnownEmployment[]): void {
    for (const one of standing) if (one.stated?.sender === this.#options.sender) this.#end(one);
  }

  #contact({ person, name, mail, rows }: NamedPerson): void {
    const { namesFrom } = this.#options;
    if (rows.every(({ ended }) => ended !== null && ended < namesFrom)) return;
    const [row] = rows;
    const known = this.#known.contacts.get(person);
    const newName = this.#has('name') && name !== null ? name : (known?.name ?? null);
    const newMail = this.#has('mail') ? mail : (known?.mail ?? null);
    if (known && known.name === newName && known.mail === newMail) return;
    if (!known && newName === null && newMail === null) return;
    this.#contacts.set(person, {
      person,
      name: newName,
      mail: newMail,
      telephone: known?.telephone ?? null,
    });
    if (!known) return;
    if (known.name !== newName) this.#differ('name', person, row?.line ?? null, known.name, newName);
    if (known.mail !== newMail) this.#differ('mail', person, row?.line ?? null, known.mail, newMail);
  }

  /** An address that somebody new has is no longer that of who had it and is not on the list. */
  #reusedMails(): void {
    if (!this.#has('mail')) return;
    const { persons } = this.#matched;
    const bearers = new Map<string, NamedPerson>();
    for (const one of persons.values()) if (one.mail !== null) bearers.set(one.mail.toLowerCase(), one);
    for (const [person, contact] of this.#known.contacts) {
      const bearer = contact.mail === null ? undefined : bearers.get(contact.mail.toLowerCase());
      if (!bearer || bearer.person === person || persons.has(person)) continue;
      const { name, telephone } = contact;
      this.#contacts.set(person, { person, name, mail: null, telephone });
      this.#differ('mail-reused', person, bearer.rows[0]?.line ?? null, contact.mail, null);
    }
  }

  #pair(row: StatedEmployment, known: KnownEmployment): void {
    const { person, employment } = known;
    const { day } = this.#options;
    this.#lines.set(person, row.line);
    const supervisor = this.#has('supervisor') ? this.#supervisor(row, person) : known.supervisor;
    const kind = this.#has('kind') ? row.kind : known.kind;
    const base = {
      person,
      employment,
      unit: row.unit,
      function: this.#has('function') ? row.function : known.function,
      supervisor,
      hours: this.#has('hours') ? row.hours : known.hours,
      kind,
      // After a move the employment there began later than the list says.
      started: known.stated && known.stated.start !== known.started ? known.started : row.started,
      ended: row.ended,
    };
    // A kind that was not recorded is filled in; it did not change.
    const isElsewhere = base.unit !== known.unit || (known.kind !== null && base.kind !== known.kind);
    const splits = isElsewhere && known.started < day && this.#goesOn(row);
    const next = splits ? { ...base, employment: newId(), started: day } : base;
    this.#tell(row, known, next);
    if (splits) {
      const { version: _version, stated: _stated, wasStated: _was, ...before } = known;
      this.#replace(known, { ...before, ended: earlier(known.ended, dayBefore(day)) });
      this.#versions.push(next);
    } else if (differs(known, next)) this.#replace(known, next);
    if (splits || known.stated?.start !== row.started) {
      if (known.stated) this.#endedStatements.push(known.stated.id);
      this.#statements.push({ employment: next.employment, start: row.started });
    }
  }

  /** The employment had ended before the day from which it was somewhere else: that move never was. */
  #neverMoved(row: StatedEmployment, known: KnownEmployment, standing: readonly KnownEmployment[]): void {
    const last = dayBefore(known.started);
    const left = standing.filter(
      (one) =>
        one.stated === null && one.wasStated && one.ended === last && !this.#takenBack.has(one.version),
    );
    const before = left.find(({ started }) => started === known.stated?.start) ?? left[0] ?? known;
    this.#takenBack.add(before.version);
    if (known.stated) this.#endedStatements.push(known.stated.id);
    if (before !== known) this.#endedVersions.push(known.version);
    this.#pair(row, { ...before, stated: null });
  }

  #tell(row: StatedEmployment, known: KnownEmployment, next: EmploymentVersion): void {
    const { person } = known;
    const say = (kind: DifferenceKind, before: string | null, after: string | null) => {
      if (before !== after) this.#differ(kind, person, row.line, before, after);
    };
    say('moved', known.unit, next.unit);
    say('kind', known.kind, next.kind);
    say('function', known.function, next.function);
    say('hours', known.hours, next.hours);
    if (known.supervisor !== next.supervisor)
      this.#differ(
        'supervisor',
        person,
        row.line,
        this.#called(known.supervisor),
        this.#called(next.supervisor),
      );
    const moved = next.employment !== known.employment;
    if (!moved) say('dates', known.started, next.started);
    if (known.ended !== next.ended) {
      const kind = next.ended !== null && next.ended < this.#options.day ? 'employment-ended' : 'dates';
      say(kind, known.ended, next.ended);
    }
  }

  #add(row: StatedEmployment, person: string): void {
    const { line, unit, function: job, hours, kind, started, ended } = row;
    const supervisor = this.#supervisor(row, person);
    const employment = newId();
    this.#lines.set(person, line);
    this.#versions.push({ person, employment, unit, function: job, supervisor, hours, kind, started, ended });
    this.#statements.push({ employment, start: started });
    this.#differ('employment-added', person, line, null, unit);
  }

  /** Ends an employment that the list states no more. One that had not begun never was. */
  #end(known: KnownEmployment): void {
    if (!this.#goesOn(known)) return;
    const last = dayBefore(this.#options.day);
    const { version: _version, stated, wasStated: _was, ...before } = known;
    if (known.started > last) {
      this.#endedVersions.push(known.version);
      if (stated) this.#endedStatements.push(stated.id);
    } else this.#replace(known, { ...before, ended: last });
    this.#differ('employment-ended', known.person, null, known.unit, last);
  }

  #replace(known: KnownEmployment, next: EmploymentVersion): void {
    this.#endedVersions.push(known.version);
    this.#versions.push(next);
  }

  #supervisor(row: StatedEmployment, person: string): string | null {
    if (row.supervisor === null) return null;
    const found = this.#matched.ofNumber.get(row.supervisor);
    if (found === undefined) this.#findings.push(supervisorUnknown(row));
    if (found === person) this.#findings.push(supervisorSelf(row));
    return found === undefined || found === person ? null : found;
  }

  /** All employments as they are once the list is applied. */
  #standing(): readonly EmploymentVersion[] {
    const ended = new Set(this.#endedVersions);
    return [...this.#known.employments.filter(({ version }) => !ended.has(version)), ...this.#versions];
  }

  #circles(standing: readonly EmploymentVersion[]): void {
    const above = new Map<string, Set<string>>();
    for (const one of standing) {
      if (one.supervisor === null || !this.#goesOn(one)) continue;
      const known = above.get(one.person) ?? new Set();
      above.set(one.person, known.add(one.supervisor));
    }
    for (const circle of supervisionCircles(above)) {
      const lines = circle.map((person) => this.#lines.get(person) ?? null);
      // A circle that this list does not state is no fault of it.
      if (lines.some((line) => line !== null)) this.#findings.push(supervisorCircle(lines));
    }
  }

  #endings(
    mayEnd: ReadonlySet<string>,
    lastDay: ReadonlyMap<string, string>,
    left: ReadonlySet<string>,
  ): PeoplePlan['endings'] {
    const appointments = this.#known.appointments.filter(({ person }) => mayEnd.has(person));
    return appointments.flatMap((appointment) => {
      const last = lastDay.get(appointment.person);
      if (last === undefined) return [];
      const until = dayAfter(last);
      if (appointment.until !== null && appointment.until <= until) return [];
      // Somebody from outside who worked here before was appointed as that.
      if (appointment.from > last && !left.has(appointment.person)) return [];
      this.#differ('role-ends', appointment.person, null, appointment.role, until);
      return [{ appointment, until }];
    });
  }

  #differ(
    kind: DifferenceKind,
    person: string,
    line: number | null,
    before: string | null,
    after: string | null,
  ): void {
    const number = this.#numbers.get(person) ?? null;
    const named = this.#matched.persons.get(person)?.name ?? this.#known.contacts.get(person)?.name ?? null;
    this.#differences.push({ kind, line, person, number, name: named, before, after });
  }

  #called(person: string | null): string | null {
    if (person === null) return null;
    const name = this.#matched.persons.get(person)?.name ?? this.#known.contacts.get(person)?.name;
    return name ?? this.#numbers.get(person) ?? '…';
  }

  #has(column: OptionalColumn): boolean {
    return this.#list.columns.has(column);
  }

  #goesOn({ ended }: { readonly ended: string | null }): boolean {
    return ended === null || ended >= this.#options.day;
  }
}

function differs(known: KnownEmployment, next: EmploymentVersion): boolean {
  return (
    known.unit !== next.unit ||
    known.kind !== next.kind ||
    known.function !== next.function ||
    known.hours !== next.hours ||
    known.supervisor !== next.supervisor ||
    known.started !== next.started ||
    known.ended !== next.ended
  );
}

/** The last day of the last employment of each person. */
function lastDays(standing: readonly EmploymentVersion[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { person, ended } of standing)
    if (ended !== null && ended > (last.get(person) ?? '')) last.set(person, ended);
  return last;
}

const dayLength = 86_400_000;

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - dayLength).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);
}

function earlier(one: string | null, other: string): string {
  return one !== null && one < other ? one : other;
}
