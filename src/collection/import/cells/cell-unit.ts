import { findUnit, proposeUnit, type Unit } from '../../../organisation/structure.ts';
import { text } from '../../../platform/language/text.ts';
import { type Finding, findingAt, type ImportContext, type InputRow, labelKey } from '../import-face.ts';

/**
 * The unit that a row names in a column: by key, abbreviation or name, or as the sender was confirmed
 * to mean it. A name that no unit bears is refused, with the unit that it most resembles; undefined then, and for
 * a blank cell.
 *
 * @param key of the column; by default the one of the unit that the row is about
 */
export function readUnit(
  row: InputRow,
  context: ImportContext,
  found: Finding[],
  key = 'unit',
): Unit | undefined {
  const cell = row.cells[key];
  if (!cell || cell.text === '') return undefined;
  const unit = findUnit(context.structure, context.labels.get(labelKey('unit', cell.text)) ?? cell.text);
  if (unit) return unit;
  const proposal = proposeUnit(context.structure, cell.text)?.key ?? '<sleutel>';
  found.push(
    findingAt(
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
  );
  return undefined;
}
