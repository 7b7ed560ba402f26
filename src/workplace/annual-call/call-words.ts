import type { CallAnswer } from '../../collection/annual-call/answers.ts';
import type { AskedQuestion } from '../../collection/annual-call/asked.ts';
import type { ReturnProgress, ReturnState } from '../../collection/annual-call/call-state.ts';
import type { CallPerson } from '../../collection/annual-call/read-calls.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';

/** What each state of a return is called. */
const states: Readonly<Record<ReturnState, Text>> = {
  'not-begun': text('Nog niet begonnen', 'Not begun yet'),
  busy: text('Bezig', 'In hand'),
  complete: text('Ingevuld, nog niet ondertekend', 'Filled in, not signed yet'),
  voided: text('Gewijzigd na ondertekening', 'Changed after signing'),
  reopened: text('Heropend', 'Reopened'),
  signed: text('Klaar', 'Done'),
};

const late = text('Te laat', 'Late');

/** The state of a return in words, with that it is late. */
export function stateWords({ state, isLate }: ReturnProgress, language: Language): string {
  return isLate ? `${late[language]} · ${states[state][language]}` : states[state][language];
}

/** What a stated number, or the reason why there is none, is called. */
const values: Readonly<Record<string, Text>> = {
  answered: text('ja', 'yes'),
  nil: text('nihil (0)', 'nil (0)'),
  partial: text('{value}, deels bekend', '{value}, known in part'),
  estimated: text('{value}, geschat', '{value}, estimated'),
  'not-applicable': text('niet van toepassing', 'not applicable'),
  'not-reported': text('niet opgegeven', 'not reported'),
  'not-asked': text('niet gevraagd', 'not asked'),
  'not-recorded': text('niet vastgelegd', 'not recorded'),
};

const because = text('want', 'because');

/** A number as it was stated, or the words for why there is none; with its explanation. */
export function valueWords(
  {
    state,
    value,
    note,
  }: { readonly state: string; readonly value: string | null; readonly note?: string | null },
  language: Language,
): string {
  const shown = (values[state]?.[language] ?? value ?? state).replace('{value}', value ?? '');
  if (!note) return shown;
  return `${shown}, ${because[language]}: ${note}`;
}

/** What was said of a register as a whole. */
export function gateWords({ state, note }: Pick<CallAnswer, 'state' | 'note'>, language: Language): string {
  return valueWords({ state, value: null, note }, language);
}

const weekday: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', { weekday: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }),
};

/** A day with its weekday: "vrijdag 27 februari 2026". */
export function dayInWords(iso: string, language: Language): string {
  return `${weekday[language].format(new Date(`${iso}T00:00:00Z`))} ${dateInWords(iso, language)}`;
}

const dueWords = {
  late: text(
    '{days, plural, one {# dag} other {# dagen}} te laat',
    '{days, plural, one {# day} other {# days}} late',
  ),
  today: text('vandaag', 'today'),
  tomorrow: text('morgen', 'tomorrow'),
  left: text('nog {days} dagen', '{days} days left'),
};

/** How far a term is away. */
export function dueIn(deadline: string, day: string, language: Language): string {
  const days = Math.round((Date.parse(deadline) - Date.parse(day)) / 86_400_000);
  if (days < 0) return say(dueWords.late[language], language, { days: -days });
  if (days < 2) return (days === 0 ? dueWords.today : dueWords.tomorrow)[language];
  return say(dueWords.left[language], language, { days });
}

const nobody = text('Nog niemand', 'Nobody yet');

/** Who can answer, each with their role; those of the unit itself and above alike. */
export function peopleWords(people: readonly CallPerson[], language: Language): string {
  if (people.length === 0) return nobody[language];
  return people
    .map(({ name, role }) => {
      const inRole = roleInWords(role, language);
      return name === null ? inRole : `${name} (${inRole})`;
    })
    .join(', ');
}

/** What the role is called in which somebody answers or signs: a head is one of a unit here. */
export function roleInWords(key: string | null, language: Language): string {
  if (key === 'head') return head[language];
  const role = key === null ? undefined : roleNamed(key);
  return role ? roleWords[role].name[language] : '';
}

const head = text('hoofd', 'head');

/** Who did something, with the role in which they did it; the role alone where their name is not told. */
export function whoWords(
  people: readonly CallPerson[],
  by: string | null,
  role: string | null,
  language: Language,
): string {
  const name = people.find(({ person }) => person === by)?.name ?? null;
  const inRole = roleInWords(role, language);
  return name === null ? inRole : `${name} (${inRole})`;
}

/** What a question is called: its part first, where it has one. */
export function questionWords(
  { label, partLabel }: Pick<AskedQuestion, 'label' | 'partLabel'>,
  language: Language,
): string {
  return partLabel === null ? label[language] : `${partLabel[language]}: ${label[language].toLowerCase()}`;
}
