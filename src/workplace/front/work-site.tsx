import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { TooBusy } from '../../platform/identity/secrets/turns.ts';
import { languages, text } from '../../platform/language/text.ts';
import { addErrorAnswers } from '../../platform/web/front/error-answers.ts';
import { Page, type PageFrame } from '../../platform/web/page.tsx';
import { languageOf, plainFrame } from '../../platform/web/plain-frame.ts';
import { AnswerInstead } from './answer-instead.ts';
import { FormRefused } from './forms.ts';
import { keepForm, lostTexts, showKeptForm } from './kept-forms.tsx';
import {
  frameOf,
  pageAnswer,
  type SignedIn,
  signedIn,
  type Visit,
  visitOf,
  type WorkPremises,
  workplaceAssets,
} from './visit.ts';

/** A page or form that anybody may come to, signed in or not. `{…}` in its path is handed over. */
export interface OpenRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly open: true;
  readonly answer: (visit: Visit, part: string) => Response | Promise<Response>;
}

/** A page or form for who is signed in. What that person may see or do the policies decide. */
export interface InnerRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly open?: false;
  /** Whether a form that comes after its session ended is kept for who sends it. */
  readonly keeps?: true;
  readonly answer: (visit: SignedIn, part: string) => Response | Promise<Response>;
}

export type Route = OpenRoute | InnerRoute;

const words = {
  notFound: text('Deze pagina is er niet, of is niet voor u', 'This page is not there, or is not for you'),
  check: text('Kijk of het adres klopt.', 'See whether the address is right.'),
  ask: text(
    'Denkt u dat u hier wel bij hoort te kunnen? Vraag het de functioneel beheerder.',
    'Do you think that you should be able to come here? Ask the functional administrator.',
  ),
  home: text('Naar uw werk', 'To your work'),
  busy: text('Het is nu te druk', 'It is too busy now'),
  busyNext: text(
    'Er is niets gewijzigd. Wacht een halve minuut, ga in de browser terug en verstuur het formulier opnieuw.',
    'Nothing was changed. Wait half a minute, go back in the browser and send the form again.',
  ),
  form: text('Dit formulier kon niet worden gelezen', 'This form could not be read'),
};

/** What is answered for a page that is not there and for one that may not be seen: the same bytes. */
function notFoundPage(frame: PageFrame, typed: VNode | null = null): VNode {
  const { language } = frame;
  return (
    <Page frame={frame} title={words.notFound[language]}>
      <h1>{words.notFound[language]}</h1>
      <ul>
        <li>{words.check[language]}</li>
        <li>{words.ask[language]}</li>
      </ul>
      {typed}
      <p>
        <a href={frame.home}>{words.home[language]}</a>
      </p>
    </Page>
  );
}

/** The answer to whoever asks for what is not there, or not for them. */
export function notFound(visit: Visit): Response {
  return pageAnswer(notFoundPage(frameOf(visit)), 404);
}

/** The same, with what they sent: what somebody typed is not lost because something is not there any more. */
async function notFoundWithTexts(visit: Visit): Promise<Response> {
  return pageAnswer(notFoundPage(frameOf(visit), await lostTexts(visit)), 404);
}

/** The workplace of one organisation: its routes, in both languages. */
export function workSite(
  premises: WorkPremises,
  routes: readonly Route[],
  tell: (line: string) => void,
): Hono {
  const app = new Hono();
  const plain = ({ req }: { req: { path: string } }) =>
    plainFrame(workplaceAssets(premises.assets), languageOf(req.path), premises.name[languageOf(req.path)]);
  addErrorAnswers(app, { known: plain, plain }, tell);
  // No answer of the workplace is kept, nor where it leads.
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  });
  for (const language of languages)
    for (const route of routes) {
      const path = `${language === 'nl' ? '' : `/${language}`}${route.path}`;
      app.on(route.method, language === 'nl' || route.path !== '/' ? path : `/${language}`, (context) =>
        withCookies(context, answer(context, premises, route)),
      );
    }
  app.notFound(async (context) => {
    const visit = await visitOf(context, premises);
    return signedIn(visit) ? notFound(visit) : toSignIn(visit);
  });
  return app;
}

/** Cookies that were given or taken on the way go with every answer, however it was made. */
async function withCookies(context: Context, answered: Promise<Response>): Promise<Response> {
  const answer = await answered;
  const has = answer.headers.getSetCookie();
  for (const cookie of context.newResponse(null).headers.getSetCookie())
    if (!has.includes(cookie)) answer.headers.append('Set-Cookie', cookie);
  return answer;
}

async function answer(context: Context, premises: WorkPremises, route: Route): Promise<Response> {
  const visit = await visitOf(context, premises);
  const part = context.req.param('part') ?? '';
  try {
    if (route.open) return await route.answer(visit, part);
    const inside = signedIn(visit);
    if (!inside) return toSignIn(visit, route.keeps ? await keepForm(visit) : null);
    const asked = async () => route.answer(inside, part);
    const answered = (await showKeptForm(inside, asked)) ?? (await asked());
    return route.keeps && answered.status === 404 ? await notFoundWithTexts(visit) : answered;
  } catch (error) {
    if (error instanceof AnswerInstead) return error.answer;
    if (error instanceof AccessDenied)
      return !route.open && route.keeps ? await notFoundWithTexts(visit) : notFound(visit);
    if (error instanceof FormRefused) return formRefused(visit, error);
    if (error instanceof TooBusy) return busy(visit);
    throw error;
  }
}

/**
 * Somebody who is not signed in does so first, and goes on where they were; a form is not sent a second time.
 *
 * @param kept the id under which a form is kept that came after its session had ended
 */
function toSignIn(visit: Visit, kept: string | null = null): Response {
  const { path, context, to } = visit;
  const where =
    kept !== null
      ? `${to(path)}?bewaard=${kept}`
      : context.req.method === 'GET' && path !== '/'
        ? `${to(path)}${new URL(context.req.url).search}`
        : '';
  const onTo = where === '' ? '' : `?naar=${encodeURIComponent(where)}`;
  return context.redirect(`${to('/aanmelden')}${onTo}`, 303);
}

/** More passwords are being checked than the program takes at once. */
function busy(visit: Visit): Response {
  const { language } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.busy[language]}>
      <h1>{words.busy[language]}</h1>
      <p>{words.busyNext[language]}</p>
    </Page>,
    503,
  );
}

function formRefused(visit: Visit, error: FormRefused): Response {
  const { language } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.form[language]}>
      <h1>{words.form[language]}</h1>
      <p>{error.words[language]}</p>
      <p>
        <a href={visit.to('/')}>{words.home[language]}</a>
      </p>
    </Page>,
    400,
  );
}
