import {
  choice,
  code,
  type Field,
  money,
  optionalColumn,
  requiredColumn,
  row,
  span,
  unit,
  words,
  yesNo,
} from '../../collection/fields/field.ts';
import {
  type DescribedRecord,
  describeLines,
  describeRecord,
} from '../../collection/records/record-description.ts';
import { text } from '../../platform/language/text.ts';
import { findingLabels, newReference, relationLabels } from './rules.ts';

/** What most fields of the registration are: coded, asked of nobody before closing, counted as they are. */
const coded = { privacy: 'coded', required: 'never', counted: 'coded' } as const;
/** A moment: terms, durations and years follow from it, each with its own rule. */
const moment = { privacy: 'coded', required: 'never', counted: 'own', kind: span } as const;

/** A person that a registration is about, in a relation to the organisation, presumed innocent. No name is kept. */
const subjects = describeLines({
  table: 'incident_subject',
  fields: {
    relation: {
      ...coded,
      column: 'relation',
      kind: choice(relationLabels),
      label: text('Betrokkene', 'Subject'),
      imported: optionalColumn('Relatie betrokkene', 'Rol betrokkene'),
    },
    grade: {
      ...coded,
      column: 'grade',
      kind: code('grade-bands'),
      label: text('Schaalgroep', 'Grade band'),
      hint: text(
        'Een brede groep schalen, nooit de schaal zelf.',
        'A broad band of grades, never the grade itself.',
      ),
      imported: optionalColumn('Functieniveau', 'Schaalgroep betrokkene', 'Salarisschalen'),
    },
    finding: {
      ...coded,
      column: 'finding',
      kind: choice(findingLabels),
      label: text('Bevinding', 'Finding'),
      required: 'closing',
      imported: optionalColumn('Aangetoond', 'Uitkomst onderzoek'),
    },
  },
  codes: {
    measures: {
      table: 'incident_measure',
      lineColumn: 'subject_id',
      importKey: 'measure',
      field: {
        ...coded,
        column: 'measure',
        kind: code('measures'),
        label: text('Maatregel', 'Measure'),
        required: 'closing',
        imported: optionalColumn('Maatregelen', 'Sanctie', 'Afdoening'),
      },
    },
  },
});

/**
 * The registration of an incident on the uniform form (domain: registration of integrity incidents). Every field but
 * the reference may be null: "niet vastgelegd", which is counted and shown.
 */
