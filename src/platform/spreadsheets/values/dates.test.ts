import { describe, expect, test } from 'vitest';
import { serialDate, serialTime } from '../xlsx/serial-date.ts';
import { dateText, parseDate, periodIn } from './dates.ts';
import { decimalFromText } from './decimal.ts';

function read(text: string, order?: 'dmy' | 'mdy'): string {
  const reading = parseDate(text, order === undefined ? {} : { order });
  if (reading.ok) {
    const other = reading.otherReading === undefined ? '' : ` or ${dateText(reading.otherReading)}`;
    return `${dateText(reading.value)}${other}`;
  }
  const perhaps = reading.proposal === undefined ? '' : `, perhaps ${dateText(reading.proposal)}`;
  return `refused ${reading.reason}${perhaps}`;
}

describe('A date written as text', () => {
  test.each([
    ['3-11-2025', '2025-11-03'],
    ['03.11.2025', '2025-11-03'],
    ['3 november 2025', '2025-11-03'],
    ['maandag 3 november 2025', '2025-11-03'],
    ['Monday 3 November 2025', '2025-11-03'],
    ['November 3rd, 2025', '2025-11-03'],
    ['3 mrt. 2025', '2025-03-03'],
    ['3-nov-2025', '2025-11-03'],
    ['2025-11-03', '2025-11-03'],
    ['2025-11-03T10:00:00', '2025-11-03'],
    ['20251103', '2025-11-03'],
    ['3-11-2025 14:30', '2025-11-03'],
    ['13/3/2025', '2025-03-13'],
    ['11/3/2025', '2025-03-11 or 2025-11-03'],
    ['3/3/2025', '2025-03-03'],
    ['nov 2025', '2025-11'],
    ['november 2025', '2025-11'],
    ['11-2025', '2025-11'],
    ['2025-11', '2025-11'],
    ['2025', '2025'],
    ['2020-2021', '2020-2021'],
    ['2020–2021', '2020-2021'],
    ['2020 t/m 2021', '2020-2021'],
    ['2020 en 2021', '2020-2021'],
    ['2020-21', '2020-2021'],
    ['2011-12', '2011-12 or 2011-2012'],
    ['Q3 2024', '2024-Q3'],
    ['2024-Q3', '2024-Q3'],
    ['3e kwartaal 2024', '2024-Q3'],
    ['', 'refused empty'],
    ['onbekend', 'refused unknown'],
    ['eind 2020', 'refused vague'],
    ['na de zomer', 'refused vague'],
    ['31-2-2025', 'refused no-such-day'],
    ['29-2-2023', 'refused no-such-day'],
    ['29-2-2024', '2024-02-29'],
    ['3-13-2025', 'refused no-such-day, perhaps 2025-03-13'],
    ['3-11-25', 'refused two-digit-year, perhaps 2025-11-03'],
    ["nov '25", 'refused two-digit-year, perhaps 2025-11'],
    ['dinsdag 3 november 2025', 'refused weekday-contradicts, perhaps 2025-11-03'],
    ['2021-2020', 'refused period-reversed'],
    ['3-11-0025', 'refused year-out-of-range'],
    ['45964', 'refused not-a-date'],
    ['zie mail', 'refused not-a-date'],
  ])('%j is read as: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('American order is read when the caller says so', () => {
    expect(read('11/3/2025', 'mdy')).toBe('2025-11-03 or 2025-03-11');
  });

  test('A written date is read back as the same date', () => {
    for (const text of ['2025-11-03', '2025-11', '2025-Q3', '2025', '2020-2021'])
      expect(read(text)).toBe(text);
  });

  test('A tab name or title tells its year only when it leaves no choice', () => {
    expect(periodIn('Nevenwerkzaamheden 2020')).toEqual({ precision: 'year', year: 2020 });
    expect(periodIn('Rapport 2020-2021')).toEqual({ precision: 'period', from: 2020, to: 2021 });
    expect(periodIn('2019, 2020 en 2022')).toBeUndefined();
    expect(periodIn('Blad1')).toBeUndefined();
    expect(periodIn('Zaak 120201')).toBeUndefined();
  });
});

describe('A date stored as a number of days', () => {
  const date = (text: string, from1904 = false) =>
    serialDate(decimalFromText(text) ?? { digits: -1n, scale: 0 }, from1904);
  test('Excel counts from 1900, with a day that never was', () => {
    expect(date('45964')).toBe('2025-11-03');
    expect(date('1')).toBe('1900-01-01');
    expect(date('59')).toBe('1900-02-28');
    expect(date('60')).toBeUndefined();
    expect(date('61')).toBe('1900-03-01');
    expect(date('44502', true)).toBe('2025-11-03');
    expect(date('-1')).toBeUndefined();
    expect(date('9999999')).toBeUndefined();
  });
  test('A part of a day is a time, rounded to whole seconds', () => {
    expect(date('45964.604166666664')).toBe('2025-11-03T14:30:00');
    expect(date('45964.9999999999')).toBe('2025-11-04T00:00:00');
    expect(serialTime(decimalFromText('0.5') ?? { digits: 0n, scale: 0 })).toBe('12:00:00');
  });
});
