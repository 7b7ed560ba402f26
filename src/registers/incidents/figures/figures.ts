import type { FigureDefinition } from '../../../figures/definition.ts';
import { closing } from './closing.ts';
import { completeness, completenessShare } from './completeness.ts';
import { divisions, totals } from './counts.ts';
import { crossings } from './crossings.ts';
import { consistency } from './grade.ts';
import { money } from './money.ts';
import { investigation, withoutInvestigation } from './outcome.ts';
import { reporters } from './reporters.ts';
import { flow, terms } from './time.ts';
import { whistleblowing } from './wbk.ts';

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
