/*
 * The button that uses a passkey: to sign in, to show to be there, or to make a new one. The place for it says in
 * `data-` attributes what it does, where it sends it, and every word. Without this file the page works with a password.
 */

type Words = Readonly<Record<'label' | 'busy' | 'cancelled' | 'known' | 'failed', string>>;

const place = document.querySelector<HTMLElement>('[data-passkey]');
if (place && canUsePasskeys()) offer(place);

function canUsePasskeys(): boolean {
  return (
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential &&
    'toJSON' in PublicKeyCredential.prototype
  );
}

function offer(where: HTMLElement): void {
  const word = (name: keyof Words): string => where.dataset[name] ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = where.dataset['look'] ?? '';
  button.textContent = word('label');
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  let isBusy = false;
  button.addEventListener('click', async () => {
    if (isBusy) return;
    isBusy = true;
    told.textContent = word('busy');
    try {
      const { onTo, message } = await usePasskey(where);
      if (onTo !== undefined) return location.assign(onTo);
      told.textContent = message ?? word('failed');
    } catch (error) {
      told.textContent = word(reason(error));
    }
    isBusy = false;
  });
  where.replaceChildren(button, told);
  where.hidden = false;
}

function reason(error: unknown): keyof Words {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'known' : 'failed';
}

interface Answer {
  readonly onTo?: string;
  readonly message?: string;
  readonly options?: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
}

async function usePasskey(where: HTMLElement): Promise<Answer> {
  const address = where.dataset['address'] ?? '';
  const begun = await send(`${address}/begin`, {});
  if (!begun.options) return begun;
  const credential =
    where.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(begun.options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(begun.options),
        });
  if (!(credential instanceof PublicKeyCredential)) return {};
  return send(address, { ...typed(where), credential: needed(credential) });
}

/** What the fields hold that go along, by their names; an unticked box is the empty text. */
function typed(where: HTMLElement): Record<string, string> {
  const names = (where.dataset['fields'] ?? '').split(' ').filter(Boolean);
  return Object.fromEntries(
    names.map((name) => {
      const field = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      return [name, !field || (field.type === 'checkbox' && !field.checked) ? '' : field.value];
    }),
  );
}

/** What the server checks, and nothing else: results of extensions can be secrets, which stay here. */
function needed(credential: PublicKeyCredential): object {
  const { id, type, response } = credential.toJSON();
  const { clientDataJSON } = response;
  if ('attestationObject' in response) {
    const { attestationObject, transports } = response;
    return { id, type, response: { clientDataJSON, attestationObject, transports: transports ?? [] } };
  }
  const { authenticatorData, signature, userHandle } = response;
  return { id, type, response: { clientDataJSON, authenticatorData, signature, userHandle } };
}

async function send(address: string, body: object): Promise<Answer> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
  });
  return answer.json();
}
