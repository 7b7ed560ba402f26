import type { CodeLists } from '../../codes/code-lists.ts';
import { proposeUnit, type Structure, unitsNamed } from '../../organisation/structure.ts';
import { nearestFirst } from '../../platform/language/nearest.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Finding, ImportFace } from './import-face.ts';
import { isNamed } from './tables/match-columns.ts';

/** Leaves a column or a label out. */
const leftOut = '-';

/** What a person confirmed by --map must exist: the field of a heading, the list and the code of a label, the unit. */
export function refusedConfirmations(
  confirmed: Readonly<Record<string, string>>,
  faces: readonly Pick<ImportFace, 'columns' | 'ofExports'>[],
  codes: CodeLists,
  structure: Structure,
): readonly Finding[] {
  return Object.entries(confirmed).flatMap(([written, meaning]) => {
    const label = /^([a-z][a-z-]*):(.+)$/.exec(written);
    const list = label?.[1];
    if (list === undefined) return meaning === leftOut ? [] : ofColumn(written, meaning, faces);
    if (list === 'unit') return ofUnit(written, meaning, structure);
    return ofCode(written, meaning, list, codes);
  });
}

/** Headings that were typed and stand nowhere in the file: a slip would change nothing in silence. */
export function unknownHeadings(typed: readonly string[], headings: ReadonlySet<string>): readonly Finding[] {
  return typed
    .filter((written) => !/^[a-z][a-z-]*:./.test(written) && !headings.has(written))
    .map((written) => {
      const near = nearestFirst(written, [...headings])[0];
      return refused(
        'map-heading-unknown',
        written,
        text(
          `Deze kop, achter --map, staat niet in het bestand.${near ? ` Bedoelt u „${near}”?` : ''} Koppen: ${[...headings].join(' | ')}.`,
          `This heading, behind --map, is not in the file.${near ? ` Do you mean “${near}”?` : ''} Headings: ${[...headings].join(' | ')}.`,
        ),
      );
    });
}

function ofColumn(
  written: string,
  meaning: string,
  faces: readonly Pick<ImportFace, 'columns' | 'ofExports'>[],
): readonly Finding[] {
  const columns = faces.flatMap((face) => face.columns);
  if (columns.some((column) => isNamed(column, meaning))) return [];
  const own = faces.filter(({ ofExports }) => !ofExports).flatMap((face) => face.columns);
  const near = nearestFirst(meaning, [
    ...new Set(own.flatMap(({ key, label }) => [label.nl, label.en, key])),
  ])[0];
  const names = (language: 'nl' | 'en') => [...new Set(own.map(({ label }) => label[language]))].join(', ');
  return [
    refused(
      'map-field-unknown',
      `${written}=${meaning}`,
      text(
        `Dit register kent geen kolom „${meaning}”.${near ? ` Bedoelt u „${near}”?` : ''} Kolommen: ${names('nl')}.`,
        `This register knows no column “${meaning}”.${near ? ` Do you mean “${near}”?` : ''} Columns: ${names('en')}.`,
      ),
    ),
  ];
}

function ofUnit(written: string, meaning: string, structure: Structure): readonly Finding[] {
  const named = unitsNamed(structure, meaning);
  if (named.length === 1) return [];
  if (named.length > 1) {
    const bearers = named.map(({ key }) => key).join(', ');
    return [
      refused(
        'unit-ambiguous',
        `${written}=${meaning}`,
        text(
          `„${meaning}” kan slaan op ${bearers}. Schrijf de sleutel.`,
          `“${meaning}” may mean ${bearers}. Write the key.`,
        ),
      ),
    ];
  }
  const near = proposeUnit(structure, meaning)?.key;
  const keys = structure.units.map(({ key }) => key).join(', ');
  return [
    refused(
      'map-unit-unknown',
      `${written}=${meaning}`,
      text(
        `„${meaning}” is geen onderdeel.${near ? ` Bedoelt u ${near}?` : ''} Onderdelen: ${keys}.`,
        `“${meaning}” is no unit.${near ? ` Do you mean ${near}?` : ''} Units: ${keys}.`,
      ),
    ),
  ];
}

function ofCode(written: string, meaning: string, list: string, codes: CodeLists): readonly Finding[] {
  const known = codes.get(list);
  const choices = known ? known.codes.map(({ code }) => code) : [...codes.keys()];
  if (known && (choices.includes(meaning) || meaning === leftOut)) return [];
  const near = nearestFirst(known ? meaning : list, choices)[0];
  const what = known
    ? text(
        `De lijst „${known.title.nl}” kent geen code „${meaning}”.`,
        `The list “${known.title.en}” knows no code “${meaning}”.`,
      )
    : text(`Er is geen lijst „${list}”.`, `There is no list “${list}”.`);
  return [
    refused(
      'map-code-unknown',
      `${written}=${meaning}`,
      text(
        `${what.nl}${near ? ` Bedoelt u „${near}”?` : ''} Wel: ${choices.join(', ')}.`,
        `${what.en}${near ? ` Do you mean “${near}”?` : ''} There are: ${choices.join(', ')}.`,
      ),
    ),
  ];
}

function refused(kind: string, value: string, advice: Text): Finding {
  return { weight: 'refused', kind, sheet: '', row: 0, column: '--map', value, advice };
}
