import { type CodeList, codeList, type LabelMatch, levelled, matchLabel } from '../../codes/code-lists.ts';
import {
  findingAt,
  type ImportColumn,
  type ImportContext,
  type ImportFace,
  type Finding as ImportFinding,
  type InputCell,
  type InputRow,
  type Interpretation,
  labelKey,
  proposedKey,
} from '../../collection/import/import-face.ts';
import { findUnit } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { type DateValue, parseDate } from '../../platform/spreadsheets/dates.ts';
import { storeIncidents, withdrawIncidents } from './records.ts';
import {
  contradictingDates,
  findingLabels,
  findings,
  type Incident,
  type Moment,
  moments,
  relationLabels,
  relations,
  type Span,
} from './rules.ts';

const momentLabels: Readonly<Record<Moment, Text>> = {
  occurred: text('Datum incident', 'Date occurred'),
  received: text('Datum ontvangst', 'Date received'),
  acknowledged: text('Ontvangst bevestigd', 'Acknowledged'),
  informed: text('Melder geïnformeerd', 'Reporter informed'),
  qualified: text('Datum kwalificatie', 'Date qualified'),
  decided: text('Datum besluit', 'Date decided'),
  closed: text('Datum afsluiting', 'Date closed'),
};

const momentAliases: Readonly<Record<Moment, readonly string[]>> = {
  occurred: ['Voorval op', 'Datum voorval', 'Incidentdatum'],
  received: ['Ontvangen', 'Ontvangen op', 'Datum melding', 'Gemeld op', 'Jaar', 'Verslagjaar'],
  acknowledged: ['Bevestigd op', 'Ontvangstbevestiging'],
  informed: ['Geïnformeerd op', 'Terugkoppeling'],
  qualified: ['Gekwalificeerd op'],
  decided: ['Besloten op', 'Besluit'],
  closed: ['Afgesloten op', 'Afgerond', 'Datum afronding', 'Afgesloten'],
};

function column(
  key: string,
  label: Text,
  aliases: readonly string[],
  extra: Partial<ImportColumn> = {},
): ImportColumn {
  return { key, label, aliases, required: false, ...extra };
}

const columns: readonly ImportColumn[] = [
  column('category', text('Categorie', 'Category'), ['Hoofdcategorie'], {
    required: true,
    list: 'incident-categories',
  }),
  column('subcategory', text('Betreft', 'Subcategory'), ['Subcategorie', 'Soort schending'], {
    list: 'incident-categories',
  }),
  column('description', text('Omschrijving', 'Description'), [
    'Beschrijving',
    'Korte omschrijving',
    'Wat is er gebeurd',
  ]),
  column('settlement', text('Toelichting afronding', 'Settlement'), [
    'Afronding',
    'Toelichting afdoening',
    'Uitkomst',
  ]),
  column('kind', text('Soort', 'Kind'), ['Soort incident'], { list: 'incident-kinds' }),
  column('unit', text('Onderdeel', 'Unit'), ['Herkomst', 'Organisatieonderdeel', 'Dienst']),
  column('reporter', text('Melder', 'Reporter'), ['Soort melder', 'Gemeld door'], { list: 'reporter-types' }),
  column('channel', text('Kanaal', 'Channel'), ['Ontvangen via', 'Wijze van melden'], {
    list: 'intake-channels',
  }),
  column('anonymous', text('Anoniem', 'Anonymous'), ['Anoniem gemeld']),
  column('namedLater', text('Later bekend', 'Named later'), []),
  column('reopened', text('Melder kwam terug', 'Reporter came back'), []),
  column('investigation', text('Onderzoek', 'Investigation'), ['Soort onderzoek'], {
    list: 'investigation-types',
  }),
  column('investigator', text('Onderzoek door', 'Investigated by'), ['Uitgevoerd door'], {
    list: 'investigators',
  }),
  column('externalStep', text('Externe stap', 'External step'), [], { list: 'external-steps' }),
  column('relation', text('Betrokkene', 'Subject'), ['Relatie betrokkene', 'Rol betrokkene']),
  column('finding', text('Bevinding', 'Finding'), ['Aangetoond', 'Uitkomst onderzoek']),
  column('measure', text('Maatregel', 'Measure'), ['Maatregelen', 'Sanctie', 'Afdoening'], {
    list: 'measures',
  }),
  column('detriment', text('Benadeling gemeld', 'Detriment reported'), ['Benadeling']),
  column('detrimentEstablished', text('Benadeling vastgesteld', 'Detriment established'), []),
  column('damage', text('Schade in euro', 'Damage in euro'), ['Schade']),
  column('recovered', text('Teruggevorderd in euro', 'Recovered in euro'), ['Teruggevorderd']),
  ...moments.map((moment) => column(moment, momentLabels[moment], momentAliases[moment])),
];

