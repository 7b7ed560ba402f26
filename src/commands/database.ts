import { sourceFolder } from '../app.ts';
import { migrate } from '../platform/database/migrations/migrations.ts';
import { storageStatus } from '../platform/database/status.ts';
import { inEach, text } from '../platform/language/text.ts';
import { type Command, hasOption, textOption, WrongUse } from './command.ts';
import { organisationHelp, organisationOption } from './organisation-option.ts';

/** `database status|migrate`: what storage there is, and bringing databases up to date. */
export const databaseCommand: Command = {
  name: 'database',
  use: text('database status | migrate', 'database status | migrate'),
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
      throw new WrongUse(
        text(
          'Zeg wat u wilt: database status, of database migrate.',
          'Say what you want: database status, or database migrate.',
        ),
      );
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
        const list = applied.join(', ');
        const done =
          applied.length === 0
            ? text('was al bij', 'was up to date')
            : isNew
              ? text(`nieuw gemaakt en bijgewerkt met ${list}`, `made and brought up to date with ${list}`)
              : text(`bijgewerkt met ${list}`, `brought up to date with ${list}`);
        terminal.out(inEach`${organisation}: ${done}`);
      }
      if (hasOption(given, 'json')) terminal.data(JSON.stringify(migrated, null, 2));
      return 0;
    }
    const status = await storageStatus(storage, sourceFolder, organisations);
    if (hasOption(given, 'json')) {
      terminal.data(JSON.stringify(status, null, 2));
      return 0;
    }
    const kinds = { embedded: text('ingebouwd', 'embedded'), server: text('server', 'server') };
    terminal.out(inEach`PostgreSQL ${status.version}, ${kinds[status.kind]}: ${status.place}`);
    if (status.programs !== null)
      terminal.out(inEach`${text("Programma's", 'Programs')}: ${status.programs}`);
    for (const one of status.databases) {
      const left = one.pending.length;
      const pending =
        left === 0
          ? text('bij', 'up to date')
          : text(`${left} wijzigingen te gaan: database migrate`, `${left} changes to go: database migrate`);
      const size = (one.bytes / 1_048_576).toFixed(1);
      const migrations = text('migraties', 'migrations');
      terminal.out(
        inEach`  ${one.organisation} (${one.database}): ${size} MB, ${one.applied.length} ${migrations}, ${pending}`,
      );
    }
    for (const key of status.halfRemoved)
      terminal.out(
        text(
          `  ${key}: niet helemaal verwijderd; maak het af met: organisation remove ${key} --confirm ${key}`,
          `  ${key}: not wholly removed; finish it with: organisation remove ${key} --confirm ${key}`,
        ),
      );
    return status.databases.some((one) => one.pending.length > 0) || status.halfRemoved.length > 0 ? 1 : 0;
  },
};
