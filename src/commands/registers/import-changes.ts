import type { ImportReport, RowChange } from '../../collection/import/import-report.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';

const shown = 20;
const words = {
  added: text('nieuw', 'new'),
  changed: text('gewijzigd', 'changed'),
  vanished: text('verdwenen', 'vanished'),
};

/** The rows that are new, gone or different, in lines: of a changed row only the columns that changed. */
export function changeLines({ changes, added, changed, vanished }: ImportReport): readonly Text[] {
  const lines = changes.slice(0, shown).flatMap((change) => {
    const sheet = change.sheet === '' ? '' : `${change.sheet}, `;
    const place = inEach`${sheet}${text('rij', 'row')} ${change.row}`;
    const heading = inEach`  ${words[change.what]}: ${place}`;
    return [sameText(''), heading, ...cellsOf(change).map((cell) => inEach`    ${cell}`)];
  });
  // In a file that was never read before all rows are new, and none is listed.
  const all = changes.length === 0 ? 0 : added + changed + vanished;
  if (all <= shown) return lines;
  const left = all - shown;
  return [
    ...lines,
    sameText(''),
    text(`  … en nog ${left} rijen; meer met --json`, `  … and ${left} more rows; more with --json`),
  ];
}

/** Asked where no row of an earlier file of this name is in the new one: it may be another file. */
export function isOtherFile({ outcome, rows, unchanged }: ImportReport): boolean {
  return outcome === 'needs-replace' && rows > 0 && unchanged === 0;
}

function cellsOf({ before, after }: RowChange): readonly Text[] {
  if (!before || !after)
    return Object.entries(before ?? after ?? {}).map(([heading, is]) => sameText(`${heading}: ${is}`));
  const headings = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const differing = headings.filter((heading) => before[heading] !== after[heading]);
  if (differing.length === 0)
    return [
      text(
        'in de rij zelf is niets anders; wel de periode waarover zij gaat',
        'nothing differs in the row itself, but the period that it is about does',
      ),
    ];
  return differing.map(
    (heading) =>
      inEach`${heading}: was ${told(before[heading])}, ${text('is nu', 'is now')} ${told(after[heading])}`,
  );
}

function told(cell: string | undefined): Text {
  return cell === undefined ? text('leeg', 'empty') : sameText(`„${cell}”`);
}
