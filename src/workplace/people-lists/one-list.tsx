import { codeList } from '../../codes/code-lists.ts';
import type { Profile } from '../../codes/profile.ts';
import { employmentKinds } from '../../collection/people/employment-record.ts';
import {
  applyPeopleList,
  differencesShown,
  dropPeopleList,
  type PeopleList,
  PeopleListRefused,
  peopleDifferences,
  peopleLists,
  readPeopleAgain,
} from '../../collection/people/lists/waiting-lists.ts';
import { differenceWords } from '../../collection/people/people-words.ts';
import {
  type DifferenceKind,
  differenceKinds,
  type PeopleDifference,
} from '../../collection/people/stated-people.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ErrorSummary, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { Pages } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { unitNames } from '../people/unit-names.ts';
import { listWords as words } from './list-words.ts';
import { profileOf } from './profile-of.ts';

const fields = ['stap', 'versie', 'antwoorden', 'datums', 'weg', 'dag'] as const;
type Typed = (field: (typeof fields)[number]) => string;

async function listOf(visit: SignedIn, id: string): Promise<PeopleList | null> {
  if (!isId(id) || !hasRole(visit, 'functional-administrator')) return null;
  const [list] = await look(visit.premises.door, visit.actor, peopleLists, concern, { list: id });
  return list ?? null;
}

/** What was given with the list before, as the form shows it. */
function givenBefore({ given, outcome }: PeopleList): Typed {
  const [year = '', month = '', day = ''] = (given?.day ?? '').split('-');
  const said = Object.entries(given?.mapping ?? {}).map((pair) => pair.join('='));
  // Each name that is no unit begins a line: what remains is the answer.
  const asked = outcome.findings.flatMap(({ kind, value }) =>
    kind === 'unit-unknown' ? [`unit:${value}=`] : [],
  );
  const values = new Map<string, string>([
    ['antwoorden', [...said, ...asked].join('\n')],
    ['datums', given?.dates ?? ''],
    ['weg', given?.gone == null ? '' : String(given.gone)],
    ['dag', given ? `${Number(day)}-${Number(month)}-${year}` : ''],
  ]);
  return (field) => values.get(field) ?? '';
}

/** A list: what it would change, by kind, and what it leaves open. */
export async function showList(visit: SignedIn, id: string): Promise<Response> {
  const list = await listOf(visit, id);
  if (!list) return notFound(visit);
  return listPage(visit, list, givenBefore(list), []);
}

