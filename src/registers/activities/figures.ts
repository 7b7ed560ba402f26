import { partOf } from '../../figures/build.ts';
import { flowPerHundredStaff, share, shareOf } from '../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { survey } from './figures-survey.ts';
import { make } from './makers.ts';

/** Of whom or of what shares are taken. */
const among = {
  sessions: group(['bijeenkomst', 'bijeenkomsten'], ['session', 'sessions']),
  attendances: group(['deelname', 'deelnames'], ['attendance', 'attendances']),
  newStaff: group(['nieuwe medewerker', 'nieuwe medewerkers'], ['new member of staff', 'new staff']),
  due: group(['geplande actie', 'geplande acties'], ['planned action', 'planned actions']),
  made: group(['aanbeveling', 'aanbevelingen'], ['recommendation', 'recommendations']),
  accepted: group(
    ['overgenomen aanbeveling', 'overgenomen aanbevelingen'],
    ['recommendation accepted', 'recommendations accepted'],
  ),
} as const;

/** Everything the register of prevention contributes to the report. */
export const activityFigures: readonly FigureDefinition[] = [
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
    'sessions-by-kind',
    { field: 'activities.sessions-by-kind', counts: 'session', part: 'session-kinds', as: 'kind' },
    text('Bijeenkomsten naar soort', 'Sessions by kind'),
    text(
      'Workshops, dilemmagesprekken, e-learning, voorlichtingen en andere bijeenkomsten over integriteit.',
      'Workshops, dilemma sessions, e-learning, briefings and other sessions on integrity.',
    ),
  ),
  make.derived(
    'sessions-by-kind-share',
    ['activities.sessions-by-kind'],
    percentOf(among.sessions),
    'session',
    text('Aandeel per soort bijeenkomst', 'Share by kind of session'),
    text('Gedeeld door alle bijeenkomsten van dat jaar.', 'Divided by all sessions of that year.'),
    (cube) => share(cube, 'kind'),
  ),
  make.reported(
    'participants-by-kind',
    { field: 'activities.participants-by-kind', counts: 'participant', part: 'session-kinds', as: 'kind' },
    text('Deelnemers naar soort bijeenkomst', 'Participants by kind of session'),
    text(
      'Deelnames per soort bijeenkomst; wie twee keer kwam telt twee keer. Bij e-learning wie haar afrondde.',
      'Attendances by kind of session; who came twice counts twice. Of e-learning those who completed it.',
    ),
  ),
  make.derived(
    'participants-by-kind-share',
    ['activities.participants-by-kind'],
    percentOf(among.attendances),
    'participant',
    text('Aandeel van de deelnemers per soort', 'Share of participants by kind'),
    text('Gedeeld door alle deelnames van dat jaar.', 'Divided by all attendances of that year.'),
    (cube) => share(cube, 'kind'),
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
    percentOf(among.newStaff),
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
    { field: 'activities.actions-due', counts: 'action' },
    text('Geplande acties', 'Actions due'),
    text(
      'Acties uit het actieplan die in het jaar klaar moesten zijn.',
      'Actions of the plan that were due in the year.',
    ),
  ),
  make.reported(
    'actions-done',
    { field: 'activities.actions-done', counts: 'action' },
    text('Acties op tijd klaar', 'Actions done in time'),
    text('Acties die uiterlijk op hun datum klaar waren.', 'Actions completed by their date.'),
  ),
  make.derived(
    'actions-done-share',
    ['activities.actions-done', 'activities.actions-due'],
    percentOf(among.due),
    'action',
    text('Aandeel acties op tijd', 'Share of actions in time'),
    text(
      'Acties op tijd klaar gedeeld door geplande acties.',
      'Actions done in time divided by actions due.',
    ),
    shareOf,
  ),
  make.reported(
    'recommendations',
    { field: 'activities.recommendations', counts: 'recommendation' },
    text('Aanbevelingen', 'Recommendations'),
    text(
      'Aanbevelingen van commissie en vertrouwenspersonen.',
      'Recommendations of committee and counsellors.',
    ),
  ),
  partOf(
    make.reported(
      'recommendations-accepted',
      { field: 'activities.recommendations-accepted', counts: 'recommendation' },
      text('Overgenomen aanbevelingen', 'Recommendations accepted'),
      text(
        'Aanbevelingen waarvan de leiding heeft besloten dat zij worden uitgevoerd.',
        'Recommendations that the management decided to carry out.',
      ),
    ),
    'activities.recommendations',
    'rest',
  ),
  make.derived(
    'recommendations-accepted-share',
    ['activities.recommendations-accepted', 'activities.recommendations'],
    percentOf(among.made),
    'recommendation',
    text('Aandeel overgenomen aanbevelingen', 'Share of recommendations accepted'),
    text(
      'Overgenomen aanbevelingen gedeeld door aanbevelingen.',
      'Recommendations accepted divided by recommendations made.',
    ),
    shareOf,
  ),
  partOf(
    partOf(
      make.reported(
        'recommendations-done',
        { field: 'activities.recommendations-done', counts: 'recommendation' },
        text('Uitgevoerde aanbevelingen', 'Recommendations carried out'),
        text(
          'Aanbevelingen die aan het einde van het jaar waren uitgevoerd.',
          'Recommendations carried out by the end of the year.',
        ),
      ),
      'activities.recommendations',
      'rest',
    ),
    'activities.recommendations-accepted',
    'rest',
  ),
  make.derived(
    'recommendations-done-share',
    ['activities.recommendations-done', 'activities.recommendations-accepted'],
    percentOf(among.accepted),
    'recommendation',
    text('Aandeel uitgevoerde aanbevelingen', 'Share of recommendations carried out'),
    text(
      'Uitgevoerde aanbevelingen gedeeld door overgenomen aanbevelingen.',
      'Recommendations carried out divided by recommendations accepted.',
    ),
    shareOf,
  ),
  ...survey,
];
