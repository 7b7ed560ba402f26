import { z } from 'zod';
import { askedPeriod, type YearStart } from '../../organisation/period.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { ImportInput } from '../import/import-input.ts';

const howSchema = z.strictObject({
  fileName: z.string(),
  sender: z.string(),
  period: z.string(),
  /** The key of the unit that the file covers; blank: as its rows say. */
  unit: z.string(),
  /** The years that it covers, with commas between them; blank: as its rows say. */
  years: z.string(),
  sheet: z.string(),
  dates: z.string(),
  same: z.string(),
  versionOf: z.string(),
  /** Whether changed and vanished rows of an earlier version are applied. */
  replace: z.boolean(),
  /** What headings and words mean, as `--map` takes it. */
  answers: z.record(z.string(), z.string()),
});

/** How a kept file is to be read, as somebody typed and chose it. */
export type HowToRead = Readonly<z.infer<typeof howSchema>>;

/** The fields that are one line of text. */
export type HowField = 'sender' | 'period' | 'years';

/** As it is kept. */
export function writtenHow(how: HowToRead): string {
  return JSON.stringify(how);
}

/** What {@link writtenHow} wrote. */
export function readHow(written: string): HowToRead {
  return howSchema.parse(JSON.parse(written));
}

const senderMissing = text('Vul in wie het bestand bijhoudt.', 'Fill in who maintains the file.');

/** What an import is asked, of what was typed; or what is wrong with it, by field. */
export function inputOf(
  how: HowToRead,
  yearStart: YearStart,
):
  | { readonly input: Omit<ImportInput, 'file' | 'dryRun'> }
  | { readonly faults: readonly { readonly field: HowField; readonly message: Text }[] } {
  const faults: { field: HowField; message: Text }[] = [];
  const keyOf = (field: HowField, typed: string): string => {
    try {
      return askedPeriod(typed, yearStart).key;
    } catch (error) {
      if (!(error instanceof WordedError)) throw error;
      faults.push({ field, message: error.words });
      return '';
    }
  };
  const sender = how.sender.trim();
  if (sender === '') faults.push({ field: 'sender', message: senderMissing });
  const period = how.period.trim() === '' ? null : keyOf('period', how.period);
  const years = how.years
    .split(/[,;]/)
    .map((year) => year.trim())
    .filter((year) => year !== '')
    .map((year) => keyOf('years', year));
  if (faults.length > 0)
    return {
      faults: faults.filter(({ field }, at) => faults.findIndex((one) => one.field === field) === at),
    };
  const covers = [how.unit, ...years].filter((part) => part !== '').join(',');
  return {
    input: {
      sender,
      period,
      mapping: how.answers,
      replace: how.replace,
      covers: covers === '' ? undefined : covers,
      dates: how.dates === 'dmy' || how.dates === 'mdy' ? how.dates : undefined,
      sheet: how.sheet === '' ? undefined : how.sheet,
      versionOf: how.versionOf === '' ? undefined : how.versionOf,
      same: how.same === 'newer' || how.same === 'other' ? how.same : undefined,
    },
  };
}
