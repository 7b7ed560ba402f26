import { nameOn, type Structure } from '../../../organisation/structure.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import type { Abbreviation, Chapter } from '../../report-model.ts';

/** The abbreviations of units on a day, with the name that each stands for. */
export function unitAbbreviations(structure: Structure, day: string): ReadonlyMap<string, Text> {
  return new Map(
    structure.units.flatMap((unit) => {
      const name = nameOn(unit, day);
      return name.abbreviation && name.abbreviation !== name.name.nl
        ? [[name.abbreviation, name.name] as const]
        : [];
    }),
  );
}

/** Abbreviations are collected from use: those that the text introduced, and units named by theirs anywhere. */
export function usedAbbreviations(
  chapters: readonly Chapter[],
  introduced: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, Text>,
  language: Language,
): readonly Abbreviation[] {
  const words = new Set(JSON.stringify(chapters).match(/[A-Z][A-Za-z]*[A-Z][A-Za-z-]*/g) ?? []);
  const used = [...units]
    .filter(([short]) => words.has(short))
    .map(([short, long]): [string, string] => [short, long[language]]);
  return [...new Map([...introduced, ...used])]
    .map(([short, long]) => ({ short, long }))
    .sort((a, b) => a.short.localeCompare(b.short, 'nl'));
}
