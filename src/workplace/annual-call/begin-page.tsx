import { isUnlikely } from '../../collection/annual-call/answers.ts';
import type { AskedRegister } from '../../collection/annual-call/asked.ts';
import { gateOf } from '../../collection/annual-call/call-state.ts';
import type { GivenAnswer } from '../../collection/annual-call/given-answer.ts';
import { longestNote } from '../../collection/annual-call/given-answer.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { questionWords, valueWords } from './call-words.ts';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { newestAnswer, ReturnStrip, returnCrumbs, SignedNotice, saveTyped } from './return-parts.tsx';

const words = {
  title: text('{unit}: was er in {year} iets te melden?', '{unit}: was there anything to report in {year}?'),
  lead: text(
    'Kies per register. Bij „ja” vult u daarna de aantallen in. U kunt halverwege bewaren en later verdergaan.',
    'Choose for each register. After “yes” you fill in the numbers. You can keep it half done and go on later.',
  ),
  yes: text('Ja', 'Yes'),
  yesRecords: text(
    'Ja: {count, plural, one {de ene registratie is} other {de # registraties zijn}} compleet',
    'Yes: {count, plural, one {the one record is} other {the # records are}} complete',
  ),
  nil: text('Nihil: er was niets', 'Nil: there was nothing'),
  notApplicable: text('Niet van toepassing, want …', 'Not applicable, because …'),
  why: text('Niet van toepassing? Schrijf waarom', 'Not applicable? Write why'),
  whyLabel: text('Waarom niet van toepassing?', 'Why not applicable?'),
  whyHint: text(
    'Alleen bij „niet van toepassing”. Dit kan in het verslag komen te staan.',
    'With “not applicable” only. This can come to stand in the report.',
  ),
  whyMissing: text(
    '{register}: schrijf waarom het niet van toepassing is.',
    '{register}: write why it is not applicable.',
  ),
  last: text('Vorig jaar: {values}.', 'Last year: {values}.'),
  inRegister: text(
    'In het register {count, plural, =0 {staat niets} one {staat # registratie} other {staan # registraties}} over dit jaar; vorig jaar {before}.',
    'The register holds {count, plural, =0 {nothing} one {# record} other {# records}} of this year; last year {before}.',
  ),
  hasRecords: text(
    '{register}: in het register {count, plural, one {staat # registratie} other {staan # registraties}} over dit jaar. Kies „ja”.',
    '{register}: the register holds {count, plural, one {# record} other {# records}} of this year. Choose “yes”.',
  ),
  noRecords: text(
    '{register}: in het register staat niets over dit jaar. Leg eerst vast wat er was, of kies „nihil”.',
    '{register}: the register holds nothing of this year. Record first what there was, or choose “nil”.',
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
  stands: text(
    'Klopt dit? Waardoor is het zo anders dan vorig jaar?',
    'Is this right? Why does it differ so from last year?',
  ),
  standsHint: text('Staat bij de opgave, niet in het verslag.', 'Stands with the return, not in the report.'),
  unknown: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
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
  const shown = new Map<string, string>();
  for (const { key } of asked) {
    const gate = gateOf(found.own.answers, key);
    if (!gate) continue;
    shown.set(`is-${key}`, gate.state);
    shown.set(`want-${key}`, gate.note ?? '');
    shown.set(`klopt-${key}`, gate.stands ?? '');
  }
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
        </>
      }
      button={words.save[language]}
      hidden={{ versie: newestAnswer(opened) }}
      back={{ href: place, label: words.leave[language] }}
    >
      {asked.map((register) => (
        <div key={register.key} class="dl-flow">
          <ChoiceField
            id={`is-${register.key}`}
            kind="radio"
            label={register.name[language]}
            {...hintOf(visit, opened, register)}
            language={language}
            choices={choicesOf(visit, opened, register)}
            chosen={[typed(`is-${register.key}`)]}
            {...errorOf(errors, `is-${register.key}`)}
          />
          <Disclosure
            title={words.why[language]}
            open={
              typed(`want-${register.key}`) !== '' ||
              errors.some(({ field }) => field === `want-${register.key}`)
            }
          >
            <TextField
              id={`want-${register.key}`}
              label={words.whyLabel[language]}
              hint={words.whyHint[language]}
              language={language}
              value={typed(`want-${register.key}`)}
              {...errorOf(errors, `want-${register.key}`)}
            />
          </Disclosure>
          {(typed(`klopt-${register.key}`) !== '' ||
            errors.some(({ field }) => field === `klopt-${register.key}`)) && (
            <TextField
              id={`klopt-${register.key}`}
              label={words.stands[language]}
              hint={words.standsHint[language]}
              language={language}
              value={typed(`klopt-${register.key}`)}
              {...errorOf(errors, `klopt-${register.key}`)}
            />
          )}
        </div>
      ))}
    </FormPage>,
    status,
  );
}

