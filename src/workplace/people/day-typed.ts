/**
 * A day as somebody types it: 3-11-2026, 3/11/2026 or 2026-11-03; as yyyy-mm-dd, or undefined for what is no day, or
 * lies further than people at work look back or ahead.
 */
export function dayTyped(typed: string): string | undefined {
  const parts =
    /^\s*(?<day>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>\d{4})\s*$/.exec(typed)?.groups ??
    /^\s*(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})\s*$/.exec(typed)?.groups;
  if (!parts) return undefined;
  const { year = '', month = '', day = '' } = parts;
  if (year < '1900' || year > '2199') return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/**
 * The moment that somebody typed as a day and an hour in the Netherlands ("3-3-2026 10.00"); undefined for what is none.
 */
export function momentTyped(typed: string): Date | undefined {
  const [, written = '', hour = '', minute = ''] = /^(.*\S)\s+(\d{1,2})[.:](\d\d)$/.exec(typed.trim()) ?? [];
  const day = dayTyped(written);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const clock = `${hour.padStart(2, '0')}:${minute}`;
  // Winter or summer: the one that gives the hour which was meant. In the hour that is skipped, neither does.
  return ['+01:00', '+02:00']
    .map((offset) => new Date(`${day}T${clock}:00${offset}`))
    .find((moment) => dutchClock.format(moment) === clock);
}

const dutchClock = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  minute: '2-digit',
});
