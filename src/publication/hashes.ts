import { hash } from 'node:crypto';
import type { ReportModel } from './report-model.ts';

/** The bytes by which two models are compared: JSON with the keys as the program writes them. */
export function modelText(model: ReportModel): string {
  return JSON.stringify(model);
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}
