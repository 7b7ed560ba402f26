import { missingForState, missingWords } from '../../../collection/keeping/missing.ts';
import type { RecordDoubt } from '../../../collection/keeping/record-doubts.ts';
import { readTyped } from '../../../collection/keeping/typed-record.ts';
import type { RecordSection } from '../../../collection/offers/record-pages.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { readForm } from '../../front/forms.ts';
import { type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { typedContext } from '../held-register.ts';
import { endDraft, keepDraft, ownDraft } from '../kept-words.ts';
import { type OpenRecord, openRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import { wholeOf } from '../record-words.ts';
import {
  changedWords,
  DoubtedFields,
  envelopeFields,
  notConfirmed,
  ReasonFields,
  readReason,
  SectionFields,
  standsOf,
  typedOf,
} from './edit-form.tsx';
import { mergePage } from './merge-page.tsx';
import { baseOf, saveChange } from './save.ts';

export const editWords = {
  title: text('{section} wijzigen', 'Change {section}'),
  save: text('Wijziging opslaan', 'Save the change'),
  keep: text('Bewaren en later verdergaan', 'Keep and go on later'),
  leave: text('Niet wijzigen', 'Do not change'),
  draft: text('Dit is uw concept van {moment}', 'This is your draft of {moment}'),
  draftText: text(
    'Er is nog niets van opgeslagen in het register.',
    'Nothing of it was saved in the register yet.',
  ),
  draftAway: text('Opnieuw beginnen, zonder het concept', 'Begin anew, without the draft'),
} as const;

/** A section of a record that is edited; null where the address names none. */
async function opened(
  visit: SignedIn,
  part: string,
): Promise<{ readonly record: OpenRecord; readonly section: RecordSection } | null> {
  const [path = '', id = '', , key = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  const section = record?.held.keeping.pages.sections.find((one) => one.key === key);
  return record && section ? { record, section } : null;
}

/** The form of a section, with the draft where there is one. */
export async function showEdit(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  const { record, section } = about;
  const place = `${record.place}/wijzigen/${section.key}`;
  const draft = visit.context.req.query('concept') === 'nee' ? null : await ownDraft(visit, place);
  const context = await typedContext(visit, record.held);
  const { fields } = record.held.keeping.pages.record;
  const shown = typedOf(fields, section.fields, record.values, visit.language, context);
  // A field that the section did not have when the draft was kept shows what stands.
  const typed = { ...shown, ...draft?.typed };
  return editPage(visit, about, {
    typed: (key) => typed[key] ?? '',
    version: draft?.base ?? record.kept.version.versionId,
    errors: [],
    doubts: [],
    draftAt: draft?.at ?? null,
  });
}

/** What a form shows beside the record. */
interface Shown {
  readonly typed: (field: string) => string;
  readonly version: string;
  readonly errors: readonly FieldError[];
  readonly doubts: readonly RecordDoubt[];
  readonly draftAt: string | null;
}

async function editPage(
  visit: SignedIn,
  { record, section }: { readonly record: OpenRecord; readonly section: RecordSection },
  { typed, version, errors, doubts, draftAt }: Shown,
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Promise<Response> {
  const { language } = visit;
  const { held, place, values } = record;
  const { pages } = held.keeping;
  const context = await typedContext(visit, held);
  const action = `${place}/wijzigen/${section.key}`;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(editWords.title[language], language, { section: section.label[language] })}
      action={action}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          {draftAt !== null && <DraftNotice visit={visit} at={draftAt} place={action} />}
        </>
      }
      button={editWords.save[language]}
      hidden={{ versie: version }}
      more={<KeepButton visit={visit} />}
      back={{ href: place, label: editWords.leave[language] }}
    >
      {doubts.length > 0 && <DoubtedFields doubts={doubts} language={language} />}
      <SectionFields
        fields={pages.record.fields}
        keys={section.fields}
        values={values}
        typed={typed}
        errors={errors}
        language={language}
        context={context}
      />
      {pages.asksReason(values) && <ReasonFields typed={typed} errors={errors} language={language} />}
    </FormPage>,
    status,
  );
}

/** Says that what is shown is a draft, and how to begin without it. */
export function DraftNotice({ visit, at, place }: { visit: SignedIn; at: string; place: string }) {
  const { language, to } = visit;
  return (
    <Notice
      kind="info"
      title={say(editWords.draft[language], language, { moment: momentInWords(new Date(at), language) })}
    >
      <p>
        {editWords.draftText[language]}{' '}
        <a href={to(`${place}?concept=nee`)}>{editWords.draftAway[language]}</a>
      </p>
    </Notice>
  );
}

/** The button that keeps a form to go on with later; it asks nothing to be complete. */
export function KeepButton({ visit: { language } }: { visit: SignedIn }) {
  return (
    <button type="submit" name="doe" value="bewaren" class="dl-button dl-button--second">
      {editWords.keep[language]}
    </button>
  );
}

/** Saves a section, or keeps it as a draft. */
export async function takeEdit(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  const { record, section } = about;
  const { held, place } = record;
  const { pages } = held.keeping;
  const { fields } = pages.record;
  const conflictFields = section.fields.flatMap((key) => [`keuze-${key}`, `samen-${key}`]);
  const typed = await readForm<string>(visit.context, [
    ...section.fields,
    ...conflictFields,
    ...envelopeFields,
  ]);
  const draftPlace = `${place}/wijzigen/${section.key}`;
  const version = typed('versie');
  if (typed('doe') === 'bewaren') {
    const all = [...section.fields, 'reden', 'toelichting'];
    await keepDraft(visit, draftPlace, {
      base: isId(version) ? version : record.kept.version.versionId,
      typed: Object.fromEntries(all.map((key) => [key, typed(key)])),
    });
    return goTo(visit, `${place}?gedaan=concept`);
  }
  const base = isId(version) ? await baseOf(visit, record, version) : null;
  const context = await typedContext(visit, held);
  const before = wholeOf(base ?? record.kept.version);
  const chosen = chosenAtMerge(typed, typedOf(fields, section.fields, before, visit.language, context));
  const read = readTyped(fields, section.fields, chosen, before, context);
  const why = readReason(typed, pages.asksReason(record.values), visit.language);
  const errors = [
    ...read.errors.map(({ field, message }) => ({ field, message: message[visit.language] })),
    ...why.errors,
  ];
  const again = {
    typed: (key: string) => (section.fields.includes(key) ? chosen(key) : typed(key)),
    version,
    draftAt: null,
  };
  if (!base) {
    const changed = { field: 'inhoud', message: changedWords[visit.language] };
    const now = { ...again, version: record.kept.version.versionId };
    return editPage(visit, about, { ...now, errors: [changed, ...errors], doubts: [] }, 409);
  }
  const unchosen = unchosenAtMerge(typed, section);
  if (unchosen.length > 0)
    return mergePage(visit, {
      newest: record,
      version,
      action: draftPlace,
      fields,
      keys: section.fields,
      standing: record.values,
      mine: typed,
      others: typed,
      conflicts: typed('botsing').split(' '),
      unchosen,
      context,
      reason: { reden: typed('reden'), toelichting: typed('toelichting') },
    });
  if (errors.length > 0) return editPage(visit, about, { ...again, errors, doubts: [] });
  const mine = { ...before, ...read.values };
  const lacking = missingForState(pages, before, mine);
  if (lacking) {
    const [field = 'inhoud'] = lacking.step.asks;
    const message = missingWords(lacking.missing)[visit.language];
    return editPage(visit, about, { ...again, errors: [{ field, message }], doubts: [] });
  }
  const saved = await saveChange(visit, {
    record,
    base,
    mine,
    reason: why.reason,
    stands: standsOf(typed),
  });
  switch (saved.outcome) {
    case 'gone':
      return notFound(visit);
    case 'doubted':
      return editPage(visit, about, {
        ...again,
        errors: [notConfirmed(visit.language)],
        doubts: saved.doubts,
      });
    case 'conflict': {
      const merged = typedOf(fields, section.fields, saved.values, visit.language, context);
      return mergePage(visit, {
        newest: saved.newest,
        version: saved.newest.kept.version.versionId,
        action: draftPlace,
        fields,
        keys: section.fields,
        standing: saved.values,
        mine: chosen,
        others: (key) => merged[key] ?? '',
        conflicts: saved.conflicts.map(({ key }) => key),
        unchosen: [],
        context,
        reason: { reden: typed('reden'), toelichting: typed('toelichting') },
      });
    }
    case 'same':
    case 'saved':
      await endDraft(visit, draftPlace);
      return goTo(visit, `${place}?gedaan=${saved.outcome === 'same' ? 'gelijk' : 'gewijzigd'}`);
    default:
      return saved satisfies never;
  }
}

/** The fields of which it was asked what stays, and nobody said. */
function unchosenAtMerge(typed: (field: string) => string, { fields }: RecordSection): readonly string[] {
  return typed('botsing')
    .split(' ')
    .filter((key) => fields.includes(key) && !['mijn', 'hun', 'samen'].includes(typed(`keuze-${key}`)));
}

/** What was chosen on the page that puts two changes together: the own input, what stands, or a text of both. */
function chosenAtMerge(
  typed: (field: string) => string,
  standing: Readonly<Record<string, string>>,
): (key: string) => string {
  return (key) => {
    const choice = typed(`keuze-${key}`);
    if (choice === 'hun') return standing[key] ?? '';
    return choice === 'samen' ? typed(`samen-${key}`) : typed(key);
  };
}
