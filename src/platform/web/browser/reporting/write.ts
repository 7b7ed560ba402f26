import {
  type GivenKeyring,
  heldKeyring,
  type Keyring,
  type MadeReport,
  makeReport,
  newReportIds,
  recipientsOf,
} from '../../../encryption/boxes/report.ts';
import { utf8 } from '../../../encryption/bytes.ts';
import { isLastGroup, newCode } from '../../../encryption/receipt-code.ts';
import { FormFault, put, tell } from '../keys/form.ts';
import { forgetOnLeaving, heldOr, made, onGo, post, type StepPage, status, stepPage } from './steps.ts';

/*
 * The page on which a report is written. Everything stays in this document until the last button; then it is sealed here,
 * and what is sent holds none of it in clear. What cannot be sealed is not sent.
 */

/** A function that handles reports or holds shares of them, with the people who have it. */
interface Function_ {
  readonly label: string;
  readonly people: readonly string[];
}

let ids = newReportIds();
let code = newCode();
let keyring: Keyring;
let functions: readonly Function_[] = [];
/** What was sent last, for the same answers: it may have arrived though no answer came. */
let last: { readonly key: string; readonly report: MadeReport } | null = null;
/** Whether the report was received: its steps are not gone back to. */
let isSent = false;
/** Whether one goes back to the check after a change. */
let isChecking = false;

async function begin(of: StepPage): Promise<void> {
  const { keyring: given, pin } = of.given as { keyring: GivenKeyring; pin: string };
  const held = await heldOr(of, () => heldKeyring(given, pin));
  if (!held) return;
  keyring = held;
  showFunctions(of);
  field('code').value = code;
  for (const one of radios('over')) one.addEventListener('change', () => showParts());
  for (const one of radios('bekend')) one.addEventListener('change', () => showParts());
  document.getElementById('andere-code')?.addEventListener('click', () => {
    code = newCode();
    field('code').value = code;
    put('code-stand', of.word('codeMade'));
  });
  forgetOnLeaving(() => wipe(of));
  onGo(of, () => go(of));
  of.show('begin');
}

const field = (id: string): HTMLInputElement | HTMLTextAreaElement =>
  document.getElementById(id) as HTMLInputElement | HTMLTextAreaElement;
