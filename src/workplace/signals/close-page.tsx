import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { setCaseState } from '../../reporting/boxes/case-state.ts';
import { type OwnBox, ownBoxes } from '../../reporting/boxes/members.ts';
import { readForm } from '../front/forms.ts';
import { FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { referenceOf, signalWords } from './signal-words.ts';

const words = {
  close: text('Melding {reference} sluiten', 'Close signal {reference}'),
  closeLead: text(
    'Doe dit als de melder weet wat er met de melding is gedaan. Daarna kan niemand er meer in schrijven, ook de melder niet; lezen kan iedereen nog die dat nu kan. Schrijf het laatste bericht dus eerst.',
    'Do this when the reporter knows what was done with the signal. After that nobody can write in it any more, the reporter neither; everybody who can read it now still can. So write the last message first.',
  ),
  closeSend: text('Melding sluiten', 'Close the signal'),
  reopen: text('Melding {reference} heropenen', 'Open signal {reference} again'),
  reopenLead: text(
    'Melder en behandelaars kunnen er dan weer in schrijven.',
    'Reporter and handlers can write in it again then.',
  ),
  reopenSend: text('Melding heropenen', 'Open the signal again'),
  back: text('Niet doen', 'Do not do it'),
} as const;

async function ownBox({ premises, actor }: SignedIn, box: string): Promise<OwnBox | undefined> {
  const all = await look(premises.door, actor, ownBoxes, concern, {});
  return all.find((one) => one.box === box && one.kind === 'post');
}

/** Asks whether a signal is to be closed, or opened again. */
export async function showClose(visit: SignedIn, box: string): Promise<Response> {
  const { language } = visit;
  const found = await ownBox(visit, box);
  if (!found) return notFound(visit);
  const is = found.state === 'open' ? 'close' : 'reopen';
  const title = say(words[is][language], language, { reference: referenceOf(box) });
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      action={`/meldingen/${box}/sluiten`}
      errors={[]}
      crumbs={[
        { href: visit.to('/meldingen'), label: signalWords.title[language] },
        { href: visit.to(`/meldingen/${box}`), label: referenceOf(box) },
      ]}
      hidden={{ stand: found.state === 'open' ? 'closed' : 'open' }}
      button={words[`${is}Send`][language]}
      back={{ href: `/meldingen/${box}`, label: words.back[language] }}
    >
      <p>{words[`${is}Lead`][language]}</p>
    </FormPage>,
  );
}

/** Closes a signal, or opens it again. */
export async function takeClose(visit: SignedIn, box: string): Promise<Response> {
  const typed = await readForm(visit.context, ['stand']);
  const found = await ownBox(visit, box);
  if (!found) return notFound(visit);
  const state = typed('stand') === 'open' ? 'open' : 'closed';
  if (found.state !== state) {
    const isSet = await perform(visit.premises.door, visit.actor, setCaseState, concern, { box, state });
    if (!isSet) return notFound(visit);
  }
  return goTo(visit, `/meldingen?gedaan=${state === 'closed' ? 'gesloten' : 'heropend'}`);
}
