import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { endMail, mailAddress, type ShownMail, shownMail } from '../../platform/mail/mail-settings.ts';
import { type TestMessage, testMail, testMessages } from '../../platform/mail/outbox.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { healthCrumbs } from './health-page.tsx';
import { faultWords, mailWords, meansWords, securityWords } from './mail-words.ts';

const words = {
  lead: text(
    'Langs deze mailserver gaan de dagberichten en de waarschuwingen. In geen van beide staat iets uit een register.',
    'By this mail server go the daily messages and the warnings. In neither stands anything of a register.',
  ),
  noneTitle: text('Post is niet ingesteld', 'Mail is not set'),
  none: text(
    'Er gaan geen berichten uit en het programma maakt nergens verbinding voor post.',
    'No messages go out and the program connects nowhere for mail.',
  ),
  set: text('Post instellen', 'Set mail'),
  change: text('Post anders instellen', 'Set mail otherwise'),
  test: text('Testbericht versturen', 'Send a test message'),
  end: text('Post uitzetten', 'Turn mail off'),
  tests: text('Testberichten', 'Test messages'),
  refresh: text('Stand vernieuwen', 'Renew the state'),
  to: text('Naar', 'To'),
  when: text('Wanneer', 'When'),
  what: text('Uitkomst', 'Outcome'),
  secret: text('Geheim', 'Secret'),
  kept: text('bewaard en verzegeld; wordt niet getoond', 'kept and sealed; is not shown'),
  noSecret: text('geen', 'none'),
  unknown: text('niet vastgelegd', 'not recorded'),
  address: text('E-mailadres', 'Mail address'),
  addressWrong: text(
    'Dit is geen e-mailadres. Schrijf één adres, zonder naam, op één regel.',
    'This is no mail address. Write one address, without a name, on one line.',
  ),
  testLead: text(
    'Het bericht zegt alleen dat het een test is. De uitkomst staat daarna op de pagina Post.',
    'The message only says that it is a test. Its outcome stands on the page Mail afterwards.',
  ),
  sent: text('Het testbericht is onderweg', 'The test message is on its way'),
  sentText: text(
    'De uitkomst staat hieronder, meestal binnen een halve minuut.',
    'The outcome stands below, within half a minute as a rule.',
  ),
  saved: text('De post is ingesteld', 'Mail is set'),
  savedText: text(
    'Verstuur een testbericht om te zien of het werkt.',
    'Send a test message to see whether it works.',
  ),
  ended: text('De post staat uit', 'Mail is off'),
  endedText: text('Er gaan geen berichten meer uit.', 'No messages go out any more.'),
  endLead: text(
    'Er gaan geen dagberichten en geen waarschuwingen meer uit. Wat op mensen wacht, blijft onder „Uw werk” staan.',
    'No daily messages and no warnings go out any more. What waits for people stays under “Your work”.',
  ),
} as const;

const states: Readonly<Record<Exclude<TestMessage['state'], 'undelivered'>, Text>> = {
  waits: text('Wacht om te worden verstuurd', 'Waits to be sent'),
  sends: text('Wordt verstuurd', 'Is being sent'),
  sent: text('Aangenomen door de mailserver', 'Taken by the mail server'),
  dropped: text('Niet verstuurd', 'Not sent'),
};
const undelivered = text('Niet bezorgd.', 'Not delivered.');

function outcome({ state, fault }: TestMessage, language: Language): string {
  if (state !== 'undelivered') return states[state][language];
  return `${undelivered[language]} ${fault === null ? '' : (faultWords[fault]?.[language] ?? '')}`;
}

function items(set: ShownMail, language: Language) {
  const { means, secretEndsOn } = set;
  return [
    {
      term: mailWords.host[language],
      text: `${set.host}, ${mailWords.port[language].toLowerCase()} ${set.port}`,
    },
    { term: mailWords.security[language], text: securityWords[set.security][language] },
    { term: mailWords.sender[language], text: set.sender },
    { term: mailWords.warnTo[language], text: set.warnTo },
    { term: mailWords.means[language], text: meansWords[means][language] },
    ...(means === 'none'
      ? []
      : [
          { term: mailWords.userName[language], text: set.userName ?? words.unknown[language] },
          {
            term: words.secret[language],
            text: (set.secret === null ? words.noSecret : words.kept)[language],
          },
          {
            term: mailWords.secretEndsOn[language],
            text: secretEndsOn === null ? words.unknown[language] : dateInWords(secretEndsOn, language),
          },
        ]),
    ...(set.tokenEndpoint === null
      ? []
      : [{ term: mailWords.tokenEndpoint[language], text: set.tokenEndpoint }]),
    {
      term: mailWords.privateAddresses[language],
      text: set.privateAddresses.join(', ') || words.noSecret[language],
    },
  ];
}