const typed = (id: string): string => field(id).value.trim().toWellFormed();
const radios = (name: string): readonly HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`),
];
const chosen = (name: string): HTMLInputElement | undefined => radios(name).find((one) => one.checked);
const labelOf = (input: HTMLInputElement | undefined): string => input?.labels?.[0]?.textContent ?? '';
const language = (): 'nl' | 'en' => (document.documentElement.lang === 'en' ? 'en' : 'nl');

/** The functions of who receives and of the officers, each once: no name of anybody. */
function functionsOf({ intake, root }: Keyring): readonly Function_[] {
  const all = [...intake.people.values(), ...root.content.officers];
  const byLabel = Map.groupBy(all, ({ label }) => label[language()]);
  return [...byLabel].map(([label, people]) => ({ label, people: people.map(({ person }) => person) }));
}

function showFunctions(of: StepPage): void {
  functions = functionsOf(keyring);
  const group = document.getElementById('over-wie');
  for (const one of group?.querySelectorAll('.dl-choice') ?? []) one.remove();
  for (const [at, { label }] of functions.entries()) {
    const row = made('div', '', 'dl-choice');
    const box = made('input', '');
    box.type = 'checkbox';
    box.id = at === 0 ? 'functie' : `functie-${at}`;
    box.value = String(at);
    box.name = 'functie';
    box.autocomplete = 'off';
    const name = made('label', label);
    name.htmlFor = box.id;
    row.append(box, name);
    group?.append(row);
  }
  showParts();
  of.form.hidden = false;
}

/** What an answer asks for beside it. */
function showParts(): void {
  const whom = document.getElementById('over-wie');
  if (whom) whom.hidden = chosen('over')?.value !== 'ja';
  const name = document.getElementById('gegevens');
  if (name) name.hidden = !['named', 'confidential'].includes(chosen('bekend')?.value ?? '');
}

const excluded = (): readonly Function_[] =>
  chosen('over')?.value === 'ja'
    ? radios('functie').flatMap((one) => (one.checked ? (functions[Number(one.value)] ?? []) : []))
    : [];
const without = (): ReadonlySet<string> => new Set(excluded().flatMap(({ people }) => people));

/** Every question with its answer, in the order in which they were asked; empty where it was skipped. */
function answers(of: StepPage): readonly { step: string; asks: string; says: string }[] {
  return of.names.flatMap((step) => {
    const asks = of.form.querySelector(`[data-step="${step}"] h1`)?.textContent ?? '';
    if (step === 'over') {
      const whom = excluded().map(({ label }) => label);
      return [{ step, asks, says: [labelOf(chosen('over')), ...whom].join('\n') }];
    }
    if (step === 'bekend') {
      const named = document.getElementById('gegevens')?.hidden === false ? typed('naam') : '';
      const parts = [labelOf(chosen('bekend')), named, typed('bereikbaar')];
      return [{ step, asks, says: parts.filter((part) => part !== '').join('\n') }];
    }
    return ['begin', 'code', 'controle', 'stop', 'klaar'].includes(step)
      ? []
      : [{ step, asks, says: typed(step) }];
  });
}

/** The report as handlers read it: each question with its answer. */
const written = (of: StepPage): string =>
  answers(of)
    .map(({ asks, says }) => `${asks}\n${says || `(${of.word('nothing')})`}`)
    .join('\n\n');

/** The longest that a message may be, as it is sealed. */
const mostBytes = 500_000;

function checkStep(of: StepPage, step: string): void {
  const fault = (at: string, word: string): never => {
    throw new FormFault([{ field: at, message: of.word(word) }]);
  };
  if (step === 'over') {
    if (!chosen('over')) fault('over', 'aboutMissing');
    if (chosen('over')?.value === 'ja' && excluded().length === 0) fault('functie', 'aboutWhomMissing');
  }
  if (step === 'wat' && typed('wat') === '') fault('wat', 'whatMissing');
  const text = written(of);
  if (text.length > 400_000 || utf8(JSON.stringify(text)).length > mostBytes) fault(step, 'tooLong');
}

async function go(of: StepPage): Promise<void> {
  const step = of.shown();
  checkStep(of, step);
  if (step === 'over' && !recipientsOf(keyring, without()).isEnough) return of.show('stop');
  if (step === 'controle') return send(of);
  const next = of.names[of.names.indexOf(step) + 1] ?? '';
  of.show(isChecking && step !== 'code' ? 'controle' : next);
}

function shown(step: string): void {
  if (isSent && step !== 'klaar') queueMicrotask(() => page?.show('klaar', 'replace'));
  const routes = document.getElementById('wegen');
  if (routes) routes.hidden = !['begin', 'stop', 'klaar'].includes(step);
  // Another language is another document: what is typed would be lost.
  const other = document.querySelector<HTMLElement>('.dl-language');
  if (other) other.hidden = step !== 'begin';
  if (step === 'controle' && page) showCheck(page);
}

function showCheck(of: StepPage): void {
  isChecking = true;
  const { readers } = recipientsOf(keyring, without());
  const names = new Set(readers.map(({ label }) => label[language()]));
  document
    .getElementById('lezers')
    ?.replaceChildren(
      ...[...names].map((name) => made('li', name)),
      ...excluded().map(({ label }) => made('li', `${of.word('excluded')}: ${label}`)),
    );
  const list = document.getElementById('overzicht');
  list?.replaceChildren(
    ...answers(of).flatMap(({ step, asks, says }) => {
      const answer = made('dd', '');
      const said = made('p', says || of.word('nothing'), says ? 'dl-said' : 'dl-soft');
      said.dir = 'auto';
      const change = made('button', of.word('change'), 'dl-button dl-button--second');
      change.type = 'button';
      change.dataset['to'] = step;
      change.append(made('span', `: ${asks}`, 'dl-hidden'));
      answer.append(said, change);
      return [made('dt', asks), answer];
    }),
  );
  field('laatste-groep').value = '';
}

async function send(of: StepPage): Promise<void> {
  if (!isLastGroup(typed('laatste-groep'), code))
    throw new FormFault([{ field: 'laatste-groep', message: of.word('lastGroupWrong') }]);
  await status('stand', of.word('sending'));
  try {
    await sendOnce(of, true);
  } finally {
    put('stand', '');
  }
}

async function sendOnce(of: StepPage, mayFollow: boolean): Promise<void> {
  const text = written(of);
  const key = JSON.stringify([text, code, keyring.intake.hash]);
  // The same answers are sent as the same bytes: should they have arrived they are known.
  const report =
    last?.key === key
      ? last.report
      : await makeReport(keyring, ids, { without: without(), code, written: [{ type: 'report', text }] });
  last = { key, report };
  const answer = await post(of.form.dataset['address'] ?? '', report);
  const said = (answer?.said ?? {}) as { outcome?: string; keys?: GivenKeyring };
  if (answer?.code === 200 && said.outcome === 'received') return done(of, false);
  if (said.outcome === 'taken') return done(of, true);
  if (said.outcome === 'list-replaced' && said.keys && mayFollow) return follow(of, said.keys);
  const word =
    answer === null || answer.code >= 500
      ? 'unsure'
      : answer.code === 404 || said.outcome === 'closed'
        ? 'closed'
        : 'notSent';
  throw new FormFault([{ field: '', message: of.word(word) }]);
}

/** The list was replaced meanwhile: the same functions are written to as before; others are asked about again. */
async function follow(of: StepPage, given: GivenKeyring): Promise<void> {
  const { pin } = of.given as { pin: string };
  const before = JSON.stringify(functions.map(({ label }) => label).sort());
  keyring = await heldKeyring(given, pin);
  const now = functionsOf(keyring);
  if (JSON.stringify(now.map(({ label }) => label).sort()) === before) {
    const picked = new Set(excluded().map(({ label }) => label));
    showFunctions(of);
    for (const one of radios('functie')) one.checked = picked.has(functions[Number(one.value)]?.label ?? '');
    if (!recipientsOf(keyring, without()).isEnough) return of.show('stop');
    return sendOnce(of, false);
  }
  showFunctions(of);
  for (const one of radios('over')) one.checked = false;
  showParts();
  of.show('over');
  tell(of, new FormFault([{ field: 'over', message: of.word('listReplaced') }]));
}

function done(of: StepPage, isEarlier: boolean): void {
  if (isEarlier) put('klaar', of.word('doneEarlier'));
  wipe(of);
  isSent = true;
  of.show('klaar', 'replace');
}

/** Forgets everything that was typed and made. */
function wipe(of: StepPage): void {
  of.form.reset();
  for (const id of ['code', 'laatste-groep']) field(id).value = '';
  document.getElementById('overzicht')?.replaceChildren();
  put('code-stand', '');
  last = null;
  ids = newReportIds();
  code = newCode();
}

// Everything above is there before the page begins.
const page = await stepPage('write', {
  counted: [...document.querySelectorAll<HTMLElement>('[data-step]')]
    .map((one) => one.dataset['step'] ?? '')
    .filter((name) => !['begin', 'stop', 'klaar'].includes(name)),
  onShow: (step) => shown(step),
});
if (page) await begin(page);
