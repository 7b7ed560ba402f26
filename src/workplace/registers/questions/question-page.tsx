import type { ComponentChildren } from 'preact';
import { shownValue } from '../../../collection/fields/write-value.ts';
import { linesIn, listIn, missingForState, missingWords } from '../../../collection/keeping/missing.ts';
import type { RecordDoubt } from '../../../collection/keeping/record-doubts.ts';
import type { TypedContext } from '../../../collection/keeping/typed-record.ts';
import { fieldNamed, type RecordValues, valueAt } from '../../../collection/offers/record-pages.ts';
import {
  type QuestionDecision,
  questionAbout,
  questionStates,
  type RecordQuestion,
  settleQuestion,
  waitsToSettle,
  withdrawQuestion,
} from '../../../collection/record-questions/asking.ts';
import { type TakenOver, takenOver } from '../../../collection/record-questions/given.ts';
import { type AskedField, placeAsked } from '../../../collection/record-questions/record-question.ts';
import { dayOf } from '../../../organisation/period.ts';
import { concern, recordResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { dayInWords } from '../../annual-call/call-words.ts';
import { readForm, type Typed } from '../../front/forms.ts';
import { lostTexts } from '../../front/kept-forms.tsx';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault } from '../../front/typed-text.ts';
import { confidentialSheet, frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { DoubtedFields, notConfirmed, standsOf } from '../editing/edit-form.tsx';
import { baseOf, saveChange } from '../editing/save.ts';
import { heldRegister, typedContext } from '../held-register.ts';
import { type OpenRecord, openRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import { givenWords } from './link-pages.tsx';
import { questionState } from './question-words.tsx';

const words = {
  title: text('Vraag aan {name}', 'Question to {name}'),
  decideTitle: text('Antwoord van {name}', 'Answer of {name}'),
  question: text('De vraag', 'The question'),
  state: text('Stand', 'State'),
  until: text('Tot en met', 'Up to and including'),
  asked: text('Gevraagd op', 'Asked on'),
  fields: text('Gevraagde gegevens', 'Data that were asked'),
  onlyWords: text('geen; een antwoord in woorden', 'none; an answer in words'),
  answer: text('Antwoord in woorden', 'Answer in words'),
  noWords: text('Er is niets in woorden geantwoord.', 'Nothing was answered in words.'),
  now: text(
    'Staat nu in het register: {now}. Antwoord: {given}',
    'Stands in the register now: {now}. Answer: {given}',
  ),
  same: text(
    '{field}: dit staat al zo in het register ({given}).',
    '{field}: the register says so already ({given}).',
  ),
  noAnswer: text('{field}: niet ingevuld.', '{field}: not filled in.'),
  take: text('Overnemen in het register', 'Take over into the register'),
  leave: text('Niet overnemen', 'Do not take over'),
  choose: text('{field}: kies of u dit overneemt.', '{field}: choose whether you take this over.'),
  why: text('Waarom neemt u „{field}” niet over?', 'Why do you not take “{field}” over?'),
  whyHint: text('Alleen bij „niet overnemen”.', 'With “do not take over” only.'),
  whyMissing: text(
    '{field}: schrijf waarom u dit niet overneemt.',
    '{field}: write why you do not take this over.',
  ),
  cannot: text('{why} Kies „niet overnemen”.', '{why} Choose “do not take over”.'),
  effect: text(
    'Wat u overneemt komt in de geschiedenis met als reden dat {name} dit antwoordde.',
    'What you take over goes into the history, with as reason that {name} answered this.',
  ),
  decide: text('Beslissing vastleggen', 'Record the decision'),
  later: text('Later beslissen', 'Decide later'),
  changedSince: text(
    'De registratie is gewijzigd sinds de vraag is gesteld',
    'The record was changed since the question was asked',
  ),
  changedSinceText: text(
    'Hieronder staat wat er nu staat. Kijk of het antwoord daar nog bij past.',
    'Below stands what it says now. See whether the answer still fits that.',
  ),
  changed: text(
    'De registratie is gewijzigd terwijl u bezig was. Er is niets opgeslagen. Lees wat er nu staat en kies opnieuw.',
    'The record was changed while you were busy. Nothing was saved. Read what stands now and choose again.',
  ),
  before: text(
    'Over dit antwoord is al beslist, of het is intussen gewijzigd.',
    'This answer was decided already, or was changed meanwhile.',
  ),
  already: text('Over dit antwoord is al beslist', 'This answer was decided already'),
  seeDecided: text('Lees wat er is besloten', 'Read what was decided'),
  goneTitle: text(
    'Deze registratie staat niet meer in het register',
    'This record stands in the register no more',
  ),
  gone: text(
    'Zij is intussen ingetrokken, of bij een ander onderdeel gekomen. Er is niets opgeslagen. Wordt zij hersteld, dan staat het antwoord er weer.',
    'It was withdrawn meanwhile, or came to another unit. Nothing was saved. When it is restored, the answer stands there again.',
  ),
  decided: text('Wat er is besloten', 'What was decided'),
  taken: text('overgenomen', 'taken over'),
  notTaken: text('niet overgenomen: {reason}', 'not taken over: {reason}'),
  reason: text(
    'Antwoord van {name}, {job}, van {day} op de vraag: {question}',
    'Answer of {name}, {job}, of {day} to the question: {question}',
  ),
  story: text('Wat er gebeurde', 'What happened'),
  withdraw: text('Vraag intrekken', 'Withdraw the question'),
  withdrawEffect: text(
    '{name} kan dan niets meer lezen of invullen. Wat al is ingevuld blijft hier te lezen.',
    '{name} can then read and fill in nothing any more. What is filled in already stays to be read here.',
  ),
  keep: text('Niet intrekken', 'Do not withdraw'),
  none: text('niet ingevuld', 'not filled in'),
} as const;

const done: Readonly<Record<string, Text>> = {
  besloten: text('Uw beslissing is vastgelegd', 'Your decision was recorded'),
  ingetrokken: text('De vraag is ingetrokken', 'The question was withdrawn'),
  gevraagd: text(
    'Deze vraag is al gesteld. Kreeg u link en code niet te zien? Trek de vraag dan in en stel hem opnieuw',
    'This question was asked already. Did you not see link and code? Then withdraw the question and ask it anew',
  ),
  al: words.already,
};

const events: Readonly<Record<RecordQuestion['kinds'][number], Text>> = {
  opened: text('{moment}: geopend met de code', '{moment}: opened with the code'),
  'wrong-code': text('{moment}: verkeerde code', '{moment}: wrong code'),
  'handed-in': text('{moment}: antwoord verstuurd', '{moment}: answer sent'),
  withdrawn: text('{moment}: ingetrokken', '{moment}: withdrawn'),
  settled: text('{moment}: beslist', '{moment}: decided'),
};

interface About {
  readonly record: OpenRecord;
  readonly one: RecordQuestion;
  readonly place: string;
  readonly context: TypedContext;
}

async function opened(visit: SignedIn, part: string): Promise<About | null> {
  const [path = '', id = '', , question = ''] = part.split('/');
  const record = isId(question) ? await openRecord(visit, path, id) : null;
  if (!record) return null;
  const { table } = record.held.keeping.pages.record;
  const one = await look(visit.premises.door, visit.actor, questionAbout, recordResource(table, id), {
    table,
    record: id,
    question,
  });
  if (!one) return null;
  return {
    record,
    one,
    place: `${record.place}/vraag/${question}`,
    context: await typedContext(visit, record.held),
  };
}

/** An answer to a field beside what the record says. */
interface Row {
  readonly field: AskedField;
  readonly label: string;
  readonly name: string;
  readonly given: string;
  readonly shown: string;
  readonly now: string;
  readonly made: TakenOver;
}

function rowsOf({ language }: SignedIn, { record, one, context }: About): readonly Row[] {
  const { pages } = record.held.keeping;
  return one.asked.map((field, index) => {
    const given = one.answer?.given[field.place] ?? '';
    return {
      field,
      label: field.label[language],
      name: String(index),
      given,
      shown: givenWords(field, given, language),
      now: nowAt(record, field, language, context),
      made: takenOver(pages, record.values, field, given, context),
    };
  });
}

function nowAt(
  { held, values }: OpenRecord,
  { place }: AskedField,
  language: Language,
  context: TypedContext,
): string {
  const { line, index, key } = placeAsked(place);
  const named = fieldNamed(held.keeping.pages.record, line === null ? key : `${line}.${key}`);
  const own = line === null ? values : linesIn(values[line])[index];
  if (!named || !own) return words.none[language];
  const shown = (value: ReturnType<typeof valueAt>) => shownValue(named.field, value, language, context);
  if (!named.isCodes) return shown(valueAt(own, key));
  return listIn(own[key]).map(shown).join(', ') || shown(null);
}

/** A question about a record: how far it is, and its answer to decide about. */
export async function showQuestion(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  return about ? questionPage(visit, about, () => '', []) : notFound(visit);
}

function questionPage(
  visit: SignedIn,
  about: About,
  typed: Typed<string>,
  errors: readonly FieldError[],
  doubts: readonly RecordDoubt[] = [],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language } = visit;
  const { record, one, place } = about;
  const decides = waitsToSettle(one);
  const title = say((decides ? words.decideTitle : words.title)[language], language, { name: one.givenTo });
  const asked = visit.context.req.query('gedaan') ?? '';
  const said = Object.hasOwn(done, asked) ? done[asked] : undefined;
  const before = (
    <>
      {said && (
        <Notice kind="ok" title={said[language]}>
          {null}
        </Notice>
      )}
      <RecordStrip record={record} visit={visit} />
      <QuestionFacts visit={visit} one={one} />
    </>
  );
  const crumbs = recordCrumbs(visit, record, true);
  if (!decides)
    return pageAnswer(
      <Page frame={frameOf(visit)} title={title} crumbs={crumbs} sheet={confidentialSheet(visit)}>
        <h1>{title}</h1>
        {before}
        <Decided visit={visit} about={about} />
        <Story visit={visit} about={about} />
      </Page>,
      status,
    );
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      action={place}
      errors={errors}
      crumbs={crumbs}
      before={
        <>
          {before}
          <AnswerInWords visit={visit} one={one} />
          {one.version !== record.kept.version.versionId && (
            <Notice kind="warn" title={words.changedSince[language]}>
              <p>{words.changedSinceText[language]}</p>
            </Notice>
          )}
        </>
      }
      hidden={{ versie: record.kept.version.versionId, antwoord: one.answer?.id ?? '' }}
      button={words.decide[language]}
      back={{ href: record.place, label: words.later[language] }}
      after={<Story visit={visit} about={about} />}
    >
      {doubts.length > 0 && <DoubtedFields doubts={doubts} language={language} />}
      {rowsOf(visit, about).map((row) => (
        <RowFields key={row.name} language={language} row={row} typed={typed} errors={errors} />
      ))}
      {one.asked.length > 0 && (
        <p>{say(words.effect[language], language, { name: `${one.givenTo}, ${one.givenFunction}` })}</p>
      )}
    </FormPage>,
    status,
  );
}

