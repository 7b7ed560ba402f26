import { levelled } from '../../codes/code-lists.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { ChoiceKind, YesNoKind } from './field.ts';

/** A written value as it was read, or what is wrong with it in words for who wrote it. */
export type Reading<V> =
  | {
      readonly ok: true;
      readonly value: V;
      readonly doubt?: { readonly kind: string; readonly advice: Text };
    }
  | { readonly ok: false; readonly kind: string; readonly advice: Text };

const yesWords = ['ja', 'j', 'yes', 'y', 'waar', 'true', 'x', 'v', '✓', '✔', '☒', '☑'];
const noWords = ['nee', 'neen', 'n', 'no', 'onwaar', 'false', '☐'];

/** Yes or no with more behind it: "ja, € 500 per jaar", "nee (zie brief)", "ja*". Not "ja/nee", nor "n.v.t.". */
const withMore = /^(ja|nee|neen|yes|no|[jny])(?:\s*[,;:(*†¹²³–—-]|\s+(?!(?:of|or)\b))/;
const eitherWord = /\b(ja|nee|neen|yes|no)\b/g;

/** Reads yes or no. What stands behind it stays with the row, as a doubt. */
export function readYesNo(written: string, kind: YesNoKind): Reading<boolean> {
  const plain = written.trim().toLowerCase();
  const yes = [...yesWords, ...kind.yes];
  const no = [...noWords, ...kind.no];
  if (yes.includes(plain)) return { ok: true, value: true };
  if (no.includes(plain)) return { ok: true, value: false };
  const first = withMore.exec(plain)?.[1];
  const value = first !== undefined && yesWords.includes(first);
  const others = [...plain.matchAll(eitherWord)].some(([word]) => yesWords.includes(word) !== value);
  if (first !== undefined && !others) {
    const word = value ? text('ja', 'yes') : text('nee', 'no');
    const advice = text(
      `Gelezen als „${word.nl}”. Wat er verder staat, is bij de rij bewaard en wordt niet geteld.`,
      `Read as “${word.en}”. What else stands there is kept with the row and is not counted.`,
    );
    return { ok: true, value, doubt: { kind: 'yes-no-with-words', advice } };
  }
  return {
    ok: false,
    kind: 'yes-no-unclear',
    advice: text('Vul „ja” of „nee” in, of laat het leeg.', 'Fill in “yes” or “no”, or leave it blank.'),
  };
}

/** Reads a number with decimals; hours also as a duration: "36:30" is "36.50". */
export function readDecimal(written: string): Reading<string> {
  const duration = /^(\d{1,4}):([0-5]\d)(?::00)?$/.exec(written);
  if (!duration) return readMoney(written);
  const hundredths = Math.round((Number(duration[2]) * 100) / 60);
  return { ok: true, value: `${duration[1]}.${String(hundredths).padStart(2, '0')}` };
}

/** Reads an amount in euro: "1250,50" is "1250.50". */
export function readMoney(written: string): Reading<string> {
  if (/^\d{1,12}([.,]\d{1,2})?$/.test(written)) return { ok: true, value: written.replace(',', '.') };
  return {
    ok: false,
    kind: 'amount-unclear',
    advice: text(
      `„${written}” is geen bedrag. Schrijf bijvoorbeeld 1250 of 1250,50, zonder punten en zonder euroteken.`,
      `“${written}” is no amount. Write for example 1250 or 1250.50, without grouping and without a currency sign.`,
    ),
  };
}

/** Reads a whole number from zero. */
export function readCount(written: string): Reading<number> {
  if (/^\d{1,9}$/.test(written)) return { ok: true, value: Number(written) };
  return {
    ok: false,
    kind: 'number-unclear',
    advice: text(
      `„${written}” is geen aantal. Schrijf een heel getal, bijvoorbeeld 3.`,
      `“${written}” is no number. Write a whole number, for example 3.`,
    ),
  };
}

/** Reads a choice by its code or by its label in either language. */
export function readChoice<Choice extends string>(
  written: string,
  { choices }: ChoiceKind<Choice>,
): Reading<Choice> {
  const plain = levelled(written);
  for (const choice in choices) {
    const { nl, en } = choices[choice];
    if (choice === written || levelled(nl) === plain || levelled(en) === plain)
      return { ok: true, value: choice };
  }
  const labels: Text[] = Object.values(choices);
  return {
    ok: false,
    kind: 'label-unknown',
    advice: text(
      `„${written}” is hier niet bekend. Kies uit: ${labels.map((one) => one.nl).join(', ')}.`,
      `“${written}” is not known here. Choose from: ${labels.map((one) => one.en).join(', ')}.`,
    ),
  };
}

/** What to say of a text that is no date. */
export function dateUnclear(written: string): Text {
  return text(
    `„${written}” is geen datum. Schrijf bijvoorbeeld 3-11-2025, november 2025 of 2025.`,
    `“${written}” is no date. Write for example 3-11-2025, November 2025 or 2025.`,
  );
}
