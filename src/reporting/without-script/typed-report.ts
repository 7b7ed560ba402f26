import { z } from 'zod';
import type { Keyring } from '../../platform/encryption/boxes/report.ts';
import { utf8 } from '../../platform/encryption/bytes.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { questions, writing } from '../writing/writing-words.ts';

/** What somebody typed on the road without a script. */
export interface TypedReport {
  readonly over: string;
  readonly functie: readonly string[];
  readonly bekend: string;
  readonly naam: string;
  readonly bereikbaar: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** What travels sealed from page to page. */
export const keptSchema = z.object({
  kind: z.literal('report'),
  typed: z.object({
    over: z.string(),
    functie: z.array(z.string()),
    bekend: z.string(),
    naam: z.string(),
    bereikbaar: z.string(),
    answers: z.record(z.string(), z.string()),
  }),
  code: z.string(),
  ids: z.object({ case: z.uuid(), box: z.uuid(), vault: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Milliseconds since 1970 at which it was sealed. */
  at: z.number(),
});
export type Kept = z.infer<typeof keptSchema>;

/** With it begins the name of a button; the step that it asks for follows. */
export const stepPrefix = 'stap-';

/** The step that a form asks for by the button that was pressed; null for none. */
export function stepOf(form: URLSearchParams): string | null {
  const name = [...form.keys()].find((one) => one.startsWith(stepPrefix));
  return name?.slice(stepPrefix.length) ?? null;
}

/** Reads the fields of a form. */
export function typedIn(form: URLSearchParams): TypedReport {
  const one = (name: string): string =>
    (form.get(name) ?? '').replaceAll(/\r\n?/g, '\n').trim().toWellFormed();
  return {
    over: one('over'),
    functie: form.getAll('functie'),
    bekend: one('bekend'),
    naam: one('naam'),
    bereikbaar: one('bereikbaar'),
    answers: Object.fromEntries(questions.map(({ id }) => [id, one(id)])),
  };
}

/** The functions of who receives and of the officers, each once: no name of anybody. */
export function functionsOf(
  { intake, root }: Keyring,
  language: Language,
): readonly { readonly label: string; readonly people: readonly string[] }[] {
  const all = [...intake.people.values(), ...root.content.officers];
  const byLabel = Map.groupBy(all, ({ label }) => label[language]);
  return [...byLabel].map(([label, people]) => ({ label, people: people.map(({ person }) => person) }));
}

/** The functions that somebody pointed out. */
export const pointedOut = (typed: TypedReport, keyring: Keyring, language: Language) =>
  typed.over === 'ja'
    ? functionsOf(keyring, language).filter(({ label }) => typed.functie.includes(label))
    : [];

/** The people for whom no key is made. */
export const withoutOf = (typed: TypedReport, keyring: Keyring, language: Language): ReadonlySet<string> =>
  new Set(pointedOut(typed, keyring, language).flatMap(({ people }) => people));

const about = { nee: writing.aboutNo, onbekend: writing.aboutUnsure, ja: writing.aboutYes } as const;

const isAbout = (value: string): value is keyof typeof about => Object.hasOwn(about, value);
const isLevel = (value: string): value is keyof typeof writing.levels => Object.hasOwn(writing.levels, value);

/** Every question with its answer, in the order in which they are asked; empty where it was skipped. */
export function answersOf(
  typed: TypedReport,
  keyring: Keyring,
  language: Language,
): readonly { readonly asks: string; readonly says: string }[] {
  const whom = pointedOut(typed, keyring, language).map(({ label }) => label);
  const over = isAbout(typed.over) ? about[typed.over][language] : '';
  const known = isLevel(typed.bekend) ? writing.levels[typed.bekend][language] : '';
  const name = ['named', 'confidential'].includes(typed.bekend) ? typed.naam : '';
  return [
    { asks: writing.aboutTitle[language], says: [over, ...whom].filter(Boolean).join('\n') },
    ...questions.map(({ id, asks }) => ({ asks: asks[language], says: typed.answers[id] ?? '' })),
    { asks: writing.who[language], says: [known, name, typed.bereikbaar].filter(Boolean).join('\n') },
  ];
}

const byServer = text(
  'Geschreven zonder JavaScript: de server heeft deze tekst versleuteld en daarbij kunnen lezen.',
  'Written without JavaScript: the server encrypted this text and could read it then.',
);

/** The report as handlers read it: how it came, and each question with its answer. */
export const writtenText = (typed: TypedReport, keyring: Keyring, language: Language): string =>
  [
    byServer[language],
    ...answersOf(typed, keyring, language).map(
      ({ asks, says }) => `${asks}\n${says || `(${writing.nothing[language]})`}`,
    ),
  ].join('\n\n');

export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** What is missing or too long, all at once. */
export function faultsIn(typed: TypedReport, keyring: Keyring, language: Language): readonly Fault[] {
  const faults: Fault[] = [];
  if (!isAbout(typed.over)) faults.push({ field: 'over', message: writing.aboutMissing[language] });
  if (typed.over === 'ja' && pointedOut(typed, keyring, language).length === 0)
    faults.push({ field: 'functie', message: writing.aboutWhomMissing[language] });
  if ((typed.answers['wat'] ?? '') === '')
    faults.push({ field: 'wat', message: writing.whatMissing[language] });
  const whole = writtenText(typed, keyring, language);
  if (whole.length > 400_000 || utf8(JSON.stringify(whole)).length > 500_000)
    faults.push({ field: 'wat', message: writing.tooLong[language] });
  return faults;
}
