import type { ComponentChildren } from 'preact';
import type { Profile } from '../../codes/profile.ts';
import { registersOn } from '../../collection/catalogue.ts';
import { shownValue, type WordsOf } from '../../collection/fields/write-value.ts';
import type { LineNotice } from '../../collection/in-the-line/line-notices.ts';
import type { InTheLine, RecordPages } from '../../collection/offers/record-pages.ts';
import { valueAt } from '../../collection/offers/record-pages.ts';
import type { Register } from '../../collection/register.ts';
import { today } from '../../organisation/period.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import type { Asker } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

const words = {
  unit: text('Onderdeel', 'Unit'),
  when: text('Wanneer het was', 'When it was'),
  kind: text('Wat voor soort', 'Of what kind'),
  done: text('Wat er is gedaan', 'What was done'),
  note: text('Toelichting', 'Explanation'),
  call: text('Bellen', 'To be called'),
  wanted: text('Ja, wil gebeld worden', 'Yes, wants to be called'),
  notWanted: text('Niet nodig', 'Not needed'),
  at: text('Doorgegeven op', 'Told on'),
} as const;

/** A register about which somebody can tell what was handled in the line, with what its pages need. */
export interface LineRegister {
  readonly register: Register;
  readonly pages: RecordPages;
  readonly asked: InTheLine;
  readonly profile: Profile;
  /** The words for values, as of today. */
  readonly words: WordsOf;
}

/** The registers of which it is asked what was handled in the line; none before the organisation was described. */
export async function lineRegisters(visit: Asker): Promise<readonly LineRegister[]> {
  const { premises, actor } = visit;
  const all = premises.catalogue.registers.filter(({ pages }) => pages?.inTheLine);
  if (all.length === 0) return [];
  try {
    const profile = await profileOf(visit);
    const structure = await look(premises.door, actor, structureQuestion, concern, {});
    return registersOn(all, profile).flatMap((register) =>
      register.pages?.inTheLine
        ? [
            {
              register,
              pages: register.pages,
              asked: register.pages.inTheLine,
              profile,
              words: { codes: profile.codes, structure, day: today() },
            },
          ]
        : [],
    );
  } catch (error) {
    if (error instanceof NoOrganisation) return [];
    throw error;
  }
}

/** What a field of a notice says, in words. */
export function toldWords(
  { pages, words: of }: LineRegister,
  { told }: LineNotice,
  key: string,
  language: Language,
): string {
  const field = pages.record.fields[key];
  return field ? shownValue(field, valueAt(told.values, key), language, of) : '';
}

/** What of a notice is said about the unit. */
export function unitWords(
  { pages, words: of }: LineRegister,
  { unit }: LineNotice,
  language: Language,
): string {
  const field = pages.record.fields['unit'];
  return field ? shownValue(field, unit, language, of) : unit;
}

/** What somebody told, as a list of answers. */
export function LineAnswers({
  line,
  notice,
  language,
  more = [],
}: {
  line: LineRegister;
  notice: LineNotice;
  language: Language;
  more?: readonly { readonly term: string; readonly text: ComponentChildren }[];
}) {
  const { pages, asked, words: of } = line;
  const codes = pages.record.lines[asked.done.lines]?.codes[asked.done.codes];
  const done = codes ? notice.told.done.map((code) => shownValue(codes.field, code, language, of)) : [];
  return (
    <DefinitionList
      items={[
        { term: words.at[language], text: momentInWords(new Date(notice.at), language) },
        { term: words.unit[language], text: unitWords(line, notice, language) },
        { term: words.when[language], text: toldWords(line, notice, asked.when, language) },
        { term: words.kind[language], text: toldWords(line, notice, asked.kind, language) },
        ...(codes
          ? [
              {
                term: words.done[language],
                text: done.join(', ') || shownValue(codes.field, null, language, of),
              },
            ]
          : []),
        ...(notice.told.words === ''
          ? []
          : [{ term: words.note[language], text: <bdi>{notice.told.words}</bdi> }]),
        { term: words.call[language], text: (notice.callBack ? words.wanted : words.notWanted)[language] },
        ...more,
      ]}
    />
  );
}