/** How many records there are, where a unit answers for those as a whole. */
function recordsOf({ found }: OpenReturn, { key, confirmed }: AskedRegister) {
  return confirmed && confirmed.field === null ? found.records.get(key) : undefined;
}

function choicesOf({ language }: SignedIn, opened: OpenReturn, register: AskedRegister) {
  const now = recordsOf(opened, register)?.now ?? null;
  return [
    {
      value: 'answered',
      label:
        now === null || now === 0
          ? words.yes[language]
          : say(words.yesRecords[language], language, { count: now }),
    },
    { value: 'nil', label: words.nil[language] },
    { value: 'not-applicable', label: words.notApplicable[language] },
  ];
}

function hintOf(
  { language }: SignedIn,
  opened: OpenReturn,
  register: AskedRegister,
): { readonly hint?: string } {
  const records = recordsOf(opened, register);
  if (records && records.now !== null)
    return {
      hint: say(words.inRegister[language], language, { count: records.now, before: records.before ?? 0 }),
    };
  const values = lastYearWords(opened, register.questions, language);
  return values === ''
    ? { hint: register.what[language] }
    : { hint: say(words.last[language], language, { values }) };
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
    ...opened.asked.flatMap(({ key }) => [`is-${key}`, `want-${key}`, `klopt-${key}`]),
  ]);
  const errors: FieldError[] = [];
  const answers = opened.asked.flatMap((register) => gateTyped(visit, opened, register, typed, errors));
  if (errors.length > 0) return beginPage(visit, opened, typed, errors);
  return saveTyped(visit, opened, answers, typed('versie'), {
    fieldOf: ({ register }) => `is-${register}`,
    again: (newest, conflicts) => beginPage(visit, newest, typed, conflicts, 409),
  });
}

function gateTyped(
  { language }: SignedIn,
  opened: OpenReturn,
  register: AskedRegister,
  typed: Typed<string>,
  errors: FieldError[],
): readonly GivenAnswer[] {
  const { key } = register;
  const name = register.name[language];
  const choice = typed(`is-${key}`);
  const place = { register: key, field: '', part: '', value: null };
  if (choice === '') return [{ ...place, state: 'not-reported', note: null, stands: null }];
  if (choice !== 'answered' && choice !== 'nil' && choice !== 'not-applicable') {
    errors.push({ field: `is-${key}`, message: words.unknown[language] });
    return [];
  }
  const note = typed(`want-${key}`).trim();
  const stands = typed(`klopt-${key}`).trim();
  for (const [field, written] of [
    [`want-${key}`, note],
    [`klopt-${key}`, stands],
  ] as const) {
    const fault = typedFault(written, longestNote);
    if (fault) errors.push({ field, message: fault[language] });
  }
  if (choice === 'not-applicable' && note === '')
    errors.push({
      field: `want-${key}`,
      message: say(words.whyMissing[language], language, { register: name }),
    });
  const records = recordsOf(opened, register);
  const kept = opened.found.records.get(key)?.now ?? 0;
  if (choice === 'nil' && !records && kept > 0)
    errors.push({
      field: `is-${key}`,
      message: say(words.hasRecords[language], language, { register: name, count: kept }),
    });
  if (records && records.now !== null) {
    if (choice !== 'answered' && records.now > 0)
      errors.push({
        field: `is-${key}`,
        message: say(words.hasRecords[language], language, { register: name, count: records.now }),
      });
    if (choice === 'answered' && records.now === 0)
      errors.push({
        field: `is-${key}`,
        message: say(words.noRecords[language], language, { register: name }),
      });
  }
  const odd = oddGate(opened, register, choice, language);
  if (odd !== null && stands === '') errors.push({ field: `klopt-${key}`, message: odd });
  return [
    {
      ...place,
      state: choice,
      note: choice === 'not-applicable' && note !== '' ? note : null,
      stands: odd !== null && stands !== '' ? stands : null,
    },
  ];
}

/** What is unlikely beside last year in what is said of a register as a whole, with what it was; null where nothing is. */
function oddGate(
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
