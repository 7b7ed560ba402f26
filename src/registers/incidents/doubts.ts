import { codeList, findCode } from '../../codes/code-lists.ts';
import type { Doubt, DoubtsOf } from '../../collection/doubt.ts';
import type { Doubts } from '../../collection/doubt-words.ts';
import { detectIdentifiers, warningLabels } from '../../platform/language/identifying/detect.ts';
import { text } from '../../platform/language/text.ts';
import { type Incident, incidentLabel } from './fields.ts';
import { contradictingDates, findingOf, isEstablished } from './rules.ts';

/** The doubts that only a registration of an incident can raise. */
export const incidentDoubts: Doubts = {
  'covert-means-without-investigation': text(
    'heimelijke middelen zonder onderzoek',
    'covert means without an investigation',
  ),
  'dates-contradict': text('datums spreken elkaar tegen', 'dates contradict each other'),
  'knowingly-false-but-established': text(
    'bewust onjuist gemeld en toch vastgesteld',
    'knowingly false and yet established',
  ),
  'left-but-not-staff': text(
    'melder vertrok, maar is geen eigen medewerker',
    'the reporter left, but is no member of staff',
  ),
  'measure-blank': text('afdoening niet ingevuld', 'settlement not filled in'),
  'measure-unknown': text('afdoening onbekend', 'settlement unknown'),
  'protection-granted-unasked': text(
    'bescherming toegekend die niet is gevraagd',
    'protection granted that was not requested',
  ),
  'referral-contradicts-step': text(
    'externe stap is een verwijzing, maar er is niet verwezen',
    'the external step is a referral, but nothing was referred',
  ),
  'subcategory-outside-category': text(
    'subcategorie hoort bij een andere categorie',
    'subcategory belongs to another category',
  ),
  'text-may-identify': text('tekst kan een persoon aanwijzen', 'text may identify a person'),
};

/** All that is doubtful about a registration: what cannot both be true, what is missing, what leads to a person. */
export const incidentDoubtsOf: DoubtsOf<Incident> = (incident, context) => [
  ...aboutCategory(incident, context),
  ...aboutSettlement(incident),
  ...aboutClosing(incident),
  ...aboutReporter(incident, context),
  ...aboutDates(incident),
  ...aboutTexts(incident, context),
];

type Look = (...given: Parameters<DoubtsOf<Incident>>) => readonly Doubt[];

/** A subcategory of another category is kept as the pair that was stated; it does not count below the category. */
const aboutCategory: Look = ({ category, subcategory }, { codes }) => {
  if (category === null || subcategory === null) return [];
  const parent = findCode(codeList(codes, 'incident-categories'), subcategory)?.parent;
  if (parent === category) return [];
  const advice = text(
    `De subcategorie hoort bij categorie ${parent}, niet bij ${category}. Het paar is bewaard zoals opgegeven; vraag het onderdeel welke van de twee juist is.`,
    `The subcategory belongs to category ${parent}, not to ${category}. The pair is kept as stated; ask the unit which of the two is right.`,
  );
  return [{ kind: 'subcategory-outside-category', field: 'subcategory', advice }];
};

/** The measure is blank, or the text says that nobody knows it. */
function aboutSettlement({ settlement, subjects }: Incident): readonly Doubt[] {
  if (subjects.some((subject) => subject.measures.length > 0 || subject.finding === 'pending')) return [];
  if (settlement === null) {
    const advice = text(
      'De afdoening is leeg. Bewaard als „niet vastgelegd”; vul aan wat er is gedaan.',
      'The settlement is blank. Kept as “not recorded”; add what was done.',
    );
    return [{ kind: 'measure-blank', field: 'settlement', advice }];
  }
  if (!/\b(onbekend|onduidelijk)\b.*\b(afdoening|betrokkene|aangesproken)/i.test(settlement)) return [];
  const advice = text(
    'De tekst zegt dat de afdoening onbekend is. Bewaard; vraag het na bij het onderdeel.',
    'The text says that the settlement is unknown. Kept; ask the unit.',
  );
  return [{ kind: 'measure-unknown', field: 'settlement', advice }];
}

