import { proposeUnit, type Unit, unitsNamed, type Validity } from '../../../organisation/structure.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { type Finding, findingAt, type ImportContext, type InputRow, labelKey } from '../import-face.ts';

/**
 * The unit that a row names in a column: by key, abbreviation or name, or as the sender was confirmed
 * to mean it. Of units that bore one name it is the one that bore it on the days of the row, where that is one alone.
 * A name that no unit bears is refused with the unit that it most resembles, and one of several units with those;
 * undefined then, and for a blank cell.
 *
 * @param key of the column; by default the one of the unit that the row is about
 * @param during the days that the row is about; by default those of its period
 */
export function readUnit(
  row: InputRow,
  context: ImportContext,
  found: Finding[],
  key = 'unit',
  during: Validity | undefined = row.period ?? context.period,
): Unit | undefined {
  const cell = row.cells[key];
  if (!cell || cell.text === '') return undefined;
  const meant = context.labels.get(labelKey('unit', cell.text)) ?? cell.text;
  const [unit, ...others] = unitsNamed(context.structure, meant, during);
  if (unit && others.length === 0) return unit;
  if (unit) {
    found.push({
      ...findingAt(row, 'refused', 'unit-ambiguous', cell, 'Onderdeel', ofSeveral(meant, [unit, ...others])),
      asks: { of: 'meaning', written: `unit:${cell.text}`, proposed: null },
    });
    return undefined;
  }
  const proposed = proposeUnit(context.structure, cell.text)?.key ?? null;
  const proposal = proposed ?? '<sleutel>';
  found.push({
    ...findingAt(
      row,
      'refused',
      'unit-unknown',
      cell,
      'Onderdeel',
      text(
        `„${cell.text}” is geen onderdeel van deze organisatie. Verbeter de naam, of zeg eenmalig welk onderdeel is bedoeld: --map 'unit:${cell.text}=${proposal}'.`,
        `“${cell.text}” is no unit of this organisation. Correct the name, or say once which unit is meant: --map 'unit:${cell.text}=${proposal}'.`,
      ),
    ),
    asks: { of: 'meaning', written: `unit:${cell.text}`, proposed },
  });
  return undefined;
}

function ofSeveral(written: string, units: readonly Unit[]): Text {
  const keys = units.map(({ key }) => key);
  const [first = ''] = keys;
  return text(
    `„${written}” kan slaan op ${keys.join(', ')}. Schrijf in deze rij de sleutel, of zeg eenmalig welk onderdeel bij deze afzender altijd zo heet: --map 'unit:${written}=${first}'.`,
    `“${written}” may mean ${keys.join(', ')}. Write the key in this row, or say once which unit this sender always calls so: --map 'unit:${written}=${first}'.`,
  );
}
