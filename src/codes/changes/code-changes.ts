import { z } from 'zod';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { type Code, type CodeList, codeListSchema, findCode, levelled } from '../code-lists.ts';
import type { ProfileFiles } from '../profile.ts';

/** A change of the settings that cannot be made as asked; `code` names the field of the form that it is about. */
export class SettingsRefused extends ExplainedError {
  override readonly name = 'SettingsRefused';
}

const label = z.string().min(1).max(200);
const labels = z.strictObject({ nl: label, en: label });

/** One change of one code list. Nothing is ever taken away: what a record bears is read for ever. */
export const codeChangeSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('label'), list: z.string(), code: z.string(), label: labels }),
  z.strictObject({
    is: z.literal('add'),
    list: z.string(),
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    label: labels,
    /** The code under which it stands; null: under none. */
    parent: z.string().nullable(),
  }),
  z.strictObject({
    is: z.literal('retire'),
    list: z.string(),
    code: z.string(),
    /** The code that it is counted as from then on; null: it stays itself, and can no longer be chosen. */
    by: z.string().nullable(),
  }),
]);
export type CodeChange = z.infer<typeof codeChangeSchema>;

/**
 * The files of a profile after a change of one of its code lists. Throws a {@link SettingsRefused}.
 *
 * @param from the first day on which the change holds (ISO date)
 */
export function withCodeChange(files: ProfileFiles, change: CodeChange, from: string): ProfileFiles {
  const [name, list] = fileOfList(files, change.list);
  const codes = changedCodes(list, change, from);
  const version = list.version.startsWith(from) ? `${list.version}+` : from;
  return { ...files, [name]: codeListSchema.parse({ ...list, version, codes }) };
}

/** The file of a profile that holds a list, and the list. */
function fileOfList(files: ProfileFiles, key: string): readonly [name: string, list: CodeList] {
  for (const [name, content] of Object.entries(files)) {
    if (!name.startsWith('codes/')) continue;
    const list = codeListSchema.parse(content);
    if (list.key === key) return [name, list];
  }
  throw settingsRefused(
    'list',
    sameText(key),
    text('Deze codelijst is er niet.', 'There is no such code list.'),
  );
}

function changedCodes(list: CodeList, change: CodeChange, from: string): readonly Code[] {
  switch (change.is) {
    case 'label':
      return relabelled(list, change);
    case 'add':
      return added(list, change, from);
    case 'retire':
      return change.by === null
        ? ended(list, change.code, from)
        : replaced(list, change.code, change.by, from);
    default:
      return change satisfies never;
  }
}

function relabelled(list: CodeList, { code, label: next }: Extract<CodeChange, { is: 'label' }>) {
  const now = standing(list, code).label;
  if (now.nl === next.nl && now.en === next.en) throw settingsRefused('label', sameText(code), labelHolds);
  refuseLabelTwice(list, next, code);
  return list.codes.map((one) =>
    one.code === code
      ? // Files that bear the label of before are read as ever.
        {
          ...one,
          label: next,
          aliases: withoutRepeats([...one.aliases, one.label.nl, one.label.en], [next.nl, next.en]),
        }
      : one,
  );
}

function added(
  list: CodeList,
  { code, label: next, parent }: Extract<CodeChange, { is: 'add' }>,
  from: string,
): readonly Code[] {
  if (findCode(list, code))
    throw settingsRefused(
      'code',
      sameText(code),
      text(
        'Deze code is er al, of was er eerder. Kies een andere: wat ermee is vastgelegd, blijft leesbaar.',
        'This code is there already, or was there before. Choose another: what was recorded with it stays readable.',
      ),
    );
  if (parent !== null) chosenOn(list, parent, from, 'parent');
  refuseLabelTwice(list, next, code);
  const one: Code = {
    code,
    label: next,
    ...(parent === null ? {} : { parent, ...groupOf(list, parent) }),
    aliases: [],
    from,
    until: null,
  };
  const above = parent ?? '';
  const last = list.codes.findLastIndex((other) => other.parent === above || other.code === above);
  return last < 0
    ? [...list.codes, one]
    : [...list.codes.slice(0, last + 1), one, ...list.codes.slice(last + 1)];
}

function groupOf(list: CodeList, parent: string): { readonly group?: string } {
  const group = list.codes.find((one) => one.code === parent)?.group;
  return group === undefined ? {} : { group };
}

