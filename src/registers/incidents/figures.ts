import { type CountedRequest, countedFigure, derivedFigure, type FigureFace } from '../../figures/build.ts';
import { counted, uncomputable } from '../../figures/cell.ts';
import { type CountedThing, type Cube, canonicalKey, cellAt, cellKey } from '../../figures/cube.ts';
import type { FigureDefinition, ProtectionClass } from '../../figures/definition.ts';
import { difference, growth, perHundredStaff, rank, share, shareOf } from '../../figures/derive.ts';
import { total } from '../../figures/dimension.ts';
import { fixedDimension, yearDimension } from '../../figures/dimensions.ts';
import { columnOf, type FactTable, notRecorded } from '../../figures/facts.ts';
import type { Quantity } from '../../figures/format.ts';
import { quantileInWeeks } from '../../figures/quantile.ts';
import { rational } from '../../figures/rational.ts';
import { yearsOf } from '../../organisation/period.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { findingMembers, relationLabels, relations } from './rules.ts';

const population = text(
  'Alle incidenten die in de periode zijn ontvangen en als signaal zijn gekwalificeerd, ook die nog lopen.',
  'All incidents received in the period and qualified as a signal, including those still pending.',
);
const source = 'Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Incidenten; Wbk art. 2a';
const count: Quantity = { unit: 'count', decimals: 0 };
const percent: Quantity = { unit: 'percent', decimals: 0 };

const reasons: Readonly<Record<ProtectionClass, Text>> = {
  open: text(
    'Totaal voor het hele concern; de lijst van incidenten in de bijlage laat het al zien.',
    'Total for the whole concern; the list of incidents in the appendix already shows it.',
  ),
  guarded: text(
    'Kruist onderdeel, categorie, bevinding, afdoening of melder: een klein aantal kan naar een persoon wijzen.',
    'Crosses unit, category, finding, measure or reporter: a small number may point at a person.',
  ),
  closed: text('Wordt nooit gepubliceerd.', 'Is never published.'),
  'printed-earlier': text('Staat al in een ouder verslag.', 'An older report already printed it.'),
};

function face(
  id: string,
  title: Text,
  definition: Text,
  kind: ProtectionClass,
  options: {
    counts?: CountedThing;
    quantity?: Quantity;
    countingDate?: FigureFace['countingDate'];
    source?: string;
  } = {},
): FigureFace {
  return {
    id: `incidents.${id}`,
    title,
    definition,
    population,
    counts: options.counts ?? 'incident',
    quantity: options.quantity ?? count,
    countingDate: options.countingDate ?? 'received',
    basis: 'records',
    protection: { class: kind, reason: reasons[kind] },
    source: options.source ?? source,
  };
}

const byYear = { by: 'year', column: 'received' } as const;
const findingDimension = fixedDimension('finding', text('Bevinding', 'Finding'), findingMembers);
const yesNo = [
  { code: 'yes', label: text('ja', 'yes') },
  { code: 'no', label: text('nee', 'no') },
];
const term = [
  { code: 'in-time', label: text('op tijd', 'in time') },
  { code: 'late', label: text('te laat of niet', 'late or not at all') },
  { code: 'not-due', label: text('termijn loopt nog', 'term still running') },
];

/** Incidents divided along one code list or fixed set, by year of receipt. */
function divided(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'][number],
  kind: ProtectionClass,
): FigureDefinition {
  return countedFigure(face(id, title, definition, kind), {
    facts: 'incidents',
    along: [byYear, along],
    gapsOf: 'incidents',
  });
}

/** The same in percent of all incidents of the year. */
function inPercent(of: string, dimension: string, title: Text): FigureDefinition {
  return derivedFigure(
    face(
      `${of}-share`,
      title,
      text(
        'Het aantal gedeeld door alle incidenten van dat jaar, maal honderd.',
        'The number divided by all incidents of that year, times a hundred.',
      ),
      'guarded',
      { quantity: percent },
    ),
    [`incidents.${of}`],
    ([cube]) => share(required(cube), dimension),
  );
}

