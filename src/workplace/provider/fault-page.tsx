import type { ProviderPurpose } from '../../platform/identity/provider/attempts.ts';
import { text } from '../../platform/language/text.ts';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type Visit } from '../front/visit.ts';
import { faultWords, named, type WayFault } from './fault-words.ts';
import type { KeptForm } from './kept-form.ts';

const words = {
  again: text('Opnieuw proberen', 'Try again'),
  signIn: text('Op een andere manier aanmelden', 'Sign in in another way'),
  back: text('Terug', 'Back'),
  kept: text('Wat u invulde staat er nog.', 'What you filled in is still there.'),
  form: text('Terug naar het formulier', 'Back to the form'),
};

/** What somebody is told who came back from the provider with nothing. */
export function faultPage(
  visit: Visit,
  name: string,
  given: {
    readonly fault: WayFault;
    readonly purpose: ProviderPurpose;
    readonly onTo: string;
    readonly kept: KeptForm | null;
  },
): Response {
  const { language, to } = visit;
  const { fault, purpose, onTo, kept } = given;
  const { title, what, next, isWorthTrying } = faultWords[fault];
  const called = name || text('de aanmelddienst', 'the sign-in provider')[language];
  const on = encodeURIComponent(onTo);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={named(title, language, called)}>
      <h1>{named(title, language, called)}</h1>
      <p>{named(what, language, called)}</p>
      <p>{next[language]}</p>
      {kept !== null && (
        <form method="post" action={kept.path} class="dl-flow">
          <p>{words.kept[language]}</p>
          {kept.fields.map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <input type="hidden" name="bevestigen" value="terug" />
          <button type="submit" class="dl-button">
            {words.form[language]}
          </button>
        </form>
      )}
      {kept === null && (
        <p class="dl-buttons">
          {isWorthTrying && purpose === 'sign-in' && (
            <a class="dl-button" href={to(`/aanmelden/dienst?naar=${on}`)}>
              {words.again[language]}
            </a>
          )}
          {isWorthTrying && purpose === 'confirm' && (
            <a class="dl-button" href={to(`/bevestigen?naar=${on}`)}>
              {words.again[language]}
            </a>
          )}
          {purpose === 'sign-in' && <a href={to(`/aanmelden?naar=${on}`)}>{words.signIn[language]}</a>}
          {purpose !== 'sign-in' && (
            <a href={purpose === 'link' ? to('/account') : to('/')}>{words.back[language]}</a>
          )}
        </p>
      )}
    </Page>,
    fault === 'unreachable' || fault === 'slow' || fault === 'down' ? 503 : 403,
  );
}
