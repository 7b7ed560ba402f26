import type { Profile } from '../../../codes/profile.ts';
import { retentionOf } from '../../../codes/retention.ts';

/** For how many months names are kept of who left. */
export function namesKeptMonths(profile: Profile): number {
  return retentionOf(profile)['names-of-who-left'].months;
}

/** The day so many months before a day; the last of that month where it is shorter, as the database counts. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}
