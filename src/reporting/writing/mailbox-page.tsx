import type { VNode } from 'preact';
import { text } from '../../platform/language/text.ts';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { type Reading, SheetPage } from '../where-to-turn/pages/sheet-page.tsx';
import { nameOn, OtherRoutes, OwnField, Step, WithoutScript, wordsFor } from './writing-page.tsx';
import { shared, toldByScripts } from './writing-words.ts';
import type { WrittenChannel } from './written-channel.ts';

export const mailboxWords = {
  heading: text('Uw postvak', 'Your mailbox'),
  lead: text(
    'Met de code van uw melding leest u hier of er een antwoord is. De code blijft in uw browser; deze pagina onthoudt niets.',
    'With the code of your report you read here whether there is an answer. The code stays in your browser; this page remembers nothing.',
  ),
  code: text('Uw code', 'Your code'),
  open: text('Postvak openen', 'Open the mailbox'),
  noCode: text(
    'Dit kan geen code zijn: er is een teken te veel, te weinig of verkeerd. Kijk waar u haar noteerde.',
    'This cannot be a code: a character is missing, wrong or too many. Look where you noted it.',
  ),
  notFound: text(
    'Bij deze code is niets te vinden. Misschien nam u later een nieuwe code. Is zij kwijt, dan kunt u opnieuw melden.',
    'Nothing is found by this code. Perhaps you took a new code later. If it is lost you can report anew.',
  ),
  unreachable: text(
    'De site gaf geen antwoord. Probeer het over een paar minuten opnieuw.',
    'The site gave no answer. Try again in a few minutes.',
  ),
  untrue: text(
    'Wat de site gaf is niet wat bij uw code hoort. Er is niets verstuurd. Vertel het een loket hieronder, en noem:',
    'What the site gave does not belong to your code. Nothing was sent. Tell a desk below, and name:',
  ),
  stateTitle: text('Hoe het ervoor staat', 'Where it stands'),
  received: text('Ontvangen op {day}.', 'Received on {day}.'),
  unread: text(
    'Er is nog geen bericht van een behandelaar. De wet vraagt om een bevestiging, uiterlijk op {until}.',
    'There is no message of a handler yet. The law asks for a confirmation, on {until} at the latest.',
  ),
  answered: text(
    'Een behandelaar las uw melding en schreef u. U kunt hieronder antwoorden.',
    'A handler read your report and wrote to you. You can answer below.',
  ),
  waiting: text(
    'U schreef het laatste bericht. De behandelaars lezen het en antwoorden hier.',
    'You wrote the last message. The handlers read it and answer here.',
  ),
  ended: text(
    'Deze melding is gesloten. U kunt haar nog lezen; iets nieuws meldt u opnieuw.',
    'This report is closed. You can still read it; report anew what is new.',
  ),
  thread: text('Berichten', 'Messages'),
  you: text('U', 'You'),
  handler: text('Een behandelaar', 'A handler'),
  bad: text('Dit bericht kan niet worden getoond', 'This message cannot be shown'),
  gone: text('Dit bericht is verwijderd', 'This message was deleted'),
  goneSilently: text(
    'Dit bericht is verwijderd zonder verklaring van een behandelaar',
    'This message was deleted without a statement by a handler',
  ),
  write: text('Een bericht schrijven', 'Write a message'),
  writeHint: text(
    'De behandelaars van uw melding lezen dit. Het wordt in uw browser versleuteld.',
    'The handlers of your report read this. It is encrypted in your browser.',
  ),
  send: text('Bericht versturen', 'Send the message'),
  empty: text('Schrijf eerst iets.', 'Write something first.'),
  tooLong: text(
    'Dit bericht is te lang. Verdeel het over meer berichten.',
    'This message is too long. Divide it.',
  ),
  sending: text('Uw bericht wordt versleuteld en verstuurd …', 'Your message is encrypted and sent …'),
  sent: text('Uw bericht is verstuurd.', 'Your message was sent.'),
  notSent: text(
    'De site gaf geen antwoord dat uw bericht bevestigt. Uw tekst staat er nog. Verstuur het opnieuw: het komt maar één keer aan.',
    'The site gave no answer that confirms your message. Your text is still there. Send it again: it arrives once only.',
  ),
  refused: text(
    'Uw bericht is niet aangenomen; de melding is gesloten of vol. Uw tekst staat er nog.',
    'Your message was not taken; the report is closed or full. Your text is still there.',
  ),
  takeCode: text('Een nieuwe code nemen', 'Take a new code'),
  takeCodeText: text(
    'Zag iemand uw code? Neem een nieuwe. De oude opent daarna niets meer. Wie de oude gebruikte kan uw berichten hebben gelezen en misschien nog lezen; meld dan liever opnieuw.',
    'Did somebody see your code? Take a new one. The old one opens nothing from then on. Whoever used the old one may have read your messages and perhaps still can; then rather report anew.',
  ),
  codeTitle: text('Noteer uw nieuwe code', 'Note your new code'),
  codeText: text(
    'De oude code werkt tot u deze bevestigt. Typ daarvoor de laatste groep over van waar u haar noteerde.',
    'The old code works until you confirm this one. For that type the last group from where you noted it.',
  ),
  confirm: text('Nieuwe code in gebruik nemen', 'Use the new code'),
  changed: text(
    'Uw nieuwe code geldt. De oude opent niets meer.',
    'Your new code holds. The old one opens nothing.',
  ),
  notChanged: text(
    'De nieuwe code is niet in gebruik genomen; de oude werkt nog. Probeer het opnieuw.',
    'The new code was not taken into use; the old one still works. Try again.',
  ),
  leave: text('Postvak sluiten', 'Close the mailbox'),
} as const;

