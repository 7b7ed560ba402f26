import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Lets Node load `.tsx`: it strips types from `.ts` by itself, but knows no JSX. Call it before the first
 * import of a page; there is no build step.
 */
export function loadTsx(): void {
  let esbuild: typeof import('esbuild') | undefined;
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context);
      const file = fileURLToPath(url);
      // Read at the first page: what needs no page does not wait for it.
      esbuild ??= createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
      const { code } = esbuild.transformSync(readFileSync(file, 'utf8'), {
        loader: 'tsx',
        format: 'esm',
        target: 'node24',
        jsx: 'automatic',
        jsxImportSource: 'preact',
        sourcemap: 'inline',
        sourcefile: file,
      });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