function ended(list: CodeList, code: string, from: string): readonly Code[] {
  const one = chosenOn(list, code, from, 'code');
  refuseParts(list, code, from);
  if (one.from !== null && one.from >= from) throw settingsRefused('day', sameText(code), tooEarly);
  return list.codes.map((other) => (other === one ? { ...one, until: from } : other));
}

function replaced(list: CodeList, code: string, by: string, from: string): readonly Code[] {
  const one = standing(list, code);
  const next = chosenOn(list, by, from, 'by');
  refuseParts(list, code, from);
  if (one === next || one.parent !== next.parent || one.group !== next.group)
    throw settingsRefused('by', sameText(by), otherKind);
  return list.codes
    .filter((other) => other !== one)
    .map((other) => {
      if (other.parent === code) return { ...other, parent: by };
      if (other !== next) return other;
      const own = [one.code, one.label.nl, one.label.en, ...(one.replaces ?? []), ...one.aliases];
      return { ...other, replaces: withoutRepeats([...(other.replaces ?? []), ...own], []) };
    });
}

function withoutRepeats(texts: readonly string[], without: readonly string[]): string[] {
  return [...new Set(texts)].filter((one) => !without.includes(one));
}

/** The code itself, ended or not. */
function standing(list: CodeList, code: string, field = 'code'): Code {
  const one = list.codes.find((other) => other.code === code);
  if (!one)
    throw settingsRefused(
      field,
      sameText(code),
      text('Deze code staat niet in de lijst.', 'This code is not in the list.'),
    );
  return one;
}

/** The code, as one that can be chosen on that day. */
function chosenOn(list: CodeList, code: string, day: string, field: string): Code {
  const one = standing(list, code, field);
  if ((one.from !== null && one.from > day) || (one.until !== null && one.until <= day))
    throw settingsRefused(
      field,
      sameText(code),
      text('Deze code geldt die dag niet (meer).', 'This code does not hold (any more) on that day.'),
    );
  return one;
}

/** Codes under one that ends would hang under nothing. */
function refuseParts(list: CodeList, code: string, from: string): void {
  const parts = list.codes.filter((one) => one.parent === code && (one.until === null || one.until > from));
  if (parts.length === 0) return;
  const names = sameText(parts.map((one) => one.code).join(', '));
  throw settingsRefused(
    'code',
    sameText(code),
    inEach`${text('Onder deze code staan er nog die gelden:', 'Below this code stand some that hold:')} ${names}. ${text('Laat die eerst vervallen.', 'Retire those first.')}`,
  );
}

/** Two codes that a file could mean by one label would be guessed between. */
function refuseLabelTwice(list: CodeList, next: Text, code: string): void {
  const written = [levelled(next.nl), levelled(next.en)];
  const other = list.codes.find(
    (one) =>
      one.code !== code &&
      [one.code, one.label.nl, one.label.en, ...one.aliases, ...(one.replaces ?? [])].some((known) =>
        written.includes(levelled(known)),
      ),
  );
  if (other)
    throw settingsRefused(
      'label',
      sameText(code),
      inEach`${text('Zo heet of heette al een andere code in deze lijst:', 'Another code of this list is, or was, called so:')} ${sameText(other.code)} (${other.label}). ${text('Kies een andere naam: een bestand zou beide kunnen bedoelen.', 'Choose another name: a file could mean either.')}`,
    );
}

const labelHolds = text(
  'Zo heet deze code al: er is niets gewijzigd. Vul een andere naam in.',
  'This code is called so already: nothing was changed. Fill in another name.',
);
const tooEarly = text(
  'Deze code begint zelf pas op of na die dag. Maak de wijziging ongedaan waarmee zij kwam.',
  'This code itself begins on or after that day only. Undo the change by which it came.',
);
const otherKind = text(
  'Kies een andere code die op dezelfde plaats in de lijst staat (onder dezelfde bovenliggende code, van dezelfde soort): wat is vastgelegd, wordt daaronder geteld.',
  'Choose another code that stands at the same place of the list (under the same code, of the same kind): what was recorded is counted there.',
);

/** A change that cannot be made: about which field, and what is wrong with it. */
export function settingsRefused(field: string, where: Text, what: Text): SettingsRefused {
  return new SettingsRefused(field, {
    what,
    where,
    kept: text('De instellingen zoals zij waren.', 'The settings as they were.'),
    next: text('Verbeter het genoemde en probeer het opnieuw.', 'Correct what is named and try again.'),
  });
}
