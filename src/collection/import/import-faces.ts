import { flagsImport } from '../flags.ts';
import type { Register } from '../register.ts';
import { callAnswersImport } from '../returns/call-answers.ts';
import { coverageImport } from '../returns/coverage.ts';
import type { ImportFace } from './import-face.ts';

/** All ways in which a register is filled from a file: its own, and what is kept alike for every register. */
export function importFaces(register: Register): readonly ImportFace[] {
  return [
    ...register.imports,
    ...(register.annualCall ? [callAnswersImport(register.key), coverageImport(register.key)] : []),
    ...(register.recordNames ? [flagsImport(register.key, register.recordNames)] : []),
  ];
}
