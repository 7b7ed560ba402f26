import { z } from 'zod';
import type { Daglicht } from '../../app.ts';
import { readJson } from '../../codes/profile.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import {
  basisDifferences,
  basisReasonSchema,
  setBasisReason,
  setBasisReasons,
} from '../../collection/returns/basis-reasons.ts';
import { bothNumbers } from '../../figures/bases/both-bases.ts';
import { printRational } from '../../figures/cubes/rational.ts';
import {
  type BasisDifference,
  type BasisReason,
  computeFigures,
  type FigureInputs,
} from '../../figures/definition.ts';
import { askedPeriod } from '../../organisation/period.ts';
import { findUnit } from '../../organisation/structure.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../../platform/language/identifying/detect.ts';
import { inEach, type Language, text } from '../../platform/language/text.ts';
import { unseenWithin, unseenWords } from '../../platform/language/unseen-characters.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import {
  type Command,
  type ExitCode,
  type Given,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { titleOf } from '../register-words.ts';

/** `reason list|set|write`: why records and return of a unit differ; without a reason their figure is not computed. */
export const reasonCommand: Command = {
  name: 'reason',
  use: text(
    'reason list --period 2025 | reason set --figure <cijfer> --unit <onderdeel> --period 2025 --nl "…" --en "…" | reason write redenen.json',
    'reason list --period 2025 | reason set --figure <figure> --unit <unit> --period 2025 --nl "…" --en "…" | reason write reasons.json',
  ),
  what: text(
    'Legt vast waarom registratie en jaaropgave van een onderdeel verschillen',
    'Records why the records and the return of a unit differ',
  ),
  words: 2,
  options: {
    ...actingOptions,
    figure: { type: 'string' },
    unit: { type: 'string' },
    period: { type: 'string' },
    nl: { type: 'string' },
    en: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    figure: text('Welk cijfer (set; bij list een keuze)', 'Which figure (set; a choice with list)'),
    unit: text(
      'De sleutel van het onderdeel (set; bij list een keuze)',
      'The key of the unit (set; a choice with list)',
    ),
    period: text('Het jaar; bij list ook een periode', 'The year; with list also a period'),
    nl: text(
      'De reden in het Nederlands; zij staat in het verslag',
      'The reason in Dutch; it stands in the report',
    ),
    en: text('De reden in het Engels', 'The reason in English'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met rekenen …', 'Computing …'),
  run: async (given, terminal, open) => {
    const [what, file] = given.words;
    if (what === 'write') return write(file, given, terminal, open);
    if (what !== 'list' && what !== 'set')
      throw new WrongUse(
        text(
          'Gebruik: reason list --period 2025, reason set … (zie de opties), of reason write <bestand.json>.',
          'Use: reason list --period 2025, reason set … (see the options), or reason write <file.json>.',
        ),
      );
    const period = textOption(given, 'period');
    if (period === undefined)
      throw new WrongUse(text('Zeg over welk jaar: --period 2025.', 'Say over which year: --period 2025.'));
    const wanted = what === 'set' ? wantedReason(given) : undefined;
    const organisation = await chosenOrganisation(given, await open());
    const actor = await actorOf(given, terminal, organisation);
    const inputs = await inputsOf(organisation, actor, period);
    const differences = basisDifferences(organisation.catalogue.figures, inputs);
    const named = textOption(given, 'unit');
    const unit = named === undefined ? undefined : (findUnit(inputs.structure, named)?.key ?? named);
    if (!wanted) return list(differences, unit, given, terminal);
    computeFigures(organisation.catalogue.figures, inputs).definition(wanted.figure);
    const key = askedPeriod(period, organisation.profile.yearStart).key;
    const pair = differences.find(
      (one) => one.figure === wanted.figure && one.unit === unit && one.period === key,
    );
    if (!pair) {
      terminal.err(
        text(
          `Bij ${wanted.figure}, ${wanted.unit}, ${key} verschillen registratie en jaaropgave niet, of een van beide is er niet.\nBehouden: alle redenen zoals zij waren; er is niets opgeslagen.\nWat nu: reason list --period ${key} noemt de paren die verschillen.`,
          `At ${wanted.figure}, ${wanted.unit}, ${key} records and return do not differ, or one of them is not there.\nKept: all reasons as they were; nothing was stored.\nNext: reason list --period ${key} names the pairs that differ.`,
        ),
      );
      return 1;
    }
    if (pointsAtPersons([wanted], organisation, terminal)) return 1;
    const reason = { figure: pair.figure, unit: pair.unit, period: pair.period, reason: wanted.reason };
    const { replaced } = await perform(
      organisation.door,
      actor,
      setBasisReason(organisation.catalogue.figures),
      concern,
      reason,
    );
    if (hasOption(given, 'json')) terminal.data(JSON.stringify({ ...reason, replaced }, null, 2));
    else
      terminal.out(
        inEach`${text('Vastgelegd', 'Recorded')}: ${titleOf(pair.figure)}, ${pair.unit}, ${pair.period}: ${bothNumbers(pair)}: ${wanted.reason}${replaced ? earlierKept : ''}`,
      );
    return 0;
  },
};

const earlierKept = text(
  '\nDe vorige reden blijft bewaard als geschiedenis.',
  '\nThe reason before it is kept as history.',
);

/** Whether reasons may identify somebody; tells in which words then. */
function pointsAtPersons(
  reasons: readonly Pick<BasisReason, 'reason'>[],
  { profile }: OpenOrganisation,
  terminal: Terminal,
): boolean {
  const warnings = detectIdentity(reasons.map(({ reason }) => `${reason.nl}\n${reason.en}`).join('\n'), {
    allowedNames: profile.allowedNames,
    unitNames: [],
    patterns: profile.identifierDetectors,
  });
  if (warnings.length === 0) return false;
  const found = (language: Language): string =>
    warnings.map((one) => `„${one.found}” (${warningLabels[one.kind][language]})`).join(', ');
  terminal.err(
    text(
      `De reden komt in het verslag en kan naar een persoon wijzen: ${found('nl')}.\nBehouden: alle redenen zoals zij waren; er is niets opgeslagen.\nWat nu: schrijf de reden zonder namen, nummers en datums.`,
      `The reason stands in the report and may point at a person: ${found('en')}.\nKept: all reasons as they were; nothing was stored.\nNext: write the reason without names, numbers and dates.`,
    ),
  );
  return true;
}

/** Reads reasons back as an export writes them, also about pairs that do not differ now: then they say nothing. */
async function write(
  file: string | undefined,
  given: Given,
  terminal: Terminal,
  open: () => Promise<Daglicht>,
): Promise<ExitCode> {
  if (file === undefined)
    throw new WrongUse(
      text('Zeg welk bestand: reason write <bestand.json>.', 'Say which file: reason write <file.json>.'),
    );
  const organisation = await chosenOrganisation(given, await open());
  const reasons = await readJson(file, z.array(basisReasonSchema));
  if (pointsAtPersons(reasons, organisation, terminal)) return 1;
  const action = setBasisReasons(organisation.catalogue.figures);
  const { written, known } = await perform(
    organisation.door,
    await actorOf(given, terminal, organisation),
    action,
    concern,
    reasons,
  );
  if (hasOption(given, 'json')) terminal.data(JSON.stringify({ written, known }, null, 2));
  else
    terminal.out(
      text(
        `${written} ${written === 1 ? 'reden' : 'redenen'} vastgelegd; ${known} ${known === 1 ? 'stond' : 'stonden'} er al.`,
        `${written} ${written === 1 ? 'reason' : 'reasons'} recorded; ${known} ${known === 1 ? 'was' : 'were'} there already.`,
      ),
    );
  return 0;
}

function wantedReason(given: Given) {
  const [figure, unit, nl, en] = ['figure', 'unit', 'nl', 'en'].map((name) =>
    textOption(given, name)?.trim(),
  );
  if (!figure || !unit)
    throw new WrongUse(
      text(
        'Zeg welk paar: --figure <cijfer> --unit <onderdeel>.',
        'Say which pair: --figure <figure> --unit <unit>.',
      ),
    );
  if (!nl || !en)
    throw new WrongUse(
      text(
        'Geef de reden in beide talen: --nl "…" --en "…".',
        'Give the reason in both languages: --nl "…" --en "…".',
      ),
    );
  const unseen = unseenWithin({ nl, en });
  if (unseen)
    throw new WrongUse(
      inEach`${text('In de reden staat een teken dat daar niet hoort:', 'The reason holds a character that does not belong there:')} ${unseen.character.code} ${unseenWords[unseen.character.kind]}.`,
    );
  return { figure, unit, reason: { nl, en } };
}

async function inputsOf(organisation: OpenOrganisation, actor: Actor, period: string): Promise<FigureInputs> {
  return look(organisation.door, actor, organisation.catalogue.readInputs, concern, {
    period: askedPeriod(period, organisation.profile.yearStart),
    yearsBefore: 0,
    yearStart: organisation.profile.yearStart,
    codes: organisation.profile.codes,
  });
}

function list(
  all: readonly BasisDifference[],
  unit: string | undefined,
  given: Given,
  terminal: Terminal,
): ExitCode {
  const figure = textOption(given, 'figure');
  const differences = all.filter(
    (one) => (figure ?? one.figure) === one.figure && (unit ?? one.unit) === one.unit,
  );
  const open = differences.filter((one) => one.reason === null);
  if (hasOption(given, 'json')) {
    const rows = differences.map((one) => ({
      ...one,
      recorded: printRational(one.recorded),
      stated: printRational(one.stated),
    }));
    terminal.data(JSON.stringify({ differences: rows, withoutReason: open.length }, null, 2));
  } else {
    for (const one of differences)
      terminal.out(
        inEach`${titleOf(one.figure)} (${one.figure}), ${one.unit}, ${one.period}: ${bothNumbers(one)}: ${one.reason ?? text('GEEN REDEN', 'NO REASON')}`,
      );
    terminal.out(
      differences.length === 0
        ? text('Registratie en jaaropgave verschillen nergens.', 'Records and returns differ nowhere.')
        : text(
            `${differences.length === 1 ? '1 verschil' : `${differences.length} verschillen`}, waarvan ${open.length} zonder reden.`,
            `${differences.length === 1 ? '1 difference' : `${differences.length} differences`}, of which ${open.length} without a reason.`,
          ),
    );
  }
  return open.length > 0 ? 1 : 0;
}
