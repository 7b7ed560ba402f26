import { readdirSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The pages as JavaScript by file, once one was asked for. */
let pages: ReadonlyMap<string, string> | undefined;

/** See {@link loadTsx}: what a thread is given, so that it need not translate them again. */
export function pagesRead(): ReadonlyMap<string, string> | undefined {
  return pages;
}

/**
 * Lets Node load `.tsx`: it strips types from `.ts` by itself, but knows no JSX. Call it before the first
 * import of a page; there is no build step.
 *
 * @param read the pages as another thread read them
 */
export function loadTsx(read?: ReadonlyMap<string, string>): void {
  pages ??= read;
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context);
      // Read at the first page: what needs no page does not wait for it.
      pages ??= allPages();
      const source = pages.get(fileURLToPath(url));
      return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

const sources = resolve(import.meta.dirname, '../..');

/** All pages of the program as JavaScript, by file: esbuild starts a program of its own each time that it is asked. */
function allPages(): ReadonlyMap<string, string> {
  const esbuild = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.tsx$/.test(file),
  );
  const { outputFiles } = esbuild.buildSync({
    entryPoints: files.map((file) => join(sources, file)),
    bundle: false,
    write: false,
    outbase: sources,
    outdir: sources,
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/\.js$/, '.tsx'), text]));
}
