import type { GridCell } from './grid.ts';
import type { Habits } from './habits.ts';
import { type DayHabit, dayHabit, looseWord, missingHabit, writtenDay, yesNoHabit } from './spellings.ts';

/** The years that invented files are about; the last is the one that is reported. */
export const years = [2022, 2023, 2024] as const;

/** Registers for which files are invented. */
export const inventedRegisters = ['incidents', 'outside-activities', 'gifts', 'complaints', 'staff'] as const;

export type InventedRegister = (typeof inventedRegisters)[number];

/** A row of a table with what of the truth stands in it. */
export interface TruthRow {
  /** By key of a column. */
  readonly values: Readonly<Record<string, GridCell>>;
  /** Places of figures in which the row is counted, each as often as it is named. */
  readonly counted: readonly string[];
}

/** A table of a register around known truth. */
export interface TruthTable {
  readonly register: InventedRegister;
  /** In the order of the file: key and heading. */
  readonly columns: readonly (readonly [key: string, heading: string])[];
  readonly rows: readonly TruthRow[];
  /** Lines above the table without which its rows are not complete, such as a year. */
  readonly titles: readonly string[];
  /** What a person says when reading the file. */
  readonly stated: { readonly period?: string; readonly dates?: 'mdy' | 'dmy' };
}

const units = ['SOC', 'RUI', 'BED'] as const;
const unitNames: Readonly<Record<string, readonly string[]>> = {
  SOC: ['SOC', 'Sociaal domein', 'Social domain', 'sociaal domein'],
  RUI: ['RUI', 'Ruimte', 'Space', 'RUIMTE'],
  BED: ['BED', 'Bedrijfsvoering', 'Operations', 'bed'],
};
/** As files of a municipality name them, also by the list that its profile had before. */
const categories: Readonly<Record<string, readonly string[]>> = {
  a: ['Geld en goederen', 'Money and goods', 'geld'],
  b: ['Belangenverstrengeling', 'Conflict of interest', 'belang'],
  c: ['Omgang met informatie', 'informatie'],
  g: ['Ongewenst gedrag', 'omgang'],
  h: ['Bedrijfsmiddelen', 'Resources', 'middelen'],
};

/** A place of a figure: "incidents.by-unit year=2024 unit=SOC". */
export function place(figure: string, at: Readonly<Record<string, string | number>>): string {
  return [figure, ...Object.entries(at).map(([key, value]) => `${key}=${value}`)].join(' ');
}

/** One of the names of a thing, the first most often. */
function nameOf(names: readonly string[] | undefined, habits: Habits): string {
  const [first = '', ...others] = names ?? [];
  return looseWord(habits.below(3) > 0 ? first : habits.one(first, ...others), habits);
}

