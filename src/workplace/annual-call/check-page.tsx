import type { AskedRegister } from '../../collection/annual-call/asked.ts';
import { gateOf } from '../../collection/annual-call/call-state.ts';
import {
  type Declared,
  type DeclaredRegister,
  declaredHash,
  declaredOf,
  signReturn,
} from '../../collection/annual-call/sign-return.ts';
import { unitResource } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { ChoiceField, ErrorSummary } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { gateWords, questionWords, roleInWords, valueWords, whoWords } from './call-words.ts';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { ReturnStrip, returnCrumbs } from './return-parts.tsx';

const words = {
  title: text('Opgave {unit} over {year} nakijken', 'Check the return of {unit} for {year}'),
  error: text('Fout: ', 'Error: '),
  lead: text('Dit verklaart het onderdeel.', 'This is what the unit declares.'),
  change: text('Wijzig {register}', 'Change {register}'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  records: text('Registraties over dit jaar', 'Records of this year'),
  stands: text('Anders dan vorig jaar, want: {why}', 'Other than last year, because: {why}'),
  givenBy: text('gegeven door {who}', 'given by {who}'),
  stays: text(
    'niet ingevuld; {value} blijft staan, zoals ingelezen',
    'not filled in; {value} stays, as imported',
  ),
  replaces: text('Dit staat er al en wordt vervangen', 'This stands already and is replaced'),
  replacesLine: text('{register}, {question}: {value}', '{register}, {question}: {value}'),
  wholeRegister: text('was er iets te melden', 'was there anything to report'),
  replacesBox: text('Deze waarden vervangen', 'Replace these values'),
  replacesMissing: text('Geef aan dat deze waarden worden vervangen.', 'Say that these values are replaced.'),
  unfinished: text('Dit moet eerst', 'This comes first'),
  unfinishedText: text(
    'Geef van elk register aan of er iets te melden was:',
    'Say of every register whether there was anything to report:',
  ),
  toBegin: text('Naar „Was er iets te melden?”', 'To “Was there anything to report?”'),
  openTitle: text('Niet alles is opgegeven', 'Not everything was reported'),
  openText: text(
    '{count, plural, one {# vraag staat} other {# vragen staan}} als „niet opgegeven”. U kunt zo ondertekenen.',
    '{count, plural, one {# question stands} other {# questions stand}} as “not reported”. You can sign it so.',
  ),
  signedTitle: text('Deze opgave is ondertekend', 'This return is signed'),
  signedText: text(
    'Op {moment}, door {who}. Controlegetal van wat is gelezen: {hash}.',
    'On {moment}, by {who}. Check number of what was read: {hash}.',
  ),
  recordsChanged: text(
    'Sinds de handtekening is er iets gewijzigd in het register of in wat is ingelezen. Laat de opgave zo nodig heropenen.',
    'Since the signature something changed in the register or in what was imported. Have the return reopened if needed.',
  ),
  noHead: text(
    'Niemand is aangewezen als hoofd van dit onderdeel',
    'Nobody is appointed as head of this unit',
  ),
  noHeadText: text('Daarom ondertekent u als {role}.', 'Therefore you sign as {role}.'),
  headSigns: text('Het hoofd van het onderdeel ondertekent', 'The head of the unit signs'),
  headSignsText: text('De opgave staat bij: {names}.', 'The return is with: {names}.'),
  statement: text('Verklaring', 'Statement'),
  agreed: text(
    'Ik heb dit gelezen en geef dit op namens {unit}.',
    'I read this and return it on behalf of {unit}.',
  ),
  agreedMissing: text('Geef aan dat u dit hebt gelezen.', 'Say that you read this.'),
  effect: text(
    'Na ondertekenen tellen deze waarden mee in de cijfers. Wijzigt iemand nog iets, dan vervalt de handtekening.',
    'After signing these values count in the figures. If anybody changes something, the signature is void.',
  ),
  sign: text('Opgave ondertekenen', 'Sign the return'),
  leave: text('Niet ondertekenen', 'Do not sign'),
  changed: text(
    'De opgave is gewijzigd sinds u deze pagina opende. Lees haar opnieuw en onderteken dan.',
    'The return was changed since you opened this page. Read it again and sign it then.',
  ),
} as const;

/** What is declared, in words, and the way to sign it. */
export async function showCheck(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReturn(visit, part);
  return opened ? checkPage(visit, opened, []) : notFound(visit);
}

function checkPage(
  visit: SignedIn,
  opened: OpenReturn,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language, to } = visit;
  const { at, unit, found, asked, place, scope } = opened;
  const declared = declaredOf(scope.period, found.own, asked, found);
  const name = unitName(at, unit, language);
  const title = say(words.title[language], language, { unit: name, year: at.name });
  const last = found.own.events.findLast(({ kind }) => kind !== 'extended');
  const isSigned = last?.kind === 'signed';
  const missing = asked.filter(({ key }) => !gateOf(found.own.answers, key));
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${words.error[language]}${title}` : title}
      crumbs={returnCrumbs(visit, opened, true)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{title}</h1>
      <ReturnStrip visit={visit} opened={opened} />
      {!declared && (
        <Notice kind="warn" title={words.unfinished[language]}>
          <p>
            {words.unfinishedText[language]} {missing.map((one) => one.name[language]).join(', ')}.
          </p>
          <p>
            <a href={to(`${place}/begin`)}>{words.toBegin[language]}</a>
          </p>
        </Notice>
      )}
      {isSigned && (
        <Notice kind="ok" title={words.signedTitle[language]}>
          <p>
            {say(words.signedText[language], language, {
              moment: momentInWords(new Date(last.at), language),
              who: whoWords(found.people, last.by, last.actingAs, language),
              hash: (last.hash ?? '').slice(0, 12),
            })}
          </p>
          {declared && last.hash !== declaredHash({ ...declared, replaces: found.replaced }) && (
            <p>{words.recordsChanged[language]}</p>
          )}
        </Notice>
      )}
      {declared && (
        <>
          <p class="dl-lead">{words.lead[language]}</p>
          {declared.registers.map((one) => {
            const register = asked.find(({ key }) => key === one.register);
            return register ? (
              <Section key={one.register} visit={visit} register={register} declared={one} place={place} />
            ) : null;
          })}
          {!isSigned && <SignForm visit={visit} opened={opened} declared={declared} errors={errors} />}
        </>
      )}
    </Page>,
    status,
  );
}

function Section({
  visit: { language, to },
  register,
  declared,
  place,
}: {
  visit: SignedIn;
  register: AskedRegister;
  declared: DeclaredRegister;
  place: string;
}) {
  const hasPage = declared.state === 'answered' && register.questions.length > 0;
  const why = (stands: string | null) =>
    stands === null ? '' : ` (${say(words.stands[language], language, { why: stands })})`;
  const by = (givenBy: string | undefined) =>
    givenBy === undefined ? '' : ` · ${say(words.givenBy[language], language, { who: givenBy })}`;
  const items = [
    {
      term: words.was[language],
      text: `${gateWords(declared, language)}${why(declared.stands)}${by(declared.givenBy)}`,
    },
    ...(declared.records === null ? [] : [{ term: words.records[language], text: String(declared.records) }]),
    ...(declared.state === 'answered'
      ? declared.values.map((value) => ({
          term: questionName(register, value, language),
          text: value.stays
            ? say(words.stays[language], language, { value: valueWords(value.stays, language) })
            : `${valueWords(value, language)}${why(value.stands)}${by(value.givenBy)}`,
        }))
      : []),
  ];
  return (
    <section class="dl-flow">
      <h2>{register.name[language]}</h2>
      <DefinitionList items={items} />
      <p>
        <a href={to(hasPage ? `${place}/${register.key}` : `${place}/begin`)}>
          {say(words.change[language], language, { register: register.name[language].toLowerCase() })}
        </a>
      </p>
    </section>
  );
}

function questionName(
  { questions }: AskedRegister,
  { field, part }: { readonly field: string; readonly part: string },
  language: 'nl' | 'en',
): string {
  const question = questions.find((one) => one.field === field && one.part === part);
  return question ? questionWords(question, language) : words.wholeRegister[language];
}

function SignForm({
  visit,
  opened,
  declared,
  errors,
}: {
  visit: SignedIn;
  opened: OpenReturn;
  declared: Declared;
  errors: readonly FieldError[];
}) {
  const { language, to } = visit;
  const { at, unit, found, asked, place } = opened;
  const open = declared.registers
    .flatMap(({ values }) => values)
    .filter(({ state, stays }) => state === 'not-reported' && stays === null).length;
  if (found.signsAs === null) {
    const heads = found.people.filter(({ role }) => role === 'head');
    return (
      <Notice kind="info" title={words.headSigns[language]}>
        <p>
          {say(words.headSignsText[language], language, {
            names: heads.map(({ name }) => name ?? roleInWords('head', language)).join(', '),
          })}
        </p>
      </Notice>
    );
  }
  return (
    <>
      {open > 0 && (
        <Notice kind="warn" title={words.openTitle[language]}>
          <p>{say(words.openText[language], language, { count: open })}</p>
        </Notice>
      )}
      {!found.hasOwnHead && (
        <Notice kind="info" title={words.noHead[language]}>
          <p>{say(words.noHeadText[language], language, { role: roleInWords(found.signsAs, language) })}</p>
        </Notice>
      )}
      <form method="post" action={to(`${place}/nakijken`)} class="dl-form" novalidate>
        <input type="hidden" name="gelezen" value={declaredHash(declared)} />
        {declared.replaces.length > 0 && (
          <>
            <h2>{words.replaces[language]}</h2>
            <ul>
              {declared.replaces.map((one) => {
                const register = asked.find(({ key }) => key === one.register);
                return register ? (
                  <li key={`${one.register} ${one.field} ${one.part}`}>
                    {say(words.replacesLine[language], language, {
                      register: register.name[language],
                      question: questionName(register, one, language),
                      value: valueWords(one, language),
                    })}
                  </li>
                ) : null;
              })}
            </ul>
            <ChoiceField
              id="vervangen"
              kind="checkbox"
              label={words.replaces[language]}
              language={language}
              choices={[{ value: 'ja', label: words.replacesBox[language] }]}
              chosen={[]}
              {...errorOf(errors, 'vervangen')}
            />
          </>
        )}
        <ChoiceField
          id="akkoord"
          kind="checkbox"
          label={words.statement[language]}
          language={language}
          choices={[
            {
              value: 'ja',
              label: say(words.agreed[language], language, { unit: unitName(at, unit, language) }),
            },
          ]}
          chosen={[]}
          {...errorOf(errors, 'akkoord')}
        />
        <p>{words.effect[language]}</p>
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.sign[language]}
          </button>
          <a href={to(place)}>{words.leave[language]}</a>
        </div>
      </form>
    </>
  );
}

/** Signs a return. */
export async function takeSignature(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReturn(visit, part);
  if (!opened) return notFound(visit);
  const { language } = visit;
  const typed = await readForm(visit.context, ['gelezen', 'vervangen', 'akkoord']);
  const said = (field: string, message: Text, status: 400 | 409 = 400) =>
    checkPage(visit, opened, [{ field, message: message[language] }], status);
  const changed = () => said('akkoord', words.changed, 409);
  if (typed('akkoord') !== 'ja') return said('akkoord', words.agreedMissing);
  if (!/^[0-9a-f]{64}$/.test(typed('gelezen'))) return changed();
  const outcome = await perform(visit.premises.door, visit.actor, signReturn, unitResource(opened.unit), {
    scope: opened.scope,
    hash: typed('gelezen'),
    replaces: typed('vervangen') === 'ja',
  });
  switch (outcome) {
    case 'signed':
    case 'already':
      return goTo(visit, `${opened.place}?gedaan=ondertekend`);
    case 'replaces':
      return said('vervangen', words.replacesMissing);
    case 'gone':
    case 'not-yours':
      return notFound(visit);
    case 'changed':
    case 'unfinished':
      return changed();
    default:
      return outcome satisfies never;
  }
}
