import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Daglicht, wholeCatalogue } from '../../app.ts';
import { contentsQuestion, type Held } from '../../collection/export/contents.ts';
import { exportTo } from '../../collection/export/export-folder.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { organisationNameQuestion } from '../../organisation/records.ts';
import { type Actor, operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { whileNotServed } from '../../platform/database/removal/served.ts';
import type { Storage } from '../../platform/database/storage.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import {
  fileHashes,
  fileQuestion,
  type PublicationLine,
  publicationList,
} from '../../publication/records.ts';
import { actorOf } from '../acting.ts';
import {
  counted,
  countedRows,
  type ExitCode,
  type Given,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { emptyFolder } from './export.ts';

/** What an organisation holds, as far as it can be opened. */
interface Contents {
  readonly name: Text;
  readonly registers: readonly Held[];
  readonly publications: readonly PublicationLine[];
}

/**
 * `organisation remove <key>`: removes an organisation and all that it holds. It says what goes, offers an export first,
 * and asks for the key; while the organisation is served or open elsewhere it is refused. The database of the
 * organisation goes whole or not at all, and no other is touched.
 */
export async function removeOrganisation(
  key: string,
  given: Given,
  terminal: Terminal,
  open: () => Promise<Daglicht>,
): Promise<ExitCode> {
  const exportFolder = textOption(given, 'export-to');
  const folder = exportFolder === undefined ? undefined : await emptyFolder(exportFolder);
  const daglicht = await open();
  const { storage } = daglicht;
  const word = wordToType(storage, key);
  const confirmed = textOption(given, 'confirm');
  if (confirmed !== undefined && confirmed !== word) throw new WrongUse(otherWord(confirmed, word));
  if (!storage.mayMigrate) throw new WrongUse(noOwner);
  if ((await storage.halfRemoved()).includes(key)) {
    await storage.dropDatabase(key);
    return removed(
      key,
      given,
      terminal,
      text(
        'Een eerdere verwijdering was niet afgemaakt; nu wel. ',
        'An earlier removal was not finished; it is now. ',
      ),
    );
  }
  const keys = await storage.organisations();
  if (!keys.includes(key)) throw new WrongUse(unknown(key, keys));
  return whileNotServed(storage, key, async () => {
    const contents = await contentsOf(daglicht, key, terminal);
    if (!hasOption(given, 'json')) for (const line of whatGoes(key, storage, contents)) terminal.out(line);
    if (folder !== undefined) {
      const organisation = await daglicht.organisation(key);
      await exportWhole(folder, organisation, await actorOf(given, terminal, organisation));
      if (!hasOption(given, 'json'))
        terminal.out(
          text(
            `Export geschreven in ${exportFolder}, met de bestanden van de publicaties. Vertrouwelijk: bewaar haar als het register.`,
            `Export written to ${exportFolder}, with the files of the publications. Confidential: keep it like the register.`,
          ),
        );
    }
    await daglicht.leave(key);
    if (confirmed === undefined && !(await typed(word, key, folder !== undefined, terminal))) return 1;
    await storage.dropDatabase(key);
    return removed(key, given, terminal, text('', ''));
  });
}

/** The key; on a server whose address names one database, and says nothing of the key, the name of that database. */
function wordToType(storage: Storage, key: string): string {
  const database = storage.databaseName(key);
  return database.includes(key) ? key : database;
}

/** What it holds; undefined when it cannot be opened, which is told. */
async function contentsOf(
  daglicht: Daglicht,
  key: string,
  terminal: Terminal,
): Promise<Contents | undefined> {
  const actor = operator(terminal.user);
  try {
    const { door } = await daglicht.organisation(key);
    return {
      name: (await look(door, actor, organisationNameQuestion, concern, {})) ?? sameText(key),
      registers: await look(door, actor, contentsQuestion(wholeCatalogue.registers), concern, {}),
      publications: await look(door, actor, publicationList, concern, {}),
    };
  } catch (error) {
    const why = error instanceof WordedError ? error.words : sameText(String(error));
    terminal.err(
      inEach`${text(
        `„${key}” is niet te openen; wat er dan weg is, is niet te tellen:`,
        `“${key}” cannot be opened; what would be gone cannot be counted:`,
      )}\n${why}`,
    );
    return undefined;
  }
}

/** Registers with their numbers of rows, and publications. */
function whatGoes(key: string, storage: Storage, contents: Contents | undefined): readonly Text[] {
  const place = text(
    `database ${storage.databaseName(key)}, ${storage.place}`,
    `database ${storage.databaseName(key)}, ${storage.place}`,
  );
  if (!contents) return [inEach`${text('Wordt verwijderd', 'Will be removed')}: ${key} (${place})`];
  const { name, registers, publications } = contents;
  return [
    inEach`${text('Wordt verwijderd', 'Will be removed')}: ${name} (${key}; ${place})`,
    ...registers.map(({ register, records, returned, earlier }) => {
      const parts = [
        ...(records > 0 ? [countedRows(records)] : []),
        ...(returned > 0
          ? [
              counted(
                returned,
                text('opgegeven aantal', 'returned number'),
                text('opgegeven aantallen', 'returned numbers'),
              ),
            ]
          : []),
        ...(earlier > 0
          ? [
              counted(
                earlier,
                text('eerdere versie', 'earlier version'),
                text('eerdere versies', 'earlier versions'),
              ),
            ]
          : []),
      ];
      const list = text(parts.map(({ nl }) => nl).join(', '), parts.map(({ en }) => en).join(', '));
      return inEach`  ${register.name}: ${list}`;
    }),
    ...publications.map(({ title, version, publishedOn }) =>
      text(
        `  Publicatie: ${title.nl}, versie ${version}, van ${publishedOn}`,
        `  Publication: ${title.en}, version ${version}, of ${publishedOn}`,
      ),
    ),
    ...(registers.length + publications.length === 0
      ? [
          text(
            '  Er staat niets in de registers, en er is niets gepubliceerd.',
            '  The registers hold nothing, and nothing was published.',
          ),
        ]
      : []),
    text(
      '  En haar beschrijving, profiel, inlezingen en controlespoor.',
      '  And its description, profile, imports and audit trail.',
    ),
  ];
}

/** The registers as `export` writes them, and the files of every publication as they were published. */
async function exportWhole(folder: string, organisation: OpenOrganisation, actor: Actor): Promise<void> {
  const { door } = organisation;
  await exportTo(folder, organisation, actor);
  for (const { slug, version } of await look(door, actor, publicationList, concern, {})) {
    const place = join(folder, 'publicaties', slug, `v${version}`);
    await mkdir(place, { recursive: true, mode: 0o700 });
    for (const { name } of await look(door, actor, fileHashes, concern, { slug, version })) {
      const file = await look(door, actor, fileQuestion, concern, { slug, version, name });
      if (file) await writeFile(join(place, name), file.content, { mode: 0o600, flag: 'wx' });
    }
  }
}

/** Whether the key is typed; without anybody to ask, how to go on. */
async function typed(
  word: string,
  key: string,
  isExported: boolean,
  { ask, out, err }: Terminal,
): Promise<boolean> {
  const first = `npm run --silent daglicht -- export --organisation ${key} --out ${key}-export`;
  if (!isExported)
    out(
      text(
        `\nVerwijderen is niet ongedaan te maken. Bewaar eerst een export: ${first}, of doe beide ineens met --export-to <map>, dan ook met de bestanden van de publicaties.`,
        `\nRemoving cannot be undone. Keep an export first: ${first}, or do both at once with --export-to <folder>, then with the files of the publications too.`,
      ),
    );
  if (!ask) {
    err(
      text(
        `Er is niets verwijderd. Weet u het zeker, geef dan de sleutel: organisation remove ${key} --confirm ${word}`,
        `Nothing was removed. If you are sure, give the key: organisation remove ${key} --confirm ${word}`,
      ),
    );
    return false;
  }
  const answer = await ask(
    text(
      `Typ ${word} om dit te verwijderen; iets anders laat alles staan: `,
      `Type ${word} to remove this; anything else leaves it all: `,
    ),
  );
  if (answer.trim() === word) return true;
  out(text('Er is niets verwijderd.', 'Nothing was removed.'));
  return false;
}

function removed(key: string, given: Given, { out, data }: Terminal, before: Text): ExitCode {
  if (hasOption(given, 'json')) data(JSON.stringify({ removed: key }, null, 2));
  else
    out(
      inEach`${before}${text(
        `„${key}” is verwijderd. Back-ups en eerdere exports van deze organisatie verwijdert u zelf.`,
        `“${key}” was removed. Backups and earlier exports of this organisation you remove yourself.`,
      )}`,
    );
  return 0;
}

const noOwner = text(
  'Verwijderen kan alleen met het eigenaarsaccount van de databaseserver; er is niets verwijderd. Stel DATABASE_OWNER_URL in.',
  'Only the owner login of the database server can remove; nothing was removed. Set DATABASE_OWNER_URL.',
);

function otherWord(confirmed: string, word: string): Text {
  return text(
    `Achter --confirm staat „${confirmed}”, en niet „${word}”; er is niets verwijderd.`,
    `Behind --confirm stands “${confirmed}”, and not “${word}”; nothing was removed.`,
  );
}

function unknown(key: string, keys: readonly string[]): Text {
  const known = keys.length > 0 ? keys.join(', ') : undefined;
  return text(
    `Er is geen organisatie „${key}”; er is niets verwijderd.${known ? ` Wel: ${known}.` : ''}`,
    `There is no organisation “${key}”; nothing was removed.${known ? ` There are: ${known}.` : ''}`,
  );
}
