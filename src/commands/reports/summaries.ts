import { z } from 'zod';
import { readJson } from '../../codes/profile.ts';
import {
  type PublicSummary,
  SummaryRefused,
  summarySchema,
} from '../../collection/offers/public-summaries.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../../platform/language/identifying/detect.ts';
import { inEach, type Text, text } from '../../platform/language/text.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, counted, hasOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';

/** `summaries list|write`: the public texts about incidents, with the warnings to decide. */
export const summariesCommand: Command = {
  name: 'summaries',
  use: text(
    'summaries list <ingelezen bestand> > samenvattingen.json | summaries write samenvattingen.json',
    'summaries list <imported file> > summaries.json | summaries write summaries.json',
  ),
  what: text(
    'Schrijft de openbare samenvattingen van incidenten',
    'Writes the public summaries of incidents',
  ),
  words: 2,
  options: { ...actingOptions, json: { type: 'boolean' } },
  help: { ...actingHelp, json: text('De uitkomst als JSON', 'The outcome as JSON') },
  busy: text('Bezig met de samenvattingen …', 'Working on the summaries …'),
  run: async (given, terminal, open) => {
    const [what, file] = given.words;
    if ((what !== 'list' && what !== 'write') || !file)
      throw new WrongUse(
        text(
          'Gebruik: summaries list <bestand>, of summaries write <bestand.json>.',
          'Use: summaries list <file>, or summaries write <file.json>.',
        ),
      );
    const organisation = await chosenOrganisation(given, await open());
    const { door, profile, catalogue } = organisation;
    const [list] = catalogue.lists;
    if (!list)
      throw new WrongUse(
        text(
          'Deze organisatie houdt geen register bij met openbare samenvattingen.',
          'This organisation keeps no register with public summaries.',
        ),
      );
    const { summaries } = list;
    const actor = await actorOf(given, terminal, organisation);
    if (what === 'list') {
      const records = await look(door, actor, summaries.imported, concern, { file });
      const context = {
        allowedNames: profile.allowedNames,
        unitNames: [],
        patterns: profile.identifierDetectors,
      };
      const standing = await look(door, actor, summaries.standing, concern, { file });
      const about = Map.groupBy(standing, ({ summary }) => summary.incidentId);
      const changed = standing.filter(({ applies, summary }) => !applies && summary.state === 'approved');
      if (changed.length > 0)
        terminal.err(
          text(
            `Van ${countedSummaries(changed.length).nl} is het incident gewijzigd na de goedkeuring. Niet in de bijlage tot de tekst opnieuw is gelezen; in de lijst weer concept.`,
            `Of ${countedSummaries(changed.length).en} the incident was changed after the approval. Not in the appendix until the text is read again; a draft again in the list.`,
          ),
        );
      const draftOf = (record: (typeof records)[number]): PublicSummary => ({
        incidentId: record.incidentId,
        language: 'nl',
        text: record.description ?? '',
        settlement: record.settlement ?? '',
        author: terminal.user,
        secondReader: null,
        state: 'draft',
        decidedOn: null,
        decisions: detectIdentity(`${record.description ?? ''}\n${record.settlement ?? ''}`, context).map(
          (warning) => ({
            warning: warningLabels[warning.kind].nl,
            found: warning.found,
            decision: 'changed',
            because: 'nog te beslissen',
          }),
        ),
      });
      const drafts = records.flatMap((record): readonly PublicSummary[] => {
        const own = about.get(record.incidentId) ?? [];
        if (own.length === 0) return [draftOf(record)];
        // What stands is listed as it stands, so that writing the list back loses nothing.
        return own.map(({ summary, applies }) =>
          applies || summary.state !== 'approved'
            ? summary
            : { ...summary, state: 'draft', secondReader: null, decidedOn: null },
        );
      });
      if (records.length === 0)
        terminal.err(
          text(
            `Uit „${file}” staan geen incidenten in het register. Noem het bestand zoals het is ingelezen, zonder map ervoor.`,
            `No incidents from “${file}” stand in the register. Name the file as it was imported, without a folder before it.`,
          ),
        );
      terminal.data(JSON.stringify(drafts, null, 2));
      return records.length > 0 ? 0 : 1;
    }
    try {
      const { written } = await perform(
        door,
        actor,
        summaries.write(profile),
        concern,
        await readJson(file, z.array(summarySchema)),
      );
      if (hasOption(given, 'json')) terminal.data(JSON.stringify({ written }, null, 2));
      else terminal.out(inEach`${countedSummaries(written)} ${text('opgeslagen', 'stored')}.`);
      return 0;
    } catch (error) {
      if (!(error instanceof SummaryRefused)) throw error;
      terminal.err(error.words);
      return 1;
    }
  },
};

function countedSummaries(number: number): Text {
  return counted(number, text('samenvatting', 'summary'), text('samenvattingen', 'summaries'));
}
