import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { directive } from 'micromark-extension-directive';
import { z } from 'zod';
import { fieldFault, pathWords } from '../../platform/json/field-fault.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import {
  seenText,
  type UnseenCharacter,
  unseenCharacters,
  unseenWithin,
  unseenWords,
} from '../../platform/language/unseen-characters.ts';
import { fixedKinds } from '../report-model.ts';
import {
  type Attributes,
  type ChapterSource,
  DocumentError,
  type DocumentProblem,
  expressionNames,
  type Place,
  type ReportDocument,
  type SourceBlock,
  type SourceInline,
} from './document.ts';

const frontSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  language: z.enum(['nl', 'en']),
  period: z.string(),
  yearsBefore: z.coerce.number().int().min(0).max(20).default(0),
});

/**
 * Reads a report document: a head between "---" lines, then Markdown. "# " starts a chapter ({#id lang=en}
 * behind it names its address and language); directives stand for figures. Throws a {@link DocumentError} with
 * every problem and its line.
 */
export function parseDocument(source: string, rules: WritingRules = 'of-now'): ReportDocument {
  if (last?.source !== source || last.rules !== rules)
    last = { source, rules, document: parsed(source, rules) };
  return last.document;
}

/**
 * Which rules of writing hold: those of now, or those under which a document was published before. Of that one only the
 * figures are asked, to hold them against today's; what the rules of now refuse in it is left out.
 */
export type WritingRules = 'of-now' | 'as-published';

/** The making of one report asks several times for the same document. */
let last:
  | { readonly source: string; readonly rules: WritingRules; readonly document: ReportDocument }
  | undefined;