function someDay(year: number, habits: Habits): string {
  // The turn of the year is where a slip is counted elsewhere.
  if (habits.below(8) === 0)
    return habits.one(`${year}-01-01`, `${year}-12-31`, `${year}-06-30`, `${year}-07-01`);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(1 + habits.below(12))}-${two(1 + habits.below(28))}`;
}

const someYear = (habits: Habits) => habits.one(...years);

/** Columns in another order, with columns of which the register knows nothing, or that a file may leave out. */
function arranged(
  habits: Habits,
  columns: readonly (readonly [key: string, ...headings: string[]])[],
): readonly (readonly [string, string])[] {
  const strange = habits.has('strange column', 25)
    ? ([[`strange`, habits.one('Behandelaar', 'Locatie', 'Volgnr', 'Bijzonderheden')]] as const)
    : [];
  const chosen = columns.map(
    ([key, first = '', ...others]) =>
      [key, habits.below(3) === 0 ? habits.one(first, ...others) : first] as const,
  );
  const all = [...chosen, ...strange];
  return habits.has('columns in another order', 30) ? habits.shuffled(all) : all;
}

const strangeValue = (habits: Habits) => habits.one('JdV', 'kamer 4', '12', '', 'zie map');

/** What a person says about days that have the month first, most often. */
function dayStated(days: readonly DayHabit[], habits: Habits): { readonly dates?: 'mdy' | 'dmy' } {
  if (
    days.includes('m/d/yyyy') &&
    !days.includes('d/m/yyyy') &&
    habits.has('says that the month is first', 60)
  )
    return { dates: 'mdy' };
  if (days.includes('d/m/yyyy') && !days.includes('m/d/yyyy') && habits.has('says that the day is first', 50))
    return { dates: 'dmy' };
  return {};
}

/** Incidents, some with several subjects (every one has at least one, also where no column names it), with and without numbers. */
export function incidentTable(habits: Habits, start = 1): TruthTable {
  const missing = missingHabit(habits);
  const days = dayHabit(habits);
  const said = yesNoHabit(habits);
  const numbered = habits.named('numbered', 'not numbered', 'some numbers');
  const hasSubjects = habits.has('subjects', 50);
  const isMonthly = habits.has('months without a year', 8);
  const monthYear = someYear(habits);
  const isSparse = habits.has('later rows of a matter are blank', 30);
  const count = 1 + habits.below(12);
  const withUnit = habits.below(5) > 0;
  const rows = Array.from({ length: count }, (_, index): readonly TruthRow[] => {
    const year = isMonthly ? monthYear : someYear(habits);
    const day = someDay(year, habits);
    const unit = habits.below(10) === 0 ? undefined : habits.one(...units);
    const code = habits.one('a', 'b', 'c', 'g', 'h');
    const number =
      numbered === 'numbered' || (numbered === 'some numbers' && habits.below(2) === 0)
        ? habits.one(`${year}-${start + index}`, `Z ${start + index}`, `IM${start + index}/${year}`)
        : '';
    const isSlip = habits.below(150) === 0;
    const category = isSlip
      ? habits.one('Geld en goedren', 'Overig', 'Bedrijfsmiddel')
      : nameOf(categories[code], habits);
    const shared: Readonly<Record<string, GridCell>> = {
      category,
      received: isMonthly ? `${writtenDay(day, 'in words')}`.replace(/ \d{4}$/, '') : writtenDay(day, days),
      ...(withUnit ? { unit: unit === undefined ? missing() : nameOf(unitNames[unit], habits) } : {}),
      anonymous: habits.below(4) === 0 ? missing() : said(habits.below(2) === 0),
      description: habits.one(
        'Vermissing van een laptop',
        'Onjuiste declaratie',
        'Melding via de lijn; besproken, privé',
        'Eén melder, geëscaleerd',
        `Zaak ${start + index}`,
      ),
      ...(number === '' ? {} : { number }),
    };
    const subjects = hasSubjects && number !== '' && habits.below(3) === 0 ? 2 + habits.below(2) : 1;
    const own = [
      place('incidents.total', { year }),
      place('incidents.by-category', { year, category: code }),
      ...(unit === undefined || !withUnit ? [] : [place('incidents.by-unit', { year, unit })]),
    ];
    const relations = ['medewerker', 'externe inhuur', 'leidinggevende'] as const;
    return Array.from({ length: subjects }, (_unused, subject) => ({
      values: {
        ...(subject > 0 && isSparse ? { number } : shared),
        ...(subject > 0 && habits.below(6) === 0 ? { number: number.toLowerCase().replace(' ', '') } : {}),
        subject: relations[subject] ?? 'medewerker',
        strange: strangeValue(habits),
      },
      counted: [...(subject === 0 ? own : []), place('incidents.subjects', { year })],
    }));
  });
  const columns = arranged(habits, [
    ...(numbered === 'not numbered'
      ? []
      : [['number', 'Zaaknummer', 'Zaaknr', 'Dossiernummer', 'Kenmerk'] as const]),
    ['category', 'Categorie', 'Hoofdcategorie', 'Category'],
    ['description', 'Omschrijving', 'Beschrijving', 'Korte omschrijving'],
    ['received', 'Datum ontvangst', 'Ontvangen op', 'Datum melding', 'Gemeld op', 'Date received'],
    ...(withUnit ? [['unit', 'Onderdeel', 'Dienst', 'Herkomst', 'Organisatieonderdeel'] as const] : []),
    ['anonymous', 'Anoniem', 'Anoniem gemeld'],
    ...(hasSubjects ? [['subject', 'Betrokkene', 'Rol betrokkene', 'Relatie betrokkene'] as const] : []),
  ]);
  const period = isMonthly && habits.has('says the year', 80) ? { period: `${monthYear}` } : {};
  return {
    register: 'incidents',
    columns,
    rows: rows.flat(),
    titles: [],
    stated: { ...period, ...dayStated([days], habits) },
  };
}

/** Outside activities: in force at the end of a year when declared by then and not ended by then. */
export function activityTable(habits: Habits): TruthTable {
  const missing = missingHabit(habits);
  const [declares, ends] = [dayHabit(habits), dayHabit(habits)];
  const said = yesNoHabit(habits);
  const rows = Array.from({ length: 1 + habits.below(14) }, (): TruthRow => {
    const unit = habits.one(...units);
    const declared = someDay(habits.one(2020, ...years), habits);
    const isEnded = habits.below(3) === 0;
    const later = someDay(habits.one(...years, 2025), habits);
    const ended = isEnded && later >= declared ? later : undefined;
    const endless = habits.one('', '31-12-9999', '9999-12-31', missing(), missing());
    const inForce = years.filter(
      (year) => declared <= `${year}-12-31` && (ended === undefined || ended > `${year}-12-31`),
    );
    return {
      values: {
        unit: nameOf(unitNames[unit], habits),
        declared: writtenDay(declared, declares),
        ended: ended === undefined ? endless : writtenDay(ended, ends),
        paid: habits.below(4) === 0 ? missing() : said(habits.below(2) === 0),
        strange: strangeValue(habits),
      },
      counted: inForce.map((year) => place('outside-activities.declared', { year, unit })),
    };
  });
  return {
    register: 'outside-activities',
    columns: arranged(habits, [
      ['unit', 'Onderdeel', 'Organisatieonderdeel', 'Dienst', 'Unit'],
      ['declared', 'Datum opgave', 'Opgegeven op', 'Gemeld op'],
      ['ended', 'Datum einde', 'Beëindigd op', 'Einddatum'],
      ['paid', 'Betaald', 'Bezoldigd'],
    ]),
    rows,
    titles: [],
    stated: dayStated([declares, ends], habits),
  };
}

/** Who works where: counted on the last day of a year. */
export function staffTable(habits: Habits): TruthTable {
  const missing = missingHabit(habits);
  const [starts, ends] = [dayHabit(habits), dayHabit(habits)];
  const rows = Array.from({ length: 1 + habits.below(15) }, (_, index): TruthRow => {
    const unit = habits.one(...units);
    const started = someDay(habits.one(2015, 2019, ...years), habits);
    const later = someDay(habits.one(...years, 2025), habits);
    const ended = habits.below(3) === 0 && later >= started ? later : undefined;
    const kind = habits.one('Vast', 'Tijdelijk', 'Vaste aanstelling', 'Inhuur', '');
    const present = years.filter(
      (year) => started <= `${year}-12-31` && (ended === undefined || ended >= `${year}-12-31`),
    );
    const isOwn = kind !== 'Inhuur';
    return {
      values: {
        number: habits.one<GridCell>(1000 + index, `${1000 + index}`, `P${1000 + index}`),
        unit: nameOf(unitNames[unit], habits),
        started: writtenDay(started, starts),
        ended: ended === undefined ? habits.one('', '31-12-9999', missing()) : writtenDay(ended, ends),
        kind: kind === '' ? missing() : kind,
        hours: habits.one<GridCell>(36, '36', '32,5', '24', ''),
        strange: strangeValue(habits),
      },
      counted: isOwn ? present.map((year) => place('staff.employments', { year, unit })) : [],
    };
  });
  return {
    register: 'staff',
    columns: arranged(habits, [
      ['number', 'Personeelsnummer', 'Pers.nr.', 'Medewerkernummer'],
      ['unit', 'Onderdeel', 'Dienst', 'Organisatieonderdeel'],
      ['started', 'Begin dienstverband', 'In dienst', 'Datum in dienst', 'Begindatum'],
      ['ended', 'Laatste dag dienstverband', 'Uit dienst', 'Einddatum'],
      ['kind', 'Soort dienstverband', 'Dienstverband', 'Aanstelling'],
      ['hours', 'Uren per week', 'Uren'],
    ]),
    rows,
    titles: [],
    stated: dayStated([starts, ends], habits),
  };
}

/** A number as a return has it: typed, as text, or nil in words. */
function writtenCount(count: number, habits: Habits): GridCell {
  if (count === 0) return habits.one<GridCell>(0, '0', 'nihil', 'geen');
  return habits.one<GridCell>(count, count, `${count}`, ` ${count} `);
}

/** A yearly return of gifts or of complaints, with its years in a column, in the title, or stated. */
export function returnTable(register: 'gifts' | 'complaints', habits: Habits): TruthTable {
  const missing = missingHabit(habits);
  const yearIn = habits.has('year nowhere', 5)
    ? 'year nowhere'
    : habits.named('year in a column', 'year in the title', 'year stated');
  const year = someYear(habits);
  const hasUnit = register === 'gifts';
  const about = hasUnit ? units : ['VELD' as const];
  const covered = yearIn === 'year in a column' ? years.slice(habits.below(3)) : [year];
  const rows = covered.flatMap((of) =>
    about
      .filter(() => !hasUnit || habits.below(6) > 0)
      .map((unit): TruthRow => {
        const [first, second] = [habits.below(4) * habits.below(9), habits.below(3)];
        const isMissing = habits.below(12) === 0;
        const at = { year: of, ...(hasUnit ? { unit } : {}) };
        const figures = hasUnit
          ? (['gifts.offered', 'gifts.accepted'] as const)
          : (['complaints.received', 'complaints.handled'] as const);
        const stands = (figure: string, value: number) =>
          Array.from({ length: value }, () => place(figure, at));
        return {
          values: {
            unit: nameOf(unitNames[unit] ?? [unit], habits),
            year: habits.one<GridCell>(of, `${of}`, ` ${of}`),
            first: isMissing ? missing() : writtenCount(first, habits),
            second: writtenCount(second, habits),
            strange: strangeValue(habits),
          },
          counted: [...(isMissing ? [] : stands(figures[0], first)), ...stands(figures[1], second)],
        };
      }),
  );
  const columns = arranged(habits, [
    ...(hasUnit ? [['unit', 'Onderdeel', 'Dienst', 'Organisatie'] as const] : []),
    ...(yearIn === 'year in a column' ? [['year', 'Jaar', 'Verslagjaar', 'Kalenderjaar'] as const] : []),
    ...(hasUnit
      ? ([
          ['first', 'Aangeboden boven de grens', 'Aangeboden boven 50 euro'],
          ['second', 'Aangenomen boven de grens', 'Aangenomen boven 50 euro'],
        ] as const)
      : ([
          ['first', 'Klachten', 'Aantal klachten', 'Ontvangen klachten'],
          ['second', 'Behandelde klachten', 'Behandeld'],
        ] as const)),
  ]);
  return {
    register,
    columns,
    rows,
    titles: yearIn === 'year in the title' ? [`${hasUnit ? 'Geschenken' : 'Klachten'} ${year}`] : [],
    stated: yearIn === 'year stated' ? { period: `${year}` } : {},
  };
}

/** A yearly return with its years side by side: "Klachten 2022", "Klachten 2023". */
function yearsBeside(register: 'gifts' | 'complaints', habits: Habits): TruthTable {
  const missing = missingHabit(habits);
  const hasUnit = register === 'gifts';
  const covered = years.slice(habits.below(2));
  const figures = hasUnit
    ? (['gifts.offered', 'gifts.accepted'] as const)
    : (['complaints.received', 'complaints.handled'] as const);
  const headings = hasUnit
    ? (['Aangeboden boven de grens', 'Aangenomen boven de grens'] as const)
    : (['Klachten', 'Behandelde klachten'] as const);
  const written = habits.one<(heading: string, year: number) => string>(
    (heading, year) => `${heading} ${year}`,
    (heading, year) => `${heading} (${year})`,
    (heading, year) => `${year} ${heading}`,
    (heading, year) => `${heading} in ${year}`,
  );
  const beside = figures.flatMap((figure, place) =>
    covered.map((year) => ({
      key: `${figure} ${year}`,
      figure,
      year,
      heading: written(headings[place] ?? '', year),
    })),
  );
  const rows = (hasUnit ? units : ['VELD' as const]).map((unit): TruthRow => {
    const cells = beside.map(({ key, figure, year }) => {
      const count = habits.below(4) * habits.below(7);
      const isMissing = habits.below(12) === 0;
      const at = { year, ...(hasUnit ? { unit } : {}) };
      return {
        value: [key, isMissing ? missing() : writtenCount(count, habits)] as const,
        counted: isMissing ? [] : Array.from({ length: count }, () => place(figure, at)),
      };
    });
    return {
      values: {
        unit: nameOf(unitNames[unit] ?? [unit], habits),
        ...Object.fromEntries(cells.map(({ value }) => value)),
      },
      counted: cells.flatMap(({ counted }) => counted),
    };
  });
  const columns = [
    ...(hasUnit ? [['unit', habits.one('Onderdeel', 'Dienst')] as const] : []),
    ...beside.map(({ key, heading }) => [key, heading] as const),
  ];
  return {
    register,
    columns: habits.has('columns in another order', 30) ? habits.shuffled(columns) : columns,
    rows,
    titles: [],
    stated: {},
  };
}

/** A table of a register. */
export function truthTable(register: InventedRegister, habits: Habits): TruthTable {
  switch (register) {
    case 'incidents':
      return incidentTable(habits);
    case 'outside-activities':
      return activityTable(habits);
    case 'staff':
      return staffTable(habits);
    case 'gifts':
    case 'complaints':
      return habits.has('years side by side', 30)
        ? yearsBeside(register, habits)
        : returnTable(register, habits);
    default:
      throw new Error(`No files are invented for ${register satisfies never}`);
  }
}
