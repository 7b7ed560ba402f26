import { longestReason } from '../../collection/keeping/keep-records.ts';
import { missingOf, missingWords } from '../../collection/keeping/missing.ts';
import type { RecordDoubt } from '../../collection/keeping/record-doubts.ts';
import { readTyped } from '../../collection/keeping/typed-record.ts';
import { stateOf, type Transition } from '../../collection/offers/record-pages.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { recordResource } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { neededFault } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { type DoneBefore, doneBefore } from './done-page.tsx';
import {
  changedWords,
  DoubtedFields,
  notConfirmed,
  SectionFields,
  standsOf,
  typedOf,
} from './editing/edit-form.tsx';
import { baseOf, saveChange } from './editing/save.ts';
import { typedContext } from './held-register.ts';
import { recordStory, withdrawnStory } from './history-page.tsx';
import { type OpenRecord, openRecord, RecordStrip, recordCrumbs } from './record-page.tsx';
import { wholeOf } from './record-words.ts';

const words = {
  reason: text('Waarom?', 'Why?'),
  reasonHint: text('Komt in de geschiedenis te staan.', 'Goes into the history.'),
  reasonMissing: text('Schrijf waarom.', 'Write why.'),
  leave: text('Niet doen', 'Do not do it'),
  missing: text('Dit kan nog niet: eerst is nodig', 'This cannot be done yet: first is needed'),
  withdraw: text('Registratie intrekken', 'Withdraw the record'),
  withdrawEffect: text(
    'De registratie gaat uit het register en telt niet meer mee. Cijfers die al gepubliceerd zijn blijven staan, en een volgend verslag noemt het verschil. Herstellen kan: zij staat dan bij „Ingetrokken registraties”.',
    'The record leaves the register and counts no more. Figures that were published stay, and a next report names the difference. It can be restored: it then stands under “Withdrawn records”.',
  ),
} as const;

/** A step that is no change of fields: taking a record out of the register. */
const withdrawal: Transition = {
  key: 'intrekken',
  from: [],
  to: '',
  label: words.withdraw,
  effect: words.withdrawEffect,
  asks: [],
  empties: [],
  needs: null,
  reason: true,
};

