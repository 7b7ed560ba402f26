import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { moveBlock, removeBlock, removedBlocks, restoreBlock } from '../../publication/workbench/blocks.ts';
import { beginsChapter } from '../../publication/workbench/document-text.ts';
import type { StandingBlock } from '../../publication/workbench/read-drafts.ts';
import { askFigures } from '../../publication/workbench/readings.ts';
import { signaturesUnder } from '../../publication/workbench/route.ts';
import type { SetText } from '../../publication/workbench/set-text.ts';
import { readForm } from '../front/forms.ts';
import { renewingAnswer } from '../front/renewed.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { showRoute } from './approval/route-page.tsx';
import { type HeldReport, nameOfBlock, openReport, setNow, whoWords } from './held-report.ts';
import { FiguresState, ReportStrip, reportCrumbs } from './report-parts.tsx';

const words = {
  blocks: text('Blokken', 'Blocks'),
  lead: text(
    'Het verslag bestaat uit blokken: een kop met tekst, een tabel, een lijst. Kies er een om te schrijven.',
    'The report consists of blocks: a heading with text, a table, a list. Choose one to write.',
  ),
  block: text('Blok', 'Block'),
  marks: text('Let op', 'Look at'),
  order: text('Volgorde', 'Order'),
  up: text('Omhoog', 'Up'),
  down: text('Omlaag', 'Down'),
  upOf: text('{block} omhoog', '{block} up'),
  downOf: text('{block} omlaag', '{block} down'),
  add: text('Blok toevoegen', 'Add a block'),
  none: text('Er staat nog niets in dit verslag', 'There is nothing in this report yet'),
  noneText: text('Begin met een blok dat een hoofdstuk opent.', 'Begin with a block that opens a chapter.'),
  solve: text('{count, plural, one {# op te lossen} other {# op te lossen}}', '{count} to solve'),
  decide: text('{count, plural, one {# te beslissen} other {# te beslissen}}', '{count} to decide'),
  noMarks: text('geen', 'none'),
  unknown: text('nog niet nagegaan', 'not checked yet'),
  next: text('Wat wilt u doen?', 'What do you want to do?'),
  title: text('Titel en jaren wijzigen', 'Change title and years'),
  figures: text('Cijfers van het verslag', 'Figures of the report'),
  preview: text('Voorbeeld van het hele verslag', 'Preview of the whole report'),
  warnings: text('Waarschuwingen nalopen', 'Go through the warnings'),
  route: text('Leesversies, lezers en handtekeningen', 'Reading versions, readers and signatures'),
  stop: text('Stoppen met dit verslag', 'Stop with this report'),
  removed: text('Weggehaalde blokken', 'Blocks that were taken out'),
  restore: text('Terugzetten', 'Put back'),
  restoreOf: text('{block} terugzetten', 'Put {block} back'),
  done: {
    begonnen: text('Het verslag is begonnen.', 'The report was begun.'),
    bestond: text(
      'Dit verslag werd al geschreven. Er is niets gewijzigd.',
      'This report was being written already. Nothing was changed.',
    ),
    bewaard: text('Het blok is opgeslagen.', 'The block was saved.'),
    toegevoegd: text('Het blok is toegevoegd.', 'The block was added.'),
    verplaatst: text('Het blok is verplaatst.', 'The block was moved.'),
    weggehaald: text(
      'Het blok is weggehaald. Onderaan kunt u het terugzetten.',
      'The block was taken out. You can put it back below.',
    ),
    teruggezet: text('Het blok staat er weer.', 'The block is back.'),
    titel: text('Titel en jaren zijn opgeslagen.', 'Title and years were saved.'),
  },
  voids: text(
    '{count, plural, one {Er staat # handtekening} other {Er staan # handtekeningen}} onder leesversie {number}. Na een wijziging is een nieuwe leesversie nodig; dan vervallen {count, plural, one {die} other {ze}}.',
    '{count, plural, one {There is # signature} other {There are # signatures}} under reading version {number}. After a change a new reading version is needed; then {count, plural, one {it is} other {they are}} void.',
  ),
  signed: text('Dit verslag is getekend', 'This report is signed'),
  last: text('Laatst gewijzigd: {who}, {moment}', 'Changed last: {who}, {moment}'),
} as const;

