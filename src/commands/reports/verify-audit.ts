import { type Daglicht, sealedTables } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { type Actor, operator } from '../../platform/access/actor.ts';
import type { OrganisationDoor } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { KeyFileFault } from '../../platform/sealing/key-file.ts';
import { headPlace, publicKeyOf, readHeads } from '../../platform/trace/heads.ts';
import { linkTrail } from '../../platform/trace/link.ts';
import { type RecordFault, verifyRecords } from '../../platform/trace/verify-records.ts';
import { type TrailFault, type TrailVerdict, verifyTrail } from '../../platform/trace/verify-trail.ts';
import type { ExitCode, Terminal } from '../command.ts';
import { keysOf } from '../serving/work-given.ts';

/** `verify audit`: computes the chain of the trail again, and holds it against the signed heads. */
export async function verifyAudit(
  { key, door }: Pick<OpenOrganisation, 'key' | 'door'>,
  daglicht: Pick<Daglicht, 'environment' | 'folder'>,
  terminal: Terminal,
  asJson: boolean,
): Promise<ExitCode> {
  const actor = operator(terminal.user);
  const place = headPlace(terminal.environment, daglicht.folder);
  // The rows first: what seals them is linked too.
  const records = await recordsHeld(door, actor, daglicht, terminal, key);
  await linkTrail(door, actor);
  const publicKey = await publicKeyOf(place);
  const verdict = await verifyTrail(door, actor, await readHeads(place, key), publicKey);
  if (asJson) terminal.data(JSON.stringify({ ...verdict, records }, null, 2));
  else {
    for (const line of wordsOf(verdict, publicKey !== null, place.folder)) terminal.out(line);
    for (const line of recordWords(records)) terminal.out(line);
  }
  return verdict.faults.length === 0 && 'rows' in records && records.faults.length === 0 ? 0 : 1;
}

function wordsOf({ length, heads, faults }: TrailVerdict, hasKey: boolean, folder: string): readonly Text[] {
  const held =
    heads === 0
      ? text(
          `Er zijn geen ondertekende standen in ${folder}: een afgesneden einde is dan niet te zien.`,
          `There are no signed heads in ${folder}: an end that was cut off cannot be seen then.`,
        )
      : text(
          `Vergeleken met ${heads} ${hasKey ? 'ondertekende ' : ''}standen in ${folder}.`,
          `Held against ${heads} ${hasKey ? 'signed ' : ''}heads in ${folder}.`,
        );
  if (faults.length === 0)
    return [text(`De keten klopt t/m regel ${length}.`, `The chain holds up to row ${length}.`), held];
  return [
    text(
      `De vastlegging is gewijzigd buiten het programma om (${faults.length} ${faults.length === 1 ? 'plaats' : 'plaatsen'}, ${length} regels):`,
      `The trail was changed outside the program (${faults.length} ${faults.length === 1 ? 'place' : 'places'}, ${length} rows):`,
    ),
    ...faults.map(faultWords),
    held,
    text(
      'Wat nu: laat de database zoals zij is, bewaar de map met standen, en waarschuw de auditor.',
      'Next: leave the database as it is, keep the folder with heads, and warn the auditor.',
    ),
  ];
}

/** How many faults in rows are named. */
const namedAtMost = 200;

type Held = Awaited<ReturnType<typeof verifyRecords>> | { readonly unchecked: Text };

/** Holds the rows against their seals; who has no key file checks the trail alone, and is told so. */
async function recordsHeld(
  door: OrganisationDoor,
  actor: Actor,
  daglicht: Pick<Daglicht, 'environment' | 'folder'>,
  { environment }: Terminal,
  organisation: string,
): Promise<Held> {
  try {
    const keys = await keysOf({ ...daglicht, environment }, [{ door }]);
    return await verifyRecords(door, actor, keys, organisation, sealedTables, namedAtMost);
  } catch (error) {
    if (!(error instanceof KeyFileFault)) throw error;
    return { unchecked: error.words };
  }
}

function recordWords(held: Held): readonly Text[] {
  if (!('rows' in held))
    return [
      text('De rijen van de registers zijn niet nagekeken:', 'The rows of the registers were not checked:'),
      held.unchecked,
    ];
  const { rows, faults } = held;
  if (faults.length === 0)
    return [
      text(
        `De ${rows} rijen van de registers passen op hun zegel.`,
        `The ${rows} rows of the registers fit their seals.`,
      ),
    ];
  return [
    text(
      `Rijen van registers zijn gewijzigd buiten het programma om (${faults.length} ${faults.length === 1 ? 'plaats' : 'plaatsen'}):`,
      `Rows of registers were changed outside the program (${faults.length} ${faults.length === 1 ? 'place' : 'places'}):`,
    ),
    ...faults.map(rowFaultWords),
    text(
      'Wat nu: laat de database zoals zij is, en vergelijk deze rijen met een reservekopie van voor de wijziging.',
      'Next: leave the database as it is, and compare these rows with a backup from before the change.',
    ),
  ];
}