/** How the uniform registration form, or a list with only category and description, is read. */
export const incidentImport: ImportFace = {
  name: text('registratie van incidenten', 'registration of incidents'),
  columns,
  interpret: interpretIncident,
  store: storeIncidents,
  withdraw: withdrawIncidents,
};

function interpretIncident(row: InputRow, context: ImportContext): Interpretation {
  const found: ImportFinding[] = [];
  const code = (key: string) => codeOf(row, key, context, found);
  const category = code('category');
  const dates = datesOf(row, context, found);
  const settlement = row.cells['settlement']?.text ?? null;
  const incident: Incident = {
    category,
    subcategory: subcategoryOf(row, category, context, found),
    kind: code('kind'),
    unit: unitOf(row, context, found),
    reporterType: code('reporter'),
    channel: code('channel'),
    anonymous: yesNo(row, 'anonymous', found),
    namedLater: yesNo(row, 'namedLater', found),
    reopenedByReporter: yesNo(row, 'reopened', found),
    investigation: code('investigation'),
    investigator: code('investigator'),
    externalStep: code('externalStep'),
    damageEuro: row.cells['damage']?.text.replace(',', '.') ?? null,
    recoveredEuro: row.cells['recovered']?.text.replace(',', '.') ?? null,
    dates,
    detrimentReported: yesNo(row, 'detriment', found),
    detrimentEstablished: yesNo(row, 'detrimentEstablished', found),
    description: row.cells['description']?.text ?? null,
    settlement,
    subjects: subjectsOf(row, context, found),
  };
  flagSettlement(row, incident, found);
  for (const [early, late] of contradictingDates(dates)) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'dates-contradict',
        row.cells[late],
        momentLabels[late].nl,
        text(
          `${momentLabels[late].nl} ligt voor ${momentLabels[early].nl.toLowerCase()}. Bewaard zoals opgegeven; kijk de datums na.`,
          `${momentLabels[late].en} lies before ${momentLabels[early].en.toLowerCase()}. Kept as stated; check the dates.`,
        ),
      ),
    );
  }
  return found.some((one) => one.weight === 'refused')
    ? { findings: found }
    : { record: incident, findings: found };
}

/** The measure is blank, or the text says that nobody knows it: kept, with a flag. */
function flagSettlement(row: InputRow, incident: Incident, found: ImportFinding[]): void {
  const known = incident.subjects.some(
    (subject) => subject.measures.length > 0 || subject.finding === 'pending',
  );
  const cell = row.cells['settlement'];
  if (known) return;
  if (!cell || cell.text === '') {
    found.push(
      findingAt(
        row,
        'doubtful',
        'measure-blank',
        cell,
        'Toelichting afronding',
        text(
          'De afdoening is leeg. Bewaard als „niet vastgelegd”; vul aan wat er is gedaan.',
          'The settlement is blank. Kept as “not recorded”; add what was done.',
        ),
      ),
    );
  } else if (/\b(onbekend|onduidelijk)\b.*\b(afdoening|betrokkene|aangesproken)/i.test(cell.text)) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'measure-unknown',
        cell,
        'Toelichting afronding',
        text(
          'De tekst zegt dat de afdoening onbekend is. Bewaard; vraag het na bij het onderdeel.',
          'The text says that the settlement is unknown. Kept; ask the unit.',
        ),
      ),
    );
  }
}

function codeOf(row: InputRow, key: string, context: ImportContext, found: ImportFinding[]): string | null {
  const cell = row.cells[key];
  const listKey = columns.find((one) => one.key === key)?.list;
  if (!cell || cell.text === '' || !listKey) return null;
  return codeFor(row, cell, codeList(context.codes, listKey), context, found, undefined);
}

