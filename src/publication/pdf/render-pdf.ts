import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { seenText } from '../../platform/language/unseen-characters.ts';
import { RestingThreads } from '../../platform/threads/resting-threads.ts';
import type { ReportModel } from '../report-model.ts';
import { coverDrawing } from './cover.ts';
import { pageContent } from './page-content.ts';
import type { SetterAnswer, SetterRequest } from './page-setter.ts';
import { type Attachment, PdfRefused } from './set-pages.ts';

const template = readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
const setters = new RestingThreads(1, 10_000);

/**
 * The two editions: to read (PDF/UA-1), and to keep (PDF/A-3a) with the data of the report inside. The exporter refuses
 * both standards in one file. What is not to be kept, a draft, has the first alone.
 */
export interface PdfEditions {
  readonly reading: Uint8Array;
  readonly archive: Uint8Array | null;
}

/** Pages that are being set while other formats are made. */
export interface PagesUnderWay {
  /** The edition to read. Rejects with {@link PdfRefused}. */
  readonly reading: Promise<Uint8Array>;
  /**
   * Ends with both editions: of a draft the one to read alone. Rejects with {@link PdfRefused}.
   *
   * @param attachments the data that the edition to keep carries inside
   */
  readonly keep: (attachments: readonly Attachment[]) => Promise<PdfEditions>;
  /** Ends with nothing, where nothing comes of the report. After `keep` it does nothing. */
  readonly leave: () => void;
}

/**
 * Sets a report as tagged PDF, in a thread of its own, so that other formats can be made meanwhile. The same model
 * gives the same bytes: dates inside the file are the publication date. Rejects with {@link PdfRefused} when the
 * report could not be set as an accessible document.
 *
 * @param attachments the data that the edition to keep carries inside
 */
export function renderPdf(model: ReportModel, attachments: readonly Attachment[] = []): Promise<PdfEditions> {
  return beginPdf(model).keep(attachments);
}

/** Begins to set a report as {@link renderPdf} does: the edition to keep waits for its data. */
export function beginPdf(model: ReportModel): PagesUnderWay {
  const { content, drawings } = pageContent(model);
  const setter = new Setter();
  const asked = setter.ask({
    set: {
      template,
      files: [
        { path: '/report.json', text: JSON.stringify(content, withoutUnseen) },
        { path: '/cover.svg', text: coverDrawing() },
        ...drawings.map(({ path, svg }) => ({ path, text: svg })),
      ],
    },
  });
  const reading = asked.then(editionIn);
  // Who does not wait for it hears of it from the edition to keep.
  reading.catch(() => undefined);
  const keep = async (attachments: readonly Attachment[]): Promise<PdfEditions> => {
    try {
      const kept = model.draft === true ? undefined : setter.ask({ keepWith: attachments });
      const [first, both] = await Promise.all([reading, kept]);
      if (both === undefined) return { reading: first, archive: null };
      if ('refused' in both) throw new PdfRefused(both.refused);
      return { reading: both.reading ?? first, archive: 'archive' in both ? both.archive : null };
    } finally {
      setter.rest();
    }
  };
  return { reading, keep, leave: () => setter.leave() };
}

function editionIn(answer: SetterAnswer): Uint8Array {
  if ('refused' in answer) throw new PdfRefused(answer.refused);
  if (!answer.reading) throw new Error('The thread that sets pages answered no edition to read.');
  return answer.reading;
}

/** Escapes of JSON would carry what is not what it seems past the setter. */
function withoutUnseen(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? seenText(value) : value;
}

/** The thread that sets pages, for one report: it answers in the order in which it is asked. */
class Setter {
  readonly #thread = setters.take('pages', () => new Worker(new URL('./page-setter.ts', import.meta.url)));
  readonly #asked: PromiseWithResolvers<SetterAnswer>[] = [];
  #isOurs = true;
  readonly #answered = (answer: SetterAnswer): void => this.#asked.shift()?.resolve(answer);
  readonly #failed = (error: Error): void => {
    for (const one of this.#asked.splice(0)) one.reject(error);
  };
  readonly #ended = (code: number): void =>
    this.#failed(new Error(`The thread that sets pages ended with code ${code}.`));

  constructor() {
    this.#thread.on('message', this.#answered).on('error', this.#failed).on('exit', this.#ended);
  }

  ask(request: SetterRequest): Promise<SetterAnswer> {
    const asked = Promise.withResolvers<SetterAnswer>();
    asked.promise.catch(() => undefined);
    this.#asked.push(asked);
    this.#thread.postMessage(request);
    return asked.promise;
  }

  /** Gives the thread back, for another report, or ends it where an answer is still to come. */
  rest(): void {
    if (this.#asked.length > 0) this.leave();
    if (!this.#isOurs) return;
    this.#letGo();
    setters.rest('pages', this.#thread);
  }

  leave(): void {
    if (!this.#isOurs) return;
    this.#letGo();
    void this.#thread.terminate();
    this.#ended(0);
  }

  #letGo(): void {
    this.#isOurs = false;
    this.#thread.off('message', this.#answered).off('error', this.#failed).off('exit', this.#ended);
  }
}