async function listPage(
  visit: SignedIn,
  list: PeopleList,
  typed: Typed,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const { language, to, context } = visit;
  const { outcome, state } = list;
  const home = `/mensen/lijsten/${list.list}`;
  const kinds = differenceKinds.filter((kind) => outcome.counts[kind] !== undefined);
  const chosen = kinds.find((kind) => kind === context.req.query('soort'));
  const refusals = outcome.kinds.some(({ weight }) => weight === 'refused');
  const kept = context.req.query('gebleven');
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={list.fileName}
      here={to('/mensen/…')}
      crumbs={[
        { href: to('/mensen'), label: words.toPeople[language] },
        { href: to('/mensen/lijsten'), label: words.title[language] },
        { href: to(home), label: list.fileName },
      ]}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {state === 'applied' && (
        <Notice kind={kept ? 'warn' : 'ok'} title={words.done[language]}>
          <p>{say(words.changes[language], language, { count: outcome.changes })}</p>
          {kept && <p>{say(words.keptRoles[language], language, { roles: rolesOf(kept, language) })}</p>}
        </Notice>
      )}
      {context.req.query('gedaan') === 'opnieuw' && state === 'waits' && (
        <Notice kind="info" title={words.changedTitle[language]}>
          <p>{say(words.changes[language], language, { count: outcome.changes })}</p>
        </Notice>
      )}
      {state === 'waits' && refusals && (
        <Notice kind="warn" title={words.questionsTitle[language]}>
          <p>{words.questionsText[language]}</p>
        </Notice>
      )}
      <h1>
        <bdi>{list.fileName}</bdi>
      </h1>
      <DefinitionList
        items={[
          { term: words.state[language], text: words[state][language] },
          { term: words.from[language], text: list.sender },
          ...(list.given
            ? [{ term: words.onDay[language], text: dateInWords(list.given.day, language) }]
            : []),
          {
            term: words.broughtBy[language],
            text: [momentInWords(list.broughtAt, language), list.broughtBy].filter(Boolean).join(', '),
          },
          {
            term: words.differences[language],
            text: `${refusals && outcome.changes === 0 ? words.notYet[language] : say(words.changes[language], language, { count: outcome.changes })} (${say(words.rows[language], language, { rows: outcome.rows, people: outcome.people })})`,
          },
        ]}
      />
      <Findings list={list} language={language} />
      {kinds.length > 0 && (
        <section class="dl-flow" aria-labelledby="verschillen">
          <h2 id="verschillen">{words.differences[language]}</h2>
          <TextTable
            caption={words.differences[language]}
            captionHidden
            heads={[words.kind[language], words.count[language]]}
            rows={kinds.map((kind) => [
              state === 'waits' ? (
                <a
                  key={kind}
                  href={`${to(home)}?soort=${kind}#soort`}
                  aria-current={kind === chosen ? 'true' : undefined}
                >
                  {differenceWords(kind)[language]}
                </a>
              ) : (
                differenceWords(kind)[language]
              ),
              outcome.counts[kind] ?? 0,
            ])}
          />
        </section>
      )}
      {state === 'waits' && chosen && (await kindSection(visit, list, chosen))}
      {state === 'waits' && !refusals && kinds.length === 0 && (
        <Notice kind="info" title={words.nothing[language]}>
          <p>{words.nothingText[language]}</p>
        </Notice>
      )}
      {state === 'waits' && (refusals || typed('antwoorden') !== '') && (
        <AnswerForm
          visit={visit}
          home={home}
          list={list}
          typed={typed}
          errors={errors}
          units={await unitNames(visit)}
        />
      )}
      {state === 'waits' && !refusals && (
        <form method="post" action={to(home)} class="dl-form" id="doorvoeren" tabindex={-1} novalidate>
          <h2>{words.applyTitle[language]}</h2>
          <p>{words.applyText[language]}</p>
          <input type="hidden" name="versie" value={outcome.hash} />
          <ConfirmWithin visit={visit} errors={errors} />
          <div class="dl-buttons">
            <button type="submit" class="dl-button" name="stap" value="doorvoeren">
              {words.apply[language]}
            </button>
          </div>
        </form>
      )}
      {state === 'waits' && (
        <form method="post" action={to(home)} class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second" name="stap" value="wegdoen">
            {words.drop[language]}
          </button>
        </form>
      )}
    </Page>,
    status,
  );
}

/** The roles of an address in words; anything else in it is left out. */
function rolesOf(kept: string, language: Language): string {
  return kept
    .split(',')
    .flatMap((key) => {
      const role = roleNamed(key);
      return role ? [roleWords[role].name[language]] : [];
    })
    .join(', ');
}

