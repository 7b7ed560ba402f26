import type { Profile } from '../codes/profile.ts';
import { partOf } from '../figures/build.ts';
import type { FigureDefinition } from '../figures/definition.ts';
import type { AccessRow } from '../platform/access/access-table.ts';
import type { Action } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { printedFigures } from './checks/printed-register.ts';
import type { PrintedRule } from './checks/printed-rules.ts';
import type { Doubts } from './doubt-words.ts';
import { importAction } from './import/import-action.ts';
import type { ImportInput } from './import/import-input.ts';
import type { ImportReport } from './import/import-report.ts';
import { inputsQuestion } from './inputs.ts';
import { keepingAccess } from './keeping/keeping.ts';
import type { ReportList } from './offers/report-list.ts';
import type { StatedRecords } from './offers/stated-records.ts';
import type { Register } from './register.ts';
import { recordedOnly } from './returns/coverage.ts';
import { unitImportAction } from './units/unit-import.ts';

/** What `import` calls the list of units, which is no register but the structure of the organisation. */
const unitList = 'units';

/**
 * All that the rest of the program knows of a number of registers, assembled from their faces: of all that exist, or
 * of those that an organisation keeps. Nothing about a register stands anywhere else.
 */
export interface Catalogue {
  readonly figures: readonly FigureDefinition[];
  /** The lists of records that a report can show. */
  readonly lists: readonly ReportList[];
  /** The rules by which registers recognise what an older report printed. */
  readonly printedRules: readonly PrintedRule[];
  /** What a yearly statement to a receiver is made of; undefined where no register offers it. */
  readonly stated: StatedRecords | undefined;
  /** The registers, and the figures of older reports, which are imported and exported like one. */
  readonly registers: readonly Register[];
  /** The words of every kind of doubt that rows can carry. */
  readonly doubts: Doubts;
  /** What `import` can fill: the list of units and the registers that files are read into. */
  readonly importKeys: readonly string[];
  /** The import into a register, or into the list of units; undefined where nothing bears that name. */
  readonly importInto: (
    key: string,
    profile: Profile,
    waits?: () => void,
  ) => Action<ImportInput, ImportReport> | undefined;
  /** The question that reads all inputs of the figures. */
  readonly readInputs: ReturnType<typeof inputsQuestion>;
  readonly access: readonly AccessRow[];
}

/** Assembles a catalogue. Throws a RangeError where two registers bear one key or offer one directive. */
export function catalogueOf(registers: readonly Register[]): Catalogue {
  const all = [...registers, printedFigures];
  const lists = registers.flatMap((one) => one.lists ?? []);
  refuseTwice(all.map(({ key }) => key));
  refuseTwice(lists.map(({ directive }) => directive));
  return {
    registers: all,
    figures: registers.flatMap(figuresOf),
    lists,
    printedRules: registers.flatMap(({ printed }) => printed),
    stated: registers.find((one) => one.stated)?.stated,
    doubts: Object.assign({}, ...all.map((register) => register.doubts ?? {})),
    importKeys: [unitList, ...all.filter((one) => one.imports.length > 0).map((one) => one.key)],
    importInto: (key, profile, waits) => {
      if (key === unitList) return unitImportAction(profile);
      const register = all.find((one) => one.key === key);
      return register && importAction(register, profile, waits);
    },
    readInputs: inputsQuestion(registers),
    access: all.flatMap(({ key, access, pages }) => [...access, ...(pages ? keepingAccess(key, pages) : [])]),
  };
}

/**
 * The registers as an organisation has them. Of which it keeps none are off in its profile: no menu, no question, no
 * figure. Figures that are open elsewhere are guarded where it says so.
 */
export function registersOn(
  registers: readonly Register[],
  { registersOff, guardedFigures = [] }: Pick<Profile, 'registersOff' | 'guardedFigures'>,
): readonly Register[] {
  const kept = registers.filter(({ key }) => !registersOff.includes(key));
  if (guardedFigures.length === 0) return kept;
  return kept.map((register) => ({
    ...register,
    figures: register.figures.map((figure) =>
      figure.protection.class === 'open' && guardedFigures.includes(figure.id) ? guarded(figure) : figure,
    ),
  }));
}

/** A figure that is open elsewhere, as a guarded one: then what it leaves of its whole is guarded with it. */
function guarded(figure: FigureDefinition): FigureDefinition {
  const made = { ...figure, protection: { class: 'guarded' as const, reason: guardedHere } };
  return figure.within ? partOf(made, figure.within.whole, 'guarded', figure.within.beside, true) : made;
}

const guardedHere = text(
  'De organisatie is klein: ook dit aantal kan naar een persoon wijzen.',
  'The organisation is small: this number too may point at a person.',
);

function figuresOf({ key, name, figures, counted, annualCall }: Register): readonly FigureDefinition[] {
  return figures.map((own) => {
    const figure = annualCall ? recordedOnly(own, key) : own;
    const countedAs = counted?.[figure.counts];
    return { ...figure, register: name, ...(countedAs ? { countedAs } : {}) };
  });
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`Two registers are called "${twice}".`);
}