function QuestionFacts({ visit: { language }, one }: { visit: SignedIn; one: RecordQuestion }) {
  return (
    <DefinitionList
      items={[
        { term: words.state[language], text: questionState(one, language) },
        { term: words.asked[language], text: momentInWords(new Date(one.at), language) },
        { term: words.until[language], text: dayInWords(one.lastDay, language) },
        { term: words.question[language], text: <bdi>{one.question}</bdi> },
        {
          term: words.fields[language],
          text: one.asked.map(({ label }) => label[language]).join('; ') || words.onlyWords[language],
        },
      ]}
    />
  );
}

function AnswerInWords({ visit: { language }, one }: { visit: SignedIn; one: RecordQuestion }) {
  const written = one.answer?.words ?? '';
  return (
    <section class="dl-flow" aria-labelledby="antwoord-woorden">
      <h2 id="antwoord-woorden">{words.answer[language]}</h2>
      {written === '' ? (
        <p>{words.noWords[language]}</p>
      ) : (
        <blockquote>
          {written.split('\n').map((line, index) => (
            <p key={index}>
              <bdi>{line}</bdi>
            </p>
          ))}
        </blockquote>
      )}
    </section>
  );
}

function RowFields({
  language,
  row: { label, name, given, shown, now, made },
  typed,
  errors,
}: {
  language: Language;
  row: Row;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  if (given === '') return <p>{say(words.noAnswer[language], language, { field: label })}</p>;
  if ('isSame' in made && made.isSame)
    return <p>{say(words.same[language], language, { field: label, given: shown })}</p>;
  const fault = 'fault' in made ? say(words.cannot[language], language, { why: made.fault[language] }) : '';
  return (
    <>
      <ChoiceField
        id={`kies-${name}`}
        kind="radio"
        label={label}
        hint={[say(words.now[language], language, { now, given: shown }), fault].filter(Boolean).join('. ')}
        language={language}
        choices={[
          ...(fault === '' ? [{ value: 'over', label: words.take[language] }] : []),
          { value: 'niet', label: words.leave[language] },
        ]}
        chosen={[typed(`kies-${name}`)]}
        {...errorOf(errors, `kies-${name}`)}
      />
      <TextField
        id={`reden-${name}`}
        label={say(words.why[language], language, { field: label })}
        hint={words.whyHint[language]}
        language={language}
        value={typed(`reden-${name}`)}
        optional
        {...errorOf(errors, `reden-${name}`)}
      />
    </>
  );
}

function Decided({ visit, about }: { visit: SignedIn; about: About }) {
  const { language } = visit;
  const decisions = about.one.events.findLast(({ kind }) => kind === 'settled')?.decisions;
  if (!decisions) return null;
  const rows = rowsOf(visit, about);
  return (
    <>
      <AnswerInWords visit={visit} one={about.one} />
      {rows.length > 0 && (
        <section class="dl-flow" aria-labelledby="besloten">
          <h2 id="besloten">{words.decided[language]}</h2>
          <DefinitionList
            items={rows.map(({ field, label, given, shown }) => {
              const decision = decisions.find(({ place }) => place === field.place);
              const became =
                decision?.taken === true
                  ? words.taken[language]
                  : say(words.notTaken[language], language, { reason: decision?.reason ?? '' });
              return {
                term: label,
                text: given === '' ? words.none[language] : <bdi>{`${shown} (${became})`}</bdi>,
              };
            })}
          />
        </section>
      )}
    </>
  );
}

function Story({ visit: { language, to }, about: { one, place } }: { visit: SignedIn; about: About }) {
  return (
    <>
      {one.stands && (
        <p>
          <a href={to(`${place}/intrekken`)}>{words.withdraw[language]}</a>
        </p>
      )}
      {one.events.length > 0 && (
        <>
          <h2>{words.story[language]}</h2>
          <ul>
            {one.events.map((event, index) => (
              <li key={index}>
                {say(events[event.kind][language], language, {
                  moment: momentInWords(new Date(event.at), language),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Whether a question is theirs of which the record stands no more. */
async function isOfEndedRecord(visit: SignedIn, part: string): Promise<boolean> {
  const [path = '', record = '', , question = ''] = part.split('/');
  const held = isId(record) ? await heldRegister(visit, path) : null;
  if (!held) return false;
  const all = await look(visit.premises.door, visit.actor, questionStates, concern, {
    register: held.register.key,
    record,
  });
  return all.some(({ id }) => id === question);
}

/** A record that was withdrawn under who decides: what they typed is shown back. */
const gonePage = (visit: SignedIn): Promise<Response> =>
  overtaken(visit, words.goneTitle, words.gone[visit.language]);

/** Somebody else was first, or the record is gone: nothing was done, and what was typed is shown back. */
async function overtaken(visit: SignedIn, about: Text, told: ComponentChildren): Promise<Response> {
  const title = about[visit.language];
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title}>
      <h1>{title}</h1>
      <Notice kind="warn" title={title}>
        <p>{told}</p>
      </Notice>
      {await lostTexts(visit)}
    </Page>,
    409,
  );
}

/** Decides about an answer: what is taken over is an ordinary change of the record. */
export async function takeDecision(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return (await isOfEndedRecord(visit, part)) ? gonePage(visit) : notFound(visit);
  const { record, one, place, context } = about;
  const { language, premises, actor } = visit;
  const rows = rowsOf(visit, about);
  const typed = await readForm<string>(visit.context, [
    ...['versie', 'antwoord', 'klopt', 'getwijfeld'],
    ...rows.flatMap(({ name }) => [`kies-${name}`, `reden-${name}`]),
  ]);
  if (!waitsToSettle(one) || one.answer?.id !== typed('antwoord')) {
    const hasReasons = rows.some(({ name }) => typed(`reden-${name}`).trim() !== '');
    if (!hasReasons) return goTo(visit, `${place}?gedaan=al`);
    return overtaken(visit, words.already, <a href={visit.to(place)}>{words.seeDecided[language]}</a>);
  }
  const { decisions, errors } = decisionsTyped(language, rows, typed);
  if (errors.length > 0) return questionPage(visit, about, typed, errors);
  const base = isId(typed('versie')) ? await baseOf(visit, record, typed('versie')) : null;
  const changed = (now: About) =>
    questionPage(visit, now, typed, [{ field: 'inhoud', message: words.changed[language] }], [], 409);
  if (!base || base.versionId !== record.kept.version.versionId) return changed(about);
  const { pages } = record.held.keeping;
  const mine = rows
    .filter(({ field }) => decisions.some(({ place: at, taken }) => taken && at === field.place))
    .reduce((values: RecordValues, { field, given }) => {
      const made = takenOver(pages, values, field, given, context);
      return 'values' in made ? made.values : values;
    }, record.values);
  const lacking = missingForState(pages, record.values, mine);
  if (lacking) {
    const message = missingWords(lacking.missing)[language];
    return questionPage(visit, about, typed, [{ field: 'inhoud', message }]);
  }
  const reason = say(words.reason[language], language, {
    name: one.givenTo,
    job: one.givenFunction,
    day: dayInWords(dayOf(new Date(one.at)), language),
    question: one.question.replaceAll('\n', ' '),
  }).slice(0, 1000);
  if (mine !== record.values) {
    const saved = await saveChange(visit, { record, base, mine, reason, stands: standsOf(typed) });
    switch (saved.outcome) {
      case 'gone':
        return gonePage(visit);
      case 'conflict':
        return changed({ ...about, record: saved.newest });
      case 'doubted':
        return questionPage(visit, about, typed, [notConfirmed(language)], saved.doubts);
      case 'same':
      case 'saved':
        break;
      default:
        return saved satisfies never;
    }
  }
  const { table } = pages.record;
  const isSettled = await perform(premises.door, actor, settleQuestion, recordResource(table, one.record), {
    table,
    record: one.record,
    question: one.id,
    answer: typed('antwoord'),
    decisions,
  });
  return goTo(visit, `${place}?gedaan=${isSettled ? 'besloten' : 'al'}`);
}

function decisionsTyped(
  language: Language,
  rows: readonly Row[],
  typed: Typed<string>,
): { readonly decisions: readonly QuestionDecision[]; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const decisions = rows.flatMap(({ field, label, name, given, made }): readonly QuestionDecision[] => {
    if (given === '') return [];
    const { place } = field;
    if ('isSame' in made && made.isSame) return [{ place, taken: true, reason: null }];
    const choice = typed(`kies-${name}`);
    if (choice === 'over' && 'values' in made) return [{ place, taken: true, reason: null }];
    if (choice !== 'niet') {
      const message = say(words.choose[language], language, { field: label });
      errors.push({ field: `kies-${name}`, message });
      return [];
    }
    const reason = typed(`reden-${name}`).trim();
    const missing = {
      nl: say(words.whyMissing.nl, 'nl', { field: label }),
      en: say(words.whyMissing.en, 'en', { field: label }),
    };
    const fault = neededFault(reason, 1000, missing);
    if (fault) errors.push({ field: `reden-${name}`, message: fault[language] });
    return [{ place, taken: false, reason }];
  });
  return { decisions, errors };
}

/** The page that withdraws a question. */
export async function showWithdrawQuestion(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  const { record, one, place } = about;
  const { language } = visit;
  if (!one.stands) return goTo(visit, place);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.withdraw[language]}
      action={`${place}/intrekken`}
      errors={[]}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          <QuestionFacts visit={visit} one={one} />
          <p>{say(words.withdrawEffect[language], language, { name: one.givenTo })}</p>
        </>
      }
      button={words.withdraw[language]}
      back={{ href: place, label: words.keep[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Withdraws a question; its link ends at once. */
export async function takeWithdrawQuestion(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  await readForm(visit.context, []);
  const { one, place, record } = about;
  const { table } = record.held.keeping.pages.record;
  const isWithdrawn = await perform(
    visit.premises.door,
    visit.actor,
    withdrawQuestion,
    recordResource(table, one.record),
    { table, record: one.record, question: one.id },
  );
  return goTo(visit, isWithdrawn ? `${place}?gedaan=ingetrokken` : place);
}
