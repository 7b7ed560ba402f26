import type { Context } from 'hono';
import { z } from 'zod';
import { WordedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { seenText } from '../../platform/language/unseen-characters.ts';
import { wholeBody } from '../../platform/web/answers/whole-body.ts';

/** The longest form, in bytes. */
const longest = 256 * 1024;
/** How many milliseconds the body of a form may take to come. */
const patience = 30_000;

/** What was sent is no form of ours. Answered with 400; nothing of it was used. */
export class FormRefused extends WordedError {
  override readonly name = 'FormRefused';
}

/** What somebody typed in a field; the empty text where it was not sent. */
export type Typed<Field extends string> = (field: Field) => string;

/**
 * Reads a form with these fields and no others, each at most once; of those in `several` each value once, one a line. Lone surrogates and bytes that are no UTF-8 are
 * refused; control characters other than line ends and tabs are refused as well, since nobody types them.
 *
 * @throws {@link FormRefused}
 */
export async function readForm<Field extends string>(
  context: Context,
  fields: readonly Field[],
  several: readonly Field[] = [],
): Promise<Typed<Field>> {
  if (mediaType(context) !== 'application/x-www-form-urlencoded') throw refused();
  const known: readonly string[] = fields;
  const repeated: readonly string[] = several;
  const typed = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(
    decode(await formBody(context.req.raw, longest, patience)),
  )) {
    const before = typed.get(name);
    if (!known.includes(name) || !isTypeable(value)) throw refused();
    if (before === undefined) typed.set(name, value.replaceAll(/\r\n?/g, '\n'));
    else if (!repeated.includes(name) || /[\r\n]/.test(value)) throw refused();
    else if (!before.split('\n').includes(value)) typed.set(name, `${before}\n${value}`);
  }
  read.set(context.req.raw, typed);
  return (field) => typed.get(field) ?? '';
}

/**
 * All that stands in a form, whatever its fields, in its order: to keep what somebody sent who is not signed in any
 * more. Null for what is no form that somebody types.
 */
export async function readWholeForm(
  context: Context,
): Promise<readonly (readonly [name: string, value: string])[] | null> {
  if (mediaType(context) !== 'application/x-www-form-urlencoded') return null;
  try {
    const typed = [...new URLSearchParams(decode(await formBody(context.req.raw, longest, patience)))];
    return typed.every(([, value]) => isTypeable(value)) ? typed : null;
  } catch (error) {
    if (error instanceof FormRefused) return null;
    throw error;
  }
}

const read = new WeakMap<Request, ReadonlyMap<string, string>>();

/** All that stood in the form of this request, for a form that has to wait; nothing before it was read. */
export function formRead(context: Context): ReadonlyMap<string, string> {
  return read.get(context.req.raw) ?? new Map();
}

/** Text that somebody can have typed, on one line. */
export const typedLine = z.string().refine((value) => isTypeable(value) && !/[\r\n\t]/.test(value));

/**
 * Reads what a script of ours sends: JSON of exactly this shape.
 *
 * @param most how many bytes it may have: as many as a form, unless it carries more than somebody types
 * @throws {@link FormRefused}
 */
export async function readJson<Shape>(
  context: Context,
  schema: z.ZodType<Shape>,
  most = longest,
): Promise<Shape> {
  if (mediaType(context) !== 'application/json') throw refused();
  const parsed = schema.safeParse(fromJson(decode(await formBody(context.req.raw, most, patience))));
  if (!parsed.success) throw refused();
  return parsed.data;
}

/** The largest upload, in bytes: a list of 150,000 people as CSV is a quarter of it. */
export const largestUpload = 64 * 1024 * 1024;
/** How many milliseconds an upload may take to come. */
const uploadPatience = 300_000;

/** A file that somebody sent. */
export interface SentFile {
  /** As the browser calls it, without folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Reads a form with one file, of which the rest is as {@link readForm} takes it; null where no file was chosen.
 *
 * @throws {@link FormRefused} also for more than {@link largestUpload}
 */
export async function readUpload<Field extends string>(
  context: Context,
  fields: readonly Field[],
  fileField: string,
): Promise<{ readonly typed: Typed<Field>; readonly file: SentFile | null }> {
  if (mediaType(context) !== 'multipart/form-data') throw refused();
  if (Number(context.req.header('Content-Length') ?? 0) > largestUpload) throw new FormRefused(tooLarge);
  const body = await formBody(context.req.raw, largestUpload, uploadPatience);
  const known: readonly string[] = fields;
  const typed = new Map<string, string>();
  let file: SentFile | null = null;
  for (const [name, value] of await partsOf(context, body)) {
    if (typeof value === 'string') {
      if (!known.includes(name) || typed.has(name) || !isTypeable(value)) throw refused();
      typed.set(name, value.replaceAll(/\r\n?/g, '\n'));
    } else {
      if (name !== fileField || file !== null) throw refused();
      const content = new Uint8Array(await value.arrayBuffer());
      if (content.length > 0 || value.name !== '') file = { name: fileNameOf(value.name), content };
    }
  }
  return { typed: (field) => typed.get(field) ?? '', file };
}

const tooLarge = text(
  'Dit bestand is te groot om hier in te lezen. Er is niets gewijzigd. Haal kolommen weg die niet nodig zijn, of laat wie de server beheert het inlezen aan de opdrachtregel.',
  'This file is too large to be read here. Nothing was changed. Leave out columns that are not needed, or have who runs the server read it at the command line.',
);

async function partsOf(context: Context, body: Uint8Array): Promise<FormData> {
  try {
    const type = context.req.header('Content-Type') ?? '';
    return await new Response(Buffer.from(body), { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw refused();
  }
}

/** Some browsers send folders along; nothing that is not seen stays in a name. */
function fileNameOf(sent: string): string {
  return seenText(sent.toWellFormed()).split(/[\\/]/).at(-1)?.trim().slice(-200) || 'lijst';
}

function fromJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw refused();
  }
}

function mediaType(context: Context): string | undefined {
  return context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

function isTypeable(value: string): boolean {
  return value.isWellFormed() && !/[^\P{Cc}\t\r\n]/u.test(value) && !value.includes('\uFFFD');
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refused();
  }
}

/** The body, unless it is longer or slower than that. */
async function formBody(request: Request, most: number, patience: number): Promise<Uint8Array> {
  const body = await wholeBody(request, most, patience);
  if (body === null) throw refused();
  return body;
}

function refused(): FormRefused {
  return new FormRefused(
    text(
      'Wat er binnenkwam is geen formulier van deze site. Er is niets gewijzigd.',
      'What came in is no form of this site. Nothing was changed.',
    ),
  );
}
