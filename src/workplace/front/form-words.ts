import { type Language, type Text, text } from '../../platform/language/text.ts';
import type { Visit } from './visit.ts';

/*
 * What the fields of a form are called, for a page that shows what somebody sent without the form itself: what was typed
 * is told by the words that stood above it, never by the names under which a browser sends it.
 */

/** What the fields and choices of a form are called. */
export interface FormWords {
  /** Whether a page of ours sends this by itself: nobody typed it. */
  readonly isOurs: (name: string) => boolean;
  readonly fieldOf: (name: string) => string;
  /** What a choice says; of what is typed, what was typed. */
  readonly valueOf: (name: string, value: string) => string;
}

/** Names that forms of many rooms share. */
const shared: Readonly<Record<string, Text>> = {
  reden: text('Reden', 'Reason'),
  toelichting: text('Toelichting', 'Explanation'),
  naam: text('Naam', 'Name'),
  nummer: text('Nummer', 'Number'),
  mail: text('E-mailadres', 'E-mail address'),
  telefoon: text('Telefoonnummer', 'Telephone number'),
  tekst: text('Tekst', 'Text'),
  zoek: text('Zoekwoorden', 'Words searched for'),
};

/** Names of what our pages send by themselves, and of buttons. */
const ours = ['versie', 'doe', 'stap', 'klopt', 'getwijfeld', 'botsing', 'na', 'werkmap'];

/** What stands before the name of a field where a form asks more of one than its value. */
const asides: readonly (readonly [before: string, words: Text])[] = [
  ['aantal-', text('{field}', '{field}')],
  ['hoe-', text('{field}: hoe bekend', '{field}: how known')],
  ['want-', text('{field}: want', '{field}: because')],
  ['klopt-', text('{field}: waardoor anders', '{field}: why different')],
  ['is-', text('{field}: was er iets', '{field}: was there anything')],
];

const something = text('Ingevuld', 'Filled in');

/** The words of the fields of registers, for a form whose page is not there any more. */
export function wordsOfFields({ premises, language, path }: Visit): FormWords {
  const known = new Map<string, Text>(Object.entries(shared));
  for (const { key, name, fields, pages } of premises.catalogue.registers) {
    known.set(key, name);
    for (const field of fields) known.set(field.key, field.label);
    if (!pages || !path.startsWith(`/registers/${pages.path}`)) continue;
    for (const lines of Object.values(pages.record.lines)) {
      for (const [own, { label }] of Object.entries(lines.fields)) known.set(own, label);
      for (const [own, { field }] of Object.entries(lines.codes)) known.set(own, field.label);
    }
    for (const [own, { label }] of Object.entries(pages.record.fields)) known.set(own, label);
  }
  const wordsOf = (name: string): Text | undefined => {
    const own = known.get(name);
    if (own) return own;
    const aside = asides.find(([before]) => name.startsWith(before));
    // Of a field that has parts, the part is a code behind a dot.
    const field =
      aside &&
      (known.get(name.slice(aside[0].length)) ?? known.get(withoutPart(name.slice(aside[0].length))));
    if (!aside || !field) return undefined;
    const say = (language: Language) => aside[1][language].replace('{field}', () => field[language]);
    return { nl: say('nl'), en: say('en') };
  };
  return {
    isOurs: (name) => ours.includes(name),
    fieldOf: (name) => (wordsOf(name) ?? something)[language],
    valueOf: (_name, value) => value,
  };
}

function withoutPart(name: string): string {
  return name.split('.').slice(0, 2).join('.');
}

/** The words of a form as its page says them: labels, the questions above choices, and the choices. */
export function wordsOfPage(page: string, language: Language): FormWords {
  const labels = new Map<string, string>();
  for (const [, id = '', label = ''] of page.matchAll(/<label for="([^"]*)">([^<]*)<\/label>/g))
    labels.set(id, unescaped(label));
  const fields = new Map<string, string>();
  const values = new Map<string, string>();
  const questions: string[] = [];
  const sent = new Set<string>();
  let select = '';
  for (const [tag, kind, inside] of page.matchAll(
    /<(\/?fieldset|legend|input|select|textarea|option|button)\b[^>]*>(?:([^<]*)<\/(?:legend|option)>)?/g,
  )) {
    const has = (name: string) => {
      const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
      return found === undefined ? '' : unescaped(found);
    };
    const name = has('name');
    const label = labels.get(has('id')) ?? '';
    if (kind === 'fieldset') questions.push('');
    else if (kind === '/fieldset') questions.pop();
    else if (kind === 'legend') questions.splice(-1, 1, unescaped(inside ?? ''));
    else if (kind === 'option') values.set(`${select} ${has('value')}`, unescaped(inside ?? ''));
    else if (kind === 'button' || has('type') === 'hidden') sent.add(name);
    else if (has('type') === 'radio' || has('type') === 'checkbox') {
      fields.set(name, questions.at(-1) ?? '');
      values.set(`${name} ${has('value')}`, label);
    } else {
      fields.set(name, [questions.at(-1) ?? '', label].filter((part) => part !== '').join(': '));
      if (kind === 'select') select = name;
    }
  }
  return {
    isOurs: (name) => !fields.has(name) && (sent.has(name) || ours.includes(name)),
    fieldOf: (name) => fields.get(name) || something[language],
    valueOf: (name, value) => values.get(`${name} ${value}`) || value,
  };
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(written: string): string {
  return written.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (one) => characters[one] ?? one);
}