function codeFor(
  row: InputRow,
  cell: InputCell,
  list: CodeList,
  context: ImportContext,
  found: ImportFinding[],
  within: string | undefined,
): string | null {
  const confirmed = context.labels.get(labelKey(list.key, cell.text));
  if (confirmed !== undefined) return confirmed;
  const written = withoutPrefix(cell.text);
  const match = within === undefined ? matchRoot(list, written) : matchLabel(list, written, within);
  if (!match || match.how === 'near') {
    const near = match ? ` Bedoelt u „${match.code.label.nl}”?` : '';
    const nearEn = match ? ` Do you mean “${match.code.label.en}”?` : '';
    const meaning = match?.code.code ?? '<code>';
    found.push(
      findingAt(
        row,
        'refused',
        'label-unknown',
        cell,
        cell.heading,
        text(
          `„${cell.text}” staat niet in de lijst „${list.title.nl}”.${near} Bevestig eenmalig met --map '${list.key}:${cell.text}=${meaning}'.`,
          `“${cell.text}” is not in the list “${list.title.en}”.${nearEn} Confirm once with --map '${list.key}:${cell.text}=${meaning}'.`,
        ),
      ),
    );
    return null;
  }
  if (isOtherSpelling(match, written)) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'label-normalised',
        cell,
        cell.heading,
        text(`Gelezen als „${match.code.label.nl}”.`, `Read as “${match.code.label.en}”.`),
      ),
    );
  }
  return match.code.code;
}

/** The roots of a list, made once: in a tree the category column means a root. */
const rootsOf = new WeakMap<CodeList, CodeList>();

function matchRoot(list: CodeList, written: string): LabelMatch | undefined {
  let roots = rootsOf.get(list);
  if (!roots) {
    roots = { ...list, codes: list.codes.filter((code) => code.parent === undefined) };
    rootsOf.set(list, roots);
  }
  return matchLabel(roots, written);
}

/** "c.) Lekken van informatie (opzet)" without its letter. */
function withoutPrefix(label: string): string {
  return label.replace(/^\s*[a-z]\s*\.\s*\)?\s+/i, '').trim();
}

/** Whether the label differs from the list in more than its letter: a slip worth a flag, or a known other wording. */
function isOtherSpelling(match: LabelMatch, written: string): boolean {
  if (match.how === 'exact') return false;
  const plain = levelled(written);
  const official = [match.code.label.nl, match.code.label.en, ...match.code.aliases.slice(0, 1)];
  return !official.some(
    (label) =>
      withoutPrefix(label) === written ||
      (match.how === 'normalised' &&
        levelled(label) === plain &&
        label.toLowerCase() === written.toLowerCase()),
  );
}

/**
 * The subcategory, sought in the category that its own letter names. One from another category is kept as the
 * original pair, with a flag: it does not count as a subcategory of the category.
 */
function subcategoryOf(
  row: InputRow,
  category: string | null,
  context: ImportContext,
  found: ImportFinding[],
): string | null {
  const cell = row.cells['subcategory'];
  if (!cell || cell.text === '') return null;
  const list = codeList(context.codes, 'incident-categories');
  const letter = /^\s*([a-z])\s*\./i.exec(cell.text)?.[1]?.toLowerCase();
  const within =
    list.codes.find((one) => one.parent === undefined && one.code === letter)?.code ?? category ?? undefined;
  const subcategory = codeFor(row, cell, list, context, found, within);
  const parent = list.codes.find((one) => one.code === subcategory)?.parent;
  if (subcategory !== null && category !== null && parent !== category) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'subcategory-outside-category',
        cell,
        cell.heading,
        text(
          `De subcategorie hoort bij categorie ${parent}, niet bij ${category}. Het paar is bewaard zoals opgegeven; vraag het onderdeel welke van de twee juist is.`,
          `The subcategory belongs to category ${parent}, not to ${category}. The pair is kept as stated; ask the unit which of the two is right.`,
        ),
      ),
    );
  }
  return subcategory;
}

function unitOf(row: InputRow, context: ImportContext, found: ImportFinding[]): string | null {
  const cell = row.cells['unit'];
  if (!cell || cell.text === '') return null;
  const unit = findUnit(context.structure, context.labels.get(labelKey('unit', cell.text)) ?? cell.text);
  if (unit) return unit.key;
  found.push(
    findingAt(
      row,
      'refused',
      'unit-unknown',
      cell,
      'Onderdeel',
      text(
        `„${cell.text}” is geen onderdeel van deze organisatie. Zeg eenmalig welk is bedoeld: --map 'unit:${cell.text}=${proposedKey(context, cell.text)}'.`,
        `“${cell.text}” is no unit of this organisation. Say once which is meant: --map 'unit:${cell.text}=${proposedKey(context, cell.text)}'.`,
      ),
    ),
  );
  return null;
}

