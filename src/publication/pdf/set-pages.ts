import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { WordedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { LegibleText, latinOnly } from './legible.ts';

/** The report could not be set as an accessible document; nothing was made. */
export class PdfRefused extends WordedError {
  override name = 'PdfRefused';
  /** What the exporter found, in its own words. */
  readonly found: string;

  constructor(found: string, options?: ErrorOptions) {
    super(
      text(
        `Het verslag kon niet als toegankelijke PDF worden gemaakt; er is niets gepubliceerd. Gevonden: ${found}`,
        `The report could not be set as an accessible PDF; nothing was published. Found: ${found}`,
      ),
      options,
    );
    this.found = found;
  }
}

const fonts = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'),
);
const weights = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'];
let compiler: NodeCompiler | undefined;
let legible: LegibleText | undefined;
/** What of files can be set, found once for both editions. */
const legibleTexts = new WeakMap<PageSource['files'], readonly string[]>();

/** Whether the fonts have a shape for every character of a text: the exporter refuses a page without. */
function canBeSet(engine: NodeCompiler, text: string): boolean {
  const path = join(import.meta.dirname, 'characters.json');
  engine.mapShadow(path, Buffer.from(JSON.stringify(text)));
  try {
    const compiled = engine.compile({
      mainFileContent:
        '#set document(title: "characters")\n#set text(font: "Source Sans 3")\n#json("/characters.json")',
    });
    if (!compiled.result) return false;
    engine.pdf(compiled.result, { pdfStandard: 'ua-1' });
    return true;
  } catch {
    return false;
  } finally {
    engine.unmapShadow(path);
  }
}

/** A template and the data files that exist only while it is set. */
export interface PageSource {
  readonly template: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** A file inside a PDF. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly content: Uint8Array;
}

/**
 * Compiles a template with its data files. Throws {@link PdfRefused} when the exporter's own accessibility gate finds
 * something (an image without text alternative, a skipped heading level).
 */
export function setPages(template: string, files: PageSource['files']): Uint8Array {
  return setEditions({ template, files }).reading;
}

/** The edition to read, and how the one to keep is made of the same texts. */
export interface Editions {
  readonly reading: Uint8Array;
  /**
   * The edition to keep, with the data inside. Where its texts could not be set as they are, both editions are set anew,
   * in letters that can: the one to read is then another.
   */
  readonly keep: (attachments: readonly Attachment[]) => {
    readonly reading: Uint8Array;
    readonly archive: Uint8Array;
  };
}

/** Sets the edition to read at once and the one to keep when its data are there. Throws as {@link setPages} does. */
export function setEditions({ template, files }: Pick<PageSource, 'template' | 'files'>): Editions {
  const plain = (): PageSource['files'] => files.map(({ path, text }) => ({ path, text: latinOnly(text) }));
  const reading = inLetters(
    () => ({ texts: files, set: setAs(template, files, 'ua-1') }),
    () => {
      const texts = plain();
      return { texts, set: setAs(template, texts, 'ua-1') };
    },
  );
  return {
    reading: reading.set,
    keep: (attachments) =>
      inLetters(
        () => ({ reading: reading.set, archive: setAs(template, reading.texts, 'a-3a', attachments) }),
        () => {
          const texts = plain();
          return {
            reading: setAs(template, texts, 'ua-1'),
            archive: setAs(template, texts, 'a-3a', attachments),
          };
        },
      ),
  };
}

/** Sets a text as it is, else in plain letters: together characters may need a shape that each alone does not. */
function inLetters<Set>(asIs: () => Set, plain: () => Set): Set {
  try {
    return asIs();
  } catch (error) {
    if (!(error instanceof PdfRefused && error.found.includes('could not be displayed'))) throw error;
    return plain();
  }
}

/** What the edition to keep says before all else: the data are taken in, as data of the document. */
const takesIn = `#for file in json("/attachments.json") {
  pdf.attach(file.name, read(file.path, encoding: none), relationship: "data", mime-type: file.mediaType, description: file.description)
}
`;

function setAs(
  template: string,
  files: PageSource['files'],
  edition: 'ua-1' | 'a-3a',
  attachments: readonly Attachment[] = [],
): Uint8Array {
  compiler ??= NodeCompiler.create({
    // Files outside the workspace cannot be read, and inside this folder there is only the template.
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: weights.map((one) => readFileSync(join(fonts, one, `SourceSans3_${one}.ttf`))) }],
  });
  const engine = compiler;
  legible ??= new LegibleText((text) => canBeSet(engine, text));
  const texts = legibleTexts.get(files) ?? legible.of(files.map((file) => file.text));
  legibleTexts.set(files, texts);
  const inside = attachments.map((file, index) => ({ ...file, path: `/attached-${index}` }));
  const shadows = [
    ...files.map((file, index) => ({ path: file.path, content: Buffer.from(texts[index] ?? '') })),
    ...inside,
    {
      path: '/attachments.json',
      content: Buffer.from(JSON.stringify(inside.map(({ content: _, ...described }) => described))),
    },
  ].map(({ path, content }) => ({ path: join(import.meta.dirname, path), content }));
  try {
    for (const { path, content } of shadows) engine.mapShadow(path, Buffer.from(content));
    return exported(engine, edition === 'a-3a' ? takesIn + template : template, edition);
  } catch (error) {
    if (error instanceof PdfRefused) throw error;
    throw new PdfRefused(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    for (const { path } of shadows) engine.unmapShadow(path);
    // Keeps fonts and the template from the last few reports, and nothing that would grow.
    engine.evictCache(10);
  }
}

function exported(engine: NodeCompiler, template: string, pdfStandard: 'ua-1' | 'a-3a'): Uint8Array {
  const compiled = engine.compile({ mainFileContent: template });
  if (!compiled.result) throw new PdfRefused(reasonOf(engine, compiled.takeError()));
  return Buffer.from(engine.pdf(compiled.result, { pdfStandard }));
}

function reasonOf(
  engine: NodeCompiler,
  error: ReturnType<NodeCompiler['compile']>['takeError'] extends () => infer E ? E : never,
): string {
  return error ? JSON.stringify(engine.fetchDiagnostics(error)) : 'no document';
}