function Findings({ list, language }: { list: PeopleList; language: Language }) {
  const { findings, kinds } = list.outcome;
  if (list.state !== 'waits' || findings.length === 0) return null;
  const hidden = kinds.reduce((sum, { told }) => sum + told, 0) - findings.length;
  return (
    <section class="dl-flow" aria-labelledby="opviel">
      <h2 id="opviel">{words.remarks[language]}</h2>
      <ul>
        {findings.map(({ weight, kind, row, column, value, advice, rows }) => (
          <li key={`${weight} ${kind} ${row} ${column} ${value}`}>
            <strong>
              {[row > 0 ? `${words.line[language]} ${rows?.first.join(', ') ?? row}` : '', column]
                .filter((part) => part !== '')
                .join(', ')}
              {value === '' ? '' : ` „${value.slice(0, 80)}”`}
            </strong>
            {row > 0 || column !== '' || value !== '' ? ': ' : ''}
            {advice[language]}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p>+ {hidden}</p>}
    </section>
  );
}

async function kindSection(visit: SignedIn, list: PeopleList, kind: DifferenceKind) {
  const { language, to, context, premises, actor } = visit;
  const last = Math.max(1, Math.ceil((list.outcome.counts[kind] ?? 0) / differencesShown));
  const asked = Number(context.req.query('blad') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  const rows = await look(premises.door, actor, peopleDifferences, concern, { list: list.list, kind, page });
  const units = await unitNames(visit);
  const profile = await profileOf(visit);
  const inWords = (one: PeopleDifference, side: 'before' | 'after') =>
    valueInWords(one, side, { units, profile, language });
  return (
    <section class="dl-flow" aria-labelledby="soort">
      <h2 id="soort">{differenceWords(kind)[language]}</h2>
      <TextTable
        caption={differenceWords(kind)[language]}
        captionHidden
        heads={[words.who, words.was, words.becomes, words.line].map((one) => one[language])}
        rows={rows.map((one) => [
          <bdi key={one.person}>{[one.name, one.number].filter(Boolean).join(', ') || '–'}</bdi>,
          inWords(one, 'before'),
          inWords(one, 'after'),
          one.line ?? words.notOnList[language],
        ])}
      />
      {last > 1 && (
        <Pages
          current={page}
          last={last}
          language={language}
          hrefOf={(other) => `${to(`/mensen/lijsten/${list.list}`)}?soort=${kind}&blad=${other}#soort`}
        />
      )}
    </section>
  );
}

/** What stood or will stand, in words. */
function valueInWords(
  { kind, before, after }: PeopleDifference,
  side: 'before' | 'after',
  { units, profile, language }: { units: ReadonlyMap<string, string>; profile: Profile; language: Language },
): string {
  const value = side === 'before' ? before : after;
  if (value === null) return '–';
  const unitName = units.get(value) ?? value;
  const dayName = () => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? dateInWords(value, language) : value);
  switch (kind) {
    case 'joined':
    case 'moved':
    case 'employment-added':
      return unitName;
    case 'employment-ended':
      return side === 'before' ? (units.get(value) ?? dayName()) : dayName();
    case 'left':
    case 'dates':
      return dayName();
    case 'kind': {
      const { codes } = codeList(profile.codes, employmentKinds);
      return codes.find(({ code }) => code === value)?.label[language] ?? value;
    }
    case 'role-ends': {
      const role = side === 'before' ? roleNamed(value) : undefined;
      return role ? roleWords[role].name[language] : dayName();
    }
    case 'hours':
      return language === 'nl' ? value.replace('.', ',') : value;
    case 'supervisor':
    case 'function':
    case 'name':
    case 'mail':
    case 'mail-reused':
    case 'number':
      return value;
    default:
      return kind satisfies never;
  }
}

function AnswerForm({
  visit,
  home,
  list,
  typed,
  errors,
  units,
}: {
  visit: SignedIn;
  home: string;
  list: PeopleList;
  typed: Typed;
  errors: readonly FieldError[];
  units: ReadonlyMap<string, string>;
}) {
  const { language, to } = visit;
  const asks = (kind: string) => list.outcome.kinds.some((one) => one.kind === kind);
  return (
    <form method="post" action={to(home)} class="dl-form" novalidate>
      <TextField
        id="antwoorden"
        label={words.answers[language]}
        hint={words.answersHint[language]}
        language={language}
        value={typed('antwoorden')}
        lines={5}
        optional
        {...errorOf(errors, 'antwoorden')}
      />
      {asks('unit-unknown') && (
        <Disclosure title={words.unitKeys[language]}>
          <ul>
            {[...units].map(([key, name]) => (
              <li key={key}>
                {key}: {name}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {(asks('date-order') || typed('datums') !== '') && (
        <SelectField
          id="datums"
          label={words.dates[language]}
          language={language}
          value={typed('datums')}
          choices={[
            { value: '', label: words.unknown[language] },
            { value: 'dmy', label: words.dmy[language] },
            { value: 'mdy', label: words.mdy[language] },
          ]}
        />
      )}
      {(asks('many-gone') || typed('weg') !== '') && (
        <TextField
          id="weg"
          label={words.gone[language]}
          hint={words.goneHint[language]}
          language={language}
          value={typed('weg')}
          short
          digits
          optional
          autocomplete="off"
          {...errorOf(errors, 'weg')}
        />
      )}
      <TextField
        id="dag"
        label={words.day[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('dag')}
        short
        autocomplete="off"
        {...errorOf(errors, 'dag')}
      />
      <div class="dl-buttons">
        <button type="submit" class="dl-button dl-button--second" name="stap" value="opnieuw">
          {words.again[language]}
        </button>
      </div>
    </form>
  );
}

/** The meanings that were typed, a line each, as messages write them; the number of the first line that is none. */
function answersTyped(written: string): Readonly<Record<string, string>> | number {
  const mapping: Record<string, string> = {};
  for (const [index, line] of written.split('\n').entries()) {
    const said = line
      .replace(/^\s*--map\s+/, '')
      .trim()
      .replace(/^'(.*)'$/, '$1');
    if (said === '') continue;
    const split = said.lastIndexOf('=');
    if (split < 1 || split === said.length - 1) return index + 1;
    mapping[said.slice(0, split).trim()] = said.slice(split + 1).trim();
  }
  return mapping;
}

/** Answers questions, applies a list, or takes it away. */
export async function decideList(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields]);
  const list = await listOf(visit, id);
  if (!list) return notFound(visit);
  const home = `/mensen/lijsten/${id}`;
  if (list.state !== 'waits') return goTo(visit, home);
  try {
    if (typed('stap') === 'doorvoeren') return await applyNow(visit, list, typed);
    if (typed('stap') !== 'wegdoen') return await lookAgain(visit, list, typed);
    await perform(visit.premises.door, visit.actor, dropPeopleList, concern, { list: id });
    return goTo(visit, '/mensen/lijsten?gedaan=weggedaan');
  } catch (error) {
    if (!(error instanceof PeopleListRefused)) throw error;
    return goTo(visit, home);
  }
}

async function applyNow(
  visit: SignedIn,
  list: PeopleList,
  typed: (field: (typeof fields)[number] | (typeof confirmFields)[number]) => string,
): Promise<Response> {
  const { confirmed, errors } = await confirmWithin(visit, typed);
  if (confirmed === null) return listPage(visit, list, givenBefore(list), errors, 400);
  const { premises, actor, session } = confirmed;
  const profile = await profileOf(visit);
  const home = `/mensen/lijsten/${list.list}`;
  try {
    const given = { list: list.list, hash: typed('versie'), by: session.person };
    const { keptRoles } = await perform(premises.door, actor, applyPeopleList(profile), concern, given);
    return goTo(visit, keptRoles.length > 0 ? `${home}?gebleven=${keptRoles.join(',')}` : home);
  } catch (error) {
    if (!(error instanceof PeopleListRefused)) throw error;
    const { what } = error.explanation;
    if (error.code === 'own-team')
      return listPage(
        visit,
        list,
        givenBefore(list),
        [{ field: 'doorvoeren', message: what[visit.language] }],
        409,
      );
    if (error.code !== 'changed' || !list.given) throw error;
    const { sender: _sender, ...given } = list.given;
    await perform(premises.door, actor, readPeopleAgain(profile), concern, { list: list.list, given });
    return goTo(visit, `${home}?gedaan=opnieuw`);
  }
}

async function lookAgain(visit: SignedIn, list: PeopleList, typed: Typed): Promise<Response> {
  const { language, premises, actor } = visit;
  const mapping = answersTyped(typed('antwoorden'));
  const day = dayTyped(typed('dag'));
  const gone = typed('weg').trim();
  const errors: readonly FieldError[] = [
    ...(typeof mapping === 'number'
      ? [{ field: 'antwoorden', message: say(words.answersWrong[language], language, { line: mapping }) }]
      : []),
    ...(/^\d{0,9}$/.test(gone) ? [] : [{ field: 'weg', message: words.goneWrong[language] }]),
    ...(day === undefined ? [{ field: 'dag', message: words.dayWrong[language] }] : []),
  ];
  if (errors.length > 0 || typeof mapping === 'number' || day === undefined)
    return listPage(visit, list, typed, errors, 400);
  const dates = typed('datums');
  await perform(premises.door, actor, readPeopleAgain(await profileOf(visit)), concern, {
    list: list.list,
    given: {
      day,
      mapping,
      gone: gone === '' ? null : Number(gone),
      ...(dates === 'dmy' || dates === 'mdy' ? { dates } : {}),
    },
  });
  return goTo(visit, `/mensen/lijsten/${list.list}?gedaan=opnieuw`);
}
