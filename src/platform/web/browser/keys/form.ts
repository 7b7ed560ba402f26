/*
 * What the pages with keys share: a form that only a script can send. The page brings every word and every field; the
 * script shows them, says what is wrong beside each, and sends what it made. Nothing that is typed goes along.
 */

/** A form of a page with keys. */
export interface KeyForm {
  readonly form: HTMLFormElement;
  /** What the page brought along for the script. */
  readonly given: unknown;
  /** A word of the page. */
  readonly word: (name: string) => string;
  /** What stands in a field. */
  readonly typed: (id: string) => string;
}

/** A fault that somebody can mend: at a field, or of the form as a whole. */
export class FormFault extends Error {
  readonly faults: readonly { readonly field: string; readonly message: string }[];
  constructor(faults: readonly { readonly field: string; readonly message: string }[]) {
    super(faults[0]?.message ?? '');
    this.faults = faults;
  }
}

/** The form that this script is for; null on another page. It is shown once what sends it is there. */
export function keyForm(name: string): KeyForm | null {
  const form = document.querySelector<HTMLFormElement>(`form[data-keys="${name}"]`);
  if (!form || !('subtle' in crypto)) return null;
  return {
    form,
    given: JSON.parse(form.dataset['given'] ?? 'null'),
    word: (word) => form.dataset[word] ?? '',
    typed: (id) => form.querySelector<HTMLInputElement>(`[id="${id}"]`)?.value ?? '',
  };
}

/** Puts text in a place of the page. */
export function put(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}

/** Takes away what was said to be wrong. */
export function clearFaults(form: HTMLFormElement): void {
  document.querySelector('.dl-error-summary')?.remove();
  for (const one of form.querySelectorAll('.dl-field__error')) one.remove();
  for (const one of form.querySelectorAll('.dl-field--wrong')) one.classList.remove('dl-field--wrong');
  for (const one of form.querySelectorAll<HTMLInputElement>('[aria-invalid]')) {
    one.removeAttribute('aria-invalid');
    const before = one.dataset['describedBefore'];
    if (before === undefined) continue;
    if (before === '') one.removeAttribute('aria-describedby');
    else one.setAttribute('aria-describedby', before);
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  look = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}

/** Says what is wrong: all at once above the form, with a way to each field, and beside each field. */
export function tell({ form, word }: KeyForm, { faults }: FormFault): void {
  const summary = document.createElement('section');
  summary.className = 'dl-error-summary';
  summary.tabIndex = -1;
  summary.setAttribute('aria-labelledby', 'fouten');
  const list = document.createElement('ul');
  for (const { field, message } of faults) {
    const item = document.createElement('li');
    const input = form.querySelector<HTMLInputElement>(`[id="${field}"]`);
    if (input) {
      const link = element('a', message);
      link.href = `#${field}`;
      item.append(link);
      const told = element('p', message, 'dl-field__error');
      told.id = `${field}-fout`;
      const legend = input.type === 'radio' || input.type === 'checkbox' ? legendOf(input) : null;
      if (legend) legend.after(told);
      else input.before(told);
      input.dataset['describedBefore'] ??= input.getAttribute('aria-describedby') ?? '';
      input.setAttribute('aria-describedby', `${input.dataset['describedBefore']} ${told.id}`.trim());
      input.setAttribute('aria-invalid', 'true');
      input.closest('.dl-field, .dl-fieldset')?.classList.add('dl-field--wrong');
    } else item.textContent = message;
    list.append(item);
  }
  const title = element('h2', word('wrongTitle'));
  title.id = 'fouten';
  summary.append(title, list);
  (form.querySelector('[data-step]:not([hidden]) h1') ?? document.querySelector('h1'))?.before(summary);
  summary.focus();
}

const legendOf = (input: HTMLElement): HTMLElement | null =>
  input.closest('fieldset')?.querySelector('legend') ?? null;

/** Sends what the script made to the own page. @returns where to go on. */
export async function sendMade({ form, word }: KeyForm, made: object): Promise<string> {
  const answer = await fetch(form.dataset['address'] ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(made),
  }).catch(() => null);
  // Whoever is signed out is led to the page where one signs in.
  if (answer?.redirected) throw new FormFault([{ field: '', message: word('signedOut') }]);
  const told: unknown = await answer?.json().catch(() => null);
  const said = (name: 'onTo' | 'message'): string | undefined => {
    const value = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const onTo = said('onTo');
  if (answer?.ok && onTo !== undefined) return onTo;
  throw new FormFault([{ field: '', message: said('message') ?? word('notSent') }]);
}

/** Shows a form in place of what says that it needs a script, in a browser that can sign; elsewhere that stays. */
async function show(form: HTMLFormElement): Promise<void> {
  const signs = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']).catch(() => null);
  if (!signs) return;
  for (const without of document.querySelectorAll<HTMLElement>('[data-without-script]'))
    without.hidden = true;
  form.hidden = false;
}

/**
 * Does the work of a form when it is sent, once at a time, and stays on the page. What is wrong is said; what was typed
 * stays.
 */
export function onDone(of: KeyForm, work: () => Promise<void>): void {
  onSend(of, async () => {
    await work();
    return null;
  });
}

/**
 * Does the work of a form when it is sent, once at a time, and goes on to where it leads. What is wrong is said; what was
 * typed stays.
 */
export function onSend(of: KeyForm, work: () => Promise<string | null>): void {
  let isBusy = false;
  const status = of.form.querySelector('[role="status"]');
  of.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    clearFaults(of.form);
    if (status) status.textContent = of.word('busy');
    try {
      // The words about being busy are painted before the work begins.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const onTo = await work();
      if (onTo !== null) return location.assign(onTo);
    } catch (fault) {
      // What nobody can mend here stands in the browser's console for who looks into it.
      if (!(fault instanceof FormFault)) reportError(fault);
      tell(
        of,
        fault instanceof FormFault ? fault : new FormFault([{ field: '', message: of.word('failed') }]),
      );
    }
    if (status) status.textContent = '';
    isBusy = false;
  });
  void show(of.form);
  // Who comes back to this page finds it as new: nothing that was shown or typed stays in what a browser keeps of it.
  addEventListener('pagehide', () => {
    of.form.reset();
    for (const shown of of.form.querySelectorAll('.dl-code')) shown.textContent = '';
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