/** What cannot both be true of a closed incident: untrue and established, covert means without investigation. */
function aboutClosing({ knowinglyFalse, covertMeans, investigation, subjects }: Incident): readonly Doubt[] {
  const found: Doubt[] = [];
  if (knowinglyFalse === true && isEstablished(findingOf(subjects.map((one) => one.finding))))
    found.push({
      kind: 'knowingly-false-but-established',
      field: 'knowinglyFalse',
      advice: text(
        'De melding heet bewust onjuist, maar er is iets vastgesteld. Bewaard zoals opgegeven; vraag het onderdeel welke van de twee juist is.',
        'The report is called knowingly false, but something was established. Kept as stated; ask the unit which of the two is right.',
      ),
    });
  if (covertMeans === true && investigation === 'none')
    found.push({
      kind: 'covert-means-without-investigation',
      field: 'covertMeans',
      advice: text(
        'Er zijn heimelijke middelen ingezet, maar er is geen onderzoek vastgelegd. Bewaard zoals opgegeven; zo telt het niet als onderzoek.',
        'Covert means were used, but no investigation is recorded. Kept as stated; like this it does not count as an investigation.',
      ),
    });
  return found;
}

/**
 * What cannot both be true of a reporter and of where the report went: protection that nobody asked for, one who left
 * and was no member of staff, a step that is a referral while nothing was referred.
 */
const aboutReporter: Look = (incident, { codes }) => {
  const groupOf = (list: string, code: string | null) =>
    code === null ? undefined : findCode(codeList(codes, list), code)?.group;
  const found: Doubt[] = [];
  if (incident.protectionGranted !== null && incident.protectionRequested !== true)
    found.push({
      kind: 'protection-granted-unasked',
      field: 'protectionGranted',
      advice: text(
        'Er staat of bescherming is toegekend, maar niet dat zij is gevraagd. Zo telt het niet mee; vraag het onderdeel of er een verzoek was.',
        'It is stated whether protection was granted, but not that it was requested. Like this it does not count; ask the unit whether there was a request.',
      ),
    });
  if (incident.reporterLeft !== null && groupOf('reporter-types', incident.reporter) !== 'staff')
    found.push({
      kind: 'left-but-not-staff',
      field: 'reporterLeft',
      advice: text(
        'Vertrek telt alleen voor melders uit de eigen organisatie, en dat is deze melder niet of het is niet vastgelegd.',
        'Leaving counts for reporters of the own organisation only, and this one is not, or it is not recorded.',
      ),
    });
  if (incident.referred === false && groupOf('external-steps', incident.externalStep) === 'referral')
    found.push({
      kind: 'referral-contradicts-step',
      field: 'referred',
      advice: text(
        'De externe stap is een verwijzing naar een andere autoriteit, maar hier staat dat niet is verwezen. Telt als niet verwezen; vraag het onderdeel welke van de twee juist is.',
        'The external step is a referral to another authority, but this says that nothing was referred. Counts as not referred; ask the unit which of the two is right.',
      ),
    });
  return found;
};

/** Every moment that lies wholly before one that should come earlier. */
function aboutDates(incident: Incident): readonly Doubt[] {
  return contradictingDates(incident).map(([early, late]) => {
    const [before, after] = [incidentLabel(early), incidentLabel(late)];
    const advice = text(
      `${after.nl} ligt voor ${before.nl.toLowerCase()}. Bewaard zoals opgegeven; kijk de datums na.`,
      `${after.en} lies before ${before.en.toLowerCase()}. Kept as stated; check the dates.`,
    );
    return { kind: 'dates-contradict', field: late, advice };
  });
}

/** Texts in which something leads to one person. The words themselves are not repeated. */
const aboutTexts: Look = (incident, { profile }) =>
  (['description', 'settlement'] as const).flatMap((field): readonly Doubt[] => {
    const written = incident[field];
    if (written === null) return [];
    const kinds = new Set(detectIdentifiers(written, profile.identifierDetectors).map((one) => one.kind));
    if (kinds.size === 0) return [];
    const named = [...kinds].map((kind) => warningLabels[kind]);
    const advice = text(
      `De tekst kan een persoon aanwijzen (${named.map((one) => one.nl).join(', ')}). Bewaard zoals opgegeven; haal het weg als het niet nodig is.`,
      `The text may identify a person (${named.map((one) => one.en).join(', ')}). Kept as stated; take it out if it is not needed.`,
    );
    return [{ kind: 'text-may-identify', field, advice }];
  });
