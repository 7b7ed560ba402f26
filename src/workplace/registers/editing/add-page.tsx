import { keptFields } from '../../../collection/fields/field.ts';
import { changedParts } from '../../../collection/keeping/merge.ts';
import type { RecordDoubt } from '../../../collection/keeping/record-doubts.ts';
import { readTyped } from '../../../collection/keeping/typed-record.ts';
import { type RecordPages, type RecordValues, valueAt } from '../../../collection/offers/record-pages.ts';
import { concern, unitResource } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { text } from '../../../platform/language/text.ts';
import { readForm } from '../../front/forms.ts';
import { type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type LineToRecord, lineToRecord, ToldInTheLine } from '../../in-the-line/line-record.tsx';
import { type HeldRegister, heldRegister, typedContext } from '../held-register.ts';
import { draftPlaces, endDraft, keepDraft, ownDraft } from '../kept-words.ts';
import { DoubtedFields, notConfirmed, SectionFields, standsOf, typedOf } from './edit-form.tsx';
import { DraftNotice, KeepButton } from './edit-page.tsx';
import { doubtsIn } from './save.ts';

const words = {
  settled: text(
    'Over wat in de lijn is afgehandeld is intussen beslist. Er is niets toegevoegd. Kijk eerst of er al een registratie van is; verstuur dit formulier alleen opnieuw als het om iets anders gaat.',
    'What was handled in the line was decided about meanwhile. Nothing was added. See first whether a record was made of it; send this form again only if it is about something else.',
  ),
  toTold: text('Naar wat er over is beslist', 'To what was decided about it'),
  registers: text('Registers', 'Registers'),
  lead: text(
    'Na het opslaan vult u de rest aan. Onvolledig opslaan mag: er staat dan bij wat nog nodig is.',
    'After saving you fill in the rest. It may be saved incomplete: it then says what is needed still.',
  ),
  leave: text('Niet toevoegen', 'Do not add'),
  sent: text(
    'Dit formulier is al verstuurd, en wat er nu staat is anders. Verstuur het opnieuw om dit als nieuwe registratie op te slaan.',
    'This form was sent already, and what stands here now differs. Send it again to save this as a new record.',
  ),
  first: text('Naar de registratie die er al is', 'To the record that is there already'),
} as const;

/** The fields that are asked of a new record: those of its first section. */
function askedOf({ sections }: RecordPages): readonly string[] {
  return sections[0]?.fields ?? [];
}

/** What a new record must have. */
function requiredOf(pages: RecordPages): readonly string[] {
  const asked = askedOf(pages);
  return keptFields(pages.record.fields)
    .filter(([key, { required }]) => asked.includes(key) && (required === 'always' || required === 'opening'))
    .map(([key]) => key);
}

/** The form of a new record, with the draft where there is one. */
export async function showAdd(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held) return notFound(visit);
  const asked = visit.context.req.query('lijn');
  const line = asked === undefined ? null : await lineToRecord(visit, held, asked);
  if (asked !== undefined && line === null) return notFound(visit);
  const draft = line === null ? await draftAsked(visit, held) : null;
  const typed = draft?.typed ?? {};
  const context = await typedContext(visit, held);
  const { record, asked: keys } = { record: held.keeping.pages.record, asked: askedOf(held.keeping.pages) };
  const told = line === null ? {} : typedOf(record.fields, keys, line.values, visit.language, context);
  const drafted = typed['lijn'] ?? '';
  const shown = line ?? (await lineToRecord(visit, held, drafted));
  const isSettled = shown === null && isId(drafted);
  return addPage(visit, held, {
    typed: (key) => typed[key] ?? told[key] ?? '',
    record: draft?.base ?? newId(),
    errors: isSettled ? [{ field: 'inhoud', message: words.settled[visit.language] }] : [],
    doubts: [],
    draftAt: draft?.at ?? null,
    line: shown,
    ...(isSettled ? { settled: drafted } : {}),
  });
}

/** Where the draft of a new record is found: each has its own. */
function draftPlaceOf(held: HeldRegister, record: string): string {
  return `${held.place}/nieuw?concept=${record}`;
}

/** The draft that the address names, or the last one; null for a form without any. */
async function draftAsked(visit: SignedIn, held: HeldRegister) {
  const asked = visit.context.req.query('concept') ?? '';
  if (isId(asked)) return ownDraft(visit, draftPlaceOf(held, asked));
  if (asked !== '') return null;
  const last = (await draftPlaces(visit)).find(({ place }) => place.startsWith(draftPlaceOf(held, '')));
  return last ? ownDraft(visit, last.place) : null;
}

interface Shown {
  readonly typed: (field: string) => string;
  /** The id that the record gets: sent twice, it is one record. */
  readonly record: string;
  readonly errors: readonly FieldError[];
  readonly doubts: readonly RecordDoubt[];
  readonly draftAt: string | null;
  /** What was told of a matter that was handled in the line, of which this is to be the record. */
  readonly line: LineToRecord | null;
  /** The record that this form made before, where what it holds now is another. */
  readonly before?: string;
  /** The notice that this was to be the record of, which was decided about meanwhile. */
  readonly settled?: string;
}