function required(cube: Cube | undefined): Cube {
  if (!cube) throw new RangeError('A derived figure lacks the figure it is derived from.');
  return cube;
}

const totals: readonly FigureDefinition[] = [
  countedFigure(
    face(
      'total',
      text('Incidenten', 'Incidents'),
      text(
        'Het aantal geregistreerde incidenten, naar het jaar van ontvangst.',
        'The number of registered incidents, by year of receipt.',
      ),
      'open',
    ),
    { facts: 'incidents', along: [byYear], gapsOf: 'incidents' },
  ),
  derivedFigure(
    face(
      'growth',
      text('Groei van het aantal incidenten', 'Growth of the number of incidents'),
      text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      'open',
      { quantity: percent },
    ),
    ['incidents.total'],
    ([cube]) => growth(required(cube)),
  ),
  derivedFigure(
    face(
      'change',
      text('Verschil met het jaar ervoor', 'Difference with the year before'),
      text(
        'Het aantal incidenten min dat van het jaar ervoor.',
        'The number of incidents minus that of the year before.',
      ),
      'open',
    ),
    ['incidents.total'],
    ([cube]) => difference(required(cube)),
  ),
  derivedFigure(
    face(
      'per-100-staff',
      text('Incidenten per 100 medewerkers', 'Incidents per 100 staff'),
      text(
        'Het aantal incidenten gedeeld door het aantal medewerkers, maal honderd.',
        'The number of incidents divided by the number of staff, times a hundred.',
      ),
      'open',
      {
        quantity: { unit: 'per-100-staff', decimals: 2 },
        source: 'NAVEX, reports per 100 employees (all channels)',
      },
    ),
    ['incidents.total', 'staff.headcount'],
    ([incidents, staff]) => perHundredStaff(required(incidents), required(staff)),
  ),
];

