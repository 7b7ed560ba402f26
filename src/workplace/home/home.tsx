import { roleWords } from '../../organisation/people/role-words.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  decideFirst,
  type FirstAdministrators,
  firstAdministrators,
} from '../../platform/identity/accounts/set-up.ts';
import { text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { callWork } from '../annual-call/call-work.ts';
import { type Waiting, waitingWork } from '../appointments/waiting-work.tsx';
import { readForm } from '../front/forms.ts';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, places, type SignedIn } from '../front/visit.ts';
import { lineWork } from '../in-the-line/line-work.ts';
import { keyWork } from '../keys/key-work.ts';
import { secretWarnings } from '../provider/settings-page.tsx';
import { questionWork } from '../registers/questions/question-work.ts';
import { reportWork } from '../reports/report-work.ts';
import { SearchEverywhere } from '../search/search-page.tsx';
import { signalWork } from '../signals/signal-work.ts';
import { newSince } from './new-since.tsx';
import { registerWork } from './register-work.tsx';
import { registersToday } from './registers-today.tsx';
import { tour } from './tour.tsx';
import { waitingProposals } from './waiting-proposals.ts';

const words = {
  title: text('Uw werk', 'Your work'),
  nothing: text('Er wacht nu niets op u.', 'Nothing waits for you now.'),
  noRole: text(
    'U hebt nog geen rol in deze organisatie. De functioneel beheerder kan u aanwijzen.',
    'You have no role in this organisation yet. The functional administrator can appoint you.',
  ),
  waits: text('Wacht op u', 'Waits for you'),
  others: text('Wacht op anderen', 'Waits for others'),
  begun: text('Begonnen', 'Begun'),
  start: text('Beginnen', 'Begin'),
  kept: text('Concept bewaard', 'Draft kept'),
  keptText: text(
    'Het staat hieronder bij „Begonnen”, dertig dagen lang; alleen u ziet het.',
    'It stands below under “Begun”, for thirty days; only you see it.',
  ),
  begin: text('Waar u terechtkunt', 'Where you can go'),
  roles: text('Uw rollen', 'Your roles'),
  waitingTitle: text(
    'Een tweede beheerder moet u nog goedkeuren',
    'A second administrator has to approve you',
  ),
  waiting: text(
    'Nodig die uit vanaf de server: invite --first. Zodra die is aangemeld, keurt u elkaar goed en sluit deze weg.',
    'Invite that person from the server: invite --first. Once signed in, you approve each other and this way closes.',
  ),
  approve: text('{name} als beheerder goedkeuren', 'Approve {name} as administrator'),
  refuse: text('Niet goedkeuren', 'Do not approve'),
  approveLead: text(
    'is uitgenodigd als eerste of tweede beheerder. Controleer bij die persoon zelf of dit klopt. Na uw goedkeuring kan die persoon accounts en aanwijzingen beheren.',
    'was invited as first or second administrator. Check with that person whether this is right. After your approval that person can look after accounts and appointments.',
  ),
  approved: text('U hebt de andere beheerder goedgekeurd', 'You approved the other administrator'),
  approvedText: text(
    'Die persoon kan nu accounts en aanwijzingen beheren.',
    'That person can look after accounts and appointments now.',
  ),
};