/** By what mail goes out, and what became of the last tests. */
export async function showMail(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const set = await look(premises.door, actor, shownMail, concern, {});
  const tests = await look(premises.door, actor, testMessages, concern, {});
  const done = context.req.query('gedaan');
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={mailWords.title[language]}
      crumbs={healthCrumbs(visit, '/gezondheid/post', mailWords.title[language])}
    >
      {done === 'ingesteld' && (
        <Notice kind="ok" title={words.saved[language]}>
          <p>{words.savedText[language]}</p>
        </Notice>
      )}
      {done === 'test' && (
        <Notice kind="info" title={words.sent[language]}>
          <p>{words.sentText[language]}</p>
        </Notice>
      )}
      {done === 'uit' && (
        <Notice kind="ok" title={words.ended[language]}>
          <p>{words.endedText[language]}</p>
        </Notice>
      )}
      <h1>{mailWords.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {set === null ? (
        <Empty title={words.noneTitle[language]} text={words.none[language]} />
      ) : (
        <DefinitionList items={items(set, language)} />
      )}
      <ul>
        <li>
          <a href={to('/gezondheid/post/instellen')}>{(set === null ? words.set : words.change)[language]}</a>
        </li>
        {set !== null && (
          <>
            <li>
              <a href={to('/gezondheid/post/test')}>{words.test[language]}</a>
            </li>
            <li>
              <a href={to('/gezondheid/post/uit')}>{words.end[language]}</a>
            </li>
          </>
        )}
      </ul>
      {tests.length > 0 && (
        <section class="dl-flow" aria-labelledby="tests">
          <h2 id="tests">{words.tests[language]}</h2>
          <TextTable
            caption={words.tests[language]}
            captionHidden
            heads={[words.to[language], words.when[language], words.what[language]]}
            rows={tests.map((one) => [
              one.address,
              momentInWords(new Date(one.at), language),
              outcome(one, language),
            ])}
          />
          <form method="get" action={to('/gezondheid/post')} class="dl-buttons">
            <button type="submit" class="dl-button dl-button--second">
              {words.refresh[language]}
            </button>
          </form>
        </section>
      )}
    </Page>,
  );
}

function testPage(visit: SignedIn, value: string, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.test[language]}
      action="/gezondheid/post/test"
      errors={errors}
      button={words.test[language]}
      back={{ href: '/gezondheid/post', label: mailWords.back[language] }}
      crumbs={[
        ...healthCrumbs(visit, '/gezondheid/post', mailWords.title[language]),
        { href: visit.to('/gezondheid/post/test'), label: words.test[language] },
      ]}
      before={<p>{words.testLead[language]}</p>}
    >
      <TextField
        id="adres"
        label={words.address[language]}
        language={language}
        value={value}
        type="email"
        autocomplete="off"
        {...errorOf(errors, 'adres')}
      />
    </FormPage>
  );
}

/** The form of a test message. */
export async function showTest(visit: SignedIn): Promise<Response> {
  const set = await look(visit.premises.door, visit.actor, shownMail, concern, {});
  return set === null ? goTo(visit, '/gezondheid/post') : pageAnswer(testPage(visit, '', []));
}

/** Puts a test message in the outbox. */
export async function takeTest(visit: SignedIn): Promise<Response> {
  const { premises, actor, language, context } = visit;
  const typed = await readForm(context, ['adres']);
  const address = mailAddress.safeParse(typed('adres').trim());
  if (!address.success)
    return pageAnswer(
      testPage(visit, typed('adres'), [{ field: 'adres', message: words.addressWrong[language] }]),
    );
  if ((await look(premises.door, actor, shownMail, concern, {})) === null)
    return goTo(visit, '/gezondheid/post');
  await perform(premises.door, actor, testMail, concern, { address: address.data });
  return goTo(visit, '/gezondheid/post?gedaan=test');
}

/** Asks whether mail is to be turned off. */
export async function showEndMail(visit: SignedIn): Promise<Response> {
  const { language, premises, actor } = visit;
  if ((await look(premises.door, actor, shownMail, concern, {})) === null)
    return goTo(visit, '/gezondheid/post');
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.end[language]}
      action="/gezondheid/post/uit"
      errors={[]}
      button={words.end[language]}
      back={{ href: '/gezondheid/post', label: mailWords.back[language] }}
      crumbs={healthCrumbs(visit, '/gezondheid/post', mailWords.title[language])}
      before={<p>{words.endLead[language]}</p>}
    >
      {null}
    </FormPage>,
  );
}

/** Turns mail off. */
export async function takeEndMail(visit: SignedIn): Promise<Response> {
  await readForm(visit.context, []);
  await perform(visit.premises.door, visit.actor, endMail, concern, {});
  return goTo(visit, '/gezondheid/post?gedaan=uit');
}