export const incidentRecord = describeRecord({
  table: 'incident',
  id: 'incident_id',
  fields: {
    reference: {
      column: 'reference',
      kind: words,
      label: text('Kenmerk in Daglicht', 'Reference in Daglicht'),
      privacy: 'coded',
      required: 'never',
      counted: 'no',
      imported: optionalColumn(),
      given: newReference,
    },
    caseNumber: {
      column: '',
      kind: row,
      label: text('Zaaknummer', 'Case number'),
      privacy: 'coded',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Zaaknr', 'Dossiernummer', 'Dossiernr', 'Meldingsnummer', 'Kenmerk'),
    },
    category: {
      ...coded,
      column: 'category',
      kind: code('incident-categories'),
      label: text('Categorie', 'Category'),
      required: 'opening',
      imported: requiredColumn('Hoofdcategorie'),
    },
    subcategory: {
      ...coded,
      column: 'subcategory',
      kind: code('incident-categories'),
      divides: 'category',
      label: text('Betreft', 'Subcategory'),
      imported: optionalColumn('Subcategorie', 'Soort schending'),
    },
    description: {
      column: 'description',
      kind: words,
      label: text('Omschrijving', 'Description'),
      hint: text(
        'Zonder namen, functies van één persoon of andere woorden die iemand aanwijzen.',
        'Without names, functions that one person has, or other words that point at somebody.',
      ),
      privacy: 'free-text',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Beschrijving', 'Korte omschrijving', 'Wat is er gebeurd'),
    },
    settlement: {
      column: 'settlement',
      kind: words,
      label: text('Toelichting afronding', 'Settlement'),
      privacy: 'free-text',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Afronding', 'Toelichting afdoening', 'Uitkomst'),
    },
    kind: {
      ...coded,
      column: 'kind',
      kind: code('incident-kinds'),
      label: text('Soort', 'Kind'),
      imported: optionalColumn('Soort incident'),
    },
    unit: {
      ...coded,
      column: 'unit',
      kind: unit,
      label: text('Onderdeel', 'Unit'),
      hint: text(
        'Waar het (vermoedelijk) gebeurde, niet waar de melder werkt.',
        'Where it (presumably) happened, not where the reporter works.',
      ),
      required: 'opening',
      imported: optionalColumn('Herkomst', 'Organisatieonderdeel', 'Dienst'),
    },
    reporter: {
      ...coded,
      column: 'reporter_type',
      kind: code('reporter-types'),
      label: text('Melder', 'Reporter'),
      imported: optionalColumn('Soort melder', 'Gemeld door'),
    },
    channel: {
      ...coded,
      column: 'channel',
      kind: code('intake-channels'),
      label: text('Kanaal', 'Channel'),
      imported: optionalColumn('Ontvangen via', 'Wijze van melden'),
    },
    anonymous: {
      ...coded,
      column: 'anonymous',
      kind: yesNo,
      label: text('Anoniem', 'Anonymous'),
      imported: optionalColumn('Anoniem gemeld'),
    },
    namedLater: {
      ...coded,
      column: 'named_later',
      kind: yesNo,
      label: text('Later bekend', 'Named later'),
      imported: optionalColumn(),
    },
    reopened: {
      ...coded,
      column: 'reopened_by_reporter',
      kind: yesNo,
      label: text('Melder kwam terug', 'Reporter came back'),
      imported: optionalColumn(),
    },
    investigation: {
      ...coded,
      column: 'investigation',
      kind: code('investigation-types'),
      label: text('Onderzoek', 'Investigation'),
      required: 'closing',
      imported: optionalColumn('Soort onderzoek'),
    },
    investigator: {
      ...coded,
      column: 'investigator',
      kind: code('investigators'),
      label: text('Onderzoek door', 'Investigated by'),
      imported: optionalColumn('Uitgevoerd door'),
    },
    externalStep: {
      ...coded,
      column: 'external_step',
      kind: code('external-steps'),
      label: text('Externe stap', 'External step'),
      imported: optionalColumn(),
    },
    detriment: {
      ...coded,
      column: 'detriment_reported',
      kind: yesNo,
      label: text('Benadeling gemeld', 'Detriment reported'),
      imported: optionalColumn('Benadeling'),
    },
    detrimentEstablished: {
      ...coded,
      column: 'detriment_established',
      kind: yesNo,
      label: text('Benadeling vastgesteld', 'Detriment established'),
      imported: optionalColumn(),
    },
    knowinglyFalse: {
      ...coded,
      column: 'knowingly_false',
      kind: yesNo,
      label: text('Bewust onjuist gemeld', 'Knowingly false report'),
      hint: text(
        'De melder wist dat het niet waar was. Wat niet te bewijzen is, is niet bewust onjuist.',
        'The reporter knew that it was untrue. What could not be proven is not that.',
      ),
      imported: optionalColumn('Bewust onjuist', 'Bewust onjuiste melding', 'Knowingly false'),
    },
    covertMeans: {
      ...coded,
      column: 'covert_means',
      kind: yesNo,
      label: text('Inzet heimelijke middelen', 'Covert means used'),
      imported: optionalColumn('Heimelijke middelen', 'Heimelijke middelen ingezet', 'Covert means'),
    },
    protectionRequested: {
      ...coded,
      column: 'protection_requested',
      kind: yesNo,
      label: text('Bescherming gevraagd', 'Protection requested'),
      imported: optionalColumn('Verzoek om bescherming', 'Bescherming verzocht'),
    },
    protectionGranted: {
      ...coded,
      column: 'protection_granted',
      kind: yesNo,
      label: text('Bescherming toegekend', 'Protection granted'),
      imported: optionalColumn('Bescherming verleend', 'Bescherming gegeven'),
    },
    reporterLeft: {
      ...coded,
      column: 'reporter_left',
      kind: yesNo,
      label: text('Melder vertrok binnen 12 maanden', 'Reporter left within 12 months'),
      // A signal younger than twelve months tells nothing yet.
      counted: 'own',
      imported: optionalColumn('Melder vertrokken', 'Melder uit dienst'),
    },
    referred: {
      ...coded,
      column: 'referred',
      kind: yesNo,
      label: text('Doorverwezen naar andere autoriteit', 'Referred to another authority'),
      imported: optionalColumn('Doorverwezen', 'Doorgezonden', 'Referred'),
    },
    damage: {
      ...coded,
      column: 'damage_euro',
      kind: money,
      label: text('Schade in euro', 'Damage in euro'),
      counted: 'own',
      imported: optionalColumn('Schade'),
    },
    recovered: {
      ...coded,
      column: 'recovered_euro',
      kind: money,
      label: text('Teruggevorderd in euro', 'Recovered in euro'),
      counted: 'own',
      imported: optionalColumn('Teruggevorderd'),
    },
    period: {
      column: '',
      kind: row,
      label: text('Verslagjaar', 'Reporting year'),
      privacy: 'coded',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Jaar', 'Verslagperiode'),
    },
    occurred: {
      ...moment,
      column: 'occurred',
      label: text('Datum incident', 'Date occurred'),
      imported: optionalColumn('Voorval op', 'Datum voorval', 'Incidentdatum'),
    },
    received: {
      ...moment,
      column: 'received',
      label: text('Datum ontvangst', 'Date received'),
      required: 'opening',
      imported: optionalColumn('Ontvangen', 'Ontvangen op', 'Datum melding', 'Gemeld op'),
    },
    acknowledged: {
      ...moment,
      column: 'acknowledged',
      label: text('Ontvangst bevestigd', 'Acknowledged'),
      imported: optionalColumn('Bevestigd op', 'Ontvangstbevestiging'),
    },
    informed: {
      ...moment,
      column: 'informed',
      label: text('Melder geïnformeerd', 'Reporter informed'),
      imported: optionalColumn('Geïnformeerd op', 'Terugkoppeling'),
    },
    qualified: {
      ...moment,
      column: 'qualified',
      label: text('Datum kwalificatie', 'Date qualified'),
      imported: optionalColumn('Gekwalificeerd op'),
    },
    decided: {
      ...moment,
      column: 'decided',
      label: text('Datum besluit', 'Date decided'),
      imported: optionalColumn('Besloten op', 'Besluit'),
    },
    closed: {
      ...moment,
      column: 'closed',
      label: text('Datum afsluiting', 'Date closed'),
      required: 'closing',
      imported: optionalColumn('Afgesloten op', 'Afgerond', 'Datum afronding', 'Afgesloten'),
    },
  },
  lines: { subjects },
});

/** A registration as it is kept. */
export type Incident = DescribedRecord<typeof incidentRecord>;

/** What a field of the registration is called. */
export const incidentLabel = (key: keyof typeof incidentRecord.fields): Field['label'] =>
  incidentRecord.fields[key].label;