function rowFaultWords(fault: RecordFault): Text {
  switch (fault.kind) {
    case 'row-changed':
      return text(
        `  ${fault.table}: rij ${fault.key} is gewijzigd`,
        `  ${fault.table}: row ${fault.key} was changed`,
      );
    case 'row-added':
      return text(
        `  ${fault.table}: rij ${fault.key} is tussengevoegd`,
        `  ${fault.table}: row ${fault.key} was put in`,
      );
    case 'row-gone':
      return text(
        `  ${fault.table}: rij ${fault.key} is verwijderd`,
        `  ${fault.table}: row ${fault.key} was taken out`,
      );
    case 'seal-changed':
      return text(`  zegel ${fault.seal} is gewijzigd`, `  seal ${fault.seal} was changed`);
    case 'seal-gone':
      return text(`  zegel ${fault.seal} is verwijderd`, `  seal ${fault.seal} was taken out`);
    case 'seal-added':
      return text(
        `  zegel ${fault.seal} staat niet in de vastlegging`,
        `  seal ${fault.seal} does not stand in the trail`,
      );
    case 'seal-key-missing':
      return text(
        `  sleutel ${fault.keyId} ontbreekt in het sleutelbestand: wat ermee is verzegeld, is niet te controleren`,
        `  key ${fault.keyId} is missing from the key file: what was sealed with it cannot be checked`,
      );
    case 'table-unsealed':
      return text(
        `  ${fault.table}: de tabel wordt niet meer verzegeld; haar rijen zijn niet nagekeken`,
        `  ${fault.table}: the table is not sealed any more; its rows were not checked`,
      );
    case 'definition-changed':
      return text(
        `  ${fault.name} is in de database een andere dan die van dit programma: wat ermee is verzegeld, is niet te vertrouwen`,
        `  ${fault.name} is another in the database than that of this program: what was sealed by it cannot be trusted`,
      );
    case 'seal-row-unreadable':
      return text(
        `  regel ${fault.entry} van de vastlegging zegt dat er is verzegeld, en noemt geen zegels`,
        `  row ${fault.entry} of the trail says that rows were sealed, and names no seals`,
      );
    case 'without-deed':
      return text(
        `  ${fault.rows} ${fault.rows === 1 ? 'rij is' : 'rijen zijn'} verzegeld zonder handeling in de vastlegging die ze wijzigde (${fault.entry})`,
        `  ${fault.rows} ${fault.rows === 1 ? 'row was' : 'rows were'} sealed without a deed in the trail that changed ${fault.rows === 1 ? 'it' : 'them'} (${fault.entry})`,
      );
    default:
      return fault satisfies never;
  }
}

function faultWords(fault: TrailFault): Text {
  switch (fault.kind) {
    case 'changed':
      return text(
        `  regel ${fault.seq} is gewijzigd (${fault.entry})`,
        `  row ${fault.seq} was changed (${fault.entry})`,
      );
    case 'deleted':
      return text(
        `  regel ${fault.seq} is verwijderd (${fault.entry})`,
        `  row ${fault.seq} was deleted (${fault.entry})`,
      );
    case 'inserted':
      return text(`  een regel is tussengevoegd (${fault.entry})`, `  a row was put in (${fault.entry})`);
    case 'gap':
      return text(`  schakel ${fault.seq} ontbreekt`, `  link ${fault.seq} is missing`);
    case 'begin-unsigned':
      return text(
        `  de keten begint na regel ${fault.seq}, zonder ondertekende stand die dat einde van een jaar bevestigt`,
        `  the chain begins after row ${fault.seq}, without a signed head that confirms that end of a year`,
      );
    case 'cut':
      return text(
        `  het einde is afgesneden: regel ${fault.seq} stond er op ${fault.at}`,
        `  the end was cut off: row ${fault.seq} was there on ${fault.at}`,
      );
    case 'fork':
      return text(
        `  de keten is opnieuw gemaakt: regel ${fault.seq} was op ${fault.at} een andere`,
        `  the chain was made anew: row ${fault.seq} was another on ${fault.at}`,
      );
    case 'head-unreadable':
      return text(
        `  stand ${fault.line} in het bestand is niet te lezen`,
        `  head ${fault.line} of the file cannot be read`,
      );
    case 'head-forged':
      return text(
        `  stand ${fault.line} in het bestand is niet door deze installatie ondertekend`,
        `  head ${fault.line} of the file was not signed by this installation`,
      );
    default:
      return fault satisfies never;
  }
}
