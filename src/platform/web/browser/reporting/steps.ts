import { EncryptionFault } from '../../../encryption/fault.ts';
import { clearFaults, FormFault, type KeyForm, keyForm, tell } from '../keys/form.ts';

/*
 * Pages whose steps are one document: one is shown at a time, its title changes and its heading takes the focus. The
 * browser's own way back leads to the step before. Nothing of what is typed stays on the device.
 */

/** A page of steps. */
export interface StepPage extends KeyForm {
  /** Shows a step; `replace` where the step before is not to be gone back to. */
  readonly show: (name: string, how?: 'replace') => void;
  readonly shown: () => string;
  readonly names: readonly string[];
}

/** Whether this browser can make and check signatures of the kind that is used. */
async function canSign(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes over the page of steps with this name.
 * @param counted the steps that are counted in the title
 * @returns null where the browser cannot do what it takes: what the page says without a script stays.
 */
export async function stepPage(
  name: string,
  { counted = [], onShow }: { counted?: readonly string[]; onShow: (step: string) => void },
): Promise<StepPage | null> {
  const of = 'subtle' in crypto && (await canSign()) ? keyForm(name) : null;
  if (!of) return null;
  const sections = [...of.form.querySelectorAll<HTMLElement>('[data-step]')];
  const names = sections.map((one) => one.dataset['step'] ?? '');
  let current = '';
  const place = (step: string): void => {
    current = step;
    clearFaults(of.form);
    for (const one of sections) one.hidden = one.dataset['step'] !== step;
    for (const one of of.form.querySelectorAll<HTMLElement>('[data-beside]'))
      one.hidden = one.dataset['beside'] !== step;
    const at = counted.indexOf(step);
    const filled = (text: string): string =>
      text.replace('{n}', String(at + 1)).replace('{all}', String(counted.length));
    const section = sections.find((one) => one.dataset['step'] === step);
    const count = section?.querySelector('[data-count]');
    if (count) count.textContent = at < 0 ? '' : filled(of.word('count'));
    const title = of.word('title');
    document.title = at < 0 ? title.replace(/, [^,–]*\{n\}[^–]*/, ' ') : filled(title);
    onShow(step);
    section?.querySelector('h1')?.focus();
    scrollTo(0, 0);
  };
  addEventListener('popstate', (event) => {
    const state: unknown = event.state;
    if (typeof state === 'string' && names.includes(state)) place(state);
  });
  of.form.addEventListener('click', (event) => {
    const button = event.target instanceof HTMLElement ? event.target.closest('button') : null;
    if (button && 'back' in button.dataset) history.back();
    const to = button?.dataset['to'];
    if (to !== undefined) page.show(to);
  });
  const page: StepPage = {
    ...of,
    names,
    shown: () => current,
    show: (step, how) => {
      // The address stays the same, and what is kept with it is the name of the step alone.
      if (how === 'replace' || current === '') history.replaceState(step, '');
      else history.pushState(step, '');
      place(step);
    },
  };
  return page;
}

/**
 * What came along, once it holds against the pin; null where it does not. Then the page says so in place of its form:
 * nobody writes to keys that are not those of the organisation.
 */
export async function heldOr<T>(of: StepPage, hold: () => Promise<T>): Promise<T | null> {
  try {
    return await hold();
  } catch (error) {
    if (!(error instanceof EncryptionFault)) throw error;
    of.form.hidden = true;
    for (const place of document.querySelectorAll<HTMLElement>('[data-without-script]')) {
      place.hidden = false;
      const told = place.querySelector('p:last-of-type');
      if (told) told.textContent = `${of.word('keysFalse')} (${error.code})`;
      const title = place.querySelector('.dl-notice__title');
      if (title) title.textContent = of.word('keysFalseTitle');
    }
    return null;
  }
}

/** Forgets what is shown and typed: when the page is left by whatever way, and by the way out at its top at once. */
export function forgetOnLeaving(wipe: () => void): void {
  addEventListener('pagehide', wipe);
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  const way = document.querySelector<HTMLAnchorElement>('.dl-leave a');
  way?.addEventListener('click', (event) => {
    event.preventDefault();
    wipe();
    // This page does not stay in the way back.
    location.replace(way.href);
  });
}

/** Does what a step asks when its button is pressed or Enter; one at a time. What is wrong is said; what was typed stays. */
export function onGo(page: StepPage, work: () => Promise<void> | void): void {
  let isBusy = false;
  page.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    clearFaults(page.form);
    try {
      await work();
    } catch (fault) {
      if (!(fault instanceof FormFault)) reportError(fault);
      tell(
        page,
        fault instanceof FormFault ? fault : new FormFault([{ field: '', message: page.word('notSent') }]),
      );
    } finally {
      isBusy = false;
    }
  });
  page.form.hidden = false;
}

/** Puts text in a place, and lets the browser paint before work begins. */
export async function status(id: string, text: string): Promise<void> {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
  await new Promise((resolve) => setTimeout(resolve, 30));
}

/** What came back: the number of the answer, and what it says; null where none came. */
export type Answer = { readonly code: number; readonly said: unknown } | null;

/** Sends what was sealed. Nothing else of this browser goes along. */
export async function post(address: string, made: object): Promise<Answer> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(made),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(180_000),
    });
    return { code: answer.status, said: await answer.json().catch(() => null) };
  } catch {
    return null;
  }
}

/** An element with text. */
export function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  look = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.textContent = text;
  if (look) element.className = look;
  return element;
}
