import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import type { StoredBody } from './answers/stored-answer.ts';

/** The files that pages load: one style sheet, the tokens, the fonts, a script where one asks for it. Their names hold their hash. */
export interface Assets {
  /** Addresses for the head of a page. */
  readonly stylesheets: readonly string[];
  /** Beside the others on pages of the workplace. */
  readonly workplaceStylesheet: string;
  readonly fonts: readonly string[];
  readonly icon: string;
  /** The script that offers passkeys, for the pages that do. */
  readonly passkeyScript: string;
  /** The script by which pages show what was made meanwhile, and what becomes of what is typed. */
  readonly renewScript: string;
  /** The scripts of the pages with keys. */
  readonly keyScripts: Readonly<Record<KeyScript, string>>;
  /** The scripts of the pages on which a report is written and a mailbox is read. */
  readonly reportScripts: Readonly<Record<ReportScript, string>>;
  readonly files: ReadonlyMap<string, StoredBody>;
}

const keyScripts = ['make-vault', 'sign-draft', 'read-box'] as const;
/** In which folder of the browser's scripts each stands. */
const keyScriptFolders: Readonly<Record<KeyScript, string>> = {
  'make-vault': 'keys',
  'sign-draft': 'keys',
  'read-box': 'boxes',
};
type KeyScript = (typeof keyScripts)[number];
const reportScripts = ['write', 'mailbox'] as const;
type ReportScript = (typeof reportScripts)[number];

const stylesFolder = join(import.meta.dirname, 'styles');
/** In the order of the cascade layers. */
const sheets = [
  'layers',
  'base',
  'layout',
  'components',
  'forms',
  'tables',
  'report',
  'appendix',
  'print',
] as const;

/** The tokens that come with the program; an organisation replaces this one file. */
export const ownTokens = join(stylesFolder, 'tokens.css');

const subsets = [
  {
    name: 'latin',
    range:
      'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
  },
  {
    name: 'latin-ext',
    range:
      'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
  },
] as const;

const require = createRequire(import.meta.url);

type Slope = 'normal' | 'italic';
/** Drawn italics, so that no browser slants the upright letters by itself. Fetched only by a page that has some. */
const slopes: readonly Slope[] = ['normal', 'italic'];

function fontBytes(subset: string, slope: Slope): Buffer {
  return readFileSync(
    require.resolve(`@fontsource-variable/source-sans-3/files/source-sans-3-${subset}-wght-${slope}.woff2`),
  );
}

function fontFace(source: string, range: string, slope: Slope): string {
  return `@font-face { font-family: 'Source Sans 3'; font-style: ${slope}; font-display: swap;
    font-weight: 200 900; src: url(${source}) format('woff2'); unicode-range: ${range}; }`;
}

function minify(css: string): string {
  return transformSync(css, { loader: 'css', minify: true, legalComments: 'none' }).code.trim();
}

function ownSheets(): string {
  return sheets.map((name) => readFileSync(join(stylesFolder, `${name}.css`), 'utf8')).join('\n');
}

/** A script of ours as browsers run it: a module without types. */
function script(name: string): string {
  const source = readFileSync(join(import.meta.dirname, 'browser', `${name}.ts`), 'utf8');
  const options = { loader: 'ts', format: 'esm', target: 'es2022', minify: true } as const;
  return transformSync(source, options).code;
}

/** Scripts of ours each with all that it uses, the libraries included, as one file, in the order asked. */
function bundles(names: readonly string[]): readonly string[] {
  const { outputFiles } = buildSync({
    entryPoints: names.map((name) => join(import.meta.dirname, 'browser', `${name}.ts`)),
    outdir: import.meta.dirname,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    legalComments: 'none',
  });
  return outputFiles.map(({ text }) => text);
}

/** All style of ours as one text with the fonts inside: for a page that must stand alone as a file. */
export function inlineStyle(): string {
  ownStyle ??= madeInline();
  return ownStyle;
}

let ownStyle: string | undefined;

function madeInline(): string {
  const [latin] = subsets;
  const faces = slopes.map((slope) => {
    const font = `data:font/woff2;base64,${fontBytes(latin.name, slope).toString('base64')}`;
    return fontFace(font, latin.range, slope);
  });
  return minify(`${faces.join('\n')}\n${readFileSync(ownTokens, 'utf8')}\n${ownSheets()}`);
}

/** The mark: a low sun over a line. Own work. */
const markSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M8 29a12 12 0 0 1 24 0z" fill="#f2b233"/><path d="M20 6v6M6.6 13.6l4.2 4.2M33.4 13.6l-4.2 4.2" stroke="#f2b233" stroke-width="2.6" stroke-linecap="round"/><path d="M2 32h36" stroke="#14213d" stroke-width="3" stroke-linecap="round"/></svg>';

/** Reads and names the files once, at start. @throws when the token file cannot be read. */
export function readAssets(tokensFile: string = ownTokens): Assets {
  const files = new Map<string, StoredBody>();
  const add = (stem: string, extension: string, mediaType: string, content: Uint8Array | string): string => {
    const plain = Buffer.from(content);
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 16);
    const name = `${stem}-${hash}.${extension}`;
    files.set(name, {
      plain,
      gzip: mediaType.startsWith('font/') ? null : gzipSync(plain, { level: 9 }),
      tag: `"${hash}"`,
      headers: { 'Content-Type': mediaType, 'Cache-Control': 'public, max-age=31536000, immutable' },
    });
    return `/assets/${name}`;
  };
  const fonts = slopes.flatMap((slope) =>
    subsets.map(({ name, range }) => ({
      address: add(`source-sans-3-${name}-${slope}`, 'woff2', 'font/woff2', fontBytes(name, slope)),
      range,
      slope,
    })),
  );
  const faces = fonts.map(({ address, range, slope }) => fontFace(address, range, slope)).join('\n');
  const css = 'text/css; charset=utf-8';
  const tokens = add('tokens', 'css', css, minify(readFileSync(tokensFile, 'utf8')));
  // With the rest: a sheet of its own in the cache of a browser would tell that somebody looked where to turn.
  const reporting = readFileSync(join(stylesFolder, 'reporting.css'), 'utf8');
  const own = add('daglicht', 'css', css, minify(`${faces}\n${ownSheets()}\n${reporting}`));
  const workplace = minify(readFileSync(join(stylesFolder, 'workplace.css'), 'utf8'));
  const workplaceStylesheet = add('werkplek', 'css', css, workplace);
  const passkeyScript = add('passkeys', 'js', 'text/javascript; charset=utf-8', script('passkeys'));
  const renewScript = add('renew', 'js', 'text/javascript; charset=utf-8', script('renew'));
  const bundled = [
    ...keyScripts.map((name) => `${keyScriptFolders[name]}/${name}`),
    ...reportScripts.map((name) => `reporting/${name}`),
  ];
  const [makeVault = '', signDraft = '', readBox = '', write = '', mailbox = ''] = bundles(bundled).map(
    (content, at) => add(bundled[at]?.split('/')[1] ?? '', 'js', 'text/javascript; charset=utf-8', content),
  );
  const icon = add('daglicht', 'svg', 'image/svg+xml', markSvg);
  return {
    stylesheets: [tokens, own],
    workplaceStylesheet,
    fonts: fonts.slice(0, 1).map(({ address }) => address),
    icon,
    passkeyScript,
    renewScript,
    keyScripts: { 'make-vault': makeVault, 'sign-draft': signDraft, 'read-box': readBox },
    reportScripts: { write, mailbox },
    files,
  };
}
