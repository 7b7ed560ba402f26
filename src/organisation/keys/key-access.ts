import type { AccessRow } from '../../platform/access/access-table.ts';
import { roles } from '../../platform/access/relation.ts';
import { dropDraft, prepareLists, prepareRoot, waitingDraft } from './drafts.ts';
import { keyHolders, keysQuestion } from './recorded.ts';
import { signDraft } from './sign-draft.ts';
import { makeVault, ownObject, ownVault, saveOwnObject, vaultPlace } from './vaults.ts';

const own = 'Ieder maakt en opent alleen de eigen kluis';
const everybody = 'Iedereen die hier werkt kan zien wie welke sleutel heeft';
const officers =
  'Sleutelbeheerders tekenen met hun eigen sleutel, en alleen die telt; de eerste keer bereidt de functioneel beheerder het voor';

/**
 * Who does what with keys. Anybody may be an officer: the database asks whether somebody is one, and what is signed
 * counts by its signatures.
 */
export const keyAccess: readonly AccessRow[] = [
  {
    who: 'operator',
    may: 'see',
    what: keysQuestion.name,
    on: 'concern',
    because: 'Wie de server beheert zet daar vast welke sleutelbeheerders gelden',
  },
  {
    who: 'system',
    may: 'see',
    what: keysQuestion.name,
    on: 'concern',
    because: 'Het programma let op of de lijsten van sleutels nog gelden',
  },
  ...roles.flatMap((who): readonly AccessRow[] => [
    ...[makeVault.name, saveOwnObject.name].map(
      (what): AccessRow => ({ who, may: 'do', what, on: 'none', because: own }),
    ),
    ...[ownVault.name, vaultPlace.name, ownObject.name].map(
      (what): AccessRow => ({ who, may: 'see', what, on: 'none', because: own }),
    ),
    { who, may: 'see', what: keysQuestion.name, on: 'none', because: everybody },
    ...[prepareRoot.name, prepareLists.name, dropDraft.name, signDraft.name].map(
      (what): AccessRow => ({ who, may: 'do', what, on: 'none', because: officers }),
    ),
    ...[waitingDraft.name, keyHolders.name].map(
      (what): AccessRow => ({ who, may: 'see', what, on: 'none', because: officers }),
    ),
  ]),
];
