import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenOrganisation } from '../../app.ts';
import { type CodeLists, findCode } from '../../codes/code-lists.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import { type Period, parsePeriod } from '../../organisation/period.ts';
import { organisationNameQuestion } from '../../organisation/records.ts';
import { type Actor, operator, publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { makeFolder } from '../../platform/files/make-folder.ts';
import { text } from '../../platform/language/text.ts';
import { publicationList, publicationQuestion } from '../../publication/records.ts';
import { type Correction, corrections } from '../../publication/statement/corrections.ts';
import { mappingFile, mappingOf, type StatementMapping } from '../../publication/statement/mapping.ts';
import { codedIncidents, recordedStatements, recordStatement } from '../../publication/statement/records.ts';
import { makeStatement, type ReportTotal, type Statement } from '../../publication/statement/statement.ts';
import {
  type StatementToSend,
  statementFiles,
  statementJson,
} from '../../publication/statement/statement-files.ts';
import { agreement, statementWords } from '../../publication/statement/words.ts';
import { programVersion } from '../../version.ts';
import { type Command, dayOption, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

/** `statement <year>`: the yearly statement in the codes of its receiver, reconciled with the report. */
export const statementCommand: Command = {
  name: 'statement',
  use: 'statement <jaar> --out <map> [--record] [--date 2026-03-01]',
  what: text(
    'Maakt de jaarlijkse opgave in de codes van de ontvanger (vertrouwelijk)',
    'Makes the yearly statement in the codes of its receiver (confidential)',
  ),
  words: 1,
  options: {
    ...organisationOption,
    out: { type: 'string' },
    record: { type: 'boolean' },
    date: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
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
    if (!word || !/^\d{4}$/.test(word)) throw new WrongUse('Geef het jaar van de opgave, bijvoorbeeld 2025.');
    const madeOn = dayOption(given);
    const organisation = await (await chosenOrganisation(given, await open())).on(madeOn);
    const actor = operator(terminal.user);
    const toSend = await prepareStatement(organisation, actor, word, madeOn);
    const out = textOption(given, 'out');
    if (out !== undefined) {
      try {
        makeFolder(out, 0o700);
      } catch {
        throw new WrongUse(`${out} is geen map waarin geschreven kan worden; er is niets gemaakt.`);
      }
      for (const file of statementFiles(toSend))
        await writeFile(join(out, file.name), file.content, { mode: 0o600 });
    }
    if (hasOption(given, 'record')) {
      const { version } = await perform(organisation.door, actor, recordStatement, concern, {
        statement: toSend.statement,
        mapping: toSend.mapping,
        madeOn,
        programVersion,
        content: statementJson(toSend),
      });
      if (!hasOption(given, 'json')) terminal.out(`Vastgelegd als verstuurd: ${word}, versie ${version}.`);
    }
    if (hasOption(given, 'json')) terminal.out(statementJson(toSend));
    else show(toSend, organisation.profile.codes, terminal.out);
    return toSend.statement.reconciled ? 0 : 1;
  },
};

/** Makes the statement of a year with the corrections to those recorded before. Throws a {@link WrongUse} without a layout. */
export async function prepareStatement(
  organisation: OpenOrganisation,
  actor: Actor,
  year: string,
  madeOn: string,
): Promise<StatementToSend> {
  const { door, profile } = organisation;
  const mapping = mappingOf(profile);
  if (!mapping)
    throw new WrongUse(
      `Het profiel „${profile.key}” heeft geen opgave aan een ontvanger. Schrijf de indeling in ${mappingFile} van de profielmap en beschrijf de organisatie opnieuw.`,
    );
  const period = parsePeriod(year, profile.yearStart);
  const made = await statementOf(organisation, actor, period, mapping);
  const found: Correction[] = [];
  for (const recorded of await look(door, actor, recordedStatements, concern, { until: year })) {
    const earlier = parsePeriod(recorded.year, profile.yearStart);
    const incidents = await look(door, actor, codedIncidents, concern, {
      year: earlier,
      yearStart: profile.yearStart,
      countingDate: mapping.countingDate,
    });
    const today = makeStatement(recorded.year, incidents, mapping, { missing: '' });
    found.push(...corrections(recorded, today, incidents));
  }
  const name = await look(door, actor, organisationNameQuestion, concern, {});
  const language = profile.languages[0] ?? 'nl';
  return {
    statement: made,
    corrections: found,
    mapping,
    organisation: name?.[language] ?? organisation.key,
    language,
    madeOn,
    program: { name: 'Daglicht', version: programVersion },
  };
}

async function statementOf(
  organisation: OpenOrganisation,
  actor: Actor,
  year: Period,
  mapping: StatementMapping,
): Promise<Statement> {
  const { door, profile } = organisation;
  const incidents = await look(door, actor, codedIncidents, concern, {
    year,
    yearStart: profile.yearStart,
    countingDate: mapping.countingDate,
  });
  const report =
    (await publishedTotal(organisation, year)) ?? (await computedTotal(organisation, actor, year));
  return makeStatement(year.key, incidents, mapping, report);
}

/** The number of incidents received that the newest published report of the year prints. */
async function publishedTotal(
  organisation: OpenOrganisation,
  year: Period,
): Promise<ReportTotal | undefined> {
  const lines = await look(organisation.door, publicationActor, publicationList, concern, {});
  const line = lines.find((one) => one.period === year.key);
  if (!line) return undefined;
  const published = await look(organisation.door, publicationActor, publicationQuestion, concern, {
    slug: line.slug,
    version: line.version,
  });
  const figure = published?.model.figures.find((one) => one.id === 'incidents.total');
  const cell = figure?.cells.find((one) => one.at['year'] === year.key);
  return cell?.value !== null && cell?.value !== undefined
    ? { incidents: Number(cell.value), published: true }
    : undefined;
}

/** The same number as a report of today would give it. */
async function computedTotal(
  organisation: OpenOrganisation,
  actor: Actor,
  period: Period,
): Promise<ReportTotal> {
  const { yearStart, codes } = organisation.profile;
  const inputs = await look(organisation.door, actor, organisation.catalogue.readInputs, concern, {
    period,
    yearsBefore: 0,
    yearStart,
    codes,
  });
  const answer = computeFigures(organisation.catalogue.figures, inputs).answer('incidents.total');
  if (!isCube(answer)) return { missing: answer.cannot.nl };
  const cell = cellAt(answer, { year: period.key });
  return cell && hasValue(cell)
    ? { incidents: Number(cell.value.numerator / cell.value.denominator), published: false }
    : { missing: cell?.note?.nl ?? `het verslag geeft voor ${period.key} geen aantal` };
}

/** The lists that the parts of a registration are coded by; a finding has words of its own. */
const listOf: Readonly<Partial<Record<string, string>>> = {
  category: 'incident-categories',
  subcategory: 'incident-categories',
  kind: 'incident-kinds',
  investigation: 'investigation-types',
  measure: 'measures',
};

function labelOf(codes: CodeLists, { part, code }: { part: string; code: string | null }): string | null {
  const list = codes.get(listOf[part] ?? '');
  return (code !== null && list && findCode(list, code)?.label.nl) || code;
}

function show(toSend: StatementToSend, codes: CodeLists, out: (line: string) => void): void {
  const { statement, mapping } = toSend;
  const words = statementWords.nl;
  out(`${mapping.title.nl} ${statement.year} (${mapping.version})`);
  if (!mapping.verified) out(words.unverified);
  out(words.counting[mapping.countingDate]);
  out(
    `\n${statement.totals.incidents} incidenten, ${statement.totals.subjects} betrokkenen, ${statement.totals.measures} maatregelen\n`,
  );
  for (const step of statement.control)
    out(`${String(step.incidents).padStart(7)}  ${words.steps[step.key]}`);
  out(agreement(statement, words));
  for (const one of statement.unmapped)
    out(
      `niet gekoppeld: ${words.parts[one.part]} ${labelOf(codes, one) ?? words.notRecorded} (${one.incidents})`,
    );
  const pending = statement.pending.reduce((sum, one) => sum + one.incidents, 0);
  out(`lopend aan het einde van ${statement.year}: ${pending}`);
  for (const one of toSend.corrections)
    out(`correctie op ${one.year}: ${one.incidents} keer ${words.causes[one.cause]}`);
  out(`\n${words.confidential}`);
}
