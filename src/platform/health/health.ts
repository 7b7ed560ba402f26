/** The light of a line: in words on every page, never by colour alone. */
export type Light = 'green' | 'amber' | 'red';

/** The lines of the health page, in their order. */
export const healthLines = [
  'database',
  'disk',
  'mail',
  'jobs',
  'backup',
  'drill',
  'secrets',
  'chain',
  'channel',
] as const;
export type HealthLine = (typeof healthLines)[number];

/** Why a line has its light, by a code that has its words (workplace/health). */
export type HealthReason =
  | 'right'
  | 'behind'
  | 'low'
  | 'full'
  | 'not-set'
  | 'undelivered'
  | 'refused'
  | 'retries'
  | 'late'
  | 'failed'
  | 'not-recorded'
  | 'old'
  | 'soon'
  | 'over'
  | 'broken'
  | 'closed';

/** How one thing is doing. */
export interface HealthVerdict {
  readonly line: HealthLine;
  readonly light: Light;
  readonly reason: HealthReason;
  /** The day (yyyy-mm-dd) that it rests on, where there is one. */
  readonly day: string | null;
}

/** What the database knows of it, in yes, no and days: nothing of a person, no sizes. */
export interface HealthFacts {
  readonly isSet: boolean;
  readonly undelivered: boolean;
  readonly refused: boolean;
  readonly retries: boolean;
  readonly stuck: boolean;
  readonly late: boolean;
  readonly failed: boolean;
  readonly backup: string | null;
  readonly drill: string | null;
  readonly chain: string | null;
  readonly chainRight: boolean | null;
  readonly secretEnds: string | null;
  /** Today by the clock of the database. */
  readonly day: string;
}

/** What the program knows of the machine that it runs on. */
export interface Surroundings {
  /** Whether every migration was applied. */
  readonly isMigrated: boolean;
  /** Free room on the disk of the data folder, in bytes and as a share of all (0 to 1). */
  readonly free: { readonly bytes: number; readonly share: number };
  /** Whether reports can be received in confidence, by keys that were signed; `until` is the last day of the lists. */
  readonly channel: ChannelHealth;
}

export interface ChannelHealth {
  readonly state: 'not-set' | 'closed' | 'open';
  readonly until: string | null;
}

const gigabyte = 1_000_000_000;

/** How everything is doing, a line for each thing that may go wrong. */
export function healthOf(
  facts: HealthFacts,
  { isMigrated, free, channel }: Surroundings,
): readonly HealthVerdict[] {
  const verdict = (
    line: HealthLine,
    light: Light,
    reason: HealthReason,
    day: string | null = null,
  ): HealthVerdict => ({ line, light, reason, day });
  return [
    isMigrated ? verdict('database', 'green', 'right') : verdict('database', 'red', 'behind'),
    free.bytes < gigabyte || free.share < 0.05
      ? verdict('disk', 'red', 'full')
      : free.bytes < 5 * gigabyte || free.share < 0.15
        ? verdict('disk', 'amber', 'low')
        : verdict('disk', 'green', 'right'),
    mailVerdict(facts),
    facts.late
      ? verdict('jobs', 'red', 'late')
      : facts.failed
        ? verdict('jobs', 'red', 'failed')
        : verdict('jobs', 'green', 'right'),
    aged('backup', facts.backup, facts.day, 2, 7),
    aged('drill', facts.drill, facts.day, 183, 366),
    secretVerdict(facts),
    facts.chainRight === false
      ? verdict('chain', 'red', 'broken', facts.chain)
      : aged('chain', facts.chain, facts.day, 2, 7),
    channelVerdict(channel, facts.day),
  ];
}

function mailVerdict({ isSet, undelivered, refused, stuck, retries }: HealthFacts): HealthVerdict {
  const line = { line: 'mail', day: null } as const;
  if (!isSet) return { ...line, light: 'amber', reason: 'not-set' };
  if (refused) return { ...line, light: 'red', reason: 'refused' };
  if (undelivered || stuck) return { ...line, light: 'red', reason: 'undelivered' };
  if (retries) return { ...line, light: 'amber', reason: 'retries' };
  return { ...line, light: 'green', reason: 'right' };
}

/** Officers are told 60 days before their lists end, and it is red in the last fourteen. */
function channelVerdict({ state, until }: ChannelHealth, day: string): HealthVerdict {
  const line = { line: 'channel', day: until } as const;
  if (state === 'not-set') return { ...line, light: 'amber', reason: 'not-set' };
  if (state === 'closed' || until === null) return { ...line, light: 'red', reason: 'closed' };
  const left = daysBetween(day, until);
  if (left > 60) return { ...line, light: 'green', reason: 'right' };
  return { ...line, light: left <= 14 ? 'red' : 'amber', reason: 'soon' };
}

function secretVerdict({ secretEnds, day }: HealthFacts): HealthVerdict {
  const line = { line: 'secrets', day: secretEnds } as const;
  if (secretEnds === null || daysBetween(day, secretEnds) > 60)
    return { ...line, light: 'green', reason: 'right' };
  const left = daysBetween(day, secretEnds);
  if (left < 0) return { ...line, light: 'red', reason: 'over' };
  return { ...line, light: left < 8 ? 'red' : 'amber', reason: 'soon' };
}

/** A thing that has to be done now and then: green for so many days, amber for so many. */
function aged(
  line: HealthLine,
  last: string | null,
  today: string,
  green: number,
  amber: number,
): HealthVerdict {
  if (last === null) return { line, light: 'amber', reason: 'not-recorded', day: null };
  const age = daysBetween(last, today);
  if (age <= green) return { line, light: 'green', reason: 'right', day: last };
  return { line, light: age <= amber ? 'amber' : 'red', reason: 'old', day: last };
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000);
}
