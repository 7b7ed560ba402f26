import { hash } from 'node:crypto';
import type { ReportModel } from './report-model.ts';

/** The bytes by which two models are compared: JSON with the keys as the program writes them. */
export function modelText(model: ReportModel): string {
  return JSON.stringify(model);
}

const hashes = new WeakMap<ReportModel, string>();

/** The hash of the bytes of a model: several files of a report say it. */
export function modelHash(model: ReportModel): string {
  const known = hashes.get(model) ?? sha256(modelText(model));
  hashes.set(model, known);
  return known;
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}
