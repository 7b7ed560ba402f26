import { openLines } from '../../../collection/in-the-line/line-notices.ts';
import { stateLists } from '../../../collection/offers/record-pages.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { text } from '../../../platform/language/text.ts';
import { Empty } from '../../../platform/web/components/lists.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { mayRead } from '../../imports/import-registers.ts';
import { type HeldRegister, heldRegisters } from '../held-register.ts';
import { countWords } from './count-words.ts';
import { type ListQuery, listAddress } from './list-query.ts';

const words = {
  title: text('Registers', 'Registers'),
  lead: text(
    'De registers die u bijhoudt. Een getal is zo groot als de lijst die het opent.',
    'The registers that you keep. A number is as large as the list that it opens.',
  ),
  doubtful: text('met twijfel', 'with a doubt'),
  inTheLine: text('In de lijn afgehandeld, te beslissen', 'Handled in the line, to be decided'),
  figures: text('Cijfers van dit register', 'Figures of this register'),
  files: text('Bestanden', 'Files'),
  bring: text('Bestand inlezen', 'Read a file'),
  imported: text('Wat er is ingelezen', 'What was imported'),
  none: text('Er zijn nog geen registers', 'There are no registers yet'),
  noneText: text(
    'De organisatie is nog niet beschreven. De functioneel beheerder doet dat aan de opdrachtregel.',
    'The organisation was not described yet. The functional administrator does that at the command line.',
  ),
};

/** The list of a register without anything chosen. */
export const wholeList: ListQuery = {
  filters: {},
  year: '',
  state: '',
  doubtful: false,
  since: '',
  search: '',
  cell: '',
  counted: null,
  sort: null,
  page: 1,
  print: false,
  wrong: [],
};

/** The registers that somebody keeps, each with its lists by who has the move. */
export async function showRegisters(visit: SignedIn): Promise<Response> {
  const held = await heldRegisters(visit);
  if (held.length === 0)
    return hasRole(visit, 'central-coordinator', 'coordinator') ? notDescribed(visit) : notFound(visit);
  const { language, to } = visit;
  const parts = await Promise.all(held.map(async (one) => ({ one, lists: await listsOf(visit, one) })));
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/registers')}>
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {parts.map(({ one: { register, keeping, place }, lists }) => (
        <section key={register.key} class="dl-flow" aria-labelledby={register.key}>
          <h2 id={register.key}>
            <a href={to(place)}>{register.name[language]}</a>
          </h2>
          <p>{register.what[language]}</p>
          <ul>
            {lists.map(({ label, href, count }) => (
              <li key={href}>
                <a href={to(href)}>{label}</a>: {countWords(count, visit)}
              </li>
            ))}
          </ul>
          <p>
            <a href={to(`${place}/cijfers`)}>{words.figures[language]}</a>
          </p>
          <p>
            <a class="dl-button dl-button--second" href={to(`${place}/nieuw`)}>
              {keeping.pages.add[language]}
            </a>
          </p>
        </section>
      ))}
      {mayRead(visit) && (
        <section class="dl-flow" aria-labelledby="bestanden">
          <h2 id="bestanden">{words.files[language]}</h2>
          <ul>
            <li>
              <a href={to('/registers/inlezen')}>{words.bring[language]}</a>
            </li>
            <li>
              <a href={to('/registers/ingelezen')}>{words.imported[language]}</a>
            </li>
          </ul>
        </section>
      )}
    </Page>,
  );
}

/** Who keeps registers finds none before the organisation was described. */
function notDescribed(visit: SignedIn): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/registers')}>
      <h1>{words.title[language]}</h1>
      <Empty title={words.none[language]} text={words.noneText[language]} />
    </Page>,
  );
}

/** The lists of a register: one for each state, and one of what is doubtful. */
async function listsOf(visit: SignedIn, { keeping, place }: HeldRegister) {
  const { language, premises, actor } = visit;
  const counted = async (search: Partial<ListQuery>, label: string) => {
    const query = { ...wholeList, ...search };
    const count = await look(premises.door, actor, keeping.count, concern, {
      filters: {},
      within: null,
      words: null,
      state: query.state === '' ? null : query.state,
      doubtful: query.doubtful,
    });
    return { label, href: listAddress(place, query), count };
  };
  return Promise.all([
    ...stateLists(keeping.pages).map((state) => counted({ state: state.key }, state.label[language])),
    counted({ doubtful: true }, words.doubtful[language]),
    ...(keeping.pages.inTheLine ? [toldOf(visit, keeping.key, place)] : []),
  ]);
}

/** What was told of what was handled in the line and waits for a decision. */
async function toldOf({ language, premises, actor }: SignedIn, register: string, place: string) {
  const open = await look(premises.door, actor, openLines, concern, { register });
  return {
    label: words.inTheLine[language],
    href: `${place}/in-de-lijn`,
    count: open.coordinated + open.others,
  };
}
