import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/* Pages of documentation that comments cite: they are there, and hold the section that is named with them. */

const citation = /((?:[\w-]+\/)*[\w-]+\.md)(?:`?,?\s+"([^"]+)")?/g;

/** Where a page that is cited by its name alone may be: landed migrations cannot be edited to say more. */
const folders = ['', 'docs/design', 'docs/decisions', 'docs'];

/**
 * @param files sources; only their comments are read
 * @returns a sentence per page or section that is not there
 */
export function missingPages(root: string, files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    [...commentsOf(file).matchAll(citation)].flatMap(([, page = '', section]) => {
      const where = `${relative(root, file)} cites ${page}`;
      const found = folders.map((folder) => join(root, folder, page)).find((path) => existsSync(path));
      if (!found) return [`${where}, which is not there.`];
      if (section === undefined || hasSection(found, section)) return [];
      return [`${where}, "${section}", which is no section of it.`];
    }),
  );
}

/** The comments of a file, each on one line without its marks. */
function commentsOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const blocks = [...text.matchAll(/\/\*[\s\S]*?\*\//g)].map(([block]) => block);
  const lines = [...text.matchAll(/(?:^\s*(?:\/\/|--).*\n)+/gm)].map(([run]) => run);
  return [...blocks, ...lines].map((one) => one.replace(/\n\s*(?:\*|\/\/|--)?\s*/g, ' ')).join('\n');
}

/** A heading, or a word that a table of the page explains. */
function hasSection(page: string, section: string): boolean {
  const text = readFileSync(page, 'utf8');
  const headings = [...text.matchAll(/^#+ (?:\d+\. )?(.+)$/gm)].map(([, heading]) => heading);
  return headings.includes(section) || text.includes(`| ${section} |`);
}
