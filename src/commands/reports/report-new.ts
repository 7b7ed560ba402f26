import { writeFile } from 'node:fs/promises';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { computeFigures } from '../../figures/definition.ts';
import { askedPeriod, today } from '../../organisation/period.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { inEach, text } from '../../platform/language/text.ts';
import { startingDocument } from '../../publication/document/starting-document.ts';
import { makeReport } from '../../publication/make-report.ts';
import { gatherInputs } from '../../publication/publishing.ts';
import { actorOf } from '../acting.ts';
import { type Command, counted, type Given, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';

/** `report new <period> --document <file>`: writes a document to begin with; a file that is there stays as it is. */
export const writeStartingDocument = async (
  written: string | undefined,
  given: Given,
  terminal: Parameters<Command['run']>[1],
  open: Parameters<Command['run']>[2],
): ReturnType<Command['run']> => {
  const file = textOption(given, 'document');
  if (written === undefined || file === undefined)
    throw new WrongUse(
      text(
        'Geef de periode en het bestand dat u wilt maken: report new 2025 --document verslag-2025.md.',
        'Give the period and the file that you want to make: report new 2025 --document report-2025.md.',
      ),
    );
  const yearsBefore = yearsOption(given);
  const organisation = await chosenOrganisation(given, await open());
  const { profile, door, catalogue } = organisation;
  const actor = await actorOf(given, terminal, organisation);
  const { yearStart, codes } = profile;
  const period = askedPeriod(written, yearStart);
  const inputs = await look(door, actor, catalogue.readInputs, concern, {
    period,
    yearsBefore,
    yearStart,
    codes,
  });
  const request = {
    period,
    yearsBefore,
    language: terminal.language,
    isSmall: (profile.guardedFigures ?? []).length > 0,
    registers: catalogue.registers,
    figures: computeFigures(catalogue.figures, inputs),
    gaps: inputs.gaps,
  };
  const whole = startingDocument(request);
  const without =
    hasOption(given, 'only-shown') && whole.shown > 0
      ? await notShown(organisation, actor, whole.document)
      : new Set<string>();
  const { document, shown } = without.size > 0 ? startingDocument({ ...request, without }) : whole;
  if (shown === 0) {
    terminal.err(
      text(
        `De registers bevatten geen cijfers over ${written}; er is geen document gemaakt.\nWat nu: lees eerst registraties of opgaven over dat jaar in.`,
        `The registers hold no figures of ${written}; no document was made.\nNext: import records or returns of that year first.`,
      ),
    );
    return 1;
  }
  await writeFile(file, document, { flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new WrongUse(
      text(
        `${file} bestaat al en is niet overschreven. Noem een andere naam.`,
        `${file} is there already and was not overwritten. Name another file.`,
      ),
    );
  });
  if (hasOption(given, 'json')) terminal.data(JSON.stringify({ document: file, figures: shown }, null, 2));
  else {
    const many = counted(shown, text('cijfer', 'figure'), text('cijfers', 'figures'));
    const left = whole.shown - shown;
    terminal.out(
      left === 0
        ? inEach`${file}: ${many}.`
        : inEach`${file}: ${many}${text(`; ${left} weggelaten, want daarvan is na bescherming niets te tonen`, `; ${left} left out, since nothing of them can be shown after protection`)}.`,
    );
    terminal.out(
      text(
        `Schrijf er uw tekst bij en haal weg wat u niet wilt tonen. Maak daarna het verslag: report ${written} --document ${file} --out <map>.`,
        `Add your text and take out what you do not want to show. Then make the report: report ${written} --document ${file} --out <folder>.`,
      ),
    );
  }
  return 0;
};

/** The figures of a document of which nothing can be shown once small numbers are protected. */
async function notShown(
  organisation: OpenOrganisation,
  actor: Actor,
  document: string,
): Promise<ReadonlySet<string>> {
  const request = { document, publishedOn: today(), notice: null };
  const inputs = await gatherInputs(organisation, actor, request);
  const { model } = await makeReport(organisation.catalogue, { ...inputs, draft: true });
  return new Set(model.figures.flatMap(({ id, cannot }) => (cannot ? [id] : [])));
}

function yearsOption(given: Given): number {
  const written = textOption(given, 'years-before') ?? '0';
  if (/^\d{1,2}$/.test(written) && Number(written) <= 20) return Number(written);
  throw new WrongUse(
    text(
      `„${written}” is geen aantal jaren van 0 tot en met 20: --years-before 3.`,
      `“${written}” is no number of years from 0 to 20: --years-before 3.`,
    ),
  );
}
