import { sql } from 'kysely';
import { type Period, parsePeriod, yearsOf } from '../../organisation/period.ts';
import { nameOn, type Structure, unitsNamed } from '../../organisation/structure.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { type Covered, writeCoverage } from '../returns/coverage.ts';
import { type Finding, fileFinding, type ImportContext, type ImportFace } from './import-face.ts';
import type { RowSource } from './matters/known-rows.ts';

/** The units and reporting years that a file covers: where it holds no record, there is none. */
export interface Coverage {
  readonly units: readonly string[];
  readonly years: readonly string[];
}

/** What a person said of it; what they left out is taken from the rows. */
type Stated = { readonly [Part in keyof Coverage]?: Coverage[Part] };

/**
 * What `--covers` says: names or keys of units, and years or periods, with commas between them: "RDL,2024",
 * "RDL,LFI,2023-2024".
 */
function statedCoverage(written: string, { structure, yearStart }: ImportContext): Stated | Finding {
  const units: string[] = [];
  const years: string[] = [];
  for (const word of written.split(',').map((one) => one.trim())) {
    if (/^\d{4}(-\d{4})?$/.test(word)) {
      years.push(...yearsOf(parsePeriod(word, yearStart)).map(({ key }) => key));
      continue;
    }
    const [unit, ...others] = unitsNamed(structure, word);
    if (!unit) return unknownWord(word, structure);
    if (others.length > 0) return ofSeveral(word, [unit, ...others].map(({ key }) => key).join(', '));
    units.push(unit.key);
  }
  return { ...(units.length > 0 ? { units } : {}), ...(years.length > 0 ? { years } : {}) };
}

/** Gathers what a file covers while its rows stream by, and records it. */
export class CoverageOfFile {
  readonly #context: ImportContext;
  readonly #written: string | undefined;
  readonly #units = new Set<string | null>();
  readonly #years = new Set<string>();
  #isKept = false;

  constructor(context: ImportContext, faces: readonly ImportFace[], written: string | undefined) {
    this.#context = context;
    this.#written = written;
    this.#isKept = faces.some(({ covers }) => covers);
  }

