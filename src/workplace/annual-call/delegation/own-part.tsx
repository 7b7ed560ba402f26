import { answersFor } from '../../../collection/annual-call/asked.ts';
import { delegatedPart, partBeside } from '../../../collection/annual-call/delegation/by-delegate.ts';
import type { DelegatedPart } from '../../../collection/annual-call/delegation/delegated.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { text } from '../../../platform/language/text.ts';
import { Page } from '../../../platform/web/page.tsx';
import { readForm } from '../../front/forms.ts';
import { frameOf, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { askedOf, callYear } from '../held-call.ts';
import { handInPage, sendPart } from './hand-in-page.tsx';
import { keepPart, type PartPlace, partFields, partPage } from './part-form.tsx';

const words = {
  sent: text('Uw antwoorden zijn verstuurd', 'Your answers were sent'),
  sentText: text(
    'Wie de opgave invult leest ze en neemt ze over onder uw naam.',
    'Who fills in the return reads them and takes them over under your name.',
  ),
  book: text('Invullen in een werkmap', 'Fill in a workbook'),
  home: text('Naar uw werk', 'To your work'),
} as const;

interface OwnPartOpened {
  readonly at: PartPlace;
  readonly part: DelegatedPart;
}

/** A part that was handed to the account of who asks; null where it stands no more or is another's. */
export async function ownPart(visit: SignedIn, id: string): Promise<OwnPartOpened | null> {
  const { premises, actor } = visit;
  const part = await look(premises.door, actor, delegatedPart, concern, { delegation: id });
  if (!part || part.period === null || part.unit === null) return null;
  const year = await callYear(visit, part.period);
  if (!year) return null;
  const keys = part.asked.map(({ register }) => register);
  const beside = await look(premises.door, actor, partBeside, concern, {
    delegation: id,
    registers: askedOf(year, part.unit, keys),
    year: year.year,
    before: year.before,
    answersFor: answersFor(year.structure, year.year, part.unit),
  });
  return { part, at: { path: `/uitvraag/deel/${id}`, actor, delegation: id, beside } };
}

/** The questions that were handed to an account. */
export async function showOwnPart(visit: SignedIn, place: string): Promise<Response> {
  const [id = ''] = place.split('/');
  if (visit.context.req.query('gedaan') === 'verstuurd') return sentPage(visit);
  const found = await ownPart(visit, id);
  if (!found) return notFound(visit);
  const after = (
    <p>
      <a href={visit.to(`${found.at.path}/werkmap`)}>{words.book[visit.language]}</a>
    </p>
  );
  return partPage({ visit, ...found, after }, null, []);
}

function sentPage(visit: SignedIn): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.sent[language]}>
      <h1>{words.sent[language]}</h1>
      <p>{words.sentText[language]}</p>
      <p>
        <a href={to('/')}>{words.home[language]}</a>
      </p>
    </Page>,
  );
}

/** Keeps what an account answered so far. */
export async function takeOwnPart(visit: SignedIn, place: string): Promise<Response> {
  const [id = ''] = place.split('/');
  const found = await ownPart(visit, id);
  if (!found) return notFound(visit);
  const typed = await readForm<string>(visit.context, partFields(found.part));
  return keepPart(
    { visit, ...found },
    typed,
    async () => notFound(visit),
    async () => (await ownPart(visit, id))?.part ?? null,
  );
}

/** What an account answered, to be read before it is sent. */
export async function showOwnSend(visit: SignedIn, place: string): Promise<Response> {
  const [id = ''] = place.split('/');
  const found = await ownPart(visit, id);
  return found ? handInPage(visit, found.at, found.part) : notFound(visit);
}

/** Sends what an account answered. */
export async function takeOwnSend(visit: SignedIn, place: string): Promise<Response> {
  const [id = ''] = place.split('/');
  await readForm(visit.context, []);
  const found = await ownPart(visit, id);
  return found ? sendPart(visit, found.at, found.part, `${found.at.path}?gedaan=verstuurd`) : notFound(visit);
}
