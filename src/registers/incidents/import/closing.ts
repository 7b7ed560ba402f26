import { type Finding, findingAt, type InputRow } from '../../../collection/import/import-face.ts';
import { text } from '../../../platform/language/text.ts';
import { findingOf, type Incident, isEstablished } from '../rules.ts';

/** Flags what cannot both be true of a closed incident: untrue and established, covert means without investigation. */
export function flagClosing(row: InputRow, incident: Incident, found: Finding[]): void {
  if (
    incident.knowinglyFalse === true &&
    isEstablished(findingOf(incident.subjects.map((one) => one.finding)))
  ) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'knowingly-false-but-established',
        row.cells['knowinglyFalse'],
        'Bewust onjuist gemeld',
        text(
          'De melding heet bewust onjuist, maar er is iets vastgesteld. Bewaard zoals opgegeven; vraag het onderdeel welke van de twee juist is.',
          'The report is called knowingly false, but something was established. Kept as stated; ask the unit which of the two is right.',
        ),
      ),
    );
  }
  if (incident.covertMeans === true && incident.investigation === 'none') {
    found.push(
      findingAt(
        row,
        'doubtful',
        'covert-means-without-investigation',
        row.cells['covertMeans'],
        'Inzet heimelijke middelen',
        text(
          'Er zijn heimelijke middelen ingezet, maar er is geen onderzoek vastgelegd. Bewaard zoals opgegeven; zo telt het niet als onderzoek.',
          'Covert means were used, but no investigation is recorded. Kept as stated; like this it does not count as an investigation.',
        ),
      ),
    );
  }
}
