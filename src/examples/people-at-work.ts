import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canAskUnits, isAskable } from '../collection/annual-call/asked.ts';
import { openCall } from '../collection/annual-call/open-call.ts';
import { saveAnswers } from '../collection/annual-call/save-answers.ts';
import { keptFields } from '../collection/fields/field.ts';
import { writtenSpan } from '../collection/fields/span.ts';
import { leaveLine, tellLine } from '../collection/in-the-line/line-notices.ts';
import { keepingOf } from '../collection/keeping/keeping.ts';
import { doubtsAbout } from '../collection/keeping/record-doubts.ts';
import { readTyped } from '../collection/keeping/typed-record.ts';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { dayOf, today } from '../organisation/period.ts';
import { structureQuestion } from '../organisation/records.ts';
import { type PersonActor, personActor } from '../platform/access/actor.ts';
import { concern, personResource, recordResource, unitResource } from '../platform/access/resource.ts';
import { look, perform } from '../platform/database/doorways.ts';
import type { Text } from '../platform/language/text.ts';
import { parseDocument } from '../publication/document/parse.ts';
import { piecesOf } from '../publication/workbench/document-text.ts';
import { startDraft } from '../publication/workbench/drafts.ts';
import { ReportMaker } from '../publication/workbench/making/maker.ts';
import { draftQuestion, standingReading } from '../publication/workbench/read-drafts.ts';
import { requestReading } from '../publication/workbench/readings.ts';
import { addRemark, askReader } from '../publication/workbench/remarks.ts';
import { routeOf } from '../publication/workbench/route.ts';
import type { AtWork } from './at-work-schema.ts';

/* What the people of an example are at, so that who looks around finds work half done. Days are counted from the day on
 * which it is loaded: `{-12}` is twelve days before. */

/** An example whose people are put to work. */
interface Place {
  readonly organisation: OpenOrganisation;
  readonly folder: string;
  readonly notice: Text;
  /** Its people (UUID), by name. */
  readonly people: Readonly<Record<string, string>>;
}

/** Does what people of an example were at. Done again it changes nothing. */
export async function putToWork(place: Place, work: AtWork): Promise<void> {
  await openTheCall(place, work.call);
  for (const [index, one] of work.line.entries()) await tellOne(place, one, index);
  for (const [index, one] of work.records.entries()) await recordOne(place, one, index);
  await writeReport(place, work.report);
}

function actorOf({ people, organisation }: Place, name: string): PersonActor {
  const person = people[name];
  if (person === undefined) throw new Error(`Example ${organisation.key} has nobody called ${name}.`);
  return personActor(person, 'workplace');
}

