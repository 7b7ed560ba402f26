import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { type Language, languages, type Text, text } from '../../../platform/language/text.ts';
import type { ChapterSource, SourceBlock } from '../document.ts';
import { inlinesOf } from './inlines.ts';
import { attributesOf, type Problems, plain, slugOf, splitAttributes } from './nodes.ts';

/** The chapters of a document: a heading of the first level begins one. */
export function chaptersOf(
  nodes: readonly RootContent[],
  language: Language,
  problems: Problems,
): ChapterSource[] {
  const chapters: (ChapterSource & { blocks: SourceBlock[] })[] = [];
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 1) {
      const heading = splitAttributes(plain(node.children));
      chapters.push({
        id: heading.attributes['id'] ?? slugOf(heading.text),
        title: heading.text,
        language: languageOf(heading.attributes['lang'], language, node, problems),
        place: problems.place(node),
        blocks: [],
      });
      continue;
    }
    const chapter = chapters.at(-1);
    const block = blockOf(node, problems);
    if (!block) continue;
    if (chapter) chapter.blocks.push(block);
    else
      problems.add(
        node,
        text(
          'Tekst voor het eerste hoofdstuk: begin met een regel „# Titel”.',
          'Text before the first chapter: begin with a line “# Title”.',
        ),
      );
  }
  return chapters;
}

/** The language of a chapter: that of the document where its heading names none. */
function languageOf(
  stated: string | undefined,
  document: Language,
  node: RootContent,
  problems: Problems,
): Language {
  if (stated === undefined) return document;
  const known = languages.find((one) => one === stated);
  if (known) return known;
  problems.add(
    node,
    text(
      `Onbekende taal „lang=${stated}”. Bekend zijn: ${languages.join(', ')}.`,
      `Unknown language “lang=${stated}”. Known are: ${languages.join(', ')}.`,
    ),
  );
  return document;
}

function blockOf(node: RootContent, problems: Problems): SourceBlock | undefined {
  switch (node.type) {
    case 'heading': {
      if (node.depth > 3)
        return refused(
          node,
          problems,
          text('Koppen gaan tot drie niveaus.', 'Headings go down to three levels.'),
        );
      const heading = splitAttributes(plain(node.children));
      const content = inlinesOf(node.children, problems).map((inline) =>
        inline.kind === 'text' ? { ...inline, text: splitAttributes(inline.text).text } : inline,
      );
      return {
        kind: 'heading',
        level: node.depth === 2 ? 2 : 3,
        id: heading.attributes['id'] ?? slugOf(heading.text),
        content,
        place: problems.place(node),
      };
    }
    case 'paragraph':
      return { kind: 'paragraph', content: inlinesOf(node.children, problems), place: problems.place(node) };
    case 'list':
      return {
        kind: 'list',
        ordered: node.ordered === true,
        place: problems.place(node),
        items: node.children.map((item) =>
          item.children.flatMap((child) => {
            if (child.type === 'paragraph') return inlinesOf(child.children, problems);
            problems.add(
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
      return containerOf(node, problems);
    case 'leafDirective':
      return leafOf(node, problems);
    default:
      return refused(
        node,
        problems,
        text(
          `„${node.type}” hoort niet in een verslag. Gebruik koppen, alinea's, lijsten en figuren.`,
          `“${node.type}” does not belong in a report. Use headings, paragraphs, lists and figures.`,
        ),
      );
  }
}

function containerOf(node: ContainerDirective, problems: Problems): SourceBlock | undefined {
  if (node.name !== 'figure')
    return refused(
      node,
      problems,
      text(
        `Onbekend blok „:::${node.name}”. Bekend is: figure.`,
        `Unknown block “:::${node.name}”. Known is: figure.`,
      ),
    );
  const unknown = Object.keys(attributesOf(node)).find((name) => !figureAttributes.includes(name));
  if (unknown !== undefined)
    return refused(
      node,
      problems,
      text(
        `Een figuur kent geen „${unknown}”. Bekend zijn: ${figureAttributes.join(', ')}.`,
        `A figure knows no “${unknown}”. Known are: ${figureAttributes.join(', ')}.`,
      ),
    );
  const title = node.children.flatMap((child) =>
    child.type === 'paragraph' ? inlinesOf(child.children, problems) : [],
  );
  if (title.length === 0)
    return refused(
      node,
      problems,
      text(
        'Een figuur heeft een titel die zegt wat erin te zien is.',
        'A figure has a title that says what is to be seen in it.',
      ),
    );
  return { kind: 'figure', attributes: attributesOf(node), title, place: problems.place(node) };
}

function leafOf(node: LeafDirective, problems: Problems): SourceBlock {
  return { kind: 'directive', name: node.name, attributes: attributesOf(node), place: problems.place(node) };
}

function refused(node: RootContent, problems: Problems, message: Text): undefined {
  problems.add(node, message);
  return undefined;
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
