import { wholeCatalogue } from '../app.ts';
import { type Language, sameText, type Text } from '../platform/language/text.ts';

/** What a register is called; a key that is none is named as it is. */
export function registerName(key: string): Text {
  return wholeCatalogue.registers.find((one) => one.key === key)?.name ?? sameText(key);
}

/** Registers by the words that commands know them by, each with its name: "incidents (Incidenten)". */
export function registerList(language: Language, keys: readonly string[]): string {
  return keys
    .map((key) => {
      const name = registerName(key)[language];
      return name.toLowerCase() === key ? key : `${key} (${name})`;
    })
    .join(', ');
}

/** What a figure is called; one that is not there is named as it is. */
export function titleOf(id: string): Text {
  return wholeCatalogue.figures.find((one) => one.id === id)?.title ?? sameText(id);
}
