import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examplesFolder } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { readExample } from '../../examples/example-files.ts';
import { askedPeriod, type Period, parsePeriod, periodLabel } from '../../organisation/period.ts';
import { openFolder } from '../../platform/files/placed-files.ts';
import { inEach, sameText, text } from '../../platform/language/text.ts';
import { ProtectionRefused } from '../../publication/disclosure/protect-figures.ts';
import { DocumentError, type DocumentProblem } from '../../publication/document/document.ts';
import { parseDocument } from '../../publication/document/parse.ts';
import { renderFiles } from '../../publication/files.ts';
import { makeReport, type OwnCellChoice } from '../../publication/make-report.ts';
import type { PublicationFile } from '../../publication/publication-file.ts';
import { gatherInputs, publishReport } from '../../publication/publishing.ts';
import type { ReportModel } from '../../publication/report-model.ts';
import { draftMark } from '../../publication/words/draft-words.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, dayOption, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { leftOutLines } from './left-out-lines.ts';
import { ownCellLines } from './own-cell-lines.ts';
import { writeStartingDocument } from './report-new.ts';

const formats = ['html', 'pdf', 'csv', 'json', 'jsonld', 'ods', 'xlsx'];

/** `report <period> --out <folder>`: makes the report in every format; `--publish` also publishes it. `report new` begins a document. */
export const reportCommand: Command = {
  name: 'report',
  use: text(
    'report <periode> --out <map> [--document bestand.md] [--format pdf,html] [--publish] [--date 2026-05-01]\n   of: report new <periode> --document nieuw.md [--years-before 3] [--only-shown]',
    'report <period> --out <folder> [--document file.md] [--format pdf,html] [--publish] [--date 2026-05-01]\n   or: report new <period> --document new.md [--years-before 3] [--only-shown]',
  ),
  what: text(
    'Maakt het jaarverslag uit de registers, in alle vormen',
    'Makes the annual report from the registers, in every format',
  ),
  busy: text('Bezig met rekenen en beschermen …', 'Computing and protecting …'),
  words: 2,
  options: {
    ...actingOptions,
    out: { type: 'string' },
    document: { type: 'string' },
    format: { type: 'string' },
    date: { type: 'string' },
    'years-before': { type: 'string' },
    'only-shown': { type: 'boolean' },
    publish: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    out: text('Map waarin de bestanden komen', 'Folder for the files'),
    document: text(
      'Het document met tekst en figuren; report new maakt het',
      'The document with text and figures; report new makes it',
    ),
    format: text('Welke vormen, met komma ertussen', 'Which formats, separated by commas'),
    date: text('Publicatiedatum (jjjj-mm-dd)', 'Publication date (yyyy-mm-dd)'),
    'years-before': text(
      'Bij report new: hoeveel eerdere jaren de tabellen ernaast tonen (0)',
      'With report new: how many earlier years the tables show beside it (0)',
    ),
    'only-shown': text(
      'Bij report new: alleen cijfers waarvan na bescherming iets te tonen is',
      'With report new: only figures of which something can be shown after protection',
    ),
    publish: text('Slaat het verslag op als publicatie', 'Stores the report as a publication'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const [period, extra] = given.words;
    if (period === 'new') return writeStartingDocument(extra, given, terminal, open);
    if (extra !== undefined)
      throw new WrongUse(
        text(
          `Te veel woorden: „${extra}”. Er is niets gedaan; report neemt een periode.`,
          `Too many words: “${extra}”. Nothing was done; report takes one period.`,
        ),
      );
    if (hasOption(given, 'only-shown'))
      throw new WrongUse(
        text(
          '--only-shown hoort bij report new: report new 2025 --document verslag.md --only-shown.',
          '--only-shown belongs to report new: report new 2025 --document report.md --only-shown.',
        ),
      );
    if (textOption(given, 'years-before') !== undefined)
      throw new WrongUse(
        text(
          'Hoeveel jaren ernaast staan, zegt de kop van het document (yearsBefore); --years-before hoort bij report new.',
          'How many years stand beside it the head of the document says (yearsBefore); --years-before belongs to report new.',
        ),
      );
    if (!period)
      throw new WrongUse(
        text(
          'Geef de periode van het verslag, bijvoorbeeld 2021 of 2020-2021.',
          'Give the period of the report, for example 2021 or 2020-2021.',
        ),
      );
    const publishedOn = dayOption(given);
    const chosen = formatsOf(textOption(given, 'format'));
    const organisation = await chosenOrganisation(given, await open());
    const actor = await actorOf(given, terminal, organisation);
    const asked = askedPeriod(period, organisation.profile.yearStart);
    const document = await documentFor(organisation, asked, textOption(given, 'document'));
    const example = await readExample(organisation.key);
    const request = { document, publishedOn, notice: example?.notice ?? null };
    const out = textOption(given, 'out');
    const isWanted = ({ name }: PublicationFile): boolean =>
      chosen.some((format) => name.endsWith(`.${format}`));
    // The folder first: a publication is not made when its files cannot be put where they were asked.
    const folder = out === undefined ? null : await openFolder(out);
    const place = async (made: readonly PublicationFile[]): Promise<void> =>
      folder?.place(made.filter(isWanted));
    const warnings: DocumentProblem[] = [];
    let ownCell: OwnCellChoice | undefined;
    let model: ReportModel | undefined;
    const make = async (): Promise<readonly PublicationFile[]> => {
      if (hasOption(given, 'publish'))
        return publishReport(organisation, actor, request, place).then(({ made, files }) => {
          warnings.push(...made.warnings);
          ownCell = made.ownCell;
          model = made.model;
          return files;
        });
      const inputs = await gatherInputs(organisation, actor, request);
      const made = await makeReport(organisation.catalogue, { ...inputs, draft: true });
      model = made.model;
      warnings.push(...made.warnings);
      ownCell = made.ownCell;
      const files = await renderFiles(model);
      await place(files);
      terminal.err(
        text(
          `${draftMark.nl}: deze bestanden zijn om binnen te lezen. Wat naar buiten gaat publiceert u met --publish, zodat latere verslagen ervan weten.`,
          `${draftMark.en}: these files are for reading inside. Publish what goes out with --publish, so that later reports know of it.`,
        ),
      );
      return files;
    };
    try {
      const files = await make().catch(async (error: unknown) => {
        await folder?.undo();
        throw error;
      });
      const wanted = files.filter(isWanted);
      const lines = wanted.map((file) => ({ name: file.name, bytes: file.content.byteLength }));
      if (hasOption(given, 'json'))
        terminal.data(JSON.stringify({ files: lines, out: out ?? null, warnings, ownCell }, null, 2));
      else for (const line of lines) terminal.out(sameText(`${line.name.padEnd(40)} ${line.bytes} bytes`));
      for (const { line, message } of hasOption(given, 'json') ? [] : warnings)
        terminal.err(inEach`${text('Let op, regel', 'Note, line')} ${line}: ${message}`);
      if (!hasOption(given, 'json')) {
        if (ownCell) for (const line of ownCellLines(ownCell)) terminal.err(line);
        if (model) for (const line of leftOutLines(document, model)) terminal.err(line);
      }
      if (model && hasOption(given, 'publish') && !hasOption(given, 'json'))
        terminal.out(
          text(
            `Gepubliceerd: ${model.slug}, versie ${model.version}. De site toont het: serve.`,
            `Published: ${model.slug}, version ${model.version}. The site shows it: serve.`,
          ),
        );
      if (out === undefined && !hasOption(given, 'publish'))
        terminal.err(
          text(
            'Het verslag is gemaakt, maar nergens bewaard. Noem een map: --out <map>, of publiceer: --publish.',
            'The report was made, but kept nowhere. Name a folder: --out <folder>, or publish: --publish.',
          ),
        );
      return 0;
    } catch (error) {
      if (!(error instanceof DocumentError || error instanceof ProtectionRefused)) throw error;
      terminal.err(inEach`${notMade}\n${error.words}`);
      return 1;
    } finally {
      await folder?.close();
    }
  },
};

const notMade = text(
  'Het verslag is niet gemaakt; er is niets gepubliceerd.',
  'The report was not made; nothing was published.',
);

/** The formats that were asked, all of them when none was named. Throws a {@link WrongUse} for one that is not made. */
function formatsOf(asked: string | undefined): readonly string[] {
  if (asked === undefined) return formats;
  const named = asked.split(',').map((format) => format.trim());
  const unknown = named.filter((format) => !formats.includes(format));
  if (unknown.length === 0) return named;
  const listed = unknown.map((format) => `„${format}”`).join(', ');
  throw new WrongUse(
    text(
      `${listed} is geen vorm. Kies uit: ${formats.join(', ')}.`,
      `${listed} is no format. Choose from: ${formats.join(', ')}.`,
    ),
  );
}

/** The document that was named, or the one that the example of this organisation has for the period. */
async function documentFor(
  { key, profile }: OpenOrganisation,
  asked: Period,
  named: string | undefined,
): Promise<string> {
  const { key: period } = asked;
  if (named !== undefined) {
    const source = await readFile(named, 'utf8');
    // What else is wrong in it is told when the report is made.
    const own = parseDocument(source, 'as-published').period;
    if (own === period) return source;
    const shown = periodLabel(parsePeriod(own, profile.yearStart));
    throw new WrongUse(
      text(
        `${named} is een document over ${shown.nl}; gevraagd is ${periodLabel(asked).nl}. Vraag de periode van het document, of verbeter „period” in de kop: period: ${period}.`,
        `${named} is a document about ${shown.en}; asked is ${periodLabel(asked).en}. Ask the period of the document, or correct “period” in its head: period: ${period}.`,
      ),
    );
  }
  const folder = join(examplesFolder, key, 'reports');
  const names = await readdir(folder).catch(() => []);
  const known: string[] = [];
  for (const name of names.sort()) {
    const source = await readFile(join(folder, name), 'utf8');
    const own = parseDocument(source).period;
    if (own === period) return source;
    known.push(own);
  }
  const list = known.join(', ');
  throw new WrongUse(
    text(
      `Er is geen document voor ${period}.${list && ` Wel voor: ${list}.`} Noem er een: --document <bestand.md>.`,
      `There is no document for ${period}.${list && ` There is for: ${list}.`} Name one: --document <file.md>.`,
    ),
  );
}