  /** Notes the unit and the years of a record, and answers the years. */
  add(face: ImportFace, record: unknown): readonly string[] {
    const place = face.covers?.(record, this.#context);
    if (!place) return [];
    this.#units.add(place.unit);
    for (const year of place.years) this.#years.add(year);
    return place.years;
  }

  /** What the file covers, and what has to be asked about it; nothing for registers whose units answer by record. */
  state(): { readonly coverage: Coverage | undefined; readonly findings: readonly Finding[] } {
    if (!this.#isKept)
      return { coverage: undefined, findings: this.#written === undefined ? [] : [notKept(this.#written)] };
    const stated = this.#written === undefined ? {} : statedCoverage(this.#written, this.#context);
    if ('weight' in stated) return { coverage: undefined, findings: [stated] };
    const years = stated.years ?? [...this.#years].sort();
    if (years.length === 0) return { coverage: undefined, findings: [] };
    const { root } = this.#context.structure;
    const named = [...this.#units].filter((unit) => unit !== null);
    const [only] = named;
    const isOne = only !== undefined && named.length === 1 && !this.#units.has(null) && only !== root;
    const findings = [
      ...(isOne && stated.units === undefined ? [oneUnit(only, this.#context.structure)] : []),
      ...(stated.years === undefined ? yearsBetween(years) : []),
    ];
    return { coverage: { units: stated.units ?? [isOne ? only : root], years }, findings };
  }
}

/** Records what a file covers instead of what it covered before. True when that is something else. */
export async function recordCoverage(
  database: Database,
  source: RowSource,
  { units, years }: Coverage,
): Promise<boolean> {
  const covered = units.flatMap((unit) =>
    years.map((period): Covered => ({ register: source.register, unit, period })),
  );
  const before = await sql<{ id: string; unit: string; period: string }>`
    select c.id, c.unit, c.period from import_coverage c join import_source s on s.id = c.source_id
    where c.withdrawn_at is null and s.register = ${source.register} and s.sender = ${source.sender}
      and s.file_name = ${source.fileName}`.execute(database);
  const key = ({ unit, period }: Pick<Covered, 'unit' | 'period'>) => `${unit} ${period}`;
  const [now, then] = [new Set(covered.map(key)), new Set(before.rows.map(key))];
  if (now.size === then.size && [...now].every((one) => then.has(one))) return false;
  await sql`update import_coverage set withdrawn_at = now()
    where id = any(${before.rows.map(({ id }) => id)}::uuid[])`.execute(database);
  await writeCoverage(database, source.sourceId, covered);
  return true;
}

/** What a file covers in words: "2023, 2024 · heel Rijksdienst" or "2024 · Lucht, Water". */
export function coverageInWords({ units, years }: Coverage, structure: Structure, day: string): Text {
  const names = units.map((key) => {
    const unit = structure.units.find((one) => one.key === key);
    return unit ? nameOn(unit, day).name : text(key, key);
  });
  const isWhole = units.length === 1 && units[0] === structure.root;
  const list = (language: 'nl' | 'en') => names.map((one) => one[language]).join(', ');
  return text(
    `${years.join(', ')} · ${isWhole ? `heel ${list('nl')}` : list('nl')}`,
    `${years.join(', ')} · ${isWhole ? `all of ${list('en')}` : list('en')}`,
  );
}

/** Years that a period can have. */
const [earliestYear, latestYear] = [1900, 2199];

/** The reporting years that a stretch of days touches. */
export function yearsTouched(
  span: Pick<Period, 'from' | 'until'>,
  { yearStart }: ImportContext,
): readonly string[] {
  const first = Math.max(Number(span.from.slice(0, 4)) - 1, earliestYear);
  const last = Math.min(Number(span.until.slice(0, 4)), latestYear);
  if (first > last) return [];
  return yearsOf(parsePeriod(`${first}-${last}`, yearStart))
    .filter(({ from, until }) => from < span.until && span.from < until)
    .map(({ key }) => key);
}

function unknownWord(word: string, { root }: Structure): Finding {
  return fileFinding(
    'refused',
    'coverage-unclear',
    '',
    0,
    word,
    text(
      `Achter --covers staan onderdelen en jaren, met komma’s ertussen, zoals --covers '${root},2024'. Dit is geen van beide.`,
      `Behind --covers stand units and years, with commas between them, such as --covers '${root},2024'. This is neither.`,
    ),
  );
}

function ofSeveral(word: string, keys: string): Finding {
  return fileFinding(
    'refused',
    'unit-ambiguous',
    '',
    0,
    word,
    text(
      `„${word}” kan slaan op ${keys}. Schrijf achter --covers de sleutel.`,
      `“${word}” may mean ${keys}. Write the key behind --covers.`,
    ),
  );
}

function notKept(written: string): Finding {
  return fileFinding(
    'refused',
    'coverage-not-kept',
    '',
    0,
    written,
    text(
      'Bij dit register zeggen de opgaven zelf van welk onderdeel en jaar zij zijn. Laat --covers weg.',
      'In this register the returns themselves say of which unit and year they are. Leave --covers out.',
    ),
  );
}

function oneUnit(unit: string, structure: Structure): Finding {
  return fileFinding(
    'doubtful',
    'coverage-one-unit',
    '',
    0,
    unit,
    text(
      `Alleen ${unit} staat in dit bestand; de andere onderdelen blijven „niet vastgelegd”. Is dit het register van alle onderdelen, lees het dan in met --covers '${structure.root}'.`,
      `Only ${unit} stands in this file; the other units stay “not recorded”. If this is the register of all units, import it with --covers '${structure.root}'.`,
    ),
  );
}

function yearsBetween(years: readonly string[]): readonly Finding[] {
  const numbers = years.map(Number);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const between = Array.from({ length: last - first }, (_, index) => first + index).filter(
    (year) => !numbers.includes(year),
  );
  if (between.length === 0) return [];
  const named = between.length > 6 ? `${between[0]} … ${between.at(-1)}` : between.join(', ');
  return [
    fileFinding(
      'doubtful',
      'coverage-year-between',
      '',
      0,
      named,
      text(
        `Over ${named} staat niets in dit bestand: dat blijft „niet vastgelegd”. Was er niets, zeg dan welke jaren het bestand beslaat: --covers ${first}-${last}.`,
        `Nothing of ${named} stands in this file: it stays “not recorded”. If there was nothing, say which years the file covers: --covers ${first}-${last}.`,
      ),
    ),
  ];
}
