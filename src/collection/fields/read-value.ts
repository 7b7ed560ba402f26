import { levelled } from '../../codes/code-lists.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { ChoiceKind, YesNoKind } from './field.ts';

/** A written value as it was read, or what is wrong with it in words for who wrote it. */
export type Reading<V> =
  | { readonly ok: true; readonly value: V }
  | { readonly ok: false; readonly kind: string; readonly advice: Text };

const yesWords = ['ja', 'j', 'yes', 'y', 'waar', 'true', 'x'];
const noWords = ['nee', 'n', 'no', 'onwaar', 'false'];

/** Reads yes or no. */
export function readYesNo(written: string, kind: YesNoKind): Reading<boolean> {
  const plain = written.trim().toLowerCase();
  if (yesWords.includes(plain) || kind.yes.includes(plain)) return { ok: true, value: true };
  if (noWords.includes(plain) || kind.no.includes(plain)) return { ok: true, value: false };
  return {
    ok: false,
    kind: 'yes-no-unclear',
    advice: text('Vul „ja” of „nee” in, of laat het leeg.', 'Fill in “yes” or “no”, or leave it blank.'),
  };
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
