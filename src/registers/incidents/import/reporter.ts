import { type CodeLists, codeList, findCode } from '../../../codes/code-lists.ts';
import { type Finding, findingAt, type InputRow } from '../../../collection/import/import-face.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import type { Incident } from '../rules.ts';

/**
 * Flags what cannot both be true of a reporter and of where the report went: protection that nobody asked for, one who
 * left and was no member of staff, a step that is a referral while nothing was referred. Kept as stated.
 */
export function flagReporter(row: InputRow, incident: Incident, codes: CodeLists, found: Finding[]): void {
  const doubt = (kind: string, key: string, advice: Text) =>
    found.push(findingAt(row, 'doubtful', kind, row.cells[key], row.cells[key]?.heading ?? key, advice));
  if (incident.protectionGranted !== null && incident.protectionRequested !== true)
    doubt(
      'protection-granted-unasked',
      'protectionGranted',
      text(
        'Er staat of bescherming is toegekend, maar niet dat zij is gevraagd. Zo telt het niet mee; vraag het onderdeel of er een verzoek was.',
        'It is stated whether protection was granted, but not that it was requested. Like this it does not count; ask the unit whether there was a request.',
      ),
    );
  if (incident.reporterLeft !== null && groupOf(codes, 'reporter-types', incident.reporterType) !== 'staff')
    doubt(
      'left-but-not-staff',
      'reporterLeft',
      text(
        'Vertrek telt alleen voor melders uit de eigen organisatie, en dat is deze melder niet of het is niet vastgelegd.',
        'Leaving counts for reporters of the own organisation only, and this one is not, or it is not recorded.',
      ),
    );
  if (incident.referred === false && groupOf(codes, 'external-steps', incident.externalStep) === 'referral')
    doubt(
      'referral-contradicts-step',
      'referred',
      text(
        'De externe stap is een verwijzing naar een andere autoriteit, maar hier staat dat niet is verwezen. Telt als niet verwezen; vraag het onderdeel welke van de twee juist is.',
        'The external step is a referral to another authority, but this says that nothing was referred. Counts as not referred; ask the unit which of the two is right.',
      ),
    );
}

function groupOf(codes: CodeLists, list: string, code: string | null): string | undefined {
  return code === null ? undefined : findCode(codeList(codes, list), code)?.group;
}