/** "Uw werk": what waits for whoever is signed in, who that is here, and where they can go. */
export async function home(visit: SignedIn): Promise<Response> {
  const { language, to, roles, session, premises, token, context } = visit;
  const first: FirstAdministrators =
    session.account === null
      ? { isWaiting: false, toDecide: [] }
      : await look(premises.door, identityActor, firstAdministrators, concern, { token });
  const proposals = await waitingProposals(visit);
  // What lapses by itself stands in front. A digest asks the same (notices/what-waits.ts).
  const work = await registerWork(visit);
  const calls = await callWork(visit);
  const reports = await reportWork(visit);
  const line = await lineWork(visit);
  const keys = await keyWork(visit);
  const signals = await signalWork(visit);
  const questions = await questionWork(visit);
  const waiting = [
    ...proposals.forMe,
    ...signals.waits,
    ...keys.waits,
    ...reports.waits,
    ...calls.waits,
    ...(await waitingWork(visit)),
    ...line.waits,
    ...questions.waits,
    ...work.waits,
  ];
  const others = [
    ...proposals.forOthers,
    ...keys.others,
    ...reports.others,
    ...calls.others,
    ...line.others,
    ...questions.others,
  ];
  const toBegin = [...signals.begin, ...work.begin, ...line.begin];
  const begun = [...reports.begun, ...work.begun];
  const onward = places.filter(
    ({ path, roles: asked }) =>
      path !== '/' &&
      (asked === undefined || hasRole(visit, ...asked) || (path === '/verslagen' && reports.isReader)),
  );
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/')}>
      {context.req.query('gedaan') === 'goedgekeurd' && (
        <Notice kind="ok" title={words.approved[language]}>
          <p>{words.approvedText[language]}</p>
        </Notice>
      )}
      {context.req.query('gedaan') === 'concept' && (
        <Notice kind="ok" title={words.kept[language]}>
          <p>{words.keptText[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      {work.keeps && <SearchEverywhere visit={visit} />}
      {await secretWarnings(visit)}
      <section class="dl-flow" aria-labelledby="wacht">
        <h2 id="wacht">{words.waits[language]}</h2>
        {first.toDecide.map(({ proposal, name, signInName }) => (
          <article key={proposal} class="dl-flow">
            <p>
              <strong>{name}</strong> ({signInName}) {words.approveLead[language]}
            </p>
            <form method="post" action={to('/beheerders')} class="dl-buttons">
              <input type="hidden" name="voorstel" value={proposal} />
              <button type="submit" class="dl-button" name="besluit" value="goed">
                {words.approve[language].replace('{name}', () => name)}
              </button>
              <button type="submit" class="dl-button dl-button--second" name="besluit" value="niet">
                {words.refuse[language]}
              </button>
            </form>
          </article>
        ))}
        {first.isWaiting && (
          <Notice kind="info" title={words.waitingTitle[language]}>
            <p>{words.waiting[language]}</p>
          </Notice>
        )}
        <Waits all={waiting} />
        {!first.isWaiting && first.toDecide.length === 0 && waiting.length === 0 && (
          <p>{(roles.length === 0 ? words.noRole : words.nothing)[language]}</p>
        )}
      </section>
      {others.length > 0 && (
        <section class="dl-flow" aria-labelledby="anderen">
          <h2 id="anderen">{words.others[language]}</h2>
          <Waits all={others} />
        </section>
      )}
      {begun.length > 0 && (
        <section class="dl-flow" aria-labelledby="begonnen">
          <h2 id="begonnen">{words.begun[language]}</h2>
          <Waits all={begun} />
        </section>
      )}
      {await newSince(visit)}
      {toBegin.length > 0 && (
        <section class="dl-flow" aria-labelledby="beginnen">
          <h2 id="beginnen">{words.start[language]}</h2>
          <Waits all={toBegin} />
        </section>
      )}
      {await tour(visit)}
      {await registersToday(visit)}
      {roles.length > 0 && (
        <section class="dl-flow" aria-labelledby="rollen">
          <h2 id="rollen">{words.roles[language]}</h2>
          <ul>
            {roles.map((role) => (
              <li key={role}>
                <strong>{roleWords[role].name[language]}</strong>: {roleWords[role].does[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="dl-flow" aria-labelledby="verder">
        <h2 id="verder">{words.begin[language]}</h2>
        <ul>
          {onward.map(({ path, label }) => (
            <li key={path}>
              <a href={to(path)}>{label[language]}</a>
            </li>
          ))}
        </ul>
      </section>
    </Page>,
  );
}

/** What waits, each with where it is done. */
function Waits({ all }: { all: readonly Waiting[] }) {
  if (all.length === 0) return null;
  return (
    <ul>
      {all.map(({ text: what, href }) => (
        <li key={`${what} ${href}`}>{href === null ? what : <a href={href}>{what}</a>}</li>
      ))}
    </ul>
  );
}

/** One of the first administrators decides about the other. */
export async function decideAdministrator(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['voorstel', 'besluit']);
  if (!isId(typed('voorstel'))) return goTo(visit, '/');
  const decided = await perform(visit.premises.door, identityActor, decideFirst, concern, {
    token: visit.token,
    proposal: typed('voorstel'),
    approve: typed('besluit') === 'goed',
  });
  return goTo(visit, decided && typed('besluit') === 'goed' ? '/?gedaan=goedgekeurd' : '/');
}
