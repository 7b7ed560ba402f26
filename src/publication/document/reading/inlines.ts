import type { PhrasingContent } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { text } from '../../../platform/language/text.ts';
import { fixedKinds } from '../../report-model.ts';
import { expressionNames, type SourceInline } from '../document.ts';
import { attributesOf, type Problems, plain } from './nodes.ts';

/** Running text: words, links, expressions and footnotes. */
export function inlinesOf(nodes: readonly PhrasingContent[], problems: Problems): SourceInline[] {
  return nodes.flatMap((node): SourceInline[] => {
    switch (node.type) {
      case 'text':
        return [{ kind: 'text', text: node.value, place: problems.place(node) }];
      case 'strong':
      case 'emphasis':
        return inlinesOf(node.children, problems).map((inline) =>
          inline.kind === 'text' ? { ...inline, style: node.type } : inline,
        );
      case 'link':
        return [{ kind: 'link', text: plain(node.children), href: node.url, place: problems.place(node) }];
      case 'textDirective':
        return directiveOf(node, problems);
      case 'break':
        return [{ kind: 'text', text: ' ', place: problems.place(node) }];
      default:
        problems.add(
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

function directiveOf(node: TextDirective, problems: Problems): SourceInline[] {
  const place = problems.place(node);
  const attributes = attributesOf(node);
  if (node.name === 'note') return [{ kind: 'footnote', content: inlinesOf(node.children, problems) }];
  const fixed = z.enum(fixedKinds).safeParse(node.name);
  if (fixed.success)
    return [{ kind: 'fixed', type: fixed.data, text: plain(node.children), attributes, place }];
  const expression = z.enum(expressionNames).safeParse(node.name);
  if (expression.success)
    return [{ kind: 'expression', name: expression.data, label: plain(node.children), attributes, place }];
  if (node.children.length > 0 || Object.keys(attributes).length > 0) {
    const known = [...expressionNames, ...fixedKinds, 'note'].map((name) => `:${name}`).join(', ');
    problems.add(
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