/** Subject lines side by side in one row are parted by ";", measures of one line by "+". */
function subjectsOf(row: InputRow, context: ImportContext, found: ImportFinding[]): Incident['subjects'] {
  const relation = parts(row.cells['relation'], ';');
  const finding = parts(row.cells['finding'], ';');
  const measure = parts(row.cells['measure'], ';');
  const count = Math.max(relation.length, finding.length, measure.length);
  return Array.from({ length: count }, (_, index) => ({
    relation: fixedCode(row, 'relation', relation[index], relations, relationLabels, found),
    finding: fixedCode(row, 'finding', finding[index], findings, findingLabels, found),
    measures: (measure[index] ?? '')
      .split('+')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .flatMap((label) => {
        const cell = row.cells['measure'];
        const code =
          cell &&
          codeFor(
            row,
            { ...cell, text: label },
            codeList(context.codes, 'measures'),
            context,
            found,
            undefined,
          );
        return code ? [code] : [];
      }),
  }));
}

function parts(cell: InputCell | undefined, separator: string): readonly string[] {
  return cell && cell.text !== '' ? cell.text.split(separator).map((part) => part.trim()) : [];
}

function fixedCode<C extends string>(
  row: InputRow,
  key: string,
  written: string | undefined,
  codes: readonly C[],
  labels: Readonly<Record<C, Text>>,
  found: ImportFinding[],
): C | null {
  if (written === undefined || written === '') return null;
  const plain = levelled(written);
  const code = codes.find(
    (one) => one === written || levelled(labels[one].nl) === plain || levelled(labels[one].en) === plain,
  );
  if (code) return code;
  const choices = codes.map((one) => labels[one].nl).join(', ');
  found.push(
    findingAt(
      row,
      'refused',
      'label-unknown',
      row.cells[key],
      key,
      text(
        `„${written}” is hier niet bekend. Kies uit: ${choices}.`,
        `“${written}” is not known here. Choose from: ${codes.map((one) => labels[one].en).join(', ')}.`,
      ),
    ),
  );
  return null;
}

function yesNo(row: InputRow, key: string, found: ImportFinding[]): boolean | null {
  const cell = row.cells[key];
  if (!cell || cell.text === '') return null;
  if (/^(ja|j|yes|y|waar|true|x)$/i.test(cell.text)) return true;
  if (/^(nee|n|no|onwaar|false)$/i.test(cell.text)) return false;
  found.push(
    findingAt(
      row,
      'refused',
      'yes-no-unclear',
      cell,
      key,
      text('Vul „ja” of „nee” in, of laat het leeg.', 'Fill in “yes” or “no”, or leave it blank.'),
    ),
  );
  return null;
}

function datesOf(row: InputRow, context: ImportContext, found: ImportFinding[]): Incident['dates'] {
  const dates: Incident['dates'] = {};
  for (const moment of moments) {
    const cell = row.cells[moment];
    if (!cell || cell.text === '') continue;
    const reading = parseDate(cell.text);
    if (reading.ok) {
      dates[moment] = spanOf(reading.value);
    } else {
      found.push(
        findingAt(
          row,
          'refused',
          'date-unclear',
          cell,
          momentLabels[moment].nl,
          text(
            `„${cell.text}” is geen datum. Schrijf bijvoorbeeld 3-11-2025, november 2025 of 2025.`,
            `“${cell.text}” is no date. Write for example 3-11-2025, November 2025 or 2025.`,
          ),
        ),
      );
    }
  }
  const stated = row.period ?? context.period;
  if (!dates.received && stated)
    dates.received = {
      from: stated.from,
      until: stated.until,
      precision: stated.key.includes('-') ? 'period' : 'year',
    };
  if (!dates.received) {
    found.push(
      findingAt(
        row,
        'refused',
        'period-missing',
        undefined,
        'Datum ontvangst',
        text(
          'De rij zegt niet wanneer het signaal is ontvangen. Voeg een kolom toe, of zeg de periode: --period 2020-2021.',
          'The row does not say when the signal was received. Add a column, or state the period: --period 2020-2021.',
        ),
      ),
    );
  }
  return dates;
}

/** The span of days that a written date leaves open. */
export function spanOf(value: DateValue): Span {
  const iso = (year: number, month: number, day: number) =>
    new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  switch (value.precision) {
    case 'day':
      return {
        from: iso(value.year, value.month, value.day),
        until: iso(value.year, value.month, value.day + 1),
        precision: 'day',
      };
    case 'month':
      return {
        from: iso(value.year, value.month, 1),
        until: iso(value.year, value.month + 1, 1),
        precision: 'month',
      };
    case 'quarter':
      return {
        from: iso(value.year, value.quarter * 3 - 2, 1),
        until: iso(value.year, value.quarter * 3 + 1, 1),
        precision: 'quarter',
      };
    case 'year':
      return { from: iso(value.year, 1, 1), until: iso(value.year + 1, 1, 1), precision: 'year' };
    case 'period':
      return { from: iso(value.from, 1, 1), until: iso(value.to + 1, 1, 1), precision: 'period' };
  }
}
