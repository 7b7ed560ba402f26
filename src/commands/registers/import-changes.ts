import type { ImportReport, RowChange } from '../../collection/import/import-report.ts';

const shown = 20;
const words = { added: 'nieuw', changed: 'gewijzigd', vanished: 'verdwenen' };

/** The rows that are new, gone or different, in lines: of a changed row only the columns that changed. */
export function changeLines({ changes, added, changed, vanished }: ImportReport): readonly string[] {
  const lines = changes.slice(0, shown).flatMap((change) => {
    const place = [change.sheet, `rij ${change.row}`].filter((part) => part !== '').join(', ');
    return ['', `  ${words[change.what]}: ${place}`, ...cellsOf(change).map((cell) => `    ${cell}`)];
  });
  // In a file that was never read before all rows are new, and none is listed.
  const all = changes.length === 0 ? 0 : added + changed + vanished;
  return all > shown ? [...lines, '', `  … en nog ${all - shown} rijen; meer met --json`] : lines;
}

/** Asked where no row of an earlier file of this name is in the new one: it may be another file. */
export function isOtherFile({ outcome, rows, unchanged }: ImportReport): boolean {
  return outcome === 'needs-replace' && rows > 0 && unchanged === 0;
}

function cellsOf({ before, after }: RowChange): readonly string[] {
  if (!before || !after)
    return Object.entries(before ?? after ?? {}).map(([heading, is]) => `${heading}: ${is}`);
  const headings = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const differing = headings.filter((heading) => before[heading] !== after[heading]);
  if (differing.length === 0) return ['in de rij zelf is niets anders; wel de periode waarover zij gaat'];
  return differing.map(
    (heading) => `${heading}: was ${told(before[heading])}, is nu ${told(after[heading])}`,
  );
}

function told(cell: string | undefined): string {
  return cell === undefined ? 'leeg' : `„${cell}”`;
}
