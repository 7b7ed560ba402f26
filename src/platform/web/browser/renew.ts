/*
 * Pages that change by themselves. A part with `data-renew` waits for something that the program makes: it is asked
 * again until the answer waits no more; then the page is shown anew, or only the part that the attribute names, so that
 * nothing that was typed is lost. A form with `data-shown-in` shows what becomes of its text in that part, a second after
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

async function renew(): Promise<void> {
  for (;;) {
    const waiting = document.querySelector<HTMLElement>('[data-renew]');
    if (!waiting) return;
    await wait(askedEvery);
    if (document.hidden || !waiting.isConnected) continue;
    const page = await pageAt(location.href, null);
    if (!page || page.querySelector('[data-renew]')) continue;
    const part = waiting.dataset['renew'] ?? '';
    if (part === '' || !replace(part, page)) return location.reload();
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
