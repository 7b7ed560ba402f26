import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty, Pages } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { doneBefore } from './done-page.tsx';
import { type HeldRegister, heldRegister } from './held-register.ts';
import { Entries, entriesOf, FromElsewhere, recordStory, withdrawnStory } from './history-page.tsx';
import { pageAsked, rowsShown } from './lists/list-query.ts';
import { openRecord } from './record-page.tsx';
import { recordName, wholeOf } from './record-words.ts';
import { readWhy } from './step-page.tsx';

const words = {
  registers: text('Registers', 'Registers'),
  title: text('Ingetrokken registraties', 'Withdrawn records'),
  lead: text(
    'Wat uit het register is gehaald, de laatste eerst. Het telt niet mee en kan worden hersteld.',
    'What was taken out of the register, the latest first. It does not count and can be restored.',
  ),
  none: text('Er is niets ingetrokken', 'Nothing was withdrawn'),
  noneText: text(
    'Wie een registratie intrekt, vindt haar hier terug.',
    'Whoever withdraws a record finds it here.',
  ),
  heads: [text('Kenmerk', 'Reference'), text('Ingetrokken op', 'Withdrawn on'), text('Reden', 'Reason')],
  beyond: text('Zo veel pagina’s zijn er niet', 'There are not so many pages'),
  toFirst: text('Naar de eerste pagina', 'To the first page'),
  done: text('De registratie is ingetrokken', 'The record was withdrawn'),
  doneText: text(
    'Zij telt niet meer mee. Hieronder kunt u haar herstellen.',
    'It counts no more. Below you can restore it.',
  ),
  restore: text('Registratie herstellen', 'Restore the record'),
  restoreEffect: text(
    'De registratie komt terug in het register zoals zij was, en telt weer mee.',
    'The record comes back into the register as it was, and counts again.',
  ),
  reason: text('Waarom herstelt u haar?', 'Why do you restore it?'),
  leave: text('Niet herstellen', 'Do not restore'),
} as const;

/** What was withdrawn from a register. */
export async function showWithdrawn(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held) return notFound(visit);
  const { language, premises, actor, to, context } = visit;
  const page = pageAsked(context.req.query('pagina'));
  const found = await look(premises.door, actor, held.keeping.withdrawn, concern, {
    offset: (page - 1) * rowsShown,
    most: rowsShown + 1,
  });
  const all = found.slice(0, rowsShown);
  const isDone = context.req.query('gedaan') === 'ingetrokken';
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={isDone ? `${words.done[language]}: ${words.title[language]}` : words.title[language]}
      here={to('/registers')}
      crumbs={crumbsOf(visit, held)}
    >
      {isDone && (
        <Notice kind="ok" title={words.done[language]}>
          <p>{words.doneText[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {all.length === 0 && page > 1 ? (
        <Empty
          title={words.beyond[language]}
          text={words.lead[language]}
          action={{ href: to(`${held.place}/ingetrokken`), label: words.toFirst[language] }}
        />
      ) : all.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={words.heads.map((head) => head[language])}
          rows={all.map(({ version, at, reason }) => [
            <a key={version.id} href={to(`${held.place}/ingetrokken/${version.id}`)}>
              {recordName(held.keeping.pages, version)}
            </a>,
            momentInWords(new Date(at), language),
            reason ?? '',
          ])}
        />
      )}
      {all.length > 0 && (page > 1 || found.length > rowsShown) && (
        <Pages
          current={page}
          last={found.length > rowsShown ? page + 1 : page}
          hrefOf={(one) => to(`${held.place}/ingetrokken${one === 1 ? '' : `?pagina=${one}`}`)}
          language={language}
        />
      )}
    </Page>,
  );
}

function crumbsOf({ language, to }: SignedIn, held: HeldRegister) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to(held.place), label: held.register.name[language] },
  ];
}

/** A withdrawn record: what became of it, and the form that restores it. */
export async function showRestore(visit: SignedIn, part: string): Promise<Response> {
  const [path = '', , id = ''] = part.split('/');
  const found = await withdrawnStory(visit, path, id);
  return found ? restorePage(visit, id, found, '', []) : notFound(visit);
}

function restorePage(
  visit: SignedIn,
  id: string,
  { held, story, name }: NonNullable<Awaited<ReturnType<typeof withdrawnStory>>>,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={`${words.restore[language]}: ${name}`}
      action={`${held.place}/ingetrokken/${id}`}
      errors={errors}
      crumbs={crumbsOf(visit, held)}
      before={<p>{words.restoreEffect[language]}</p>}
      button={words.restore[language]}
      back={{ href: `${held.place}/ingetrokken`, label: words.leave[language] }}
      after={
        <>
          <FromElsewhere story={story} visit={visit} />
          <Entries entries={entriesOf(visit, held, story)} visit={visit} place={null} />
        </>
      }
    >
      <TextField
        id="reden"
        label={words.reason[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Restores a withdrawn record. */
export async function takeRestore(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['reden']);
  const [path = '', , id = ''] = part.split('/');
  const found = await withdrawnStory(visit, path, id);
  const last = found?.story.versions.at(-1);
  if (!found || !last) return restoredBefore(visit, path, id, typed('reden'));
  const { held } = found;
  const { reason, fault } = readWhy(typed('reden'), true);
  if (reason === null)
    return restorePage(visit, id, found, typed('reden'), [
      { field: 'reden', message: fault?.[visit.language] ?? '' },
    ]);
  const done = await perform(visit.premises.door, visit.actor, held.keeping.restore, concern, {
    record: id,
    version: newId(),
    values: wholeOf(last),
    reason,
  });
  return done === 'done'
    ? goTo(visit, `${held.place}/${id}?gedaan=hersteld`)
    : restoredBefore(visit, path, id, typed('reden'));
}

/** Who restored it a moment ago is told that it was, and everybody else who did. */
async function restoredBefore(visit: SignedIn, path: string, id: string, reason: string): Promise<Response> {
  const record = await openRecord(visit, path, id);
  if (!record) return notFound(visit);
  const isOwn = record.kept.version.recordedBy === visit.session.person;
  if (isOwn && record.kept.version.reason === reason.trim())
    return goTo(visit, `${record.place}?gedaan=hersteld`);
  const story = await recordStory(visit, record);
  const last = story?.decisions.findLast(({ kind }) => kind === 'withdrawn' || kind === 'restored');
  if (!story || last?.kind !== 'restored') return notFound(visit);
  const about = { held: record.held, name: record.name, href: record.place };
  return doneBefore(visit, about, story, { what: words.restore[visit.language], by: last.by, at: last.at });
}