async function opened(
  visit: SignedIn,
  part: string,
): Promise<{ readonly record: OpenRecord; readonly step: Transition } | null> {
  const [path = '', id = '', , key = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  if (!record) return null;
  if (key === withdrawal.key) return { record, step: withdrawal };
  const { pages } = record.held.keeping;
  const state = stateOf(pages, record.values)?.key ?? '';
  const step = pages.transitions.find((one) => one.key === key && one.from.includes(state));
  return step ? { record, step } : null;
}

/** A step from one state to another: what it does, what is needed, what it asks. */
export async function showStep(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return takenBefore(visit, part);
  const { record, step } = about;
  const context = await typedContext(visit, record.held);
  const { fields } = record.held.keeping.pages.record;
  const shown = typedOf(fields, step.asks, record.values, visit.language, context);
  return stepPage(visit, about, {
    typed: (key) => shown[key] ?? '',
    version: record.kept.version.versionId,
    errors: [],
    doubts: [],
  });
}

interface Shown {
  readonly typed: (field: string) => string;
  readonly version: string;
  readonly errors: readonly FieldError[];
  readonly doubts: readonly RecordDoubt[];
}

async function stepPage(
  visit: SignedIn,
  { record, step }: { readonly record: OpenRecord; readonly step: Transition },
  { typed, version, errors, doubts }: Shown,
): Promise<Response> {
  const { language } = visit;
  const { held, values, place } = record;
  const { pages } = held.keeping;
  const missing = step.needs === null ? [] : missingOf(pages, values, step.needs, step.asks);
  const context = await typedContext(visit, held);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={step.label[language]}
      action={`${place}/stand/${step.key}`}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          {missing.length > 0 && (
            <Notice kind="warn" title={words.missing[language]}>
              <ul>
                {missing.map((one) => (
                  <li key={`${one.where} ${one.line ?? ''} ${one.field}`}>
                    {one.label[language]}
                    {one.line !== undefined && ` (${one.line})`}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <p>{step.effect[language]}</p>
        </>
      }
      button={step.label[language]}
      hidden={{ versie: version }}
      back={{ href: place, label: words.leave[language] }}
    >
      {doubts.length > 0 && <DoubtedFields doubts={doubts} language={language} />}
      <SectionFields
        fields={pages.record.fields}
        keys={step.asks}
        values={values}
        typed={typed}
        errors={errors}
        language={language}
        context={context}
      />
      {step.reason && (
        <TextField
          id="reden"
          label={words.reason[language]}
          hint={words.reasonHint[language]}
          language={language}
          value={typed('reden')}
          lines={3}
          {...errorOf(errors, 'reden')}
        />
      )}
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Takes a step. */
export async function takeStep(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return takenBefore(visit, part);
  const { record, step } = about;
  const { held, kept, place } = record;
  const { pages } = held.keeping;
  const { language } = visit;
  const typed = await readForm<string>(visit.context, [
    ...step.asks,
    'versie',
    'reden',
    'klopt',
    'getwijfeld',
  ]);
  const context = await typedContext(visit, held);
  const read = readTyped(pages.record.fields, step.asks, typed, record.values, context, step.asks);
  const reason = readWhy(typed('reden'), step.reason);
  const missing = step.needs === null ? [] : missingOf(pages, record.values, step.needs, step.asks);
  const base = await baseOf(visit, record, typed('versie'));
  const isStale = base?.versionId !== kept.version.versionId;
  const errors: readonly FieldError[] = [
    ...(missing.length > 0 ? [{ field: 'inhoud', message: missingWords(missing)[language] }] : []),
    ...read.errors.map(({ field, message }) => ({ field, message: message[language] })),
    ...(reason.fault ? [{ field: 'reden', message: reason.fault[language] }] : []),
    ...(isStale ? [{ field: 'inhoud', message: changedWords[language] }] : []),
  ];
  const again = { typed, version: kept.version.versionId };
  if (errors.length > 0 || !base) return stepPage(visit, about, { ...again, errors, doubts: [] });
  if (step.key === withdrawal.key) {
    const done = await perform(
      visit.premises.door,
      visit.actor,
      held.keeping.withdraw,
      recordResource(pages.record.table, kept.version.id),
      { record: kept.version.id, base: base.versionId, reason: reason.reason ?? '' },
    ).catch(goneMeanwhile);
    if (done === 'done') return goTo(visit, `${held.place}/ingetrokken?gedaan=ingetrokken`);
    const newest = await openRecord(visit, pages.path, kept.version.id);
    if (!newest) return takenBefore(visit, part);
    const now = { record: newest, step };
    return stepPage(visit, now, {
      typed,
      version: newest.kept.version.versionId,
      errors: [{ field: 'inhoud', message: changedWords[language] }],
      doubts: [],
    });
  }
  const emptied = Object.fromEntries(step.empties.map((key) => [key, null]));
  const saved = await saveChange(visit, {
    record,
    base,
    mine: { ...wholeOf(base), ...emptied, ...read.values },
    reason: reason.reason,
    stands: standsOf(typed),
  });
  switch (saved.outcome) {
    case 'gone':
      return notFound(visit);
    case 'doubted':
      return stepPage(visit, about, { ...again, errors: [notConfirmed(language)], doubts: saved.doubts });
    case 'conflict':
      return stepPage(
        visit,
        { record: saved.newest, step },
        {
          typed,
          version: saved.newest.kept.version.versionId,
          errors: [{ field: 'inhoud', message: changedWords[language] }],
          doubts: [],
        },
      );
    case 'same':
    case 'saved':
      return goTo(visit, `${place}?gedaan=stand`);
    default:
      return saved satisfies never;
  }
}

/** A record that was withdrawn a moment before is nobody's to withdraw: that is no refusal for who pressed twice. */
function goneMeanwhile(error: unknown): 'changed-meanwhile' {
  if (error instanceof AccessDenied) return 'changed-meanwhile';
  throw error;
}

/**
 * A step that cannot be taken any more: who took it a moment ago is told that it was, everybody else who did and when.
 * A step that nobody took is not there.
 */
async function takenBefore(visit: SignedIn, part: string): Promise<Response> {
  const [path = '', id = '', , key = ''] = part.split('/');
  const isOwn = (by: string | null) => by === visit.session.person && visit.context.req.method === 'POST';
  if (key === withdrawal.key) {
    const found = await withdrawnStory(visit, path, id);
    const last = found?.story.decisions.at(-1);
    if (!found || last?.kind !== 'withdrawn') return notFound(visit);
    if (isOwn(last.by)) return goTo(visit, `${found.held.place}/ingetrokken?gedaan=ingetrokken`);
    const href = `${found.held.place}/ingetrokken/${id}`;
    const about = { held: found.held, name: found.name, href };
    return doneBefore(visit, about, found.story, doneWith(visit, withdrawal, last.by, last.at));
  }
  const record = await openRecord(visit, path, id);
  const pages = record?.held.keeping.pages;
  const step = pages?.transitions.find((one) => one.key === key);
  if (!record || !pages || stateOf(pages, record.values)?.key !== step?.to || !step) return notFound(visit);
  if (isOwn(record.kept.version.recordedBy)) return goTo(visit, `${record.place}?gedaan=stand`);
  const story = await recordStory(visit, record);
  const versions = story?.versions ?? [];
  // The version that brought the record into the state in which it is.
  const before = versions.findLastIndex((one) => stateOf(pages, wholeOf(one))?.key !== step.to);
  const version = versions[before + 1];
  if (!story || !version) return notFound(visit);
  return doneBefore(
    visit,
    { held: record.held, name: record.name, href: record.place },
    story,
    doneWith(visit, step, version.recordedBy, version.recordedAt),
  );
}

function doneWith({ language }: SignedIn, { label }: Transition, by: string | null, at: string): DoneBefore {
  return { what: label[language], by, at };
}

/** Why something is done, as it was typed. */
export function readWhy(
  typed: string,
  isAsked: boolean,
): { readonly reason: string | null; readonly fault: Text | null } {
  if (!isAsked) return { reason: null, fault: null };
  const reason = typed.trim();
  const fault = neededFault(reason, longestReason, words.reasonMissing);
  return fault ? { reason: null, fault } : { reason, fault: null };
}
