import { returnImport } from '../../collection/import/return-import.ts';
import type { PrintedRule } from '../../collection/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnRegister } from '../../collection/return-register.ts';
import { figureMaker, partOf } from '../../figures/build.ts';
import { difference, flowPerHundredStaff, shareOf } from '../../figures/derive.ts';
import { text } from '../../platform/language/text.ts';

const fields: readonly ReturnField[] = [
  { key: 'activities.sessions', label: text('Bijeenkomsten', 'Sessions'), counts: 'session' },
  { key: 'activities.participants', label: text('Deelnemers', 'Participants'), counts: 'participant' },
  { key: 'activities.new-staff', label: text('Nieuwe medewerkers', 'New staff'), counts: 'person' },
  {
    key: 'activities.oaths',
    label: text('Eed of belofte afgelegd', 'Oath or pledge taken'),
    counts: 'person',
  },
  { key: 'activities.actions-due', label: text('Acties gepland', 'Actions due'), counts: 'report' },
  {
    key: 'activities.actions-done',
    label: text('Acties op tijd klaar', 'Actions done in time'),
    counts: 'report',
  },
  {
    key: 'activities.recommendations',
    label: text('Aanbevelingen gedaan', 'Recommendations made'),
    counts: 'report',
  },
  {
    key: 'activities.recommendations-done',
    label: text('Aanbevelingen uitgevoerd', 'Recommendations carried out'),
    counts: 'report',
  },
  {
    key: 'activities.respondents',
    label: text('Respondenten medewerkersonderzoek', 'Survey respondents'),
    counts: 'person',
  },
  {
    key: 'activities.knows-routes',
    label: text('Weet waar te melden', 'Knows where to report'),
    counts: 'person',
  },
  {
    key: 'activities.feels-safe',
    label: text('Voelt zich veilig om te melden', 'Feels safe to report'),
    counts: 'person',
  },
  {
    key: 'activities.reporters-asked',
    label: text('Melders die hun ervaring gaven', 'Reporters who told of their experience'),
    counts: 'person',
  },
  {
    key: 'activities.reporters-satisfied',
    label: text('Melders die zich gehoord voelen', 'Reporters who feel heard'),
    counts: 'person',
  },
];

const make = figureMaker({
  register: 'activities',
  population: text(
    'De opgaven van de onderdelen over voorlichting, training en acties.',
    'The returns of the units about information, training and actions.',
  ),
  protection: {
    class: 'open',
    reason: text(
      'Deelname aan voorlichting wijst niemand aan.',
      'Taking part in information points at nobody.',
    ),
  },
  source: 'Ambtenarenwet 2017 art. 4 en 5; Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Preventie',
});

const reporters = figureMaker({
  register: 'activities',
  population: text(
    'Melders die na afsluiting hun ervaring gaven; meedoen is vrijwillig.',
    'Reporters who told of their experience after closing; taking part is voluntary.',
  ),
  protection: {
    class: 'guarded',
    reason: text(
      'Gaat over melders: een klein aantal kan naar een persoon wijzen.',
      'Is about reporters: a small number may point at a person.',
    ),
  },
  source: 'ISO 37002:2021 9.1.2 g',
});

const percent = { unit: 'percent', decimals: 0 } as const;
const points = { unit: 'percentage-points', decimals: 0 } as const;

/** The trend of a share: how many percentage points it rose or fell since the year before. */
const trend = (id: string, title: ReturnType<typeof text>) =>
  make.derived(
    `${id}-difference`,
    [`activities.${id}-share`],
    points,
    'person',
    title,
    text(
      'Het aandeel van dit jaar min dat van vorig jaar.',
      'The share of this year minus that of last year.',
    ),
    (cube) => difference(cube),
  );

