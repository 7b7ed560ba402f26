import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { seenText } from '../../platform/language/unseen-characters.ts';
import { RestingThreads } from '../../platform/threads/resting-threads.ts';
import type { ReportModel } from '../report-model.ts';
import { coverDrawing } from './cover.ts';
import { pageContent } from './page-content.ts';
import type { SetterAnswer } from './page-setter.ts';
import { type Attachment, type PageSource, type PdfEditions, PdfRefused } from './set-pages.ts';

const template = readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
const setters = new RestingThreads(1, 10_000);

/**
 * Sets a report as tagged PDF, in a thread of its own, so that other formats can be made meanwhile. The same model
 * gives the same bytes: dates inside the file are the publication date. Rejects with {@link PdfRefused} when the
 * report could not be set as an accessible document.
 *
 * @param attachments the data that the edition to keep carries inside
 */
export async function renderPdf(
  model: ReportModel,
  attachments: readonly Attachment[] = [],
): Promise<PdfEditions> {
  const { content, drawings } = pageContent(model);
  const answer = await setApart({
    template,
    isDraft: model.draft === true,
    attachments,
    files: [
      { path: '/report.json', text: JSON.stringify(content, withoutUnseen) },
      { path: '/cover.svg', text: coverDrawing() },
      ...drawings.map(({ path, svg }) => ({ path, text: svg })),
    ],
  });
  if ('refused' in answer) throw new PdfRefused(answer.refused);
  return answer;
}

/** Escapes of JSON would carry what is not what it seems past the setter. */
function withoutUnseen(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? seenText(value) : value;
}

async function setApart(source: PageSource): Promise<SetterAnswer> {
  const setter = setters.take('pages', () => new Worker(new URL('./page-setter.ts', import.meta.url)));
  const answer = await new Promise<SetterAnswer>((settle, fail) => {
    const ended = (code: number) => fail(new Error(`The thread that sets pages ended with code ${code}.`));
    setter.once('error', fail).once('exit', ended);
    setter.once('message', (said: SetterAnswer) => {
      setter.off('error', fail).off('exit', ended);
      settle(said);
    });
    setter.postMessage(source);
  });
  setters.rest('pages', setter);
  return answer;
}
