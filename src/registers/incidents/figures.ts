import type { FigureDefinition } from '../../figures/definition.ts';
import { closing } from './figures-closing.ts';
import { completeness, completenessShare } from './figures-completeness.ts';
import { divisions, totals } from './figures-counts.ts';
import { crossings } from './figures-crossings.ts';
import { consistency } from './figures-grade.ts';
import { money } from './figures-money.ts';
import { investigation, withoutInvestigation } from './figures-outcome.ts';
import { reporters } from './figures-reporters.ts';
import { flow, terms } from './figures-time.ts';
import { whistleblowing } from './figures-wbk.ts';

/** Everything the register of incidents contributes to the report. */
export const incidentFigures: readonly FigureDefinition[] = [
  ...totals,
  ...divisions,
  ...investigation,
  withoutInvestigation,
  ...crossings,
  ...consistency,
  ...reporters,
  ...whistleblowing,
  ...closing,
  ...flow,
  ...terms,
  ...money,
  completeness,
  completenessShare,
];