/** A report as its writer sees it: the blocks, what is to be looked at, what can be done. Others see its route. */
export async function showOverview(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held) return notFound(visit);
  if (!held.writes) return showRoute(visit, part);
  return overview(visit, held);
}

async function overview(visit: SignedIn, held: HeldReport): Promise<Response> {
  const { language, to, context } = visit;
  const { draft, place, reading } = held;
  const set = setNow(visit, held);
  const done = context.req.query('gedaan') ?? '';
  const told = Object.hasOwn(words.done, done) ? words.done[done as keyof typeof words.done] : undefined;
  const isOpen = draft.endedAs === null;
  const gone = isOpen
    ? await look(visit.premises.door, visit.actor, removedBlocks, concern, { report: draft.id })
    : [];
  const signatures = reading ? signaturesUnder(draft.events, reading.id).length : 0;
  const links: readonly (readonly [string, Text])[] = [
    [`${place}/waarschuwingen`, words.warnings],
    [`${place}/voorbeeld`, words.preview],
    [`${place}/cijfers`, words.figures],
    [`${place}/route`, words.route],
    ...(isOpen
      ? ([
          [`${place}/titel`, words.title],
          [`${place}/stoppen`, words.stop],
        ] as const)
      : []),
  ];
  const latest = draft.blocks.toSorted((one, other) => other.at.localeCompare(one.at))[0];
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={told ? `${told[language]} ${draft.title}` : draft.title}
      crumbs={reportCrumbs(visit, held, false)}
    >
      {told && (
        <Notice kind="ok" title={told[language]}>
          {null}
        </Notice>
      )}
      <h1>{draft.title}</h1>
      <ReportStrip visit={visit} held={held} />
      <p>
        <a href="#acties">{words.next[language]}</a>
      </p>
      {isOpen && signatures > 0 && reading && (
        <Notice kind="warn" title={words.signed[language]}>
          <p>{say(words.voids[language], language, { count: signatures, number: reading.number })}</p>
        </Notice>
      )}
      {isOpen && <FiguresState visit={visit} held={held} back={place} />}
      <h2 id="blokken">{words.blocks[language]}</h2>
      <p>{words.lead[language]}</p>
      {draft.blocks.length === 0 ? (
        <Empty
          title={words.none[language]}
          text={words.noneText[language]}
          {...(isOpen ? { action: { href: to(`${place}/blok/nieuw`), label: words.add[language] } } : {})}
        />
      ) : (
        <TextTable
          caption={words.blocks[language]}
          captionHidden
          heads={[words.block, words.marks, ...(isOpen ? [words.order] : [])].map((one) => one[language])}
          rows={draft.blocks.map((block, index) => [
            <span key={block.id}>
              {index + 1}.{' '}
              <a href={to(`${place}/blok/${block.id}`)}>
                {beginsChapter(block.source) ? (
                  <strong>{nameOfBlock(visit, block.source)}</strong>
                ) : (
                  nameOfBlock(visit, block.source)
                )}
              </a>
            </span>,
            marksOf(set, block, visit),
            ...(isOpen
              ? [<OrderButtons key={`o${block.id}`} visit={visit} held={held} index={index} />]
              : []),
          ])}
        />
      )}
      {latest && (
        <p>
          {say(words.last[language], language, {
            who: whoWords(draft, latest.by, language),
            moment: momentInWords(new Date(latest.at), language),
          })}
        </p>
      )}
      <section id="acties" class="dl-flow">
        <h2>{words.next[language]}</h2>
        {isOpen && draft.blocks.length > 0 && (
          <p>
            <a class="dl-button" href={to(`${place}/blok/nieuw?na=${draft.blocks.at(-1)?.id}`)}>
              {words.add[language]}
            </a>
          </p>
        )}
        <ul>
          {links.map(([href, label]) => (
            <li key={href}>
              <a href={to(href)}>{label[language]}</a>
            </li>
          ))}
        </ul>
      </section>
      {gone.length > 0 && (
        <section class="dl-flow">
          <h2>{words.removed[language]}</h2>
          <ul>
            {gone.map((one) => (
              <li key={one.block}>
                <form method="post" action={to(`${place}/ordenen`)} class="dl-inline">
                  <input type="hidden" name="blok" value={one.block} />
                  <span>
                    {nameOfBlock(visit, one.source)} ({momentInWords(new Date(one.at), language)})
                  </span>{' '}
                  <button
                    type="submit"
                    class="dl-link-button"
                    name="doe"
                    value="terug"
                    aria-label={say(words.restoreOf[language], language, {
                      block: nameOfBlock(visit, one.source),
                    })}
                  >
                    {words.restore[language]}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>,
  );
}

function marksOf(set: SetText | null, { id }: StandingBlock, { language }: SignedIn): string {
  if (!set) return words.unknown[language];
  const own = set.warnings.filter(({ block }) => block === id);
  const of = (kind: 'solve' | 'decide') => own.filter((one) => one.kind === kind).length;
  const parts = (['solve', 'decide'] as const).flatMap((kind) =>
    of(kind) > 0 ? [say(words[kind][language], language, { count: of(kind) })] : [],
  );
  return parts.join(', ') || words.noMarks[language];
}

function OrderButtons({ visit, held, index }: { visit: SignedIn; held: HeldReport; index: number }) {
  const { language, to } = visit;
  const { blocks } = held.draft;
  const block = blocks[index];
  if (!block) return null;
  const label = (one: Text) => say(one[language], language, { block: nameOfBlock(visit, block.source) });
  return (
    <form method="post" action={to(`${held.place}/ordenen`)} class="dl-inline">
      <input type="hidden" name="blok" value={block.id} />
      {index > 0 && (
        <button type="submit" class="dl-link-button" name="doe" value="omhoog" aria-label={label(words.upOf)}>
          {words.up[language]}
        </button>
      )}{' '}
      {index < blocks.length - 1 && (
        <button
          type="submit"
          class="dl-link-button"
          name="doe"
          value="omlaag"
          aria-label={label(words.downOf)}
        >
          {words.down[language]}
        </button>
      )}
    </form>
  );
}

/** Moves a block, takes it out or puts it back. */
export async function takeOrder(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const typed = await readForm(visit.context, ['blok', 'doe']);
  const { draft, place } = held;
  const block = typed('blok');
  if (!isId(block)) return notFound(visit);
  const { door } = visit.premises;
  const at = draft.blocks.findIndex(({ id }) => id === block);
  switch (typed('doe')) {
    case 'omhoog':
    case 'omlaag': {
      // Behind the block before the one above it, or behind the one below it.
      const behind = typed('doe') === 'omhoog' ? at - 2 : at + 1;
      if (at >= 0)
        await perform(door, visit.actor, moveBlock, concern, {
          report: draft.id,
          block,
          after: draft.blocks[behind]?.id ?? null,
        });
      return goTo(visit, `${place}?gedaan=verplaatst#blokken`);
    }
    case 'weg':
      await perform(door, visit.actor, removeBlock, concern, { report: draft.id, block });
      return goTo(visit, `${place}?gedaan=weggehaald`);
    case 'terug':
      await perform(door, visit.actor, restoreBlock, concern, { report: draft.id, block });
      return goTo(visit, `${place}?gedaan=teruggezet`);
    default:
      return notFound(visit);
  }
}

/** Begins to compute the figures of a report. */
export async function takeCompute(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.whole === null || visit.premises.reports === null) return notFound(visit);
  const typed = await readForm(visit.context, ['terug']);
  await perform(visit.premises.door, visit.actor, askFigures, concern, { report: held.draft.id });
  const back = typed('terug');
  return goTo(visit, back === held.place || back.startsWith(`${held.place}/`) ? back : held.place);
}