const divisions: readonly FigureDefinition[] = [
  divided(
    'by-kind',
    text('Incidenten naar soort', 'Incidents by kind'),
    text(
      'Onregelmatigheid, integriteitsschending of misstand, zoals bij de kwalificatie bepaald.',
      'Irregularity, integrity violation or wrongdoing, as determined at qualification.',
    ),
    { by: 'list', list: 'incident-kinds', column: 'kind', as: 'kind' },
    'guarded',
  ),
  inPercent('by-kind', 'kind', text('Aandeel per soort', 'Share by kind')),
  divided(
    'by-category',
    text('Incidenten naar categorie', 'Incidents by category'),
    text(
      'De hoofdcategorie van het uniforme registratieformulier.',
      'The main category of the uniform registration form.',
    ),
    { by: 'list', list: 'incident-categories', column: 'category', as: 'category' },
    'open',
  ),
  inPercent('by-category', 'category', text('Aandeel per categorie', 'Share by category')),
  divided(
    'by-subcategory',
    text('Incidenten naar categorie en subcategorie', 'Incidents by category and subcategory'),
    text(
      'Categorie en subcategorie van het registratieformulier. Een subcategorie uit een andere categorie telt als „zonder passende subcategorie”.',
      'Category and subcategory of the registration form. A subcategory of another category counts as “without a fitting subcategory”.',
    ),
    { by: 'list', list: 'incident-categories', column: 'leaf', as: 'category', tree: true },
    'guarded',
  ),
  divided(
    'by-unit',
    text('Incidenten naar onderdeel', 'Incidents by unit'),
    text(
      'Het onderdeel waar het incident (vermoedelijk) plaatsvond, niet waar het is gemeld.',
      'The unit where the incident (presumably) happened, not where it was reported.',
    ),
    { by: 'unit', column: 'unit' },
    'guarded',
  ),
  countedFigure(
    face(
      'category-by-unit',
      text('Incidenten naar onderdeel en categorie', 'Incidents by unit and category'),
      text(
        'Het onderdeel van herkomst gekruist met de hoofdcategorie.',
        'Unit of occurrence crossed with the main category.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [
        byYear,
        { by: 'unit', column: 'unit' },
        { by: 'list', list: 'incident-categories', column: 'category', as: 'category' },
      ],
      gapsOf: 'incidents',
    },
  ),
  derivedFigure(
    face(
      'per-100-staff-by-unit',
      text('Incidenten per 100 medewerkers, per onderdeel', 'Incidents per 100 staff, by unit'),
      text(
        'Het aantal incidenten van het onderdeel gedeeld door zijn medewerkers, maal honderd.',
        'The incidents of the unit divided by its staff, times a hundred.',
      ),
      'guarded',
      { quantity: { unit: 'per-100-staff', decimals: 1 } },
    ),
    ['incidents.by-unit', 'staff.headcount'],
    ([incidents, staff]) => perHundredStaff(required(incidents), required(staff)),
  ),
  derivedFigure(
    face(
      'rank-of-categories',
      text('Rangorde van de categorieën', 'Ranking of the categories'),
      text(
        '1 is de categorie met de meeste incidenten in dat jaar; gelijke aantallen delen een plaats.',
        '1 is the category with most incidents in that year; equal numbers share a place.',
      ),
      'open',
      { quantity: { unit: 'rank', decimals: 0 } },
    ),
    ['incidents.by-category'],
    ([cube]) => rank(required(cube), 'category'),
  ),
  divided(
    'by-reporter',
    text('Incidenten naar melder', 'Incidents by reporter'),
    text(
      'Van wie het signaal kwam: eigen medewerkers, van buiten of anoniem.',
      'Where the signal came from: own staff, outside or anonymous.',
    ),
    {
      by: 'fixed',
      column: 'reporterGroup',
      dimension: fixedDimension('reporter', text('Melder', 'Reporter'), [
        { code: 'staff', label: text('eigen organisatie', 'own organisation') },
        { code: 'external', label: text('van buiten', 'outside') },
        { code: 'anonymous', label: text('anoniem', 'anonymous') },
      ]),
    },
    'guarded',
  ),
  inPercent('by-reporter', 'reporter', text('Aandeel per melder', 'Share by reporter')),
  divided(
    'by-channel',
    text('Incidenten naar kanaal', 'Incidents by channel'),
    text('Hoe het signaal is ontvangen.', 'How the signal was received.'),
    { by: 'list', list: 'intake-channels', column: 'channel', as: 'channel' },
    'guarded',
  ),
  divided(
    'anonymous',
    text('Anonieme signalen', 'Anonymous signals'),
    text(
      'Anoniem op het moment van ontvangst, ook als de melder later bekend werd.',
      'Anonymous at intake, also when the reporter became known later.',
    ),
    {
      by: 'fixed',
      column: 'anonymous',
      dimension: fixedDimension('anonymous', text('Anoniem', 'Anonymous'), yesNo),
    },
    'guarded',
  ),
  inPercent('anonymous', 'anonymous', text('Aandeel anoniem', 'Share anonymous')),
  divided(
    'named-later',
    text('Later bekend geworden melders', 'Reporters named later'),
    text(
      'Anonieme melders die later zeiden wie zij zijn.',
      'Anonymous reporters who said later who they are.',
    ),
    {
      by: 'fixed',
      column: 'namedLater',
      dimension: fixedDimension('named', text('Later bekend', 'Named later'), yesNo),
    },
    'guarded',
  ),
  countedFigure(
    face(
      'followed-up',
      text('Anonieme melders die terugkwamen', 'Anonymous reporters who came back'),
      text(
        'Van de anonieme signalen: of de melder het postvak opnieuw opende.',
        'Of the anonymous signals: whether the reporter reopened the mailbox.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      along: [
        byYear,
        {
          by: 'fixed',
          column: 'reopened',
          dimension: fixedDimension('reopened', text('Teruggekomen', 'Came back'), yesNo),
        },
      ],
      where: [{ column: 'anonymous', dimension: 'anonymous', codes: ['yes'], as: 'yes' }],
    },
  ),
];

