import type { Doubts } from '../../collection/doubt-words.ts';
import type { Finding } from '../../collection/import/import-face.ts';
import type { FileOutcome } from '../../collection/kept-files/outcome.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language } from '../../platform/language/text.ts';
import { Pages } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { adviceWords, kindWords } from './finding-words.ts';
import { importWords as words } from './import-words.ts';

/** Findings on a page, and on paper. */
const onPage = 25;
const onPaper = 1000;

/** Places of a kind that are named. */
const firstPlaces = 5;

/** What was found in a file, by kind: how often, where first, and what to do. */
export function FindingsByKind({
  outcome: { report },
  doubts,
  language,
}: {
  outcome: FileOutcome;
  doubts: Doubts;
  language: Language;
}) {
  if (report.kinds.length === 0) return null;
  return (
    <section class="dl-flow dl-full" aria-labelledby="soorten">
      <h2 id="soorten">{words.kindsTitle[language]}</h2>
      <TextTable
        caption={words.kindsTitle[language]}
        captionHidden
        heads={[words.kind, words.weight, words.count, words.places, words.advice].map(
          (one) => one[language],
        )}
        rows={report.kinds.map(({ kind, weight, count }) => {
          const told = report.findings.filter((one) => one.kind === kind && one.weight === weight);
          const [first] = told;
          return [
            sentenceOf(kindWords(kind, doubts)[language]),
            words[weight][language],
            count,
            placesOf(told, count, language),
            first ? adviceWords(first)[language] : '',
          ];
        })}
      />
    </section>
  );
}

function sentenceOf(phrase: string): string {
  return phrase.slice(0, 1).toUpperCase() + phrase.slice(1);
}

/** The first places of a kind: "rij 3, 7, 9 en 11 meer". */
function placesOf(told: FileOutcome['report']['findings'], count: number, language: Language): string {
  const rows = told.flatMap(({ row, rows: several }) => several?.first ?? [row]).filter((row) => row > 0);
  if (rows.length === 0) return words.wholeFile[language];
  const shown = [...new Set(rows)].slice(0, firstPlaces);
  const left = count - shown.length;
  const named = say(words.rowsWord[language], language, { rows: shown.join(', ') });
  return left > 0 ? `${named} ${say(words.moreRows[language], language, { count: left })}` : named;
}

/** Where a finding is, as the spreadsheet numbers it. */
function placeOf({ sheet, row }: Pick<Finding, 'sheet' | 'row'>, language: Language): string {
  if (row === 0) return sheet === '' ? words.wholeFile[language] : sheet;
  return say((sheet === '' ? words.onlyRow : words.sheetRow)[language], language, {
    sheet,
    row: String(row),
  });
}

/**
 * What was found in a file, row by row, with all that was found in a row together.
 *
 * @param page the page that is shown; null for paper, on which all stands
 */
export function FindingsByRow({
  outcome: { places, report },
  page: asked,
  hrefOf,
  language,
}: {
  outcome: FileOutcome;
  page: number | null;
  hrefOf: (page: number) => string;
  language: Language;
}) {
  if (places.length === 0) return null;
  const sheets = [...new Set(places.map(({ sheet }) => sheet))];
  const ordered = places.toSorted(
    (one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row,
  );
  const size = asked === null ? onPaper : onPage;
  const last = asked === null ? 1 : Math.max(1, Math.ceil(ordered.length / size));
  const page = asked !== null && Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  const shown = ordered.slice((page - 1) * size, page * size);
  const placed = asked === null ? shown.length : places.length;
  const all = report.kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="dl-flow dl-full" aria-labelledby="rijen">
      <h2 id="rijen" tabindex={-1}>
        {words.rowsTitle[language]}
      </h2>
      {all > placed && <p>{say(words.rowsMore[language], language, { count: placed })}</p>}
      <TextTable
        caption={words.rowsTitle[language]}
        captionHidden
        heads={[words.row, words.column, words.value, words.weight, words.advice].map((one) => one[language])}
        rows={shown.map((finding, index) => [
          placeOf(finding, language),
          finding.column === '' ? '' : <bdi key={`kolom ${index}`}>{finding.column}</bdi>,
          finding.value === '' ? '' : <bdi key={`waarde ${index}`}>{shortened(finding.value)}</bdi>,
          words[finding.weight][language],
          adviceWords(finding)[language],
        ])}
      />
      {last > 1 && <Pages current={page} last={last} language={language} hrefOf={hrefOf} />}
    </section>
  );
}

const longestValue = 120;

function shortened(value: string): string {
  return value.length > longestValue ? `${value.slice(0, longestValue)} …` : value;
}
