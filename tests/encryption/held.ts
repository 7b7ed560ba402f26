import { ops } from './ops.ts';

/*
 * Reading files of vectors: a case names an operation, what goes in and what must come out; `$x` is what the file gives
 * under that name. Nothing of Node, so that a browser holds itself against the same.
 */

/** A file of vectors as it is written. */
export interface VectorFile {
  readonly id: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly common: Readonly<Record<string, unknown>>;
  readonly cases: readonly {
    readonly name: string;
    readonly op: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly expect: unknown;
  }[];
}

/** A case of which everything is filled in. */
export interface VectorCase {
  readonly file: string;
  readonly name: string;
  readonly op: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: unknown;
}

function filledIn(value: unknown, given: VectorFile['given']): unknown {
  if (typeof value === 'string' && value.startsWith('$')) {
    const name = value.slice(1);
    if (!Object.hasOwn(given, name)) throw new Error(`nothing is given as ${value}`);
    return filledIn(given[name], given);
  }
  if (Array.isArray(value)) return value.map((one) => filledIn(one, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledIn(one, given)]));
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** The cases of a file. */
export const casesOf = (file: VectorFile): readonly VectorCase[] =>
  file.cases.map(({ name, op, input, expect }) => ({
    file: file.id,
    name,
    op,
    input: { ...record(filledIn(file.common, file.given)), ...record(filledIn(input, file.given)) },
    expect: filledIn(expect, file.given),
  }));

/** What our code answers to a case: the outcome, or the code of its refusal. Any other fault is thrown on. */
export async function answered({ op, input }: VectorCase): Promise<unknown> {
  const operation = ops[op];
  if (!operation) throw new Error(`no operation ${op}`);
  try {
    return await operation(input);
  } catch (fault) {
    if (!(fault instanceof Error && fault.name === 'EncryptionFault' && 'code' in fault)) throw fault;
    return { error: fault.code };
  }
}

/** A value as text that does not depend on the order of its fields. */
export const asText = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/**
 * Cases whose answer is a digest of the content of a file of which only a seed is known, not how it becomes bytes.
 * Everything else in their files is held; `bodies.test.ts` does with known bytes what these do.
 */
export const untold: ReadonlySet<string> = new Set([
  '19-head: the file itself',
  '21-body: 65536 bytes: seal',
  '21-body: 65536 bytes: open',
  '21-body: 65537 bytes: seal',
  '21-body: 65537 bytes: open',
  '21-body: large: open',
  '21-body: large: chunk 0 alone',
  '21-body: large: chunk 1 alone',
  '21-body: large: chunk 3 alone',
]);

export const titleOf = ({ file, name }: VectorCase): string => `${file}: ${name}`;
