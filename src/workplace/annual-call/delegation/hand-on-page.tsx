import type { AskedRegister } from '../../../collection/annual-call/asked.ts';
import { gateOf } from '../../../collection/annual-call/call-state.ts';
import { type DelegatedQuestion, longestName } from '../../../collection/annual-call/delegation/delegated.ts';
import { accountToAsk, handOn } from '../../../collection/annual-call/delegation/hand-on.ts';
import { longestNote } from '../../../collection/annual-call/given-answer.ts';
import { whoKnow } from '../../../collection/register.ts';
import { today } from '../../../organisation/period.ts';
import { concern, unitResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { linkCodeHash, newLinkCode, newToken, tokenHash } from '../../../platform/identity/secrets/tokens.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm, type Typed } from '../../front/forms.ts';
import { lostTexts } from '../../front/kept-forms.tsx';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault, textFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { dayInWords, questionWords } from '../call-words.ts';
import { type OpenReturn, openReturn, unitName } from '../held-call.ts';
import { readDeadline } from '../open-page.tsx';
import { ReturnStrip, returnCrumbs } from '../return-parts.tsx';
import { knowsWords } from './delegation-words.tsx';

const words = {
  title: text('Vragen doorgeven', 'Hand questions on'),
  lead: text(
    'Weet een ander het antwoord? Geef de vragen door. De antwoorden komen terug bij u; u neemt ze over.',
    'Does somebody else know the answer? Hand the questions on. The answers come back to you; you take them over.',
  ),
  byKnows: text('Kies alles van:', 'Choose all of:'),
  registers: text('Welke registers', 'Which registers'),
  registersHint: text(
    'Alle vragen ervan. Wie het meestal weet staat erbij.',
    'All questions of it. Who knows as a rule stands with it.',
  ),
  register: text('{register}: {who}', '{register}: {who}'),
  accountOnly: text('{register}: {who}; alleen met account', '{register}: {who}; with an account only'),
  part: text('Alleen een deel van {register}', 'Only a part of {register}'),
  questions: text('Vragen van {register}', 'Questions of {register}'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  who: text('Wie geeft antwoord?', 'Who answers?'),
  name: text('Naam', 'Name'),
  nameHint: text('Staat bij de antwoorden, met de functie.', 'Stands with the answers, with the function.'),
  nameMissing: text('Vul de naam in.', 'Fill in the name.'),
  job: text('Functie', 'Function'),
  jobMissing: text('Vul de functie in.', 'Fill in the function.'),
  how: text('Hoe komt die persoon bij de vragen?', 'How does that person come to the questions?'),
  byAccount: text('Met een account van deze werkplek', 'With an account of this workplace'),
  byLink: text(
    'Met een link en een code, zonder account. Zonder cijfers van vorig jaar.',
    'By a link and a code, without an account. Without numbers of last year.',
  ),
  howMissing: text(
    'Kies hoe die persoon bij de vragen komt.',
    'Choose how that person comes to the questions.',
  ),
  mail: text('E-mailadres of aanmeldnaam van het account', 'Mail address or sign-in name of the account'),
  mailHint: text('Alleen bij „met een account”.', 'With “with an account” only.'),
  mailExample: text(
    'Alleen bij „met een account”. In dit voorbeeld: de naam van een van de verzonnen mensen.',
    'With “with an account” only. In this example: the name of one of the invented people.',
  ),
  mailMissing: text(
    'Vul het e-mailadres of de aanmeldnaam in.',
    'Fill in the mail address or the sign-in name.',
  ),
  mailUnknown: text(
    'Er is geen ander account met „{typed}”. Controleer het adres, of kies een link.',
    'There is no other account with “{typed}”. Check the address, or choose a link.',
  ),
  until: text('Tot en met welke dag?', 'Up to and including which day?'),
  untilHint: text(
    'bijvoorbeeld 27-2-2026; de opgave moet er zijn op {day}',
    'for example 27-2-2026; the return has to be there on {day}',
  ),
  untilMissing: text(
    'Vul in tot en met welke dag de vragen open blijven.',
    'Fill in up to and including which day the questions stay open.',
  ),
  message: text('Wat wilt u erbij zeggen?', 'What do you want to say with it?'),
  messageHint: text(
    'Leest wie antwoordt. Noem geen personen of zaken.',
    'Who answers reads it. Name no persons or cases.',
  ),
  nothing: text('Kies een of meer registers of vragen.', 'Choose one or more registers or questions.'),
  guarded: text(
    '{registers}: deze vragen gaan alleen naar iemand met een account.',
    '{registers}: these questions go to somebody with an account only.',
  ),
  refused: text(
    'Deze vragen kunnen niet aan dit account worden doorgegeven. Er is niets doorgegeven.',
    'These questions cannot be handed to this account. Nothing was handed on.',
  ),
  submit: text('Vragen doorgeven', 'Hand the questions on'),
  leave: text('Niet doorgeven', 'Do not hand on'),
  signedTitle: text('Deze opgave is ondertekend', 'This return is signed'),
  signedText: text(
    'Vragen doorgeven kan niet meer. Laat de opgave zo nodig eerst heropenen.',
    'Questions cannot be handed on any more. Have the return reopened first if needed.',
  ),
  madeTitle: text('Link en code', 'Link and code'),
  made: text(
    'U ziet deze link en code alleen nu. Stuur de link per mail en geef de code op een andere manier: bel, of zeg hem. Na vijf verkeerde codes werkt de link niet meer.',
    'You see this link and code only now. Send the link by mail and give the code in another way: call, or say it. After five wrong codes the link works no more.',
  ),
  to: text('Voor', 'For'),
  link: text('Link, om te mailen', 'Link, to be mailed'),
  code: text('Code, om apart te geven', 'Code, to be given apart'),
  lastDay: text('Werkt tot en met', 'Works up to and including'),
  back: text('Terug naar de opgave', 'Back to the return'),
} as const;

/** What is the same for every page of handing on: the return has to be open, and not signed. */
async function about(visit: SignedIn, part: string): Promise<OpenReturn | null> {
  return openReturn(visit, part);
}

const isSigned = ({ found }: OpenReturn) =>
  found.own.events.findLast(({ kind }) => kind !== 'extended')?.kind === 'signed';

/** The form that hands questions of a return on. */
export async function showHandOn(visit: SignedIn, part: string): Promise<Response> {
  const opened = await about(visit, part);
  if (!opened) return notFound(visit);
  const knows = visit.context.req.query('weet');
  const register = visit.context.req.query('register');
  const chosen = opened.asked.filter(({ key, knownBy }) => knownBy === knows || key === register);
  const typed = (field: string) => (field === 'registers' ? chosen.map(({ key }) => key).join('\n') : '');
  return handOnPage(visit, opened, typed, [], newId());
}

async function handOnPage(
  visit: SignedIn,
  opened: OpenReturn,
  typed: Typed<string>,
  errors: readonly FieldError[],
  id: string,
): Promise<Response> {
  const { language, to } = visit;
  const { asked, place, found } = opened;
  if (isSigned(opened))
    return pageAnswer(
      <Page frame={frameOf(visit)} title={words.title[language]} crumbs={returnCrumbs(visit, opened, true)}>
        <h1>{words.title[language]}</h1>
        <Notice kind="warn" title={words.signedTitle[language]}>
          <p>{words.signedText[language]}</p>
        </Notice>
        {await lostTexts(visit)}
      </Page>,
    );
  const known = whoKnow.filter((one) => asked.some(({ knownBy }) => knownBy === one));
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`${place}/doorgeven`}
      errors={errors}
      crumbs={returnCrumbs(visit, opened, true)}
      before={
        <>
          <ReturnStrip visit={visit} opened={opened} />
          <p>{words.lead[language]}</p>
          {known.length > 1 && (
            <p>
              {words.byKnows[language]}{' '}
              {known.map((one, index) => (
                <span key={one}>
                  {index > 0 && ' · '}
                  <a href={to(`${place}/doorgeven?weet=${one}`)}>{knowsWords[one][language]}</a>
                </span>
              ))}
            </p>
          )}
        </>
      }
      button={words.submit[language]}
      hidden={{ sleutel: id }}
      back={{ href: place, label: words.leave[language] }}
    >
      <ChoiceField
        id="registers"
        kind="checkbox"
        label={words.registers[language]}
        hint={words.registersHint[language]}
        language={language}
        choices={asked.map((one) => ({
          value: one.key,
          label: say((one.accountsOnly ? words.accountOnly : words.register)[language], language, {
            register: one.name[language],
            who: knowsWords[one.knownBy][language],
          }),
        }))}
        chosen={typed('registers').split('\n')}
        {...errorOf(errors, 'registers')}
      />
      {asked
        .filter(({ questions }) => questions.length > 1)
        .map((one) => (
          <Disclosure
            key={one.key}
            title={say(words.part[language], language, { register: one.name[language] })}
            open={typed(`deel-${one.key}`) !== ''}
          >
            <ChoiceField
              id={`deel-${one.key}`}
              kind="checkbox"
              label={say(words.questions[language], language, { register: one.name[language] })}
              language={language}
              choices={one.questions.map((question) => ({
                value: `${question.field}|${question.part}`,
                label: questionWords(question, language),
              }))}
              chosen={typed(`deel-${one.key}`).split('\n')}
            />
          </Disclosure>
        ))}
      <h2>{words.who[language]}</h2>
      <TextField
        id="naam"
        label={words.name[language]}
        hint={words.nameHint[language]}
        language={language}
        value={typed('naam')}
        autocomplete="off"
        {...errorOf(errors, 'naam')}
      />
      <TextField
        id="functie"
        label={words.job[language]}
        language={language}
        value={typed('functie')}
        autocomplete="off"
        {...errorOf(errors, 'functie')}
      />
      <ChoiceField
        id="hoe"
        kind="radio"
        label={words.how[language]}
        language={language}
        choices={[
          { value: 'account', label: words.byAccount[language] },
          { value: 'link', label: words.byLink[language] },
        ]}
        chosen={[typed('hoe')]}
        {...errorOf(errors, 'hoe')}
      />
      <TextField
        id="mail"
        label={words.mail[language]}
        hint={(visit.premises.examples ? words.mailExample : words.mailHint)[language]}
        language={language}
        value={typed('mail')}
        autocomplete="off"
        optional
        {...errorOf(errors, 'mail')}
      />
      <TextField
        id="uiterlijk"
        label={words.until[language]}
        hint={say(words.untilHint[language], language, { day: dayInWords(found.own.deadline, language) })}
        language={language}
        value={typed('uiterlijk')}
        short
        {...errorOf(errors, 'uiterlijk')}
      />
      <TextField
        id="tekst"
        label={words.message[language]}
        hint={words.messageHint[language]}
        language={language}
        value={typed('tekst')}
        lines={3}
        optional
        {...errorOf(errors, 'tekst')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The questions that were chosen; where not all of a register were, whether there was anything goes along unless it is answered. */
function chosenQuestions(opened: OpenReturn, typed: Typed<string>): readonly DelegatedQuestion[] {
  const whole = typed('registers').split('\n');
  return opened.asked.flatMap((register) => {
    const some = typed(`deel-${register.key}`).split('\n');
    const all = whole.includes(register.key);
    const questions = register.questions.filter(
      ({ field, part }) => all || some.includes(`${field}|${part}`),
    );
    if (!all && questions.length === 0) return [];
    const isAnswered = gateOf(opened.found.own.answers, register.key)?.state === 'answered';
    return [
      ...(all || !isAnswered ? [gateQuestion(register)] : []),
      ...questions.map(
        ({ field, part, label, partLabel, unit }): DelegatedQuestion => ({
          ...placeWords(register),
          ...{ field, part, label, partLabel, unit },
          records: register.confirmed?.field === field && part === '' ? register.confirmed.table : null,
        }),
      ),
    ];
  });
}

const placeWords = ({ key, name, what }: AskedRegister) => ({ register: key, name, what });

function gateQuestion(register: AskedRegister): DelegatedQuestion {
  return {
    ...placeWords(register),
    field: '',
    part: '',
    label: words.was,
    partLabel: null,
    unit: 'count',
    records: register.confirmed?.field === null ? register.confirmed.table : null,
  };
}

/** Hands questions on; link and code are shown this once. */
export async function takeHandOn(visit: SignedIn, part: string): Promise<Response> {
  const opened = await about(visit, part);
  if (!opened) return notFound(visit);
  const { language, premises, actor, context, to } = visit;
  const parts = opened.asked.map(({ key }) => `deel-${key}`);
  const typed = await readForm<string>(
    context,
    ['sleutel', 'registers', ...parts, 'naam', 'functie', 'hoe', 'mail', 'uiterlijk', 'tekst'],
    ['registers', ...parts],
  );
  const id = isId(typed('sleutel')) ? typed('sleutel') : newId();
  const asked = chosenQuestions(opened, typed);
  const deadline = readDeadline(visit, typed('uiterlijk'), today());
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({ field, message });
  if (asked.length === 0) wrong('registers', words.nothing[language]);
  const how = typed('hoe');
  const guarded = opened.asked.filter(
    ({ key, accountsOnly }) => accountsOnly && asked.some(({ register }) => register === key),
  );
  if (how === 'link' && guarded.length > 0)
    wrong(
      'registers',
      say(words.guarded[language], language, {
        registers: guarded.map(({ name }) => name[language]).join(', '),
      }),
    );
  for (const [field, missing] of [
    ['naam', words.nameMissing],
    ['functie', words.jobMissing],
  ] as const) {
    const fault = neededFault(typed(field), longestName, missing);
    if (fault) wrong(field, fault[language]);
  }
  if (how !== 'link' && how !== 'account') wrong('hoe', words.howMissing[language]);
  const account = how === 'account' ? await accountTyped(visit, typed('mail'), wrong) : null;
  if (typed('uiterlijk').trim() === '') wrong('uiterlijk', words.untilMissing[language]);
  else if (deadline.error) wrong('uiterlijk', deadline.error);
  const fault = textFault(typed('tekst').trim(), longestNote);
  if (fault) wrong('tekst', fault[language]);
  if (errors.length > 0) return handOnPage(visit, opened, typed, errors, id);
  const link = newToken();
  const code = newLinkCode();
  const outcome = await perform(premises.door, actor, handOn, unitResource(opened.unit), {
    period: opened.scope.period,
    unit: opened.unit,
    delegation: id,
    givenTo: typed('naam'),
    givenFunction: typed('functie'),
    message: typed('tekst').trim(),
    lastDay: deadline.day,
    asked,
    heading: {
      organisation: premises.name,
      unit: { nl: unitName(opened.at, opened.unit, 'nl'), en: unitName(opened.at, opened.unit, 'en') },
      year: opened.at.name,
    },
    to:
      account === null
        ? { linkHash: tokenHash(link), codeHash: linkCodeHash(link, code) }
        : { person: account },
  });
  switch (outcome) {
    case 'gone':
      return notFound(visit);
    case 'signed':
      return handOnPage(visit, opened, typed, [], id);
    case 'already':
      return goTo(visit, `${opened.place}?gedaan=al-doorgegeven`);
    case 'not-allowed':
      return handOnPage(visit, opened, typed, [{ field: 'registers', message: words.refused[language] }], id);
    case 'handed-on': {
      if (account !== null) return goTo(visit, `${opened.place}?gedaan=doorgegeven`);
      const address = `${premises.secure ? 'https' : 'http'}://${context.req.header('Host')}${to(`/deel/${link}`)}`;
      return shownOnce(visit, opened, typed, { address, code, lastDay: deadline.day });
    }
    default:
      return outcome satisfies never;
  }
}

async function accountTyped(
  { premises, actor, language }: SignedIn,
  named: string,
  wrong: (field: string, message: string) => void,
): Promise<string | null> {
  if (named.trim() === '') {
    wrong('mail', words.mailMissing[language]);
    return null;
  }
  const found = await look(premises.door, actor, accountToAsk, concern, {
    named: named.trim().slice(0, 300),
  });
  if (!found) wrong('mail', say(words.mailUnknown[language], language, { typed: named.trim().slice(0, 60) }));
  return found?.person ?? null;
}

function shownOnce(
  visit: SignedIn,
  opened: OpenReturn,
  typed: Typed<string>,
  { address, code, lastDay }: { readonly address: string; readonly code: string; readonly lastDay: string },
): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.madeTitle[language]} crumbs={returnCrumbs(visit, opened, true)}>
      <h1>{words.madeTitle[language]}</h1>
      <p>{words.made[language]}</p>
      <DefinitionList
        items={[
          { term: words.to[language], text: `${typed('naam').trim()}, ${typed('functie').trim()}` },
          { term: words.link[language], text: address },
          { term: words.code[language], text: `${code.slice(0, 3)} ${code.slice(3)}` },
          { term: words.lastDay[language], text: dayInWords(lastDay, language) },
        ]}
      />
      <p>
        <a href={to(opened.place)}>{words.back[language]}</a>
      </p>
    </Page>,
  );
}