const investigation: readonly FigureDefinition[] = [
  divided(
    'by-investigation',
    text('Incidenten naar onderzoek', 'Incidents by investigation'),
    text(
      'Of en wat voor onderzoek is gedaan. Niet elk incident vraagt om onderzoek.',
      'Whether and what kind of investigation was done. Not every incident calls for one.',
    ),
    { by: 'list', list: 'investigation-types', column: 'investigation', as: 'investigation' },
    'guarded',
  ),
  inPercent(
    'by-investigation',
    'investigation',
    text('Aandeel per soort onderzoek', 'Share by kind of investigation'),
  ),
  divided(
    'by-investigator',
    text('Wie het onderzoek deed', 'Who carried out the investigation'),
    text(
      'De uitvoerder van het onderzoek, waar er een was.',
      'Who carried out the investigation, where there was one.',
    ),
    { by: 'list', list: 'investigators', column: 'investigator', as: 'investigator' },
    'guarded',
  ),
  divided(
    'by-finding',
    text('Incidenten naar bevinding', 'Incidents by finding'),
    text(
      'Wat is vastgesteld. Een incident met meer betrokkenen telt met de verst gaande bevinding.',
      'What was established. An incident with several subjects counts with the furthest finding.',
    ),
    { by: 'fixed', column: 'finding', dimension: findingDimension },
    'open',
  ),
  inPercent('by-finding', 'finding', text('Aandeel per bevinding', 'Share by finding')),
  countedFigure(
    face(
      'concluded',
      text('Incidenten met een uitkomst', 'Incidents with an outcome'),
      text(
        'Incidenten waarvan is vastgesteld of niet vastgesteld wat er is gebeurd: aangetoond, deels of niet aangetoond.',
        'Incidents for which something was or was not established: substantiated, partly or not.',
      ),
      'open',
    ),
    {
      facts: 'incidents',
      along: [byYear],
      where: [
        {
          column: 'finding',
          dimension: 'finding',
          codes: ['substantiated', 'partly', 'unsubstantiated'],
          as: 'concluded',
        },
      ],
    },
  ),
  countedFigure(
    face(
      'established',
      text('Vastgestelde incidenten', 'Established incidents'),
      text('Geheel of deels aangetoond.', 'Wholly or partly substantiated.'),
      'open',
    ),
    {
      facts: 'incidents',
      along: [byYear],
      where: [
        { column: 'finding', dimension: 'finding', codes: ['substantiated', 'partly'], as: 'established' },
      ],
    },
  ),
  derivedFigure(
    face(
      'substantiation-rate',
      text('Aandeel aangetoond', 'Substantiation rate'),
      text(
        '(aangetoond + deels aangetoond) ÷ incidenten met een uitkomst. Niet vast te stellen, niet onderzocht en lopend tellen niet mee.',
        '(substantiated + partly) ÷ incidents with an outcome. Undeterminable, not looked into and pending do not count.',
      ),
      'open',
      { quantity: percent, source: 'ISO 37002:2021 9.1.2 h; NAVEX' },
    ),
    ['incidents.established', 'incidents.concluded'],
    ([part, whole]) => shareOf(required(part), required(whole)),
  ),
  countedFigure(
    face(
      'category-by-finding',
      text('Bevinding per categorie', 'Finding by category'),
      text(
        'De hoofdcategorie gekruist met wat is vastgesteld.',
        'Main category crossed with what was established.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [
        byYear,
        { by: 'list', list: 'incident-categories', column: 'category', as: 'category' },
        { by: 'fixed', column: 'finding', dimension: findingDimension },
      ],
    },
  ),
  countedFigure(
    face(
      'listed',
      text('Incidenten in de bijlage', 'Incidents in the appendix'),
      text(
        'Wat de lijst in de bijlage per regel laat zien: categorie, subcategorie en bevinding, voor het hele concern.',
        'What the list in the appendix shows per row: category, subcategory and finding, for the whole concern.',
      ),
      'open',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [
        byYear,
        { by: 'list', list: 'incident-categories', column: 'leaf', as: 'category', tree: true },
        { by: 'fixed', column: 'finding', dimension: findingDimension },
      ],
    },
  ),
  countedFigure(
    face(
      'by-measure',
      text('Afdoening', 'Measures'),
      text(
        'Elke maatregel telt; een incident kan er meer hebben. Sancties en ordemaatregelen staan apart van de bevinding.',
        'Every measure counts; an incident may have several. Sanctions and order measures stand apart from the finding.',
      ),
      'guarded',
      { counts: 'measure' },
    ),
    {
      facts: 'measures',
      along: [byYear, { by: 'list', list: 'measures', column: 'measure', as: 'measure' }],
    },
  ),
  countedFigure(
    face(
      'by-measure-group',
      text('Soorten afdoening', 'Kinds of measure'),
      text(
        'Informeel, einde van de samenwerking, sanctie volgens de cao, ordemaatregel.',
        'Informal, end of the working relation, sanction under the collective agreement, order measure.',
      ),
      'guarded',
      { counts: 'measure' },
    ),
    {
      facts: 'measures',
      along: [
        byYear,
        {
          by: 'fixed',
          column: 'group',
          dimension: fixedDimension('group', text('Soort afdoening', 'Kind of measure'), [
            { code: 'informal', label: text('informeel', 'informal') },
            { code: 'ending', label: text('einde van de samenwerking', 'end of the working relation') },
            { code: 'sanction', label: text('sanctie', 'sanction') },
            { code: 'order', label: text('ordemaatregel', 'order measure') },
            { code: 'historic', label: text('oud ambtenarenrecht', 'former officials law') },
          ]),
        },
      ],
    },
  ),
  derivedFigure(
    face(
      'by-measure-group-share',
      text('Aandeel per soort afdoening', 'Share by kind of measure'),
      text('Gedeeld door alle maatregelen van dat jaar.', 'Divided by all measures of that year.'),
      'guarded',
      { counts: 'measure', quantity: percent },
    ),
    ['incidents.by-measure-group'],
    ([cube]) => share(required(cube), 'group'),
  ),
  divided(
    'by-external-step',
    text('Externe stappen', 'External steps'),
    text(
      'Aangifte, melding bij de Autoriteit Persoonsgegevens, Nationale ombudsman of Huis voor klokkenluiders.',
      'Report to the police, the data protection authority, the National Ombudsman or the Whistleblowers Authority.',
    ),
    { by: 'list', list: 'external-steps', column: 'externalStep', as: 'step' },
    'guarded',
  ),
  countedFigure(
    face(
      'subjects',
      text('Betrokkenen naar relatie', 'Subjects by relation'),
      text(
        'Elke betrokkene telt; een incident kan er meer hebben.',
        'Every subject counts; an incident may have several.',
      ),
      'guarded',
      { counts: 'subject' },
    ),
    {
      facts: 'subjects',
      along: [
        byYear,
        {
          by: 'fixed',
          column: 'relation',
          dimension: fixedDimension(
            'relation',
            text('Betrokkene', 'Subject'),
            relations.map((code) => ({ code, label: relationLabels[code] })),
          ),
        },
      ],
    },
  ),
  divided(
    'detriment',
    text('Benadeling na een melding', 'Detriment after reporting'),
    text(
      'Signalen van benadeling die na een melding zijn ontvangen (Wbk art. 17da).',
      'Signals of detriment received after a report (Wbk art. 17da).',
    ),
    {
      by: 'fixed',
      column: 'detriment',
      dimension: fixedDimension('detriment', text('Benadeling gemeld', 'Detriment reported'), yesNo),
    },
    'guarded',
  ),
  divided(
    'detriment-established',
    text('Vastgestelde benadeling', 'Established detriment'),
    text('Gemelde benadeling die is vastgesteld.', 'Reported detriment that was established.'),
    {
      by: 'fixed',
      column: 'detrimentEstablished',
      dimension: fixedDimension(
        'established',
        text('Benadeling vastgesteld', 'Detriment established'),
        yesNo,
      ),
    },
    'guarded',
  ),
];

