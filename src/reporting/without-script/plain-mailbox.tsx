import type { VNode } from 'preact';
import type { Shown } from '../../platform/encryption/boxes/log.ts';
import type { GivenMailbox } from '../../platform/encryption/boxes/own-mailbox.ts';
import type { Keyring } from '../../platform/encryption/boxes/report.ts';
import { daysAfter } from '../../platform/encryption/documents/lists.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import type { Reading } from '../where-to-turn/pages/sheet-page.tsx';
import { mailboxWords } from '../writing/mailbox-page.tsx';
import { OtherRoutes } from '../writing/writing-page.tsx';
import { shared } from '../writing/writing-words.ts';
import { PlainForm, PlainPage } from './plain-writing.tsx';
import type { Fault } from './typed-report.ts';

const words = {
  lead: text(
    'Met de code van uw melding leest u hier of er een antwoord is. Zonder JavaScript gaat uw code naar de server, die de berichten voor u opent; hij bewaart niets leesbaars.',
    'With the code of your report you read here whether there is an answer. Without JavaScript your code goes to the server, which opens the messages for you; it keeps nothing readable.',
  ),
  againTitle: text('Vul uw code opnieuw in', 'Enter your code again'),
  again: text(
    'Het postvak ging dicht: het stond een kwartier stil, of uw browser stuurde zijn cookie niet mee. Er is niets verstuurd. Wat u typte staat er weer als u uw code geeft.',
    'The mailbox was closed: nothing was done for a quarter of an hour, or your browser did not send its cookie along. Nothing was sent. What you typed stands there again once you give your code.',
  ),
  notSentTitle: text('Dit bericht is niet verstuurd', 'This message was not sent'),
  notSent: text(
    'De melding is gesloten; er kan niets meer bij. Neem uw tekst over als u haar wilt bewaren, of kies een andere weg.',
    'The report is closed; nothing can be added any more. Copy your text if you want to keep it, or choose another route.',
  ),
  writeHint: text(
    'De behandelaars van uw melding lezen dit. De server versleutelt het en leest het daarbij mee.',
    'The handlers of your report read this. The server encrypts it and can read it then.',
  ),
} as const;

const path = reportAddresses.plainMailbox;

/** Asks for the code; what was typed meanwhile travels along, sealed. */
export function askCodePage(
  reading: Reading,
  errors: readonly Fault[] = [],
  { draft = null, isAgain = false }: { readonly draft?: string | null; readonly isAgain?: boolean } = {},
): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={path} heading={mailboxWords.heading[language]} errors={errors}>
      {isAgain && (
        <Notice kind="info" title={words.againTitle[language]}>
          <p>{words.again[language]}</p>
        </Notice>
      )}
      <p class="dl-lead">{words.lead[language]}</p>
      <PlainForm reading={reading} path={path} step="openen" button={mailboxWords.open[language]}>
        {draft !== null && <input type="hidden" name="concept" value={draft} />}
        <TextField
          id="code"
          label={mailboxWords.code[language]}
          hint={shared.codeHint[language]}
          language={language}
          autocomplete="off"
          {...errorOf(errors, 'code')}
        />
      </PlainForm>
      <OtherRoutes reading={reading} />
    </PlainPage>
  );
}

const errorOf = (errors: readonly Fault[], field: string): { readonly error?: string } => {
  const found = errors.find((one) => one.field === field);
  return found ? { error: found.message } : {};
};

/** How it stands: what handlers signed, and what the server says of its state. */
function stateOf({ received, state }: GivenMailbox, shown: readonly Shown[], { language }: Reading): string {
  const authors = shown.flatMap((one) => ('by' in one ? one.by : []));
  const on = mailboxWords.received[language].replace('{day}', dateInWords(received, language));
  const until = dateInWords(daysAfter(received, 7), language);
  const is =
    state === 'closed'
      ? mailboxWords.ended[language]
      : !authors.some((by) => by !== 'party')
        ? mailboxWords.unread[language].replace('{until}', until)
        : mailboxWords[authors.at(-1) === 'party' ? 'waiting' : 'answered'][language];
  return `${on} ${is}`;
}

