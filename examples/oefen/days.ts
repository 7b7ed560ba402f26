const dayLength = 86_400_000;

/** Nothing that happened after this day is known in the sheets. */
export const lastKnown = new Date(Date.UTC(2026, 0, 31));

/** The day that lies this number of days after another. */
export function daysAfter(day: Date, days: number): Date {
  return new Date(day.getTime() + days * dayLength);
}

/** The number of a day, counted from 1 January 1970. */
export function dayNumber(day: Date): number {
  return day.getTime() / dayLength;
}

/** A day as units write it: 3-2-2024. */
export function written(day: Date): string {
  return `${day.getUTCDate()}-${day.getUTCMonth() + 1}-${day.getUTCFullYear()}`;
}
