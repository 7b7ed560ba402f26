/** What a row of a list of people states: one employment of a person, known by the sender's number. */
export interface StatedEmployment {
  /** Number of the row in its sheet. */
  readonly line: number;
  readonly number: string;
  readonly name: string | null;
  readonly mail: string | null;
  /** Key of a unit. */
  readonly unit: string;
  readonly function: string | null;
  /** Number of the supervisor. */
  readonly supervisor: string | null;
  /** Hours a week with two decimals: "36.00". */
  readonly hours: string | null;
  /** A code of the list employment-kinds. */
  readonly kind: string | null;
  /** First and last day, both included, as yyyy-mm-dd. */
  readonly started: string;
  readonly ended: string | null;
}

/** Columns that a list may lack: what it does not state stays as it was. */
export type OptionalColumn = 'name' | 'mail' | 'function' | 'supervisor' | 'hours' | 'kind';

/** A whole list, with the columns that it has. */
export interface StatedPeople {
  readonly rows: readonly StatedEmployment[];
  readonly columns: ReadonlySet<OptionalColumn>;
}

/** How a person is called and reached. */
export interface KnownContact {
  readonly version: string;
  readonly name: string | null;
  readonly mail: string | null;
  readonly telephone: string | null;
}

/** An employment as it stands. */
export interface KnownEmployment {
  readonly version: string;
  readonly employment: string;
  readonly person: string;
  readonly unit: string;
  readonly function: string | null;
  readonly supervisor: string | null;
  readonly hours: string | null;
  readonly kind: string | null;
  readonly started: string;
  readonly ended: string | null;
  /** The list that states it, with the first day as stated there; null where none does. */
  readonly stated: { readonly id: string; readonly sender: string; readonly start: string } | null;
  /** Whether a list stated it once; what nobody stated is taken over by the first list that states it. */
  readonly wasStated: boolean;
}

/** An appointment that holds or will hold. */
export interface KnownAppointment {
  readonly appointment: string;
  readonly person: string;
  readonly role: string;
  readonly unit: string | null;
  readonly from: string;
  readonly until: string | null;
}

/** What is known before a list is read. */
export interface KnownPeople {
  /** The sender's own numbers. */
  readonly numbers: ReadonlyMap<string, { readonly id: string; readonly person: string }>;
  /** Numbers that other senders use for exactly one person. */
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly contacts: ReadonlyMap<string, KnownContact>;
  readonly employments: readonly KnownEmployment[];
  readonly appointments: readonly KnownAppointment[];
}

/** The kinds of difference, in the order in which they are shown. */
export const differenceKinds = [
  'joined',
  'left',
  'moved',
  'supervisor',
  'function',
  'hours',
  'kind',
  'dates',
  'employment-added',
  'employment-ended',
  'name',
  'mail',
  'mail-reused',
  'number',
  'role-ends',
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** One thing that a list changes. */
export interface PeopleDifference {
  readonly kind: DifferenceKind;
  /** The row that says so; null where it is that no row does. */
  readonly line: number | null;
  readonly person: string;
  readonly number: string | null;
  readonly name: string | null;
  /** What stood: a key of a unit, a code, a name, a day. */
  readonly before: string | null;
  readonly after: string | null;
}