/** The page on which whoever holds a code reads what was answered, and writes. */
export function mailboxPage(reading: Reading, { keyring, pin }: WrittenChannel): VNode {
  const { language, assets } = reading;
  const title = shared.title[language];
  const { heading: _heading, lead: _lead, ...told } = mailboxWords;
  return (
    <SheetPage reading={reading} sheet={{ path: reportAddresses.mailbox, title }}>
      <WithoutScript
        heading={mailboxWords.heading}
        language={language}
        plain={reportAddresses.plainMailbox}
      />
      <form
        class="dl-form"
        novalidate
        hidden
        data-keys="mailbox"
        data-given={JSON.stringify({ keyring, pin })}
        data-language={language}
        data-address={reportAddresses.mailbox}
        data-message={reportAddresses.message}
        data-new-code={reportAddresses.code}
        data-title={`${title} – ${nameOn(reading)}`}
        {...wordsFor({ ...told, ...toldByScripts }, language)}
      >
        <Step
          name="openen"
          title={mailboxWords.heading[language]}
          language={language}
          go={mailboxWords.open[language]}
          back={false}
        >
          <p class="dl-lead">{mailboxWords.lead[language]}</p>
          <OwnField id="code" label={mailboxWords.code[language]} hint={shared.codeHint[language]} />
          <p role="status" id="open-stand" />
        </Step>
        <Step
          name="lezen"
          title={mailboxWords.heading[language]}
          language={language}
          go={mailboxWords.send[language]}
          back={false}
        >
          <h2>{mailboxWords.stateTitle[language]}</h2>
          <p id="stand" role="status" />
          <h2>{mailboxWords.thread[language]}</h2>
          <ol id="berichten" class="dl-thread" />
          <OwnField
            id="bericht"
            label={mailboxWords.write[language]}
            hint={mailboxWords.writeHint[language]}
            lines={6}
          />
        </Step>
        <section data-beside="lezen" hidden class="dl-flow">
          <h2>{mailboxWords.takeCode[language]}</h2>
          <p>{mailboxWords.takeCodeText[language]}</p>
          <div class="dl-buttons">
            <button type="button" class="dl-button dl-button--second" data-to="nieuwe-code">
              {mailboxWords.takeCode[language]}
            </button>
            <button type="button" class="dl-button dl-button--second" id="sluiten">
              {mailboxWords.leave[language]}
            </button>
          </div>
        </section>
        <Step
          name="nieuwe-code"
          title={mailboxWords.codeTitle[language]}
          language={language}
          go={mailboxWords.confirm[language]}
        >
          <p>{mailboxWords.codeText[language]}</p>
          <OwnField id="andere-code" label={mailboxWords.code[language]} lines={2} readonly />
          <OwnField id="laatste-groep" label={shared.lastGroup[language]} />
          <p role="status" id="code-stand" />
        </Step>
      </form>
      <OtherRoutes reading={reading} />
      <script type="module" src={assets.reportScripts.mailbox} />
    </SheetPage>
  );
}
