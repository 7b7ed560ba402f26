import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputRow,
} from '../../../collection/import/import-face.ts';
import { detectIdentifiers, warningLabels } from '../../../platform/language/identifying/detect.ts';
import { text } from '../../../platform/language/text.ts';

const written = { description: 'Omschrijving', settlement: 'Toelichting afronding' };

/** Flags texts in which something leads to one person. The words themselves stand in the cell, not in the advice. */
export function flagIdentifying(row: InputRow, { profile }: ImportContext, found: Finding[]): void {
  for (const [key, heading] of Object.entries(written)) {
    const cell = row.cells[key];
    if (!cell || cell.text === '') continue;
    const kinds = new Set(detectIdentifiers(cell.text, profile.identifierDetectors).map((one) => one.kind));
    if (kinds.size === 0) continue;
    const named = [...kinds].map((kind) => warningLabels[kind]);
    found.push(
      findingAt(
        row,
        'doubtful',
        'text-may-identify',
        cell,
        heading,
        text(
          `De tekst kan een persoon aanwijzen (${named.map((one) => one.nl).join(', ')}). Bewaard zoals opgegeven; haal het weg als het niet nodig is.`,
          `The text may identify a person (${named.map((one) => one.en).join(', ')}). Kept as stated; take it out if it is not needed.`,
        ),
      ),
    );
  }
}
