import { keptFields } from '../../collection/fields/field.ts';
import { writtenSpan } from '../../collection/fields/span.ts';
import { type LineNotice, lineQuestion } from '../../collection/in-the-line/line-notices.ts';
import type { RecordValues } from '../../collection/offers/record-pages.ts';
import type { Register } from '../../collection/register.ts';
import { dayOf } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { isId } from '../front/typed-text.ts';
import type { SignedIn } from '../front/visit.ts';
import { LineAnswers, type LineRegister, lineRegisters } from './line-register.tsx';

const words = {
  title: text('Doorgegeven vanuit de lijn', 'Told from the line'),
  lead: text(
    'Hieronder staat al ingevuld wat is doorgegeven. Verbeter het waar nodig; wat er is gedaan komt als maatregel bij een eerste betrokkene.',
    'What was told is filled in below. Correct it where needed; what was done goes as a measure with a first subject.',
  ),
} as const;

/** What was told of a matter that was handled in the line, of which a record is to be made. */
export interface LineToRecord {
  readonly notice: LineNotice;
  readonly line: LineRegister;
  /** What a form of the record begins with. */
  readonly values: RecordValues;
  /** The lines that the record gets with it: what was done. */
  readonly lines: RecordValues;
}

/** A notice of which this register can make a record; null where it cannot: gone, decided, or not theirs. */
export async function lineToRecord(
  visit: SignedIn,
  { register }: { readonly register: Register },
  id: string,
): Promise<LineToRecord | null> {
  const line = isId(id)
    ? (await lineRegisters(visit)).find((one) => one.register.key === register.key)
    : null;
  if (!line) return null;
  const found = await look(visit.premises.door, visit.actor, lineQuestion, concern, { id });
  if (!found?.keeps || found.notice.register !== register.key) return null;
  const { notice } = found;
  if (notice.isTakenBack || notice.settled !== null) return null;
  const { lines, codes } = line.asked.done;
  const described = line.pages.record.lines[lines];
  const done =
    notice.told.done.length > 0 && described
      ? {
          ...Object.fromEntries(keptFields(described.fields).map(([key]) => [key, null])),
          ...Object.fromEntries(Object.keys(described.codes).map((key) => [key, []])),
          [codes]: [...notice.told.done].sort(),
        }
      : null;
  return {
    notice,
    line,
    // Who keeps the register hears of it on the day that it was told.
    values: {
      [line.pages.moment]: writtenSpan(dayOf(new Date(notice.at))) ?? null,
      ...notice.told.values,
      unit: notice.unit,
    },
    lines: done ? { [lines]: [done] } : {},
  };
}

/** What was told, above the form of its record. */
export function ToldInTheLine({
  visit: { language },
  line: { notice, line },
}: {
  visit: SignedIn;
  line: LineToRecord;
}) {
  return (
    <Notice kind="info" title={words.title[language]}>
      <p>{words.lead[language]}</p>
      <LineAnswers line={line} notice={notice} language={language} />
    </Notice>
  );
}