async function addPage(
  visit: SignedIn,
  held: HeldRegister,
  { typed, record, errors, doubts, draftAt, line, before, settled }: Shown,
): Promise<Response> {
  const { language, to } = visit;
  const { pages } = held.keeping;
  const place = `${held.place}/nieuw`;
  const context = await typedContext(visit, held);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={pages.add[language]}
      action={place}
      errors={errors}
      crumbs={[
        { href: to('/registers'), label: words.registers[language] },
        { href: to(held.place), label: held.register.name[language] },
      ]}
      before={
        <>
          <p>{words.lead[language]}</p>
          {before !== undefined && (
            <p>
              <a href={to(`${held.place}/${before}`)}>{words.first[language]}</a>
            </p>
          )}
          {settled !== undefined && (
            <p>
              <a href={to(`${held.place}/in-de-lijn/${settled}`)}>{words.toTold[language]}</a>
            </p>
          )}
          {draftAt !== null && <DraftNotice visit={visit} at={draftAt} place={place} />}
          {line !== null && <ToldInTheLine visit={visit} line={line} />}
        </>
      }
      button={pages.add[language]}
      hidden={{ versie: record, ...(line === null ? {} : { lijn: line.notice.id }) }}
      more={<KeepButton visit={visit} />}
      back={{ href: held.place, label: words.leave[language] }}
    >
      {doubts.length > 0 && <DoubtedFields doubts={doubts} language={language} />}
      <SectionFields
        fields={pages.record.fields}
        keys={askedOf(pages)}
        values={{}}
        typed={typed}
        errors={errors}
        language={language}
        context={context}
      />
    </FormPage>,
    before === undefined ? (errors.length > 0 ? 400 : 200) : 409,
  );
}

/** Adds a record, or keeps the form as a draft. */
export async function takeAdd(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held) return notFound(visit);
  const { language, premises, actor } = visit;
  const { pages } = held.keeping;
  const asked = askedOf(pages);
  const typed = await readForm<string>(visit.context, [
    ...asked,
    'versie',
    'lijn',
    'klopt',
    'getwijfeld',
    'doe',
  ]);
  const record = isId(typed('versie')) ? typed('versie') : newId();
  if (typed('doe') === 'bewaren') {
    await keepDraft(visit, draftPlaceOf(held, record), {
      base: record,
      typed: Object.fromEntries([...asked, 'lijn'].map((key) => [key, typed(key)])),
    });
    return goTo(visit, '/?gedaan=concept');
  }
  const context = await typedContext(visit, held);
  const read = readTyped(pages.record.fields, asked, typed, {}, context, requiredOf(pages));
  const errors = read.errors.map(({ field, message }) => ({ field, message: message[language] }));
  const line = await lineToRecord(visit, held, typed('lijn'));
  const again = { typed, record, draftAt: null, line };
  if (errors.length > 0) return addPage(visit, held, { ...again, errors, doubts: [] });
  const values = { ...blankRecord(pages), ...line?.lines, ...read.values };
  const doubts = doubtsIn(held, values);
  const labels = asked.map((key) => pages.record.fields[key]?.label.nl);
  // Of what was not asked yet nothing is doubtful: what is needed still is said beside the record.
  const toAsk = doubts.filter(({ column }) => labels.includes(column));
  const stands = toAsk.length === 0 ? null : standsOf(typed)(toAsk);
  if (toAsk.length > 0 && stands === null)
    return addPage(visit, held, { ...again, errors: [notConfirmed(language)], doubts: toAsk });
  const unit = valueAt(values, 'unit');
  const addAs = (id: string) =>
    perform(premises.door, actor, held.keeping.add, typeof unit === 'string' ? unitResource(unit) : concern, {
      record: id,
      version: newId(),
      values,
      doubts,
      raised: toAsk,
      stands,
      // Named as the form names it: what was decided meanwhile is found by the database.
      notice: isId(typed('lijn')) ? typed('lijn') : null,
    });
  const done = await addAs(record);
  if (done.outcome === 'settled')
    return addPage(visit, held, {
      ...again,
      line: null,
      errors: [{ field: 'inhoud', message: words.settled[language] }],
      doubts: [],
      settled: typed('lijn'),
    });
  // An id that is another's is none of ours: the record gets its own, and nobody learns that it was taken.
  const own = done.outcome === 'taken' ? newId() : record;
  if (done.outcome === 'taken') await addAs(own);
  if (done.outcome === 'known') {
    const differs = changedParts(pages.record, done.first, { ...done.first, ...read.values });
    const sent = { field: 'inhoud', message: words.sent[language] };
    if (differs.length > 0)
      return addPage(visit, held, { ...again, record: newId(), before: record, errors: [sent], doubts: [] });
  }
  await endDraft(visit, draftPlaceOf(held, record));
  return goTo(visit, `${held.place}/${own}?gedaan=toegevoegd`);
}

/** A record in which nothing is recorded. */
function blankRecord({ record: { fields, lines } }: RecordPages): RecordValues {
  return {
    ...Object.fromEntries(keptFields(fields).map(([key]) => [key, null])),
    ...Object.fromEntries(Object.keys(lines).map((key) => [key, []])),
  };
}
