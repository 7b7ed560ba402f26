import type { Nodes, PhrasingContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { inEach, type Text, text } from '../../../platform/language/text.ts';
import {
  type UnseenCharacter,
  unseenWithin,
  unseenWords,
} from '../../../platform/language/unseen-characters.ts';
import type { Attributes, DocumentProblem, Place } from '../document.ts';

/** A piece of the tree that Markdown was read into, as far as its place matters. */
export interface Positioned {
  readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined;
}

/** What is wrong in a document, by line. The lines of its head come before those that Markdown counts. */
export class Problems {
  readonly found: DocumentProblem[] = [];
  readonly #offset: number;

  constructor(offset: number) {
    this.#offset = offset;
  }

  add(node: Positioned, message: Text): void {
    this.found.push({ line: this.place(node).line, message });
  }

  place({ position }: Positioned): Place {
    return { line: (position?.start.line ?? 0) + this.#offset, column: position?.start.column ?? 0 };
  }
}

/** Refuses what cannot be seen, also where a reference ("&#x202e;") only turns into it when it is read. */
export function refuseUnseen(node: Nodes, problems: Problems): void {
  const { children, position, ...own } = { children: [], ...node };
  const found = unseenWithin(own);
  if (found) problems.add({ position }, unseenMessage(found.character));
  for (const child of children) refuseUnseen(child, problems);
}

/** Why a character is refused, and what to do. */
export function unseenMessage({ code, kind }: UnseenCharacter): Text {
  return inEach`${text('het teken', 'the character')} ${code} ${unseenWords[kind]}. ${text(
    'Haal het weg, of schrijf een gewoon teken.',
    'Take it out, or write an ordinary character.',
  )}`;
}

/** The attributes of a directive; one without a value is empty. */
export function attributesOf(node: ContainerDirective | LeafDirective | TextDirective): Attributes {
  return Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? '']));
}

/** The words of nodes without what marks them up. */
export function plain(nodes: readonly PhrasingContent[]): string {
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
export function splitAttributes(title: string): { text: string; attributes: Attributes } {
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
export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