/** The week of integrity in the source is government-wide; its own workshops are counted nowhere in the registers. */
const week: PrintedRule = (printed) => {
  if (printed.subject !== 'Week van de Integriteit') return undefined;
  if (/rijksbreed/i.test(printed.quantity))
    return {
      kind: 'outside',
      why: text('geldt voor de hele rijksoverheid', 'holds for the whole central government'),
    };
  return printed.period
    ? { kind: 'figure', figure: 'activities.sessions', at: { year: printed.period }, decimals: 0 }
    : undefined;
};

/** Prevention: information, training, oaths, actions and what staff say of it. */
export const activities = returnRegister({
  key: 'activities',
  name: text('Preventie', 'Prevention'),
  what: text(
    'Voorlichting, training, eed of belofte, acties en medewerkersonderzoek.',
    'Information, training, oath or pledge, actions and staff survey.',
  ),
  counts: 'session',
  fields,
  imports: [
    returnImport({
      register: 'activities',
      name: text('jaaropgave preventie', 'annual return of prevention'),
      fields,
      unitColumn: ['Onderdeel', 'Dienst', 'Organisatie', 'Unit'],
      columns: fields.map((field) => ({
        field: field.key,
        label: field.label,
        aliases: [],
        required: false,
      })),
    }),
  ],
  figures: [
    make.reported(
      'sessions',
      { field: 'activities.sessions', counts: 'session' },
      text('Bijeenkomsten', 'Sessions'),
      text(
        'Workshops, dilemmagesprekken en voorlichtingen over integriteit.',
        'Workshops, dilemma talks and briefings on integrity.',
      ),
    ),
    make.reported(
      'participants',
      { field: 'activities.participants', counts: 'participant' },
      text('Deelnemers', 'Participants'),
      text(
        'Deelnames aan bijeenkomsten; wie twee keer kwam telt twee keer.',
        'Attendances at sessions; who came twice counts twice.',
      ),
    ),
    make.derived(
      'participants-per-100-staff',
      ['activities.participants', 'staff.time-weighted'],
      { unit: 'per-100-staff', decimals: 0 },
      'participant',
      text('Deelnames per 100 medewerkers', 'Attendances per 100 staff'),
      text(
        'Deelnames gedeeld door medewerkers, maal honderd. Onderdelen die een deel van het jaar bestonden tellen voor dat deel.',
        'Attendances divided by staff, times a hundred. Units that existed for part of the year count for that part.',
      ),
      flowPerHundredStaff,
    ),
    make.reported(
      'new-staff',
      { field: 'activities.new-staff', counts: 'person' },
      text('Nieuwe medewerkers', 'New staff'),
      text('In het jaar begonnen.', 'Started in the year.'),
    ),
    make.reported(
      'oaths',
      { field: 'activities.oaths', counts: 'person' },
      text('Eed of belofte', 'Oath or pledge'),
      text(
        'In het jaar afgelegd (Ambtenarenwet 2017 art. 5).',
        'Taken in the year (Ambtenarenwet 2017 art. 5).',
      ),
    ),
    make.derived(
      'oaths-share',
      ['activities.oaths', 'activities.new-staff'],
      percent,
      'person',
      text('Aandeel nieuwe medewerkers met eed of belofte', 'Share of new staff with oath or pledge'),
      text(
        'Afgelegde eden en beloften gedeeld door nieuwe medewerkers.',
        'Oaths and pledges taken divided by new staff.',
      ),
      shareOf,
    ),
    make.reported(
      'actions-due',
      { field: 'activities.actions-due', counts: 'report' },
      text('Geplande acties', 'Actions due'),
      text(
        'Acties uit het actieplan die in het jaar klaar moesten zijn.',
        'Actions of the plan that were due in the year.',
      ),
    ),
    make.reported(
      'actions-done',
      { field: 'activities.actions-done', counts: 'report' },
      text('Acties op tijd klaar', 'Actions done in time'),
      text('Acties die uiterlijk op hun datum klaar waren.', 'Actions completed by their date.'),
    ),
    make.derived(
      'actions-done-share',
      ['activities.actions-done', 'activities.actions-due'],
      percent,
      'report',
      text('Aandeel acties op tijd', 'Share of actions in time'),
      text(
        'Acties op tijd klaar gedeeld door geplande acties.',
        'Actions done in time divided by actions due.',
      ),
      shareOf,
    ),
    make.reported(
      'recommendations',
      { field: 'activities.recommendations', counts: 'report' },
      text('Aanbevelingen', 'Recommendations'),
      text(
        'Aanbevelingen van commissie en vertrouwenspersonen.',
        'Recommendations of committee and counsellors.',
      ),
    ),
    make.reported(
      'recommendations-done',
      { field: 'activities.recommendations-done', counts: 'report' },
      text('Uitgevoerde aanbevelingen', 'Recommendations carried out'),
      text(
        'Aanbevelingen die aan het einde van het jaar waren uitgevoerd.',
        'Recommendations carried out by the end of the year.',
      ),
    ),
    make.reported(
      'respondents',
      { field: 'activities.respondents', counts: 'person' },
      text('Respondenten', 'Respondents'),
      text('Medewerkers die het onderzoek invulden.', 'Staff who filled in the survey.'),
    ),
    make.derived(
      'response-share',
      ['activities.respondents', 'staff.headcount'],
      percent,
      'person',
      text('Respons van het onderzoek', 'Response to the survey'),
      text('Respondenten gedeeld door medewerkers.', 'Respondents divided by staff.'),
      shareOf,
    ),
    make.reported(
      'knows-routes',
      { field: 'activities.knows-routes', counts: 'person' },
      text('Weet waar te melden', 'Knows where to report'),
      text(
        'Respondenten die zeggen te weten waar zij terechtkunnen.',
        'Respondents who say they know where to turn.',
      ),
    ),
    make.derived(
      'knows-routes-share',
      ['activities.knows-routes', 'activities.respondents'],
      percent,
      'person',
      text('Aandeel dat de weg weet', 'Share that knows the way'),
      text('Gedeeld door alle respondenten.', 'Divided by all respondents.'),
      shareOf,
    ),
    make.reported(
      'feels-safe',
      { field: 'activities.feels-safe', counts: 'person' },
      text('Voelt zich veilig om te melden', 'Feels safe to report'),
      text(
        'Respondenten die zeggen zich veilig te voelen om te melden.',
        'Respondents who say they feel safe to report.',
      ),
    ),
    make.derived(
      'feels-safe-share',
      ['activities.feels-safe', 'activities.respondents'],
      percent,
      'person',
      text('Aandeel dat zich veilig voelt', 'Share that feels safe'),
      text('Gedeeld door alle respondenten.', 'Divided by all respondents.'),
      shareOf,
    ),
    trend('knows-routes', text('Verschil: weet waar te melden', 'Difference: knows where to report')),
    trend('feels-safe', text('Verschil: voelt zich veilig', 'Difference: feels safe')),
    reporters.reported(
      'reporters-asked',
      { field: 'activities.reporters-asked', counts: 'person' },
      text('Melders die hun ervaring gaven', 'Reporters who told of their experience'),
      text(
        'Melders die na afsluiting van hun zaak vragen beantwoordden.',
        'Reporters who answered questions after their case was closed.',
      ),
    ),
    partOf(
      reporters.reported(
        'reporters-satisfied',
        { field: 'activities.reporters-satisfied', counts: 'person' },
        text('Melders die zich gehoord voelen', 'Reporters who feel heard'),
        text(
          'Melders die zeggen dat zij zich gehoord en goed behandeld voelen.',
          'Reporters who say they feel heard and well treated.',
        ),
      ),
      'activities.reporters-asked',
      'guarded',
    ),
    reporters.derived(
      'reporters-satisfied-share',
      ['activities.reporters-satisfied', 'activities.reporters-asked'],
      percent,
      'person',
      text('Aandeel melders dat zich gehoord voelt', 'Share of reporters who feel heard'),
      text('Gedeeld door de melders die hun ervaring gaven.', 'Divided by the reporters who told of it.'),
      shareOf,
    ),
  ],
  printed: [week],
});
