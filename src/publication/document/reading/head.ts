import { z } from 'zod';
import { fieldFault, pathWords } from '../../../platform/json/field-fault.ts';
import { sameText, text } from '../../../platform/language/text.ts';
import { DocumentError, type ReportDocument } from '../document.ts';

const headSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  language: z.enum(['nl', 'en']),
  period: z.string(),
  yearsBefore: z.coerce.number().int().min(0).max(20).default(0),
});

/** The head of a document, and how long it is. */
export interface DocumentHead {
  readonly stated: Omit<ReportDocument, 'chapters'>;
  /** How many letters and how many lines come before the text. */
  readonly length: number;
  readonly lines: number;
}

/** Reads the head of a document: what stands between "---" lines. Throws a {@link DocumentError}. */
export function readHead(source: string): DocumentHead {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(source);
  if (!head?.[1])
    throw new DocumentError([
      {
        line: 1,
        message: text(
          'Het document begint met een kop tussen regels „---”.',
          'The document begins with a heading between lines “---”.',
        ),
      },
    ]);
  const stated = Object.fromEntries(
    head[1]
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
  );
  const read = headSchema.safeParse(stated);
  if (!read.success) {
    const [issue] = read.error.issues;
    const { path, what } = issue ? fieldFault(issue, stated) : { path: [], what: sameText('') };
    const where = pathWords(path);
    throw new DocumentError([
      {
        line: 2,
        message: text(
          `Kop van het document, ${where}: ${what.nl}`,
          `Heading of the document, ${where}: ${what.en}`,
        ),
      },
    ]);
  }
  const titleLine = source.split('\n').findIndex((line) => /^\s*title\s*:/.test(line)) + 1;
  return {
    stated: { ...read.data, titleLine },
    length: head[0].length,
    lines: head[0].split('\n').length - 1,
  };
}
