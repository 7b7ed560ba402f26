import type { Context } from 'hono';
import type { VNode } from 'preact';
import type { Catalogue } from '../../collection/catalogue.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import type { AccessTable } from '../../platform/access/access-table.ts';
import { identityActor, type PersonActor, personActor } from '../../platform/access/actor.ts';
import type { Role } from '../../platform/access/relation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../platform/database/doorways.ts';
import type { StorageStatus } from '../../platform/database/status.ts';
import type { Surroundings } from '../../platform/health/health.ts';
import { tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { keepAlive, type Session, sessionQuestion } from '../../platform/identity/sessions/sessions.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import type { SealingKeys } from '../../platform/sealing/key-file.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import type { Assets } from '../../platform/web/assets.ts';
import type { PageFrame } from '../../platform/web/page.tsx';
import { languageOf, plainFrame } from '../../platform/web/plain-frame.ts';
import type { ReportMaker } from '../../publication/workbench/making/maker.ts';
import { readCookie } from './cookies.ts';

/** What the workplace of one organisation is made with. */
export interface WorkPremises {
  readonly organisation: string;
  readonly door: OrganisationDoor;
  readonly name: Text;
  readonly keys: SealingKeys;
  readonly assets: Assets;
  /** Whether people come by https. */
  readonly secure: boolean;
  /** Whether somebody who tries an example may continue as one of its people: on this machine alone. */
  readonly examples: boolean;
  /** Stands above every page of an example. */
  readonly notice: Text | null;
  /** Where its public site answers; null where it has no host there. */
  readonly publicAddress: string | null;
  /** The access table, for who wants to read it. */
  readonly access: AccessTable;
  /** What all registers offer: figures, tables, retention. */
  readonly catalogue: Catalogue;
  /** What a register is called, by key. */
  readonly registerName: (key: string) => Text | undefined;
  /** What makes reports, behind the door of the program itself; null where nothing does. */
  readonly reports: ReportMaker | null;
  /** The hash of the root of keys that counts for an organisation, by its id: it stands outside the database. */
  readonly pinOf: (org: string) => Promise<string | null>;
  /** How the storage is: versions, migrations. */
  readonly status: () => Promise<StorageStatus>;
  /** How much room the disk of the program has. */
  readonly free: () => Promise<Surroundings['free']>;
}

/** One request, with who makes it. */
export interface Visit {
  readonly context: Context;
  readonly premises: WorkPremises;
  readonly language: Language;
  /** An address of the workplace in the language of this visit: `/account` is `/en/account` in English. */
  readonly to: (path: string) => string;
  /** The path without its language. */
  readonly path: string;
  readonly session: Session | null;
  /** SHA-256 of the session's token; null without a session. */
  readonly token: Uint8Array | null;
}

/** A visit of somebody who is signed in. */
export interface SignedIn extends Visit {
  readonly session: Session;
  readonly token: Uint8Array;
  readonly actor: PersonActor;
  readonly roles: readonly Role[];
}

/** Who asks what waits for them: somebody who is signed in, or the program as that person, for a digest. */
export interface Asker extends Pick<SignedIn, 'language' | 'to' | 'actor' | 'roles'> {
  readonly premises: Pick<WorkPremises, 'door' | 'catalogue'>;
  readonly session: Pick<Session, 'person'>;
}

/** Finds out who makes a request. A session in use is kept alive, noted once a minute. */
export async function visitOf(context: Context, premises: WorkPremises): Promise<Visit> {
  const language = languageOf(context.req.path);
  const prefix = language === 'nl' ? '' : `/${language}`;
  const cookie = readCookie(context, 'session', premises.secure);
  const token = cookie === undefined ? null : tokenHash(cookie);
  const session =
    token === null ? null : await look(premises.door, identityActor, sessionQuestion, concern, { token });
  if (token !== null && session?.isUnseen)
    await perform(premises.door, identityActor, keepAlive, concern, { token });
  return {
    context,
    premises,
    language,
    to: (path) => (path === '/' ? prefix || '/' : `${prefix}${path}`),
    path: context.req.path.slice(prefix.length) || '/',
    session,
    token: session === null ? null : token,
  };
}

/** The same visit as one of somebody who is signed in; null when nobody is. */
export function signedIn(visit: Visit): SignedIn | null {
  const { session, token } = visit;
  if (session === null || token === null || session.stage !== 'full') return null;
  const roles = session.roles.flatMap(({ role }) => roleNamed(role) ?? []);
  return {
    ...visit,
    session,
    token,
    actor: personActor(session.person, 'workplace'),
    roles: [...new Set(roles)],
  };
}

/** Whether somebody has one of these roles today: for what a page offers. What they may do, the policies decide. */
export function hasRole(visit: Pick<SignedIn, 'roles'>, ...roles: readonly Role[]): boolean {
  return visit.roles.some((role) => roles.includes(role));
}

const words = {
  home: text('Uw werk', 'Your work'),
  account: text('Account', 'Account'),
  people: text('Mensen', 'People'),
  proposals: text('Voorstellen', 'Proposals'),
  registers: text('Registers', 'Registers'),
  line: text('In de lijn', 'In the line'),
  figures: text('Cijfers', 'Figures'),
  calls: text('Uitvraag', 'Annual call'),
  reports: text('Verslagen', 'Reports'),
  structure: text('Indeling', 'Structure'),
  retention: text('Bewaartermijnen', 'Retention terms'),
  settings: text('Instellingen', 'Settings'),
  access: text('Toegang', 'Access'),
  trace: text('Vastlegging', 'Audit trail'),
  health: text('Gezondheid', 'Health'),
  signOut: text('Afmelden', 'Sign out'),
  noRole: text('U bent aangemeld', 'You are signed in'),
  as: text('U werkt als', 'You work as'),
  and: text('en', 'and'),
  confidential: text('Vertrouwelijk', 'Confidential'),
  printedBy: text('afgedrukt door', 'printed by'),
};

/** What pages of the workplace load: what all pages load, and their own style sheet. */
export function workplaceAssets(assets: Assets): Assets {
  return { ...assets, stylesheets: [...assets.stylesheets, assets.workplaceStylesheet] };
}

/**
 * What an address asked beside its path, for the same page in another language: all but what was done just before, and
 * how it was to be printed. Of who is not signed in nothing is kept: what another service sends is not repeated.
 */
function queryKept(visit: Visit): string {
  const { req } = visit.context;
  if (req.method !== 'GET' || !signedIn(visit)) return '';
  const { searchParams } = new URL(req.url);
  // What a provider sends back is of one use.
  if (searchParams.has('state')) return '';
  for (const name of ['gedaan', 'weergave']) searchParams.delete(name);
  return searchParams.size === 0 ? '' : `?${searchParams}`;
}

/** The frame of a page of the workplace: who is signed in, and where that person can go. */
export function frameOf(visit: Visit): PageFrame {
  const { language, premises, to, path } = visit;
  const other: Language = language === 'nl' ? 'en' : 'nl';
  const frame: PageFrame = {
    ...plainFrame(workplaceAssets(premises.assets), language, premises.name[language]),
    home: to('/'),
    notice: premises.notice?.[language] ?? null,
    otherLanguage: {
      href: `${`${other === 'nl' ? '' : `/${other}`}${path === '/' ? '' : path}` || '/'}${queryKept(visit)}`,
      language: other,
    },
  };
  const inside = signedIn(visit);
  if (!inside) return frame;
  return {
    ...frame,
    navigation: navigationOf(inside),
    signedIn: {
      words: whoWords(inside),
      signOut: { action: to('/afmelden'), label: words.signOut[language] },
    },
  };
}

function whoWords(visit: SignedIn): string {
  const { session, language } = visit;
  const names = functionsOf(visit);
  const roleText = names === '' ? words.noRole[language] : `${words.as[language]} ${names}`;
  return session.name === null ? roleText : `${session.name}. ${roleText}`;
}

/** The roles in which somebody works, in words: "coördinator en hoofd"; empty for who has none. */
function functionsOf({ roles, language }: Pick<SignedIn, 'roles' | 'language'>): string {
  const names = roles
    .filter((role) => role !== 'employee' || roles.length === 1)
    .map((role) => roleWords[role].name[language]);
  const last = names.at(-1);
  if (last === undefined) return '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${words.and[language]} ${last}` : last;
}

/** What stands at the foot of every printed sheet of a confidential page. */
export function confidentialSheet(visit: Pick<SignedIn, 'roles' | 'language'>): string {
  const who = functionsOf(visit);
  const { language } = visit;
  return who === ''
    ? words.confidential[language]
    : `${words.confidential[language]} · ${words.printedBy[language]} ${who}`;
}

/** The roles that check or grant access; others find the page too, from their account. */
const rolesWhoCheck: readonly Role[] = [
  'auditor',
  'functional-administrator',
  'technical-administrator',
  'privacy-officer',
];

/** The places of the workplace, each with the roles that come there; without roles everybody. */
export const places: readonly {
  readonly path: string;
  readonly label: Text;
  readonly roles?: readonly Role[];
}[] = [
  { path: '/', label: words.home },
  { path: '/registers', label: words.registers, roles: ['central-coordinator', 'coordinator'] },
  { path: '/in-de-lijn', label: words.line, roles: ['supervisor', 'hr-adviser'] },
  {
    path: '/cijfers',
    label: words.figures,
    roles: ['central-coordinator', 'coordinator', 'head', 'auditor'],
  },
  { path: '/uitvraag', label: words.calls, roles: ['central-coordinator', 'coordinator', 'head'] },
  { path: '/verslagen', label: words.reports, roles: ['central-coordinator', 'head'] },
  { path: '/mensen', label: words.people, roles: ['technical-administrator', 'functional-administrator'] },
  {
    path: '/voorstellen',
    label: words.proposals,
    roles: ['functional-administrator', 'privacy-officer', 'central-coordinator'],
  },
  { path: '/indeling', label: words.structure, roles: ['functional-administrator', 'central-coordinator'] },
  { path: '/instellingen', label: words.settings, roles: ['functional-administrator'] },
  { path: '/bewaartermijnen', label: words.retention, roles: ['privacy-officer'] },
  { path: '/toegang', label: words.access, roles: rolesWhoCheck },
  { path: '/vastlegging', label: words.trace, roles: ['auditor'] },
  { path: '/gezondheid', label: words.health, roles: ['technical-administrator'] },
  { path: '/account', label: words.account },
];

function navigationOf(visit: SignedIn): PageFrame['navigation'] {
  return places
    .filter(({ roles }) => roles === undefined || hasRole(visit, ...roles))
    .map(({ path, label }) => ({ href: visit.to(path), label: label[visit.language] }));
}

/** Answers with a page that nobody keeps. */
export function pageAnswer(page: VNode, status: 200 | 400 | 403 | 404 | 409 | 503 = 200): Response {
  return new Response(renderPage(page), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      // Who is told that it is too busy is told when to try again: programs too.
      ...(status === 503 ? { 'Retry-After': '5' } : {}),
    },
  });
}

/** Sends the browser on after a form: 303, so that loading the page again sends nothing. */
export function goTo(visit: Visit, path: string): Response {
  return visit.context.redirect(visit.to(path), 303);
}
