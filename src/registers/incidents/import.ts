import { readUnit } from '../../../collection/import/cells/cell-unit.ts';
import {
  type CorrectionRule,
  type Finding,
  findingAt,
  type ImportContext,
  type ImportFace,
  type InputRow,
  type Interpretation,
} from '../../../collection/import/import-face.ts';
import { text } from '../../../platform/language/text.ts';
import { correctIncidents, incidentRows, refuseSameReference, withdrawIncidents } from '../records.ts';
import { type Incident, isReference } from '../rules.ts';
import { flagClosing } from './closing.ts';
import { codeOf, subcategoryOf } from './codes.ts';
import { columns } from './columns.ts';
import { datesOf, flagContradictions } from './dates.ts';
import { flagReporter } from './reporter.ts';
import { subjectsOf } from './subjects.ts';
import { flagIdentifying } from './text.ts';

/**
 * A corrected row is about the same incident when it bears the same number; without a number, at the same place
 * with the same description, or the same unit, category and date of receipt.
 */
const corrections: CorrectionRule = {
  numberColumns: ['reference', 'caseNumber'],
  tellingColumns: [['description'], ['unit', 'category', 'received']],
  correct: correctIncidents,
};

/** How the uniform registration form, or a list with only category and description, is read. */
export const incidentImport: ImportFace = {
  name: text('registratie van incidenten', 'registration of incidents'),
  columns,
  interpret: interpretIncident,
  store: { rows: incidentRows },
  corrections,
  settle: refuseSameReference,
  withdraw: withdrawIncidents,
};

function interpretIncident(row: InputRow, context: ImportContext): Interpretation {
  const found: Finding[] = [];
  const code = (key: string) => codeOf(row, key, context, found);
  const category = code('category');
  const dates = datesOf(row, context, found);
  const settlement = row.cells['settlement']?.text ?? null;
  const incident: Incident = {
    reference: referenceOf(row, found),
    category,
    subcategory: subcategoryOf(row, category, context, found),
    kind: code('kind'),
    unit: readUnit(row, context, found)?.key ?? null,
    reporterType: code('reporter'),
    channel: code('channel'),
    anonymous: yesNo(row, 'anonymous', found),
    namedLater: yesNo(row, 'namedLater', found),
    reopenedByReporter: yesNo(row, 'reopened', found),
    investigation: code('investigation'),
    investigator: code('investigator'),
    externalStep: code('externalStep'),
    damageEuro: amountOf(row, 'damage', found),
    recoveredEuro: amountOf(row, 'recovered', found),
    dates,
    detrimentReported: yesNo(row, 'detriment', found),
    detrimentEstablished: yesNo(row, 'detrimentEstablished', found),
    knowinglyFalse: yesNo(row, 'knowinglyFalse', found),
    covertMeans: yesNo(row, 'covertMeans', found),
    protectionRequested: yesNo(row, 'protectionRequested', found),
    protectionGranted: yesNo(row, 'protectionGranted', found),
    reporterLeft: yesNo(row, 'reporterLeft', found),
    referred: yesNo(row, 'referred', found),
    description: row.cells['description']?.text ?? null,
    settlement,
    subjects: subjectsOf(row, context, found),
  };
  flagSettlement(row, incident, found);
  flagClosing(row, incident, found);
  flagReporter(row, incident, context.codes, found);
  flagContradictions(row, dates, found);
  flagIdentifying(row, context, found);
  return found.some((one) => one.weight === 'refused')
    ? { findings: found }
    : { record: incident, findings: found };
}

/** The measure is blank, or the text says that nobody knows it: kept, with a flag. */
function flagSettlement(row: InputRow, incident: Incident, found: Finding[]): void {
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

function yesNo(row: InputRow, key: string, found: Finding[]): boolean | null {
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

/** The reference that an export of this program gives an incident: read back, it is the same incident. */
function referenceOf(row: InputRow, found: Finding[]): string | null {
  const cell = row.cells['reference'];
  if (!cell || cell.text === '') return null;
  if (isReference(cell.text)) return cell.text;
  const advice = text(
    'Dit kenmerk is niet door Daglicht gegeven. Laat de kolom leeg, of noem haar Zaaknummer als het uw eigen nummer is.',
    'This reference was not given by Daglicht. Leave the column blank, or call it Case number if it is your own number.',
  );
  found.push(findingAt(row, 'refused', 'reference-unclear', cell, 'reference', advice));
  return null;
}

function amountOf(row: InputRow, key: string, found: Finding[]): string | null {
  const cell = row.cells[key];
  if (!cell || cell.text === '') return null;
  if (/^\d{1,12}([.,]\d{1,2})?$/.test(cell.text)) return cell.text.replace(',', '.');
  const advice = text(
    `„${cell.text}” is geen bedrag. Schrijf bijvoorbeeld 1250 of 1250,50, zonder punten en zonder euroteken.`,
    `“${cell.text}” is no amount. Write for example 1250 or 1250.50, without grouping and without a currency sign.`,
  );
  found.push(findingAt(row, 'refused', 'amount-unclear', cell, key, advice));
  return null;
}
