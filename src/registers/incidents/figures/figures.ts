import type { FigureDefinition } from '../../../figures/definition.ts';
import { closing } from './closing.ts';
import { completeness, completenessShare } from './completeness.ts';
import { divisions, totals } from './counts.ts';
import { crossings } from './crossings.ts';
import { consistency } from './grade.ts';
import { money } from './money.ts';
import { investigation, withoutInvestigation } from './outcome.ts';
import { reporters } from './reporters.ts';
import { decisions } from './time/decided.ts';
import { decidedCrossings } from './time/decided-crossings.ts';
import { terms } from './time/durations.ts';
import { flow } from './time/flow.ts';
import { whistleblowing } from './wbk.ts';

/** What came of the incidents that a year received: as long as some have no outcome, that year is provisional. */
const cameOfIt: ReadonlySet<string> = new Set(
  [
    'by-investigation',
    'by-investigation-share',
    'by-investigator',
    'without-investigation-share',
    'by-finding',
    'by-finding-share',
    'concluded',
    'established',
    'substantiation-rate',
    'substantiation-rate-difference',
    'category-by-finding',
    'substantiation-rate-by-category',
    'anonymous-by-finding',
    'substantiation-rate-by-anonymity',
    'listed',
    'by-measure',
    'by-measure-share',
    'by-measure-group',
    'by-measure-group-share',
    'measures-by-finding',
    'measures-by-category',
    'measures-of-established',
    'measures-of-established-share',
    'measures-by-grade',
    'measures-by-grade-share',
    'established-measures-by-category',
    'established-measures-by-category-share',
    'measures-by-category-and-grade',
    'by-external-step',
    'detriment',
    'detriment-share',
    'detriment-established',
    'detriment-established-share',
    'protection-requested',
    'protection-requested-share',
    'protection-granted',
    'protection-granted-share',
    'wrongdoing-by-stage',
    'referred',
    'referred-share',
    'damage',
    'recovered',
    'recovered-share',
  ].map((id) => `incidents.${id}`),
);

const all: readonly FigureDefinition[] = [
  ...totals,
  ...divisions,
  ...investigation,
  withoutInvestigation,
  ...decisions,
  ...crossings,
  ...consistency,
  ...decidedCrossings,
  ...reporters,
  ...whistleblowing,
  ...closing,
  ...flow,
  ...terms,
  ...money,
  completeness,
  completenessShare,
];

/** By receipt and by decision the crossings have one name, but for the word that tells them apart. */
function settledAs({ id }: FigureDefinition): { readonly settledAs?: string } {
  const decided = id.replace('incidents.', 'incidents.decided-');
  return decidedCrossings.some((one) => one.id === decided) ? { settledAs: decided } : {};
}

/** Everything the register of incidents contributes to the report. */
export const incidentFigures: readonly FigureDefinition[] = all.map((figure) =>
  cameOfIt.has(figure.id)
    ? { ...figure, ...settledAs(figure), provisional: { figure: 'incidents.running', awaits: 'outcomes' } }
    : figure,
);
