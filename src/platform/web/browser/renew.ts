/*
 * Pages that change by themselves. A part with `data-renew` waits for something that the program makes: it is asked
 * again until the answer waits no more; then the page is shown anew, or only the part that the attribute names. Nothing is
 * shown anew in which somebody is busy, so that nothing that was typed is lost. A form with `data-shown-in` shows what becomes of its text in that part, a second after
 * typing rests. Without this file a link and a button do the same.
 */

/** Milliseconds. */
const askedEvery = 3000;
const rest = 1000;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The page at an address, as a document in which no script runs. */
function pageAt(address: string, body: FormData | null): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(body ? 'POST' : 'GET', address);
    request.responseType = 'document';
    const end = (): void => resolve(request.status === 200 ? request.responseXML : null);
    request.addEventListener('loadend', end);
    request.send(body && new URLSearchParams([...body].map(([name, value]) => [name, String(value)])));
  });
}

/** Puts the part of another page in the place of the same part of this one. Says whether both have it. */
function replace(id: string, page: Document): boolean {
  const [old, next] = [document.getElementById(id), page.getElementById(id)];
  if (old && next) old.replaceWith(document.adoptNode(next));
  return Boolean(old && next);
}

/** Whether a field says something else than it did when the page came. */
function isTyped(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first = options.findIndex(({ defaultSelected }) => defaultSelected);
    const shown = field.multiple || first >= 0 ? first : 0;
    return options.some(
      ({ selected, defaultSelected }, at) => selected !== (defaultSelected || at === shown),
    );
  }
  if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
    return field.checked !== field.defaultChecked;
  return field.type !== 'hidden' && field.value !== field.defaultValue;
}

/** Whether somebody is busy in a part of the page: in one of its forms, or with something that was typed and not sent. */
function isBusy(within: ParentNode): boolean {
  const at = document.activeElement;
  if (at?.closest('form') && within.contains(at)) return true;
  return [
    ...within.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      'input, textarea, select',
    ),
  ].some(isTyped);
}

async function renew(): Promise<void> {
  for (;;) {
    const waiting = document.querySelector<HTMLElement>('[data-renew]');
    if (!waiting) return;
    await wait(askedEvery);
    const part = waiting.dataset['renew'] ?? '';
    const shown = document.getElementById(part) ?? document;
    if (document.hidden || !waiting.isConnected || isBusy(shown)) continue;
    const page = await pageAt(location.href, null);
    // Who began to type meanwhile is left alone too.
    if (!page || page.querySelector('[data-renew]') || isBusy(shown)) continue;
    if (part !== '' && replace(part, page)) continue;
    if (!isBusy(document)) return location.reload();
  }
}

function showWhileTyping(form: HTMLFormElement): void {
  const part = form.dataset['shownIn'] ?? '';
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  told.className = 'dl-hidden';
  form.append(told);
  let typed = 0;
  form.addEventListener('input', async () => {
    const mine = ++typed;
    await wait(rest);
    if (mine !== typed) return;
    const body = new FormData(form);
    body.set('doe', form.dataset['try'] ?? '');
    const page = await pageAt(form.action, body);
    // What was typed meanwhile is shown when that rests.
    if (page && mine === typed && replace(part, page)) {
      told.textContent = form.dataset['told'] ?? '';
      void renew();
    }
  });
}

void renew();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-shown-in]')) showWhileTyping(form);