function parsed(given: string, rules: WritingRules): ReportDocument {
  const source = rules === 'of-now' ? seenSource(given) : seenText(given);
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
  const front = frontSchema.safeParse(stated);
  if (!front.success) {
    const [issue] = front.error.issues;
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
  const offset = head[0].split('\n').length - 1;
  const parser = new Parser(offset, front.data.language);
  const tree = fromMarkdown(source.slice(head[0].length), {
    extensions: [directive()],
    mdastExtensions: [directiveFromMarkdown()],
  });
  parser.refuseUnseen(tree);
  const chapters = parser.chapters(tree.children);
  if (rules === 'of-now' && parser.problems.length > 0) throw new DocumentError(parser.problems);
  const titleLine = source.split('\n').findIndex((line) => /^\s*title\s*:/.test(line)) + 1;
  return { ...front.data, titleLine, chapters };
}

/**
 * The document without what cannot be seen, such as soft hyphens. What turns the reading direction round, steers a
 * device or has no shape is refused at its place: a published number could be read as another.
 */
function seenSource(given: string): string {
  const problems = unseenCharacters(given)
    .filter(({ kind }) => kind !== 'invisible')
    .map((character): DocumentProblem => {
      const lines = given.slice(0, character.at).split('\n');
      return {
        line: lines.length,
        column: (lines.at(-1)?.length ?? 0) + 1,
        message: unseenMessage(character),
      };
    });
  if (problems.length > 0) throw new DocumentError(problems);
  return seenText(given);
}

function unseenMessage({ code, kind }: UnseenCharacter): Text {
  return inEach`${text('het teken', 'the character')} ${code} ${unseenWords[kind]}. ${text(
    'Haal het weg, of schrijf een gewoon teken.',
    'Take it out, or write an ordinary character.',
  )}`;
}

class Parser {
  readonly problems: DocumentProblem[] = [];
  readonly #offset: number;
  readonly #language: 'nl' | 'en';

  constructor(offset: number, language: 'nl' | 'en') {
    this.#offset = offset;
    this.#language = language;
  }

  chapters(nodes: readonly RootContent[]): ChapterSource[] {
    const chapters: (ChapterSource & { blocks: SourceBlock[] })[] = [];
    for (const node of nodes) {
      if (node.type === 'heading' && node.depth === 1) {
        const heading = splitAttributes(plain(node.children));
        chapters.push({
          id: heading.attributes['id'] ?? slugOf(heading.text),
          title: heading.text,
          language: heading.attributes['lang'] === 'en' ? 'en' : this.#language,
          place: this.#place(node),
          blocks: [],
        });
        continue;
      }
      const chapter = chapters.at(-1);
      const block = this.#block(node);
      if (!block) continue;
      if (chapter) chapter.blocks.push(block);
      else
        this.#problem(
          node,
          text(
            'Tekst voor het eerste hoofdstuk: begin met een regel „# Titel”.',
            'Text before the first chapter: begin with a line “# Title”.',
          ),
        );
    }
    return chapters;
  }

  /** A character may be written as a reference ("&#x202e;"), which only reading turns into it. */
  refuseUnseen(node: Nodes): void {
    const { children, position, ...own } = { children: [], ...node };
    const found = unseenWithin(own);
    if (found) this.#problem({ position }, unseenMessage(found.character));
    for (const child of children) this.refuseUnseen(child);
  }

  #block(node: RootContent): SourceBlock | undefined {
    switch (node.type) {
      case 'heading': {
        if (node.depth > 3)
          return this.#refuse(
            node,
            text('Koppen gaan tot drie niveaus.', 'Headings go down to three levels.'),
          );
        const heading = splitAttributes(plain(node.children));
        const content = this.#inlines(node.children).map((inline) =>
          inline.kind === 'text' ? { ...inline, text: splitAttributes(inline.text).text } : inline,
        );
        return {
          kind: 'heading',
          level: node.depth === 2 ? 2 : 3,
          id: heading.attributes['id'] ?? slugOf(heading.text),
          content,
          place: this.#place(node),
        };
      }
      case 'paragraph':
        return { kind: 'paragraph', content: this.#inlines(node.children) };
      case 'list':
        return {
          kind: 'list',
          ordered: node.ordered === true,
          items: node.children.map((item) =>
            item.children.flatMap((child) => {
              if (child.type === 'paragraph') return this.#inlines(child.children);
              this.#problem(
                child,
                text(
                  'In een lijst staat alleen tekst; een lijst in een lijst wordt niet getoond.',
                  'A list holds text alone; a list within a list is not shown.',
                ),
              );
              return [];
            }),
          ),
        };
      case 'containerDirective':
        return this.#container(node);
      case 'leafDirective':
        return this.#leaf(node);
      default:
        return this.#refuse(
          node,
          text(
            `„${node.type}” hoort niet in een verslag. Gebruik koppen, alinea's, lijsten en figuren.`,
            `“${node.type}” does not belong in a report. Use headings, paragraphs, lists and figures.`,
          ),
        );
    }
  }

  #container(node: ContainerDirective): SourceBlock | undefined {
    if (node.name !== 'figure')
      return this.#refuse(
        node,
        text(
          `Onbekend blok „:::${node.name}”. Bekend is: figure.`,
          `Unknown block “:::${node.name}”. Known is: figure.`,
        ),
      );
    const unknown = Object.keys(attributesOf(node)).find((name) => !figureAttributes.includes(name));
    if (unknown !== undefined)
      return this.#refuse(
        node,
        text(
          `Een figuur kent geen „${unknown}”. Bekend zijn: ${figureAttributes.join(', ')}.`,
          `A figure knows no “${unknown}”. Known are: ${figureAttributes.join(', ')}.`,
        ),
      );
    const title = node.children.flatMap((child) =>
      child.type === 'paragraph' ? this.#inlines(child.children) : [],
    );
    if (title.length === 0)
      return this.#refuse(
        node,
        text(
          'Een figuur heeft een titel die zegt wat erin te zien is.',
          'A figure has a title that says what is to be seen in it.',
        ),
      );
    return { kind: 'figure', attributes: attributesOf(node), title, place: this.#place(node) };
  }

  #leaf(node: LeafDirective): SourceBlock | undefined {
    return { kind: 'directive', name: node.name, attributes: attributesOf(node), place: this.#place(node) };
  }

  #inlines(nodes: readonly PhrasingContent[]): SourceInline[] {
    return nodes.flatMap((node): SourceInline[] => {
      switch (node.type) {
        case 'text':
          return [{ kind: 'text', text: node.value, place: this.#place(node) }];
        case 'strong':
        case 'emphasis':
          return this.#inlines(node.children).map((inline) =>
            inline.kind === 'text' ? { ...inline, style: node.type } : inline,
          );
        case 'link':
          return [{ kind: 'link', text: plain(node.children), href: node.url, place: this.#place(node) }];
        case 'textDirective':
          return this.#directive(node);
        case 'break':
          return [{ kind: 'text', text: ' ', place: this.#place(node) }];
        default:
          this.#problem(
            node,
            text(
              `„${node.type}” hoort niet in lopende tekst.`,
              `“${node.type}” does not belong in running text.`,
            ),
          );
          return [];
      }
    });
  }

  #directive(node: TextDirective): SourceInline[] {
    const place = this.#place(node);
    const attributes = attributesOf(node);
    if (node.name === 'note') return [{ kind: 'footnote', content: this.#inlines(node.children) }];
    const fixed = z.enum(fixedKinds).safeParse(node.name);
    if (fixed.success)
      return [{ kind: 'fixed', type: fixed.data, text: plain(node.children), attributes, place }];
    const expression = z.enum(expressionNames).safeParse(node.name);
    if (expression.success)
      return [{ kind: 'expression', name: expression.data, label: plain(node.children), attributes, place }];
    if (node.children.length > 0 || Object.keys(attributes).length > 0) {
      const known = [...expressionNames, ...fixedKinds, 'note'].map((name) => `:${name}`).join(', ');
      this.#problem(
        node,
        text(
          `Onbekende aanduiding „:${node.name}”. Bekend zijn: ${known}.`,
          `Unknown directive “:${node.name}”. Known are: ${known}.`,
        ),
      );
      return [];
    }
    // "9:12" in running text reads as a directive to the parser; the check on bare numbers judges it.
    return [{ kind: 'text', text: `:${node.name}${plain(node.children)}`, place }];
  }

  #refuse(node: RootContent, message: Text): undefined {
    this.#problem(node, message);
    return undefined;
  }

  #problem(node: { position?: { start: { line: number } } | undefined }, message: Text): void {
    this.problems.push({ line: (node.position?.start.line ?? 0) + this.#offset, message });
  }

  #place(node: { position?: { start: { line: number; column: number } } | undefined }): Place {
    return {
      line: (node.position?.start.line ?? 0) + this.#offset,
      column: node.position?.start.column ?? 0,
    };
  }
}

/** What a figure can be asked for. */
const figureAttributes = [
  'figure',
  'figures',
  'rows',
  'columns',
  'at',
  'depth',
  'only',
  'total',
  'sort',
  'nil',
  'chart',
  'series',
  'id',
];

function attributesOf(node: ContainerDirective | LeafDirective | TextDirective): Attributes {
  return Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? '']));
}

function plain(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) =>
      'value' in node
        ? node.value
        : node.type === 'textDirective' && node.children.length === 0
          ? `:${node.name}`
          : 'children' in node
            ? plain(node.children)
            : '',
    )
    .join('');
}

/** "Titel {#id lang=en}": the words and what is between the braces. */
function splitAttributes(title: string): { text: string; attributes: Attributes } {
  const match = /^(.*?)\s*\{([^}]*)\}\s*$/.exec(title);
  if (!match) return { text: title.trim(), attributes: {} };
  const attributes: Record<string, string> = {};
  for (const part of (match[2] ?? '').trim().split(/\s+/)) {
    if (part.startsWith('#')) attributes['id'] = part.slice(1);
    const equals = part.indexOf('=');
    if (equals > 0) attributes[part.slice(0, equals)] = part.slice(equals + 1);
  }
  return { text: (match[1] ?? '').trim(), attributes };
}

/** An address from a title: "Twee jaar in cijfers" becomes "twee-jaar-in-cijfers". */
function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
