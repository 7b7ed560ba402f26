import { doubtWords } from '../../collection/doubt-words.ts';
import type { RecordFlag } from '../../collection/keeping/one-record.ts';
import { recordResource } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { doneBefore } from './done-page.tsx';
import { recordStory } from './history-page.tsx';
import { capital, type OpenRecord, openRecord, RecordStrip, recordCrumbs } from './record-page.tsx';
import { readWhy } from './step-page.tsx';

const words = {
  decided: text('Over de twijfel beslissen', 'Decide about the doubt'),
  stands: text('Het klopt zoals het er staat', 'It is right as it stands'),
  lead: text(
    'Klopt het niet? Verbeter dan de registratie: de twijfel gaat vanzelf weg. Klopt het wel, zeg dan waarom; de twijfel komt terug als de waarde verandert.',
    'Is it not right? Then correct the record: the doubt goes away by itself. If it is right, say why; the doubt comes back when the value changes.',
  ),
  reason: text('Waarom klopt het?', 'Why is it right?'),
  leave: text('Niet beslissen', 'Do not decide'),
  reopen: text('Twijfel weer openen', 'Open the doubt again'),
  reopenLead: text(
    'De twijfel staat dan weer bij de registratie, tot iemand beslist.',
    'The doubt then stands with the record again, until somebody decides.',
  ),
  reopenReason: text('Waarom opent u haar weer?', 'Why do you open it again?'),
} as const;

async function opened(
  visit: SignedIn,
  part: string,
): Promise<{ readonly record: OpenRecord; readonly flag: RecordFlag } | null> {
  const [path = '', id = '', , flagId = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  const flag = record?.kept.flags.find((one) => one.id === flagId);
  return record && flag ? { record, flag } : null;
}

/** A doubt about a record, to be decided. */
export async function showDoubt(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  return about ? doubtPage(visit, about, '', []) : notFound(visit);
}

function doubtPage(
  visit: SignedIn,
  { record, flag }: { readonly record: OpenRecord; readonly flag: RecordFlag },
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={capital(doubtWords(flag.kind, language, record.held.register.doubts))}
      action={`${record.place}/twijfel/${flag.id}`}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          <p>
            {flag.value !== '' && (
              <>
                „<bdi>{flag.value}</bdi>”.{' '}
              </>
            )}
            {flag.advice[language]}
          </p>
          <p>{words.lead[language]}</p>
        </>
      }
      button={words.stands[language]}
      back={{ href: record.place, label: words.leave[language] }}
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

/** Decides that something doubtful is right. */
export async function takeDoubt(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['reden']);
  const about = await opened(visit, part);
  if (!about) return decidedBefore(visit, part, 'stands', 'twijfel');
  const { record, flag } = about;
  const { reason, fault } = readWhy(typed('reden'), true);
  if (reason === null)
    return doubtPage(visit, about, typed('reden'), [
      { field: 'reden', message: fault?.[visit.language] ?? '' },
    ]);
  const { keeping } = record.held;
  const id = record.kept.version.id;
  const isDone = await perform(
    visit.premises.door,
    visit.actor,
    keeping.decideDoubt,
    recordResource(keeping.pages.record.table, id),
    { record: id, flag: flag.id, reason },
  );
  return isDone
    ? goTo(visit, `${record.place}?gedaan=twijfel`)
    : decidedBefore(visit, part, 'stands', 'twijfel');
}

/** Who did this a moment ago is told that it was done, everybody else who did; what nobody did is not there. */
async function decidedBefore(
  visit: SignedIn,
  part: string,
  kind: 'stands' | 'reopened',
  done: 'twijfel' | 'heropend',
): Promise<Response> {
  const [path = '', id = '', , about = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  if (!record) return notFound(visit);
  const story = await recordStory(visit, record);
  const decisions = story?.decisions ?? [];
  const flag = decisions.find((one) => one.id === about)?.flag ?? about;
  const made = decisions.filter((one) => one.flag === flag && one.kind === kind);
  if (made.some(({ by }) => by === visit.session.person))
    return goTo(visit, `${record.place}?gedaan=${done}`);
  const last = made.at(-1);
  if (!story || !last) return notFound(visit);
  const what = (kind === 'stands' ? words.decided : words.reopen)[visit.language];
  return doneBefore(visit, { held: record.held, name: record.name, href: record.place }, story, {
    what,
    by: last.by,
    at: last.at,
  });
}

/** The form that opens a decided doubt again. */
export async function showReopen(visit: SignedIn, part: string): Promise<Response> {
  const [path = '', id = '', , decision = ''] = part.split('/');
  const record = isId(decision) ? await openRecord(visit, path, id) : null;
  return record ? reopenPage(visit, record, decision, '', []) : notFound(visit);
}

function reopenPage(
  visit: SignedIn,
  record: OpenRecord,
  decision: string,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.reopen[language]}
      action={`${record.place}/heropenen/${decision}`}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          <p>{words.reopenLead[language]}</p>
        </>
      }
      button={words.reopen[language]}
      back={{ href: `${record.place}/geschiedenis`, label: words.leave[language] }}
    >
      <TextField
        id="reden"
        label={words.reopenReason[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Opens a decided doubt again. */
export async function takeReopen(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['reden']);
  const [path = '', id = '', , decision = ''] = part.split('/');
  const record = isId(decision) ? await openRecord(visit, path, id) : null;
  if (!record) return notFound(visit);
  const { reason, fault } = readWhy(typed('reden'), true);
  if (reason === null)
    return reopenPage(visit, record, decision, typed('reden'), [
      { field: 'reden', message: fault?.[visit.language] ?? '' },
    ]);
  const { keeping } = record.held;
  const isDone = await perform(
    visit.premises.door,
    visit.actor,
    keeping.reopenDoubt,
    recordResource(keeping.pages.record.table, id),
    { record: id, decision, reason },
  );
  return isDone
    ? goTo(visit, `${record.place}?gedaan=heropend`)
    : decidedBefore(visit, part, 'reopened', 'heropend');
}