const openAtStart = countedFigure(
  face(
    'open-at-start',
    text('Open aan het begin', 'Open at the start'),
    text(
      'Voor het jaar ontvangen en toen nog niet afgesloten.',
      'Received before the year and not closed by then.',
    ),
    'open',
  ),
  { facts: 'incidents', along: [] },
);

/** Stock and flow: open at start + received − closed = open at end, for every year shown. */
const flow: readonly FigureDefinition[] = [
  {
    ...openAtStart,
    compute: (inputs) =>
      stock(inputs, (receivedBefore, closedBefore) => receivedBefore - closedBefore, 'start'),
  },
  countedFigure(
    face(
      'closed',
      text('Afgesloten incidenten', 'Closed incidents'),
      text('Naar het jaar waarin zij zijn afgesloten.', 'By the year in which they were closed.'),
      'open',
      { countingDate: 'closed' },
    ),
    { facts: 'incidents', along: [{ by: 'year', column: 'closed' }] },
  ),
  {
    ...face(
      'open-at-end',
      text('Open aan het einde', 'Open at the end'),
      text('Open aan het begin + ontvangen − afgesloten.', 'Open at the start + received − closed.'),
      'open',
    ),
    compute: (inputs) =>
      stock(inputs, (receivedBefore, closedBefore) => receivedBefore - closedBefore, 'end'),
  },
  countedFigure(
    face(
      'open-by-age',
      text('Open incidenten naar ouderdom', 'Open incidents by age'),
      text(
        'Hoe lang geleden de incidenten zijn ontvangen die aan het einde van de periode nog open zijn.',
        'How long ago the incidents were received that are still open at the end of the period.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      where: [{ column: 'closed', dimension: 'closed', codes: ['open'], as: 'open' }],
      along: [
        {
          by: 'fixed',
          column: 'ageAtEnd',
          dimension: fixedDimension('age', text('Ouderdom', 'Age'), [
            { code: 'under-6', label: text('korter dan 6 maanden', 'under 6 months') },
            { code: '6-to-12', label: text('6 tot 12 maanden', '6 to 12 months') },
            { code: 'over-12', label: text('12 maanden of langer', '12 months or more') },
          ]),
        },
      ],
    },
  ),
];

function stock(
  inputs: Parameters<FigureDefinition['compute']>[0],
  balance: (received: number, closed: number) => number,
  moment: 'start' | 'end',
): Cube {
  const facts = inputs.facts.get('incidents');
  const year = yearDimension(inputs.years);
  const cells = new Map<string, ReturnType<typeof counted>>();
  const order = ['before', ...inputs.years.map((one) => one.key)];
  for (const [index, one] of inputs.years.entries()) {
    const within = new Set(order.slice(0, moment === 'start' ? index + 1 : index + 2));
    const at = { year: one.key };
    const from = [canonicalKey(`incidents.open-at-${moment}`, at)];
    if (!facts) {
      cells.set(cellKey([year], at), counted(rational(0), from));
      continue;
    }
    const unknown = amountWhere(facts, { received: (code) => code === notRecorded });
    const received = amountWhere(facts, { received: (code) => within.has(code) });
    const closed = amountWhere(facts, { closed: (code) => within.has(code) });
    cells.set(
      cellKey([year], at),
      unknown > 0
        ? uncomputable(
            text(
              `van ${unknown} incidenten is het jaar van ontvangst niet vastgelegd`,
              `the year of receipt of ${unknown} incidents is not recorded`,
            ),
            from,
          )
        : counted(rational(balance(received, closed)), from),
    );
  }
  return {
    base: `incidents.open-at-${moment}`,
    counts: 'incident',
    unit: 'count',
    dimensions: [year],
    cells,
  };
}

/** The amount of the rows whose code in each named column is wanted. */
function amountWhere(facts: FactTable, wanted: Readonly<Record<string, (code: string) => boolean>>): number {
  const filters = Object.entries(wanted).map(([name, isWanted]) => {
    const column = columnOf(facts, name);
    return { codes: column.codes, counts: column.dictionary.map(isWanted) };
  });
  let sum = 0;
  for (let row = 0; row < facts.length; row++) {
    if (filters.every((filter) => filter.counts[filter.codes[row] ?? -1])) sum += facts.amounts[row] ?? 0;
  }
  return sum;
}

function days(
  id: string,
  title: Text,
  definition: Text,
  column: string,
  days: string,
  quantile: 'median' | 'p90',
  countingDate: FigureFace['countingDate'],
): FigureDefinition {
  return {
    ...face(id, title, definition, 'open', {
      counts: 'day',
      quantity: { unit: 'weeks', decimals: 0 },
      countingDate,
    }),
    compute: (inputs) => {
      const facts = inputs.facts.get('incidents');
      const dimension = yearDimension(inputs.years);
      if (!facts) return { cannot: text('er zijn geen registraties', 'there are no registrations') };
      return quantileInWeeks(facts, { days, dimension, column, quantile });
    },
  };
}

const terms: readonly FigureDefinition[] = [
  days(
    'weeks-to-close',
    text('Doorlooptijd, mediaan', 'Time to close, median'),
    text(
      'Van ontvangst tot afsluiting; de helft van de zaken duurde niet langer.',
      'From receipt to closing; half of the cases took no longer.',
    ),
    'closed',
    'closingDays',
    'median',
    'closed',
  ),
  days(
    'weeks-to-close-p90',
    text('Doorlooptijd, negen van de tien', 'Time to close, nine in ten'),
    text(
      'Van ontvangst tot afsluiting; negen van de tien zaken duurden niet langer.',
      'From receipt to closing; nine in ten cases took no longer.',
    ),
    'closed',
    'closingDays',
    'p90',
    'closed',
  ),
  days(
    'weeks-to-report',
    text('Tijd tussen incident en melding, mediaan', 'Time between incident and report, median'),
    text(
      'Van de dag van het incident tot de dag van ontvangst.',
      'From the day of the incident to the day of receipt.',
    ),
    'received',
    'reportingDays',
    'median',
    'received',
  ),
  divided(
    'acknowledged',
    text('Ontvangst bevestigd binnen 7 dagen', 'Receipt acknowledged within 7 days'),
    text(
      'Bevestiging uiterlijk zeven dagen na ontvangst (Wbk art. 2, tweede lid, onder h).',
      'Acknowledgement at the latest seven days after receipt (Wbk art. 2(2)(h)).',
    ),
    { by: 'fixed', column: 'acknowledged', dimension: fixedDimension('term', text('Termijn', 'Term'), term) },
    'guarded',
  ),
  inPercent(
    'acknowledged',
    'term',
    text('Aandeel bevestigd binnen 7 dagen', 'Share acknowledged within 7 days'),
  ),
  divided(
    'informed',
    text('Geïnformeerd binnen 3 maanden', 'Informed within 3 months'),
    text(
      'Informatie over de opvolging uiterlijk drie maanden na de bevestiging (Wbk art. 2, tweede lid, onder i).',
      'Information about the follow-up at the latest three months after the acknowledgement (Wbk art. 2(2)(i)).',
    ),
    { by: 'fixed', column: 'informed', dimension: fixedDimension('term', text('Termijn', 'Term'), term) },
    'guarded',
  ),
  inPercent(
    'informed',
    'term',
    text('Aandeel geïnformeerd binnen 3 maanden', 'Share informed within 3 months'),
  ),
];

/** Per field of the registration: in how many incidents it is recorded. */
const completeness: FigureDefinition = {
  ...face(
    'completeness',
    text('Volledigheid van de registratie', 'Completeness of the registration'),
    text(
      'Per veld van het registratieformulier: in hoeveel incidenten van de periode het is ingevuld.',
      'Per field of the registration form: in how many incidents of the period it is filled in.',
    ),
    'open',
  ),
  compute: (inputs) => {
    const facts = inputs.facts.get('incidents');
    const years = new Set([...yearsOf(inputs.period).map((year) => year.key), notRecorded]);
    const fields: readonly (readonly [string, Text])[] = [
      ['category', text('categorie', 'category')],
      ['subcategory', text('subcategorie', 'subcategory')],
      ['received', text('jaar van ontvangst', 'year of receipt')],
      ['unit', text('onderdeel', 'unit')],
      ['kind', text('soort', 'kind')],
      ['reporter', text('melder', 'reporter')],
      ['investigation', text('onderzoek', 'investigation')],
      ['finding', text('bevinding', 'finding')],
    ];
    const dimension = fixedDimension(
      'field',
      text('Veld', 'Field'),
      fields.map(([code, label]) => ({ code, label })),
    );
    const cells = new Map(
      [...fields.map(([code]) => code), total].map((code) => {
        const from = [canonicalKey('incidents.completeness', { field: code, asOf: inputs.period.key })];
        const recorded =
          code === total
            ? {}
            : {
                [code]: (value: string) => value !== notRecorded && (code !== 'received' || years.has(value)),
              };
        const inPeriod = facts ? amountWhere(facts, { received: (year) => years.has(year), ...recorded }) : 0;
        return [cellKey([dimension], { field: code }), counted(rational(inPeriod), from)] as const;
      }),
    );
    return {
      base: 'incidents.completeness',
      counts: 'incident',
      unit: 'count',
      dimensions: [dimension],
      cells,
    };
  },
};

const completenessShare = derivedFigure(
  face(
    'completeness-share',
    text('Aandeel ingevuld per veld', 'Share filled in per field'),
    text('Gedeeld door alle incidenten van de periode.', 'Divided by all incidents of the period.'),
    'open',
    { quantity: percent },
  ),
  ['incidents.completeness'],
  ([cube]) => share(required(cube), 'field'),
);

/** How many incidents had no investigation; the report explains why that may be right. */
const withoutInvestigation = derivedFigure(
  face(
    'without-investigation-share',
    text('Afgedaan zonder onderzoek', 'Settled without investigation'),
    text(
      'Incidenten zonder onderzoek gedeeld door alle incidenten van dat jaar.',
      'Incidents without investigation divided by all incidents of that year.',
    ),
    'guarded',
    { quantity: percent },
  ),
  ['incidents.by-investigation'],
  ([cube]) => {
    const shares = share(required(cube), 'investigation');
    const year = shares.dimensions.filter((dimension) => dimension.key === 'year');
    const cells = new Map(
      [...(year[0]?.members.map((member) => member.code) ?? []), total].map((code) => [
        cellKey(year, { year: code }),
        cellAt(shares, { year: code, investigation: 'none' }),
      ]),
    );
    return { ...shares, dimensions: year, cells };
  },
);

/** Everything the register of incidents contributes to the report. */
export const incidentFigures: readonly FigureDefinition[] = [
  ...totals,
  ...divisions,
  ...investigation,
  withoutInvestigation,
  ...flow,
  ...terms,
  completeness,
  completenessShare,
];
