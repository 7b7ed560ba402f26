import { sourceFolder } from '../app.ts';
import { migrate } from '../platform/database/migrations/migrations.ts';
import { storageStatus } from '../platform/database/status.ts';
import { text } from '../platform/language/text.ts';
import { type Command, hasOption, textOption, WrongUse } from './command.ts';
import { organisationHelp, organisationOption } from './organisation-option.ts';

/** `database status|migrate`: what storage there is, and bringing databases up to date. */
export const databaseCommand: Command = {
  name: 'database',
  use: 'database status | migrate',
  what: text(
    'Toont de stand van de database, of werkt haar bij',
    'Shows the state of the database, or brings it up to date',
  ),
  words: 1,
  options: { ...organisationOption, json: { type: 'boolean' } },
  help: { ...organisationHelp, json: text('De uitkomst als JSON', 'The outcome as JSON') },
  busy: text('Bezig met de database …', 'Working on the database …'),
  run: async (given, terminal, open) => {
    const [what] = given.words;
    if (what !== 'status' && what !== 'migrate')
      throw new WrongUse('Zeg wat u wilt: database status, of database migrate.');
    const { storage } = await open();
    const named = textOption(given, 'organisation');
    const organisations = named === undefined ? undefined : [named];
    if (what === 'migrate') {
      const migrated: { organisation: string; isNew: boolean; applied: readonly string[] }[] = [];
      const present = await storage.organisations();
      for (const organisation of organisations ?? present) {
        await storage.ensureDatabase(organisation);
        const { applied } = await migrate(storage.connection(organisation, 'owner'), sourceFolder);
        const isNew = !present.includes(organisation);
        migrated.push({ organisation, isNew, applied });
        if (hasOption(given, 'json')) continue;
        const made = isNew ? 'nieuw gemaakt en ' : '';
        terminal.out(
          `${organisation}: ${applied.length === 0 ? 'was al bij' : `${made}bijgewerkt met ${applied.join(', ')}`}`,
        );
      }
      if (hasOption(given, 'json')) terminal.out(JSON.stringify(migrated, null, 2));
      return 0;
    }
    const status = await storageStatus(storage, sourceFolder, organisations);
    if (hasOption(given, 'json')) {
      terminal.out(JSON.stringify(status, null, 2));
      return 0;
    }
    terminal.out(
      `PostgreSQL ${status.version}, ${status.kind === 'embedded' ? 'ingebouwd' : 'server'}: ${status.place}`,
    );
    if (status.programs !== null) terminal.out(`Programma's: ${status.programs}`);
    for (const one of status.databases) {
      const pending =
        one.pending.length === 0 ? 'bij' : `${one.pending.length} wijzigingen te gaan: database migrate`;
      terminal.out(
        `  ${one.organisation} (${one.database}): ${(one.bytes / 1_048_576).toFixed(1)} MB, ${one.applied.length} migraties, ${pending}`,
      );
    }
    return status.databases.some((one) => one.pending.length > 0) ? 1 : 0;
  },
};