function Message({ one, keyring, reading }: { one: Shown; keyring: Keyring; reading: Reading }) {
  const { language } = reading;
  if ('error' in one)
    return (
      <p>
        {mailboxWords.bad[language]} ({one.seq}, {one.error}).
      </p>
    );
  if ('gone' in one) return <p>{mailboxWords[one.signed ? 'gone' : 'goneSilently'][language]}.</p>;
  const by =
    one.by === 'party'
      ? mailboxWords.you[language]
      : (keyring.intake.people.get(one.by)?.label[language] ?? mailboxWords.handler[language]);
  return (
    <>
      <p class="dl-soft">
        {by}, {dateInWords(one.at.slice(0, 10), language)}
      </p>
      <p class="dl-said" dir="auto">
        {one.text}
      </p>
    </>
  );
}

/** What stands in the mailbox, and a place to write. */
export function openPage(
  reading: Reading,
  keyring: Keyring,
  {
    given,
    shown,
    kept,
    typed = '',
    said = null,
    errors = [],
  }: {
    readonly given: GivenMailbox;
    readonly shown: readonly Shown[];
    readonly kept: string;
    readonly typed?: string;
    readonly said?: 'sent' | 'changed' | null;
    readonly errors?: readonly Fault[];
  },
): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={path} heading={mailboxWords.heading[language]} errors={errors}>
      {said && (
        <Notice kind="ok" title={mailboxWords[said][language]}>
          <p>{mailboxWords.waiting[language]}</p>
        </Notice>
      )}
      {given.state !== 'open' && typed !== '' && (
        <Notice kind="warn" title={words.notSentTitle[language]}>
          <p>{words.notSent[language]}</p>
          <p id="bericht" class="dl-said" dir="auto">
            {typed}
          </p>
        </Notice>
      )}
      <h2>{mailboxWords.stateTitle[language]}</h2>
      <p>{stateOf(given, shown, reading)}</p>
      <h2>{mailboxWords.thread[language]}</h2>
      <ol class="dl-thread">
        {shown.map((one) => (
          <li key={one.seq} class="dl-message">
            <Message one={one} keyring={keyring} reading={reading} />
          </li>
        ))}
      </ol>
      {given.state === 'open' && (
        <PlainForm
          reading={reading}
          path={path}
          step="schrijven"
          kept={kept}
          button={mailboxWords.send[language]}
        >
          <TextField
            id="bericht"
            label={mailboxWords.write[language]}
            hint={words.writeHint[language]}
            language={language}
            lines={6}
            value={typed}
            autocomplete="off"
            {...errorOf(errors, 'bericht')}
          />
        </PlainForm>
      )}
      <h2>{mailboxWords.takeCode[language]}</h2>
      <p>{mailboxWords.takeCodeText[language]}</p>
      <PlainForm
        reading={reading}
        path={path}
        step="nieuwe-code"
        kept={kept}
        button={mailboxWords.takeCode[language]}
        isSecond
        more={{ step: 'sluiten', label: mailboxWords.leave[language] }}
      />
    </PlainPage>
  );
}

/** A new code, to be noted and confirmed. */
export function newCodePage(
  reading: Reading,
  { kept, code }: { readonly kept: string; readonly code: string },
  errors: readonly Fault[] = [],
): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={path} heading={mailboxWords.codeTitle[language]} errors={errors}>
      <p>{mailboxWords.codeText[language]}</p>
      <p>
        {mailboxWords.code[language]}: <strong class="dl-code-shown">{code}</strong>
      </p>
      <PlainForm
        reading={reading}
        path={path}
        step="bevestigen"
        kept={kept}
        button={mailboxWords.confirm[language]}
        more={{ step: 'lezen', label: shared.back[language] }}
      >
        <TextField
          id="groep"
          label={shared.lastGroup[language]}
          language={language}
          short
          autocomplete="off"
          {...errorOf(errors, 'groep')}
        />
      </PlainForm>
    </PlainPage>
  );
}
