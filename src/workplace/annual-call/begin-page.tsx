import { isUnlikely } from '../../collection/annual-call/answers.ts';
import type { AskedRegister } from '../../collection/annual-call/asked.ts';
import { gateOf } from '../../collection/annual-call/call-state.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { readForm, type Typed } from '../front/forms.ts';
import { type FieldError, FormPage } from '../front/simple-form.tsx';
import { pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { GateFields, gateFieldsOf, gateTyped, shownGate } from './answering/gate-fields.tsx';
import { questionWords, valueWords } from './call-words.ts';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { newestAnswer, ReturnStrip, returnCrumbs, SignedNotice, saveTyped } from './return-parts.tsx';

const words = {
  title: text('{unit}: was er in {year} iets te melden?', '{unit}: was there anything to report in {year}?'),
  lead: text(
    'Kies per register. Bij „ja” vult u daarna de aantallen in. U kunt halverwege bewaren en later verdergaan.',
    'Choose for each register. After “yes” you fill in the numbers. You can keep it half done and go on later.',
  ),
  last: text('Vorig jaar: {values}.', 'Last year: {values}.'),
  inRegister: text(
    'In het register {count, plural, =0 {staat niets} one {staat # registratie} other {staan # registraties}} over dit jaar; vorig jaar {before}.',
    'The register holds {count, plural, =0 {nothing} one {# record} other {# records}} of this year; last year {before}.',
  ),
  more: text('en {count} meer', 'and {count} more'),
  unlikelyNil: text(
    '{register}: nihil is veel minder dan vorig jaar. Toen was het: {values}. Klopt het? Schrijf kort waardoor.',
    '{register}: nil is much less than last year. Then it was: {values}. Is it right? Write briefly why.',
  ),
  unlikelyRecords: text(
    '{register}: het register telt {now} over dit jaar, en {before} over vorig jaar. Klopt het? Schrijf kort waardoor.',
    '{register}: the register counts {now} of this year, and {before} of last year. Is it right? Write briefly why.',
  ),
  book: text('Invullen in een werkmap', 'Fill in a workbook'),
  handOn: text('Weet een ander het? Vragen doorgeven', 'Does another know? Hand questions on'),
  save: text('Antwoorden bewaren', 'Keep the answers'),
  leave: text('Niet bewaren', 'Do not keep'),
} as const;

/** The page that asks of each register whether there was anything to return. */
export async function showBegin(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReturn(visit, part);
  return opened ? beginPage(visit, opened, null, []) : notFound(visit);
}

/** What was answered so far, as its form shows it. */
function typedSoFar({ found, asked }: OpenReturn): Typed<string> {
  const shown = new Map(asked.flatMap(({ key }) => shownGate(key, gateOf(found.own.answers, key))));
  return (field) => shown.get(field) ?? '';
}

/**
 * The page that asks of each register whether there was anything to return.
 *
 * @param given what somebody typed; null: what was answered so far
 * @param status 409 where somebody else answered otherwise meanwhile
 */
export function beginPage(
  visit: SignedIn,
  opened: OpenReturn,
  given: Typed<string> | null,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language } = visit;
  const { at, unit, found, asked, place } = opened;
  const typed = given ?? typedSoFar(opened);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.title[language], language, { unit: unitName(at, unit, language), year: at.name })}
      action={`${place}/begin`}
      errors={errors}
      crumbs={returnCrumbs(visit, opened, true)}
      before={
        <>
          <ReturnStrip visit={visit} opened={opened} />
          <SignedNotice visit={visit} opened={opened} />
          {found.call.message !== '' && <p>{found.call.message}</p>}
          <p>{words.lead[language]}</p>
          <p>
            <a href={visit.to(`${place}/doorgeven`)}>{words.handOn[language]}</a> ·{' '}
            <a href={visit.to(`${place}/werkmap`)}>{words.book[language]}</a>
          </p>
        </>
      }
      button={words.save[language]}
      hidden={{ versie: newestAnswer(opened) }}
      back={{ href: place, label: words.leave[language] }}
    >
      {asked.map((register) => (
        <GateFields
          key={register.key}
          language={language}
          register={register}
          hint={hintOf(visit, opened, register)}
          confirmed={recordsOf(opened, register)?.now ?? null}
          typed={typed}
          errors={errors}
        />
      ))}
    </FormPage>,
    status,
  );
}

/** How many records there are, where a unit answers for those as a whole. */
export function recordsOf({ found }: OpenReturn, { key, confirmed }: AskedRegister) {
  return confirmed && confirmed.field === null ? found.records.get(key) : undefined;
}

function hintOf({ language }: SignedIn, opened: OpenReturn, register: AskedRegister): string {
  const records = recordsOf(opened, register);
  if (records && records.now !== null)
    return say(words.inRegister[language], language, { count: records.now, before: records.before ?? 0 });
  const values = lastYearWords(opened, register.questions, language);
  return values === '' ? register.what[language] : say(words.last[language], language, { values });
}

/** Values of last year that are named in one sentence. */
const mostValues = 6;

/** What was returned to questions last year, each by its name; the empty text where nothing was. */
function lastYearWords(
  { found }: OpenReturn,
  questions: AskedRegister['questions'],
  language: SignedIn['language'],
): string {
  const values = questions.flatMap((question) => {
    const last = found.lastYear.get(`${question.field}|${question.part}`);
    const name = questionWords(question, language);
    return last
      ? [`${name.slice(0, 1).toLowerCase()}${name.slice(1)} ${valueWords({ ...last, note: null }, language)}`]
      : [];
  });
  const left = values.length - mostValues;
  return [
    ...values.slice(0, mostValues),
    ...(left > 0 ? [say(words.more[language], language, { count: left })] : []),
  ].join(', ');
}

/** Keeps what was answered of each register. */
export async function takeBegin(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReturn(visit, part);
  if (!opened) return notFound(visit);
  const typed = await readForm<string>(visit.context, [
    'versie',
    ...opened.asked.flatMap(({ key }) => gateFieldsOf(key)),
  ]);
  const errors: FieldError[] = [];
  const answers = opened.asked.flatMap((register) =>
    gateTyped(
      visit.language,
      register,
      {
        confirmed: recordsOf(opened, register)?.now ?? null,
        kept: opened.found.records.get(register.key)?.now ?? 0,
      },
      (choice) => oddGate(opened, register, choice, visit.language),
      typed,
      errors,
    ),
  );
  if (errors.length > 0) return beginPage(visit, opened, typed, errors);
  return saveTyped(visit, opened, answers, typed('versie'), {
    fieldOf: ({ register }) => `is-${register}`,
    again: (newest, conflicts) => beginPage(visit, newest, typed, conflicts, 409),
  });
}

/** What is unlikely beside last year in what is said of a register as a whole, with what it was; null where nothing is. */
export function oddGate(
  opened: OpenReturn,
  register: AskedRegister,
  choice: string,
  language: SignedIn['language'],
): string | null {
  const name = register.name[language];
  const records = recordsOf(opened, register);
  if (records && records.now !== null && choice === 'answered') {
    const before = records.before ?? 0;
    return isUnlikely({ state: 'value', value: String(before) }, String(records.now))
      ? say(words.unlikelyRecords[language], language, { register: name, now: records.now, before })
      : null;
  }
  if (choice !== 'nil') return null;
  const odd = register.questions.filter(({ field, part }) =>
    isUnlikely(opened.found.lastYear.get(`${field}|${part}`), '0'),
  );
  if (odd.length === 0) return null;
  return say(words.unlikelyNil[language], language, {
    register: name,
    values: lastYearWords(opened, odd, language),
  });
}
