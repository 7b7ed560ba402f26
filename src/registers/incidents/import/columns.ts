import type { ImportColumn } from '../../../collection/import/import-face.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { type Moment, moments } from '../rules.ts';

/** What the moments of an incident are called. */
export const momentLabels: Readonly<Record<Moment, Text>> = {
  occurred: text('Datum incident', 'Date occurred'),
  received: text('Datum ontvangst', 'Date received'),
  acknowledged: text('Ontvangst bevestigd', 'Acknowledged'),
  informed: text('Melder geïnformeerd', 'Reporter informed'),
  qualified: text('Datum kwalificatie', 'Date qualified'),
  decided: text('Datum besluit', 'Date decided'),
  closed: text('Datum afsluiting', 'Date closed'),
};

const momentAliases: Readonly<Record<Moment, readonly string[]>> = {
  occurred: ['Voorval op', 'Datum voorval', 'Incidentdatum'],
  received: ['Ontvangen', 'Ontvangen op', 'Datum melding', 'Gemeld op'],
  acknowledged: ['Bevestigd op', 'Ontvangstbevestiging'],
  informed: ['Geïnformeerd op', 'Terugkoppeling'],
  qualified: ['Gekwalificeerd op'],
  decided: ['Besloten op', 'Besluit'],
  closed: ['Afgesloten op', 'Afgerond', 'Datum afronding', 'Afgesloten'],
};

function column(
  key: string,
  label: Text,
  aliases: readonly string[],
  extra: Partial<ImportColumn> = {},
): ImportColumn {
  return { key, label, aliases, required: false, ...extra };
}

/** The columns of the uniform registration form. */
export const columns: readonly ImportColumn[] = [
  column('reference', text('Kenmerk in Daglicht', 'Reference in Daglicht'), []),
  column('caseNumber', text('Zaaknummer', 'Case number'), [
    'Zaaknr',
    'Dossiernummer',
    'Dossiernr',
    'Meldingsnummer',
    'Kenmerk',
  ]),
  column('category', text('Categorie', 'Category'), ['Hoofdcategorie'], {
    required: true,
    list: 'incident-categories',
  }),
  column('subcategory', text('Betreft', 'Subcategory'), ['Subcategorie', 'Soort schending'], {
    list: 'incident-categories',
  }),
  column('description', text('Omschrijving', 'Description'), [
    'Beschrijving',
    'Korte omschrijving',
    'Wat is er gebeurd',
  ]),
  column('settlement', text('Toelichting afronding', 'Settlement'), [
    'Afronding',
    'Toelichting afdoening',
    'Uitkomst',
  ]),
  column('kind', text('Soort', 'Kind'), ['Soort incident'], { list: 'incident-kinds' }),
  column('unit', text('Onderdeel', 'Unit'), ['Herkomst', 'Organisatieonderdeel', 'Dienst']),
  column('reporter', text('Melder', 'Reporter'), ['Soort melder', 'Gemeld door'], { list: 'reporter-types' }),
  column('channel', text('Kanaal', 'Channel'), ['Ontvangen via', 'Wijze van melden'], {
    list: 'intake-channels',
  }),
  column('anonymous', text('Anoniem', 'Anonymous'), ['Anoniem gemeld']),
  column('namedLater', text('Later bekend', 'Named later'), []),
  column('reopened', text('Melder kwam terug', 'Reporter came back'), []),
  column('investigation', text('Onderzoek', 'Investigation'), ['Soort onderzoek'], {
    list: 'investigation-types',
  }),
  column('investigator', text('Onderzoek door', 'Investigated by'), ['Uitgevoerd door'], {
    list: 'investigators',
  }),
  column('externalStep', text('Externe stap', 'External step'), [], { list: 'external-steps' }),
  column('relation', text('Betrokkene', 'Subject'), ['Relatie betrokkene', 'Rol betrokkene']),
  column(
    'grade',
    text('Schaalgroep', 'Grade band'),
    ['Functieniveau', 'Schaalgroep betrokkene', 'Salarisschalen'],
    {
      list: 'grade-bands',
    },
  ),
  column('finding', text('Bevinding', 'Finding'), ['Aangetoond', 'Uitkomst onderzoek']),
  column('measure', text('Maatregel', 'Measure'), ['Maatregelen', 'Sanctie', 'Afdoening'], {
    list: 'measures',
  }),
  column('detriment', text('Benadeling gemeld', 'Detriment reported'), ['Benadeling']),
  column('detrimentEstablished', text('Benadeling vastgesteld', 'Detriment established'), []),
  column('knowinglyFalse', text('Bewust onjuist gemeld', 'Knowingly false report'), [
    'Bewust onjuist',
    'Bewust onjuiste melding',
    'Knowingly false',
  ]),
  column('covertMeans', text('Inzet heimelijke middelen', 'Covert means used'), [
    'Heimelijke middelen',
    'Heimelijke middelen ingezet',
    'Covert means',
  ]),
  column('protectionRequested', text('Bescherming gevraagd', 'Protection requested'), [
    'Verzoek om bescherming',
    'Bescherming verzocht',
  ]),
  column('protectionGranted', text('Bescherming toegekend', 'Protection granted'), [
    'Bescherming verleend',
    'Bescherming gegeven',
  ]),
  column('reporterLeft', text('Melder vertrok binnen 12 maanden', 'Reporter left within 12 months'), [
    'Melder vertrokken',
    'Melder uit dienst',
  ]),
  column('referred', text('Doorverwezen naar andere autoriteit', 'Referred to another authority'), [
    'Doorverwezen',
    'Doorgezonden',
    'Referred',
  ]),
  column('damage', text('Schade in euro', 'Damage in euro'), ['Schade']),
  column('recovered', text('Teruggevorderd in euro', 'Recovered in euro'), ['Teruggevorderd']),
  column('period', text('Verslagjaar', 'Reporting year'), ['Jaar', 'Verslagperiode']),
  ...moments.map((moment) => column(moment, momentLabels[moment], momentAliases[moment])),
];