/** The same id each time for the same thing of an example. */
function idOf({ organisation }: Place, what: string): string {
  const hex = createHash('sha256').update(`${organisation.key} ${what}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The day so many days from today, ISO. */
function dayFrom(days: number): string {
  return dayOf(new Date(Date.now() + days * 86_400_000));
}

/** A text in which days are counted from today: "{-12}". */
function withDays(written: string): string {
  return written.replaceAll(/\{(-?\d+)\}/g, (_, days) => dayFrom(Number(days)));
}

async function openTheCall(place: Place, call: AtWork['call']): Promise<void> {
  const { organisation } = place;
  const { door, catalogue, profile } = organisation;
  // Of the year that ended, or is about to.
  const period = dayFrom(-60).slice(0, 4);
  const asked = catalogue.registers.filter((one) => isAskable(one) && canAskUnits(one));
  await perform(door, actorOf(place, call.by), openCall, concern, {
    period,
    deadline: dayFrom(call.within),
    message: call.message,
    units: call.units.map((unit) => ({ unit, registers: asked.map(({ key }) => key) })),
    besideRecords: asked.filter(({ annualCall }) => annualCall).map(({ key }) => key),
    yearStart: profile.yearStart,
  });
  for (const { by, unit, register, field, state, value } of call.answers)
    await perform(door, actorOf(place, by), saveAnswers, unitResource(unit), {
      period,
      unit,
      base: null,
      answers: [{ register, field, part: '', state, value, note: null, stands: null }],
    });
}

async function tellOne(place: Place, one: AtWork['line'][number], index: number): Promise<void> {
  const { door, catalogue } = place.organisation;
  const pages = catalogue.registers.find(({ key }) => key === one.register)?.pages;
  if (!pages?.inTheLine) throw new Error(`Nobody tells about ${one.register} in the line.`);
  const actor = actorOf(place, one.by);
  const id = idOf(place, `line ${index}`);
  await perform(door, actor, tellLine, personResource(actor.person), {
    id,
    register: one.register,
    unit: one.unit,
    told: {
      values: {
        [pages.inTheLine.when]: writtenSpan(withDays(one.when)) ?? null,
        [pages.inTheLine.kind]: one.kind,
      },
      done: one.done,
      words: one.words,
    },
    callBack: one.callBack,
  });
  if (one.left)
    await perform(door, actorOf(place, one.left.by), leaveLine, recordResource('line_notice', id), {
      id,
      reason: one.left.reason,
    });
}

async function recordOne(place: Place, one: AtWork['records'][number], index: number): Promise<void> {
  const { door, catalogue, profile } = place.organisation;
  const register = catalogue.registers.find(({ key }) => key === one.register);
  const keeping = register && keepingOf(register);
  if (!keeping) throw new Error(`Nobody keeps ${one.register} in the workplace.`);
  const actor = actorOf(place, one.by);
  const { pages } = keeping;
  const { fields, lines } = pages.record;
  const structure = await look(door, actor, structureQuestion, concern, {});
  const keys = Object.keys(one.typed);
  const typed = (key: string) => withDays(one.typed[key] ?? '');
  const context = { codes: profile.codes, structure, day: today(), units: null };
  const read = readTyped(fields, keys, typed, {}, context);
  const [fault] = read.errors;
  if (fault) throw new Error(`${one.register}, ${fault.field}: ${fault.message.en}`);
  const values = {
    ...Object.fromEntries(keptFields(fields).map(([key]) => [key, null])),
    ...Object.fromEntries(Object.keys(lines).map((key) => [key, []])),
    ...read.values,
  };
  // What is not filled in yet is needed, not doubtful.
  const doubts = doubtsAbout(pages, values, { codes: profile.codes, profile });
  const labels = keys.map((key) => fields[key]?.label.nl);
  const { unit } = read.values;
  await perform(door, actor, keeping.add, typeof unit === 'string' ? unitResource(unit) : concern, {
    record: idOf(place, `record ${index}`),
    version: idOf(place, `version ${index}`),
    values,
    doubts,
    raised: doubts.filter(({ column }) => labels.includes(column)),
    stands: null,
    notice: null,
  });
}

async function writeReport(place: Place, report: AtWork['report']): Promise<void> {
  const { organisation, folder, notice } = place;
  const { door, profile } = organisation;
  const actor = actorOf(place, report.by);
  const source = await readFile(join(folder, report.document), 'utf8');
  const { slug, title, language, yearsBefore, period } = parseDocument(source, 'as-published');
  const structure = await look(door, actor, structureQuestion, concern, {});
  const { id } = await perform(door, actor, startDraft, concern, {
    slug,
    period,
    language,
    title,
    yearsBefore,
    revises: null,
    blocks: piecesOf(source),
    route: routeOf(profile, structure, today()),
  });
  const asked = await perform(door, actor, requestReading, concern, { report: id });
  const maker = new ReportMaker(organisation, notice, (line) => {
    throw new Error(line);
  });
  if (asked !== null) await maker.makeReading(asked);
  const reader = actorOf(place, report.reader);
  await perform(door, actor, askReader, concern, {
    report: id,
    person: reader.person,
    part: 'second-reader',
  });
  const draft = await look(door, reader, draftQuestion, concern, { report: id });
  const reading = draft && standingReading(draft);
  const written = await look(door, actor, draftQuestion, concern, { report: id });
  if (!reading)
    throw new Error(
      `The report ${slug} could not be made: ${JSON.stringify(draft?.readings.at(-1)?.failed)}`,
    );
  await perform(door, reader, addRemark, concern, {
    report: id,
    reading: reading.id,
    id: idOf(place, 'remark'),
    block: written?.blocks[report.remark.block - 1]?.id ?? null,
    remark: report.remark.text,
    behalf: null,
  });
}
