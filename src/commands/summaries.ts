import { z } from 'zod';
import { readJson } from '../codes/profile.ts';
import { operator } from '../platform/access/actor.ts';
import { look, perform } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { importedRecords, SummaryRefused, summarySchema, writeSummaries } from '../publication/appendix.ts';
import { detectIdentity, warningLabels } from '../publication/identifying/detect.ts';
import { type Command, hasOption, WrongUse } from './command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from './organisation-option.ts';

/** `summaries list|write`: the public texts about incidents, with the warnings to decide. */
export const summariesCommand: Command = {
  name: 'summaries',
  use: 'summaries list <ingelezen bestand> > samenvattingen.json | summaries write samenvattingen.json',
  what: text(
    'Schrijft de openbare samenvattingen van incidenten',
    'Writes the public summaries of incidents',
  ),
  options: { ...organisationOption, json: { type: 'boolean' } },
  help: { ...organisationHelp, json: text('De uitkomst als JSON', 'The outcome as JSON') },
  busy: text('Bezig met de samenvattingen …', 'Working on the summaries …'),
  run: async (given, terminal, open) => {
    const [what, file] = given.words;
    if ((what !== 'list' && what !== 'write') || !file)
      throw new WrongUse('Gebruik: summaries list <bestand>, of summaries write <bestand.json>.');
    const { door, profile } = await chosenOrganisation(given, await open());
    const actor = operator(terminal.user);
    if (what === 'list') {
      const records = await look(door, actor, importedRecords, { file });
      const context = {
        allowedNames: profile.allowedNames,
        unitNames: [],
        patterns: profile.identifierDetectors,
      };
      const drafts = records.map((record) => ({
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
      }));
      terminal.out(JSON.stringify(drafts, null, 2));
      return records.length > 0 ? 0 : 1;
    }
    try {
      const { written } = await perform(
        door,
        actor,
        writeSummaries(profile),
        await readJson(file, z.array(summarySchema)),
      );
      if (hasOption(given, 'json')) terminal.out(JSON.stringify({ written }, null, 2));
      else terminal.out(`${written} samenvattingen opgeslagen.`);
      return 0;
    } catch (error) {
      if (!(error instanceof SummaryRefused)) throw error;
      terminal.err(error.message);
      return 1;
    }
  },
};
