import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import type { Asker, SignedIn } from '../front/visit.ts';
import { mayRead } from '../imports/import-registers.ts';
import { ownFiles } from '../imports/own-files.ts';
import { type HeldRegister, heldRegisters } from '../registers/held-register.ts';
import { draftPlaces } from '../registers/kept-words.ts';
import { countWords } from '../registers/lists/count-words.ts';
import { listAddress } from '../registers/lists/list-query.ts';
import { wholeList } from '../registers/lists/registers-page.tsx';
import { summariesToRead } from '../registers/summaries/summaries-page.tsx';

const words = {
  doubtful: text(
    'Beslissen over twijfels in {register}: {count}',
    'Decide about doubts in {register}: {count}',
  ),
  file: text('Verder met het bestand „{name}”', 'Go on with the file “{name}”'),
  bring: text('Bestand inlezen', 'Read a file'),
  draft: text('Verder met een concept van {moment}', 'Go on with a draft of {moment}'),
} as const;

/** What of the registers waits for who keeps them, and what they began. */
export interface RegisterWork {
  readonly waits: readonly Waiting[];
  readonly begun: readonly Waiting[];
  /** What they can begin: one verb for each register. */
  readonly begin: readonly Waiting[];
  /** Whether they keep any register. */
  readonly keeps: boolean;
}

/** The work on registers of whoever is signed in; nothing for who keeps none. */
export async function registerWork(visit: SignedIn): Promise<RegisterWork> {
  const held = await heldRegisters(visit);
  if (held.length === 0) return { waits: [], begun: [], begin: [], keeps: false };
  const { language, to } = visit;
  const waits = [
    ...(await doubtsOf(visit, held)),
    ...(await Promise.all(held.map((one) => summariesToRead(visit, one)))).flat(),
  ];
  return {
    waits,
    keeps: true,
    begun: [
      ...(await draftPlaces(visit)).map(({ place, at }) => ({
        text: say(words.draft[language], language, { moment: momentInWords(new Date(at), language) }),
        href: to(place),
      })),
      ...(mayRead(visit) ? await filesBegun(visit) : []),
    ],
    begin: [
      ...held.map(({ keeping, place }) => ({
        text: keeping.pages.add[language],
        href: to(`${place}/nieuw`),
      })),
      ...(mayRead(visit) ? [{ text: words.bring[language], href: to('/registers/inlezen') }] : []),
    ],
  };
}

/** The doubts that wait in the registers that somebody keeps. */
export async function registerDoubts(visit: Asker): Promise<readonly Waiting[]> {
  return doubtsOf(visit, await heldRegisters(visit));
}

async function doubtsOf(visit: Asker, held: readonly HeldRegister[]): Promise<readonly Waiting[]> {
  return (await Promise.all(held.map((one) => doubtsIn(visit, one)))).flat();
}

/** The own files that wait to be stored. */
async function filesBegun(visit: SignedIn): Promise<readonly Waiting[]> {
  const { language, to } = visit;
  return (await ownFiles(visit))
    .filter(({ storedAt }) => storedAt === null)
    .map(({ id, how }) => ({
      text: say(words.file[language], language, { name: how.fileName }),
      href: to(`/registers/inlezen/${id}`),
    }));
}

async function doubtsIn(
  visit: Asker,
  { register, keeping, place }: HeldRegister,
): Promise<readonly Waiting[]> {
  const { language, to, premises, actor } = visit;
  const count = await look(premises.door, actor, keeping.count, concern, {
    filters: {},
    within: null,
    words: null,
    state: null,
    doubtful: true,
  });
  if (count === 0) return [];
  return [
    {
      text: say(words.doubtful[language], language, {
        register: register.name[language].toLowerCase(),
        count: countWords(count, visit),
      }),
      href: to(listAddress(place, { ...wholeList, doubtful: true })),
    },
  ];
}
