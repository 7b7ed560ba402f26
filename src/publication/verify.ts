import { cellKey } from '../figures/cubes/cube.ts';
import { computeFigures, type FigureDefinition, isCube } from '../figures/definition.ts';
import { inEach, type Text, text } from '../platform/language/text.ts';
import { causeOfDifference, registerChanges } from './earlier/register-changes.ts';
import { modelText, sha256 } from './hashes.ts';
import { makeReport, type ReportCatalogue, type ReportInputs, thaw } from './make-report.ts';
import type { PublishedCell, PublishedFigure, ReportModel } from './report-model.ts';

/** A step of `verify`: what was compared and whether it holds; null where it could not be compared. */
export interface VerifyStep {
  readonly what: Text;
  readonly holds: boolean | null;
  /** The hash that was compared; empty where nothing was. */
  readonly detail: string;
}

/** A difference between what was published and what the registers say today; never an error. */
export interface TodayDifference {
  readonly figure: string;
  readonly at: Readonly<Record<string, string>>;
  /** The figure and the place in words. */
  readonly named: Text;
  readonly published: string;
  readonly today: string;
  readonly cause: Text;
}

/**
 * Recomputes a publication from its frozen inputs with this program: the model must be equal, byte for byte.
 * A program of another version may count and write differently, so it does not recompute: it says so, and
 * compares the hashes alone.
 */
export async function verifyModel(
  catalogue: ReportCatalogue,
  frozen: {
    readonly inputs: Readonly<Record<string, string>>;
    readonly hashes: Readonly<Record<string, string>>;
  },
  published: { readonly model: ReportModel; readonly modelSha256: string },
  programVersion: string,
): Promise<readonly VerifyStep[]> {
  const stored = frozen.inputs['report'] ?? '';
  const inputHash = sha256(stored);
  return [
    {
      what: text('De bevroren invoer is ongewijzigd', 'The frozen inputs are unchanged'),
      holds: inputHash === frozen.hashes['report'],
      detail: inputHash,
    },
    {
      what: text('Het opgeslagen model is wat is gepubliceerd', 'The stored model is what was published'),
      holds: sha256(modelText(published.model)) === published.modelSha256,
      detail: published.modelSha256,
    },
    published.model.program.version === programVersion
      ? await recomputed(catalogue, stored, published.modelSha256)
      : notRecomputed(published.model.program.version, programVersion),
  ];
}

async function recomputed(
  catalogue: ReportCatalogue,
  stored: string,
  modelSha256: string,
): Promise<VerifyStep> {
  const made = await makeReport(catalogue, thaw(stored));
  const detail = sha256(modelText(made.model));
  return {
    what: text(
      'Opnieuw berekend uit de bevroren invoer: hetzelfde verslag',
      'Recomputed from the frozen inputs: the same report',
    ),
    holds: detail === modelSha256,
    detail,
  };
}

function notRecomputed(publishedWith: string, programVersion: string): VerifyStep {
  return {
    what: text(
      `Niet nagerekend: gepubliceerd met versie ${publishedWith} van Daglicht, dit is versie ${programVersion}`,
      `Not recomputed: published with version ${publishedWith} of Daglicht, this is version ${programVersion}`,
    ),
    holds: null,
    detail: '',
  };
}

/** Differences between a publication and a report made today from the same document, by cause. */
export function differencesWithToday(
  definitions: readonly FigureDefinition[],
  published: ReportModel,
  today: ReportModel,
  frozen: ReportInputs,
  now: ReportInputs,
): readonly TodayDifference[] {
  const differences: TodayDifference[] = [];
  const changes = registerChanges(published.slug, frozen.figures, now.figures);
  const figures = computeFigures(definitions, frozen.figures);
  const sameProgram = published.program.version === today.program.version;
  for (const figure of published.figures) {
    const other = today.figures.find((one) => one.id === figure.id);
    for (const cell of figure.cells) {
      const counterpart = other && cellOf(other, cell);
      const was = cell.value ?? cell.state;
      const is = counterpart ? (counterpart.value ?? counterpart.state) : 'ontbreekt';
      if (was !== is)
        differences.push({
          figure: figure.id,
          at: cell.at,
          named: namedPlace(figure, cell),
          published: was,
          today: is,
          cause:
            cell.state === 'suppressed' || counterpart?.state === 'suppressed'
              ? text('anders beschermd', 'protected differently')
              : causeOfDifference(keysOf(figures, figure.id, cell), changes, !sameProgram),
        });
    }
  }
  return differences;
}

/** "Incidenten naar categorie, 2025, Financiële zaken"; totals are not named. */
function namedPlace({ title, dimensions }: PublishedFigure, { at }: PublishedCell): Text {
  return dimensions.reduce<Text>((words, { key, members }) => {
    const label = members.find(({ code }) => code === at[key])?.label;
    return label ? inEach`${words}, ${label}` : words;
  }, title);
}

function cellOf(figure: PublishedFigure, cell: PublishedCell): PublishedCell | undefined {
  return figure.cells.find((other) =>
    figure.dimensions.every(
      (dimension) => (other.at[dimension.key] ?? '*') === (cell.at[dimension.key] ?? '*'),
    ),
  );
}

/** The canonical keys of the counted cells behind a published one. */
function keysOf(
  figures: ReturnType<typeof computeFigures>,
  id: string,
  cell: PublishedCell,
): readonly string[] {
  if (!figures.definitions.some((definition) => definition.id === id)) return [];
  const answer = figures.answer(id);
  return isCube(answer) ? (answer.cells.get(cellKey(answer.dimensions, cell.at))?.from ?? []) : [];
}
