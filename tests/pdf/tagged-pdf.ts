import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A node of a document's structure: its tag, its attributes and what stands under it. */
export interface StructureNode {
  readonly tag: string;
  readonly node: PdfDictionary;
  readonly children: readonly StructureNode[];
}

type PdfValue = string | number | boolean | null | readonly PdfValue[] | { readonly [key: string]: PdfValue };
type PdfDictionary = Readonly<Record<string, PdfValue>>;

/** A PDF taken apart by qpdf: its catalogue, pages, structure and decoded streams. */
export interface TakenApart {
  readonly catalogue: PdfDictionary;
  readonly information: PdfDictionary;
  readonly pages: readonly PdfDictionary[];
  readonly structure: StructureNode;
  readonly resolve: (value: PdfValue | undefined) => PdfValue | undefined;
  readonly dictionary: (value: PdfValue | undefined) => PdfDictionary;
  readonly stream: (value: PdfValue | undefined) => string;
}

/** Runs a tool of Debian's packages qpdf or poppler-utils on a PDF. Throws with what to install when it is missing. */
export function runOnPdf(
  tool: 'qpdf' | 'pdfinfo' | 'pdftotext' | 'pdfdetach',
  words: readonly string[],
  pdf: Uint8Array,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-pdf-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, pdf);
    const given = words.map((word) => (word === '@' ? file : word));
    const { error, stdout } = spawnSync(tool, given, { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (error)
      throw new Error(
        `${tool} is missing. Install it: sudo apt-get install ${tool === 'qpdf' ? 'qpdf' : 'poppler-utils'}`,
        { cause: error },
      );
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Takes a PDF apart with `qpdf --json` (format 2). */
export function takeApart(pdf: Uint8Array): TakenApart {
  const output = runOnPdf(
    'qpdf',
    ['--json', '--json-stream-data=inline', '--decode-level=generalized', '@'],
    pdf,
  );
  const parsed: {
    qpdf: [
      unknown,
      Readonly<Record<string, { value?: PdfValue; stream?: { dict: PdfDictionary; data: string } }>>,
    ];
  } = JSON.parse(output);
  const objects = parsed.qpdf[1];
  const resolve = (value: PdfValue | undefined): PdfValue | undefined => {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value;
    const found = objects[`obj:${value}`];
    return found?.value ?? found?.stream?.dict;
  };
  const dictionary = (value: PdfValue | undefined): PdfDictionary => {
    const found = resolve(value);
    return isDictionary(found) ? found : {};
  };
  const stream = (value: PdfValue | undefined): string => {
    const found = typeof value === 'string' ? objects[`obj:${value}`]?.stream : undefined;
    return found ? Buffer.from(found.data, 'base64').toString('latin1') : '';
  };
  const trailer = dictionary(objects['trailer']?.value);
  const catalogue = dictionary(trailer['/Root']);
  return {
    catalogue,
    information: dictionary(trailer['/Info']),
    pages: pagesUnder(dictionary(catalogue['/Pages']), dictionary),
    structure: nodeOf(dictionary(catalogue['/StructTreeRoot']), dictionary),
    resolve,
    dictionary,
    stream,
  };
}

function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pagesUnder(
  node: PdfDictionary,
  dictionary: (value: PdfValue | undefined) => PdfDictionary,
): readonly PdfDictionary[] {
  return listOf(node['/Kids']).flatMap((one) => {
    const kid = dictionary(one);
    return kid['/Type'] === '/Page' ? [kid] : pagesUnder(kid, dictionary);
  });
}

function nodeOf(
  node: PdfDictionary,
  dictionary: (value: PdfValue | undefined) => PdfDictionary,
): StructureNode {
  const kids = listOf(node['/K']).map(dictionary);
  const tag = node['/S'];
  return {
    tag: typeof tag === 'string' ? tag.slice(1) : '',
    node,
    children: kids.filter((kid) => '/S' in kid).map((kid) => nodeOf(kid, dictionary)),
  };
}

/** A value that may stand alone or in an array. */
export function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Every node of a structure in reading order. */
export function nodesOf(node: StructureNode): readonly StructureNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}
