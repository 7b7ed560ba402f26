import { sameText, type Text, text } from '../../platform/language/text.ts';
import { type Code, type CodeList, findCode } from '../code-lists.ts';
import type { Profile } from '../profile.ts';
import { retentionOf, sameTerms } from '../retention.ts';
import { sameThresholds, thresholdsOf } from '../thresholds.ts';
import { partDifferences } from './profile-parts.ts';

/** What a version of the profile says otherwise than the one before, a sentence each. */
export function differences(before: Profile, after: Profile): readonly Text[] {
  const told: Text[] = [];
  for (const list of after.codes.values()) {
    const earlier = before.codes.get(list.key);
    if (earlier) told.push(...ofList(earlier, list));
    else told.push(text(`Nieuwe lijst: ${list.title.nl}.`, `New list: ${list.title.en}.`));
  }
  for (const { key, title } of before.codes.values())
    if (!after.codes.has(key))
      told.push(text(`De lijst ${title.nl} is weg.`, `The list ${title.en} is gone.`));
  if (!sameThresholds(thresholdsOf(before.files), thresholdsOf(after.files)))
    told.push(text('Andere drempels.', 'Other thresholds.'));
  if (!sameTerms(retentionOf(before), retentionOf(after)))
    told.push(text('Andere bewaartermijnen.', 'Other retention terms.'));
  told.push(...partDifferences(before, after));
  const others = Object.keys({ ...before.files, ...after.files }).filter(
    (name) =>
      !name.startsWith('codes/') && JSON.stringify(before.files[name]) !== JSON.stringify(after.files[name]),
  );
  if (told.length === 0 && others.length > 0)
    told.push(text('Andere teksten of namen.', 'Other texts or names.'));
  return told;
}

function ofList(before: CodeList, after: CodeList): readonly Text[] {
  const inList = (nl: string, en: string): Text => ({
    nl: `${after.title.nl}: ${nl}`,
    en: `${after.title.en}: ${en}`,
  });
  const told: Text[] = [];
  for (const one of after.codes) {
    const earlier = before.codes.find(({ code }) => code === one.code);
    if (!earlier) told.push(inList(`${called(one).nl} erbij.`, `${called(one).en} added.`));
    else {
      if (earlier.label.nl !== one.label.nl || earlier.label.en !== one.label.en)
        told.push(
          inList(
            `${one.code} heet „${one.label.nl}”, was „${earlier.label.nl}”.`,
            `${one.code} is called “${one.label.en}”, was “${earlier.label.en}”.`,
          ),
        );
      if (earlier.until !== one.until && one.until !== null)
        told.push(inList(`${called(one).nl} vervalt.`, `${called(one).en} is retired.`));
    }
  }
  for (const one of before.codes) {
    if (after.codes.some(({ code }) => code === one.code)) continue;
    const next = findCode(after, one.code);
    told.push(
      next
        ? inList(
            `${called(one).nl} vervalt en telt als ${called(next).nl}.`,
            `${called(one).en} is retired and counts as ${called(next).en}.`,
          )
        : inList(`${called(one).nl} is weg.`, `${called(one).en} is gone.`),
    );
  }
  return told;
}

function called({ code, label }: Pick<Code, 'code' | 'label'>): Text {
  return { nl: `${code} (${label.nl})`, en: `${code} (${label.en})` };
}

/** A code as somebody reads it who looks after a list: those that hold, those to come, and those that retired. */
export interface ListedCode {
  readonly code: string;
  readonly label: Text;
  readonly parent: string | null;
  readonly from: string | null;
  /** The first day on which it can no longer be chosen. */
  readonly until: string | null;
  /** The code that it is counted as; null: itself. */
  readonly countsAs: string | null;
}

/**
 * The codes of a list in the version of a day, and after them those that earlier versions had and that it replaced.
 *
 * @param versions the versions up to that day, each with its first day, the one that holds last
 */
export function listedCodes(
  key: string,
  versions: readonly { readonly from: string | null; readonly profile: Profile }[],
): readonly ListedCode[] {
  const now = versions.at(-1)?.profile.codes.get(key);
  if (!now) return [];
  const listed: ListedCode[] = now.codes.map(({ code, label, parent, from, until }) => ({
    code,
    label,
    parent: parent ?? null,
    from,
    until,
    countsAs: null,
  }));
  versions.forEach(({ profile }, index) => {
    const next = versions[index + 1];
    const list = profile.codes.get(key);
    if (!list || !next) return;
    for (const { code, label, from } of list.codes) {
      const stillThere = next.profile.codes.get(key)?.codes.some((one) => one.code === code);
      if (stillThere || listed.some((one) => one.code === code)) continue;
      const counted = findCode(now, code)?.code ?? null;
      listed.push({ code, label, parent: null, from, until: next.from, countsAs: counted });
    }
  });
  return listed;
}

/** A code and what it is called, in one line. */
export function codeName(one: Pick<Code, 'code' | 'label'> | undefined, code: string): Text {
  return one ? called(one) : sameText(code);
}
