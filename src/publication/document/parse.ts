import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { directive } from 'micromark-extension-directive';
import { seenText, unseenCharacters } from '../../platform/language/unseen-characters.ts';
import { DocumentError, type DocumentProblem, type ReportDocument } from './document.ts';
import { chaptersOf } from './reading/blocks.ts';
import { readHead } from './reading/head.ts';
import { Problems, refuseUnseen, unseenMessage } from './reading/nodes.ts';

/**
 * Reads a report document: a head between "---" lines, then Markdown. "# " starts a chapter ({#id lang=en}
 * behind it names its address and language); directives stand for figures. Throws a {@link DocumentError} with
 * every problem and its line.
 */
export function parseDocument(source: string, rules: WritingRules = 'of-now'): ReportDocument {
  if (rules === 'of-now') {
    const { document, problems } = readDocument(source);
    if (problems.length > 0) throw new DocumentError(problems);
    return document;
  }
  return wholeRead(source).document;
}

/**
 * Reads a report document with all that is wrong in it, which is left out. Throws a {@link DocumentError} where its
 * head cannot be read.
 */
export function readDocument(source: string): {
  readonly document: ReportDocument;
  readonly problems: readonly DocumentProblem[];
} {
  const unseen = otherThanSeen(source);
  if (unseen.length > 0) throw new DocumentError(unseen);
  return wholeRead(source);
}

function wholeRead(source: string): ReadDocument {
  return readBefore.find((one) => one.source === source) ?? kept(source);
}

/**
 * Which rules of writing hold: those of now, or those under which a document was published before. Of that one only the
 * figures are asked, to hold them against today's; what the rules of now refuse in it is left out.
 */
export type WritingRules = 'of-now' | 'as-published';

/** A document as it was read, with what the rules of now refuse in it. */
interface ReadDocument {
  readonly source: string;
  readonly document: ReportDocument;
  readonly problems: readonly DocumentProblem[];
}

/** The making of one report asks several times for the same document, under both rules, and for those before it. */
let readBefore: readonly ReadDocument[] = [];
const mostKept = 3;

function kept(source: string): ReadDocument {
  const read = parsed(source);
  readBefore = [read, ...readBefore].slice(0, mostKept);
  return read;
}

function parsed(given: string): ReadDocument {
  const source = seenText(given);
  const { stated, length, lines } = readHead(source);
  const tree = fromMarkdown(source.slice(length), {
    extensions: [directive()],
    mdastExtensions: [directiveFromMarkdown()],
  });
  const problems = new Problems(lines);
  refuseUnseen(tree, problems);
  const chapters = chaptersOf(tree.children, stated.language, problems);
  return { source: given, document: { ...stated, chapters }, problems: problems.found };
}

/**
 * What cannot be seen, such as soft hyphens, is left out. What turns the reading direction round, steers a device or has
 * no shape is refused at its place: a published number could be read as another.
 */
function otherThanSeen(given: string): readonly DocumentProblem[] {
  return unseenCharacters(given)
    .filter(({ kind }) => kind !== 'invisible')
    .map((character): DocumentProblem => {
      const lines = given.slice(0, character.at).split('\n');
      return {
        line: lines.length,
        column: (lines.at(-1)?.length ?? 0) + 1,
        message: unseenMessage(character),
      };
    });
}
