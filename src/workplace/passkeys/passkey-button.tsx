import type { ComponentChildren, VNode } from 'preact';
import { type Text, text } from '../../platform/language/text.ts';
import { runsScripts } from '../../platform/web/front/page-policy.ts';
import { pageAnswer, type Visit } from '../front/visit.ts';

const words = {
  busy: text('Volg de aanwijzingen van uw browser.', 'Follow what your browser says.'),
  cancelled: text(
    'Er is geen passkey gebruikt. U hebt het afgebroken, of dit apparaat heeft er geen voor deze site. Probeer het opnieuw of kies een andere manier.',
    'No passkey was used. You stopped it, or this device has none for this site. Try again or choose another way.',
  ),
  known: text(
    'Dit apparaat heeft al een passkey voor uw account. Er is niets toegevoegd.',
    'This device has a passkey for your account already. Nothing was added.',
  ),
  failed: text(
    'Het is niet gelukt. Er is niets gewijzigd. Laad de pagina opnieuw en probeer het nog een keer.',
    'It did not work. Nothing was changed. Load the page again and try once more.',
  ),
};

/**
 * Where a script puts the button that uses a passkey. Without scripts, and in a browser that knows no passkeys,
 * what stands in it remains; with nothing in it nothing shows.
 */
export function PasskeyButton({
  visit: { language, to, premises },
  kind,
  label,
  address,
  fields,
  look,
  children,
}: {
  visit: Visit;
  /** Whether a passkey is made, or one that is there is used. */
  kind: 'create' | 'use';
  label: Text;
  /** Where its answer goes, without language. */
  address: string;
  /** Names of the fields of the page that go along. */
  fields: readonly string[];
  look: 'first' | 'second';
  children?: ComponentChildren;
}) {
  return (
    <>
      <div
        class="dl-flow"
        data-passkey={kind}
        data-address={to(address)}
        data-fields={fields.join(' ')}
        data-look={look === 'first' ? 'dl-button' : 'dl-button dl-button--second'}
        data-label={label[language]}
        data-busy={words.busy[language]}
        data-cancelled={words.cancelled[language]}
        data-known={words.known[language]}
        data-failed={words.failed[language]}
        hidden={children === undefined}
      >
        {children}
      </div>
      <script type="module" src={premises.assets.passkeyScript} />
    </>
  );
}

/** Answers with a page on which passkeys can be used. */
export function passkeyPageAnswer(page: VNode, status: 200 | 503 = 200): Response {
  return runsScripts(pageAnswer(page, status), {});
}
