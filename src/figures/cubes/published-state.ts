import type { CellState } from './cell.ts';

/** The state of a published cell: what was counted, or why nothing stands there. "Suppressed" is drawn as "·". */
export type PublishedState = CellState | 'suppressed';
