import type { GridCell } from './grid.ts';
import type { Habits } from './habits.ts';
import { dutchDay } from './written.ts';

/** How a column writes its days. */
export type DayHabit =
  | 'typed'
  | 'd-m-yyyy'
  | 'dd-mm-yyyy'
  | 'dd.mm.yyyy'
  | 'd/m/yyyy'
  | 'm/d/yyyy'
  | 'iso'
  | 'iso-zone'
  | 'compact'
  | 'in words'
  | 'short words'
  | "d-m-'yy"
  | 'd-m-yy'
  | 'weekday';

const months =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const weekdays = 'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag'.split(' ');

/** One way of writing days for a whole column. */
export function dayHabit(habits: Habits): DayHabit {
  const plain = ['typed', 'd-m-yyyy', 'dd-mm-yyyy', 'iso', 'in words'] as const;
  return habits.has('other days', 45)
    ? habits.named(
        'dd.mm.yyyy',
        'd/m/yyyy',
        'm/d/yyyy',
        'iso-zone',
        'compact',
        'short words',
        "d-m-'yy",
        'd-m-yy',
        'weekday',
      )
    : habits.named('typed', ...plain);
}

/** A day, given as yyyy-mm-dd, as a column writes it. */
export function writtenDay(day: string, habit: DayHabit): GridCell {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const two = (part: number) => String(part).padStart(2, '0');
  switch (habit) {
    case 'typed':
      return { day };
    case 'd-m-yyyy':
      return dutchDay(day);
    case 'dd-mm-yyyy':
      return `${two(date)}-${two(month)}-${year}`;
    case 'dd.mm.yyyy':
      return `${two(date)}.${two(month)}.${year}`;
    case 'd/m/yyyy':
      return `${date}/${month}/${year}`;
    case 'm/d/yyyy':
      return `${month}/${date}/${year}`;
    case 'iso':
      return day;
    case 'iso-zone': {
      // Half past eleven in the evening of the day before, by the clock of Greenwich.
      const before = new Date(Date.UTC(year, month - 1, date - 1));
      return `${before.toISOString().slice(0, 10)}T23:30:00Z`;
    }
    case 'compact':
      return `${year}${two(month)}${two(date)}`;
    case 'in words':
      return `${date} ${months[month - 1]} ${year}`;
    case 'short words':
      return `${date} ${months[month - 1]?.slice(0, 3).replace('maa', 'mrt')} ${year}`;
    case "d-m-'yy":
      return `${date}-${month}-'${two(year % 100)}`;
    case 'd-m-yy':
      return `${date}-${month}-${two(year % 100)}`;
    case 'weekday':
      return `${weekdays[new Date(Date.UTC(year, month - 1, date)).getUTCDay()]} ${date} ${months[month - 1]} ${year}`;
    default:
      throw new Error(`No such habit ${habit satisfies never}`);
  }
}

type Pair = readonly [yes: string, no: string];
type Pairs = readonly [Pair, ...Pair[]];

const plainPairs: Pairs = [
  ['ja', 'nee'],
  ['Ja', 'Nee'],
  ['J', 'N'],
  ['JA', 'NEEN'],
  ['WAAR', 'ONWAAR'],
  ['yes', 'no'],
  ['x', 'nee'],
];

const otherPairs: Pairs = [
  ['ja, zie brief', 'nee (nog niet)'],
  ['1', '0'],
  ['ja?', 'nee'],
  ['wel', 'niet'],
];

/** Words for yes and no, of a whole column. */
export function yesNoHabit(habits: Habits): (yes: boolean) => string {
  const pair = habits.has('other words for yes', 15) ? habits.one(...otherPairs) : habits.one(...plainPairs);
  return (yes) => pair[yes ? 0 : 1] ?? '';
}

/** What programs and people write where nothing is known, in a whole file. */
export function missingHabit(habits: Habits): () => string {
  const isWritten = habits.has('words where nothing is known', 20);
  return () =>
    isWritten ? habits.one('', 'None', 'NaN', '#N/A', 'NULL', '#VERW!', 'nan', '-', 'onbekend') : '';
}

/** A word as people write it: with other capitals, or blanks around it. */
export function looseWord(word: string, habits: Habits): string {
  const chance = habits.below(12);
  if (chance === 0) return word.toUpperCase();
  if (chance === 1) return word.toLowerCase();
  if (chance === 2) return ` ${word} `;
  if (chance === 3) return `${word}\u00A0`;
  return word;
}
