import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import {
  chooseDigest,
  type DigestRhythm,
  digestChoice,
  digestRhythms,
} from '../../platform/mail/digest-choice.ts';
import { ChoiceField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';

const words = {
  title: text('Berichten per e-mail', 'Messages by mail'),
  account: text('Account', 'Account'),
  lead: text(
    'Wat op u wacht, staat altijd onder „Uw werk”. Daarnaast kunt u een e-mail krijgen, om zeven uur ’s ochtends. Daarin staat alleen dat er werk wacht, niet waarover het gaat. Wacht er niets, dan komt er geen bericht. Loopt er een wettelijke termijn voor u, dan krijgt u het elke dag, wat u ook kiest.',
    'What waits for you always stands under “Your work”. Beside it you can get a mail, at seven in the morning. It only says that work waits, not what it is about. When nothing waits, no message comes. While a statutory term runs for you it comes each day, whatever you choose.',
  ),
  rhythm: text('Hoe vaak wilt u bericht', 'How often do you want a message'),
  missing: text('Kies hoe vaak u bericht wilt.', 'Choose how often you want a message.'),
  save: text('Keuze opslaan', 'Save choice'),
  back: text('Terug naar uw account', 'Back to your account'),
  saved: text('Uw keuze is opgeslagen', 'Your choice was saved'),
  savedText: text('Zij geldt vanaf het volgende bericht.', 'It holds from the next message.'),
  same: text('Er is niets gewijzigd', 'Nothing was changed'),
  sameText: text('Deze keuze stond er al.', 'This choice stood already.'),
} as const;

const rhythms: Readonly<Record<DigestRhythm, { readonly value: string; readonly label: Text }>> = {
  daily: { value: 'dagelijks', label: text('Elke dag waarop er werk wacht', 'Each day on which work waits') },
  weekly: {
    value: 'wekelijks',
    label: text('Elke maandag, als er werk wacht', 'Each Monday, when work waits'),
  },
  never: { value: 'nooit', label: text('Nooit: alleen onder „Uw werk”', 'Never: only under “Your work”') },
};

function page(visit: SignedIn, chosen: string, errors: readonly FieldError[]) {
  const { language, to, context } = visit;
  const done = context.req.query('gedaan');
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/account/berichten"
      errors={errors}
      button={words.save[language]}
      back={{ href: '/account', label: words.back[language] }}
      crumbs={[
        { href: to('/account'), label: words.account[language] },
        { href: to('/account/berichten'), label: words.title[language] },
      ]}
      before={
        <>
          {done === 'opgeslagen' && (
            <Notice kind="ok" title={words.saved[language]}>
              <p>{words.savedText[language]}</p>
            </Notice>
          )}
          {done === 'gelijk' && (
            <Notice kind="info" title={words.same[language]}>
              <p>{words.sameText[language]}</p>
            </Notice>
          )}
          <p>{words.lead[language]}</p>
        </>
      }
    >
      <ChoiceField
        id="ritme"
        kind="radio"
        label={words.rhythm[language]}
        language={language}
        choices={digestRhythms.map((one) => ({
          value: rhythms[one].value,
          label: rhythms[one].label[language],
        }))}
        chosen={[chosen]}
        {...errorOf(errors, 'ritme')}
      />
    </FormPage>
  );
}

/** How often somebody is told by mail that work waits. */
export async function showChoice(visit: SignedIn): Promise<Response> {
  const { premises, token } = visit;
  const rhythm = await look(premises.door, identityActor, digestChoice, concern, { token });
  return pageAnswer(page(visit, rhythms[rhythm].value, []));
}

/** Keeps the choice. */
export async function takeChoice(visit: SignedIn): Promise<Response> {
  const { premises, token, language, context } = visit;
  const typed = await readForm(context, ['ritme']);
  const rhythm = digestRhythms.find((one) => rhythms[one].value === typed('ritme'));
  if (rhythm === undefined)
    return pageAnswer(page(visit, '', [{ field: 'ritme', message: words.missing[language] }]));
  const { isChanged } = await perform(premises.door, identityActor, chooseDigest, concern, { token, rhythm });
  return goTo(visit, `/account/berichten?gedaan=${isChanged ? 'opgeslagen' : 'gelijk'}`);
}
