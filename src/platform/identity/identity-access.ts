import type { AccessRow } from '../access/access-table.ts';
import { makeToken, ownTokens, revokeToken, useToken } from './access-tokens/access-tokens.ts';
import {
  acceptInvitation,
  endAccount,
  invitationQuestion,
  invite,
  makeLinkCode,
} from './accounts/invitations.ts';
import {
  activateAccount,
  changePassword,
  confirmPresence,
  decideFirst,
  firstAdministrators,
  newRecovery,
  ownAccount,
  setUpQuestion,
} from './accounts/set-up.ts';
import {
  continueAs,
  examplePeople,
  holdsSealed,
  passwordAccepted,
  secondFactor,
  secondFactorMaterial,
  signInFailed,
  signInMaterial,
} from './accounts/sign-in.ts';
import { giveChallenge } from './passkeys/challenges.ts';
import {
  addPasskey,
  confirmWithPasskey,
  ownPasskeys,
  removePasskey,
  signInWithPasskey,
} from './passkeys/passkeys.ts';
import {
  attemptQuestion,
  beginAttempt,
  beginInvited,
  leaveForProvider,
  providerRefused,
  takeAttempt,
} from './provider/attempts.ts';
import {
  acceptByProvider,
  confirmByProvider,
  linkProvider,
  ownLinks,
  signInByProvider,
  unlinkProvider,
} from './provider/links.ts';
import {
  decideProvider,
  providerName,
  recordProvider,
  removeProvider,
  shownProviders,
  tryProvider,
  usedProvider,
} from './provider/records.ts';
import { noteVisit } from './sessions/last-visit.ts';
import { endOwnSession, endSession, keepAlive, ownSessions, sessionQuestion } from './sessions/sessions.ts';

const because = 'Wie zich aanmeldt is nog niemand; wie een sessie heeft, beheert de eigen weg naar binnen';

const asked = [
  sessionQuestion,
  ownSessions,
  signInMaterial,
  secondFactorMaterial,
  examplePeople,
  invitationQuestion,
  setUpQuestion,
  firstAdministrators,
  ownAccount,
  holdsSealed,
  ownPasskeys,
  ownTokens,
  usedProvider,
  providerName,
  attemptQuestion,
  ownLinks,
];
const done = [
  keepAlive,
  noteVisit,
  endSession,
  endOwnSession,
  signInFailed,
  passwordAccepted,
  secondFactor,
  continueAs,
  acceptInvitation,
  activateAccount,
  decideFirst,
  newRecovery,
  changePassword,
  confirmPresence,
  giveChallenge,
  addPasskey,
  removePasskey,
  signInWithPasskey,
  confirmWithPasskey,
  makeToken,
  revokeToken,
  useToken,
  beginAttempt,
  beginInvited,
  leaveForProvider,
  takeAttempt,
  providerRefused,
  signInByProvider,
  acceptByProvider,
  confirmByProvider,
  linkProvider,
  unlinkProvider,
  { name: 'identity.reseal' },
];

/** What signing in may ask and do; who is signed in acts as themselves, elsewhere. And who invites. */
export const identityAccess: readonly AccessRow[] = [
  ...asked.map(
    ({ name }): AccessRow => ({ who: 'identity', may: 'see', what: name, on: 'concern', because }),
  ),
  ...[...new Set(done.map(({ name }) => name))].map(
    (what): AccessRow => ({ who: 'identity', may: 'do', what, on: 'concern', because }),
  ),
  {
    who: 'operator',
    may: 'do',
    what: invite.name,
    on: 'concern',
    because: 'De eerste twee beheerders worden vanaf de server uitgenodigd; daarna sluit die weg',
  },
  {
    who: 'technical-administrator',
    may: 'do',
    what: invite.name,
    on: 'concern',
    because: 'De technisch beheerder beheert accounts',
  },
  {
    who: 'technical-administrator',
    may: 'do',
    what: makeLinkCode.name,
    on: 'concern',
    because:
      'Wie veel mag, wordt door twee technisch beheerders binnengelaten: de een de link, de ander de code',
  },
  {
    who: 'technical-administrator',
    may: 'do',
    what: endAccount.name,
    on: 'concern',
    because: 'De technisch beheerder beheert accounts',
  },
  ...[recordProvider.name, removeProvider.name, tryProvider.name].map(
    (what): AccessRow => ({
      who: 'operator',
      may: 'do',
      what,
      on: 'concern',
      because: 'Hoe mensen zich elders aanmelden wordt vanaf de server ingesteld: daar staat het geheim',
    }),
  ),
  {
    who: 'operator',
    may: 'see',
    what: shownProviders.name,
    on: 'concern',
    because: 'Wie het aanmelden instelt ziet hoe het staat; het geheim niet',
  },
  {
    who: 'technical-administrator',
    may: 'see',
    what: shownProviders.name,
    on: 'concern',
    because: 'De technisch beheerder bewaakt het aanmelden; het geheim ziet die niet',
  },
  {
    who: 'technical-administrator',
    may: 'do',
    what: tryProvider.name,
    on: 'concern',
    because: 'De technisch beheerder bewaakt het aanmelden',
  },
  {
    who: 'functional-administrator',
    may: 'see',
    what: shownProviders.name,
    on: 'concern',
    because: 'Wie beslist over het aanmelden ziet waarover',
  },
  {
    who: 'functional-administrator',
    may: 'do',
    what: decideProvider.name,
    on: 'concern',
    because: 'Wat de server instelt voor het aanmelden, keurt een ander goed op de werkplek',
  },
];
