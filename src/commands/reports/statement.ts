import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CodeLists } from '../../codes/code-lists.ts';
import { recordExport } from '../../collection/export/record-export.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { makeFolder } from '../../platform/files/make-folder.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { programVersion } from '../../platform/version.ts';
import { prepareStatement } from '../../publication/statement/prepare-statement.ts';
import { recordStatement } from '../../publication/statement/records.ts';
import {
  type StatementToSend,
  statementFiles,
  statementJson,
} from '../../publication/statement/statement-files.ts';
import { agreement, ownCodeLabel, statementWords } from '../../publication/statement/words.ts';
import { actingHelp, actingOptions, actorOf, tellWhatIsCounted } from '../acting.ts';
import { type Command, dayOption, hasOption, type Terminal, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';

/** `statement <year>`: the yearly statement in the codes of its receiver, reconciled with the report. */
export const statementCommand: Command = {
  name: 'statement',
  use: text(
    'statement <jaar> --out <map> [--record] [--date 2026-03-01]',
    'statement <year> --out <folder> [--record] [--date 2026-03-01]',
  ),
  what: text(
    'Maakt de jaarlijkse opgave in de codes van de ontvanger (vertrouwelijk)',
    'Makes the yearly statement in the codes of its receiver (confidential)',
  ),
  words: 1,
  options: {
    ...actingOptions,
    out: { type: 'string' },
    record: { type: 'boolean' },
    date: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    out: text('Map waarin de bestanden komen', 'Folder for the files'),
    record: text(
      'Legt vast dat deze opgave is verstuurd: latere opgaven noemen wat daarin is veranderd',
      'Records this statement as sent: later ones list what changed since',
    ),
    date: text('Datum van de opgave (jjjj-mm-dd)', 'Date of the statement (yyyy-mm-dd)'),
    json: text('De opgave als JSON', 'The statement as JSON'),
  },
  busy: text('Bezig met de opgave …', 'Making the statement …'),
  run: async (given, terminal, open) => {
    const [word] = given.words;
    if (!word || !/^\d{4}$/.test(word))
      throw new WrongUse(
        text(
          'Geef het jaar van de opgave, bijvoorbeeld 2025.',
          'Give the year of the statement, for example 2025.',
        ),
      );
    const madeOn = dayOption(given);
    const organisation = await (await chosenOrganisation(given, await open())).on(madeOn);
    const actor = await actorOf(given, terminal, organisation);
    const toRecord = hasOption(given, 'record');
    const toSend = await prepareStatement(organisation, actor, word, madeOn, toRecord);
    if (!toRecord) tellWhatIsCounted(actor, terminal);
    const out = textOption(given, 'out');
    if (out !== undefined) {
      try {
        makeFolder(out, 0o700);
      } catch {
        throw new WrongUse(
          text(
            `${out} is geen map waarin geschreven kan worden; er is niets gemaakt.`,
            `${out} is no folder that can be written; nothing was made.`,
          ),
        );
      }
      const files = statementFiles(toSend);
      await perform(organisation.door, actor, recordExport, concern, {
        what: `statement ${word}`,
        place: resolve(out),
        files: files.length,
        rows: toSend.statement.rows.length,
      });
      for (const file of files) await writeFile(join(out, file.name), file.content, { mode: 0o600 });
    }
    if (toRecord) {
      const { version } = await perform(organisation.door, actor, recordStatement, concern, {
        statement: toSend.statement,
        mapping: toSend.mapping,
        madeOn,
        programVersion,
        content: statementJson(toSend),
      });
      if (!hasOption(given, 'json'))
        terminal.out(
          text(
            `Vastgelegd als verstuurd: ${word}, versie ${version}.`,
            `Recorded as sent: ${word}, version ${version}.`,
          ),
        );
    }
    if (hasOption(given, 'json')) terminal.data(statementJson(toSend));
    else show(toSend, organisation.profile.codes, terminal);
    return toSend.statement.reconciled ? 0 : 1;
  },
};

function show(toSend: StatementToSend, codes: CodeLists, { out }: Terminal): void {
  out(text(statementIn('nl', toSend, codes), statementIn('en', toSend, codes)));
}

const lineWords = {
  nl: {
    totals: ['incidenten', 'betrokkenen', 'maatregelen'],
    unmapped: 'niet gekoppeld',
    pending: 'lopend aan het einde van',
    correction: 'correctie op',
    times: 'keer',
  },
  en: {
    totals: ['incidents', 'subjects', 'measures'],
    unmapped: 'not mapped',
    pending: 'pending at the end of',
    correction: 'correction of',
    times: 'times',
  },
} as const;

function statementIn(
  language: Language,
  { statement, mapping, corrections }: StatementToSend,
  codes: CodeLists,
): string {
  const words = statementWords[language];
  const own = lineWords[language];
  const { totals } = statement;
  const pending = statement.pending.reduce((sum, one) => sum + one.incidents, 0);
  const [incidents, subjects, measures] = own.totals;
  return [
    `${words.confidential}\n`,
    `${mapping.title[language]} ${statement.year} (${mapping.version})`,
    ...(mapping.verified ? [] : [words.unverified]),
    words.counting[mapping.countingDate],
    `\n${totals.incidents} ${incidents}, ${totals.subjects} ${subjects}, ${totals.measures} ${measures}\n`,
    ...statement.control.map((step) => `${String(step.incidents).padStart(7)}  ${words.steps[step.key]}`),
    agreement(statement, words),
    ...statement.unmapped.map((one) => {
      const label = ownCodeLabel(codes, one, language) ?? words.notRecorded;
      return `${own.unmapped}: ${words.parts[one.part]} ${label} (${one.incidents})`;
    }),
    `${own.pending} ${statement.year}: ${pending}`,
    ...corrections.map(
      (one) => `${own.correction} ${one.year}: ${one.incidents} ${own.times} ${words.causes[one.cause]}`,
    ),
  ].join('\n');
}
