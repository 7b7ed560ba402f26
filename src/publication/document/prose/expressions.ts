import { compare, fromDecimal, type Rational, rational, subtract } from '../../../figures/cubes/rational.ts';
import { writeQuantity } from '../../../figures/format.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import { shownCell } from '../../../tables/lay-out.ts';
import type { Inline, PublishedCell, PublishedFigure } from '../../report-model.ts';
import type { Attributes, SourceInline } from '../document.ts';
import { numberWord, stateInProse } from '../words.ts';
import { noteCell, noteProvisional, noteWords, otherBasis } from './reservations.ts';
import { ExpressionError, type ExpressionScope } from './scope.ts';
import { alone, type Placed } from './sentences.ts';
import { shareText } from './shares.ts';

type Expression = Extract<SourceInline, { kind: 'expression' }>;

/** Words that steer an expression; every other attribute is a coordinate of the figure. */
const steering = new Set([
  'one',
  'other',
  'more',
  'less',
  'same',
  'up',
  'down',
  'unknown',
  'with',
  'by',
  'rank',
  'long',
  'against',
  'none',
  'signed',
  'as',
  'say',
  'parts',
]);

/**
 * Evaluates one expression to text that carries its figure. Throws an {@link ExpressionError}.
 *
 * @param placed the sentence around it: a share says of what it is one where its sentence does not
 */
export function evaluate(expression: Expression, scope: ExpressionScope, placed: Placed = alone()): Inline {
  switch (expression.name) {
    case 'n':
    case 'word':
      return number(expression, scope, placed);
    case 'change':
      return change(expression, scope, placed);
    case 'compare':
      return comparison(expression, scope, placed);
    case 'top':
      return top(expression, scope, placed);
    // What a figure is called is no claim, also where a number is in it.
    case 'title':
      return { kind: 'text', text: scope.figure(expression.label).title[scope.language] };
    case 'unit': {
      const name = scope.unitName(expression.label);
      if (name === undefined)
        throw new ExpressionError(
          text(`Er is geen onderdeel „${expression.label}”.`, `There is no unit “${expression.label}”.`),
        );
      return { kind: 'text', text: name, name: true };
    }
    case 'abbr': {
      const long = expression.attributes['long'] ?? scope.longForm(expression.label);
      if (long === undefined)
        throw new ExpressionError(
          text(
            `De afkorting „${expression.label}” heeft geen lange vorm: geef long="…".`,
            `The abbreviation “${expression.label}” has no long form: give long="…".`,
          ),
        );
      return { kind: 'abbreviation', short: expression.label, long };
    }
    case 'period':
      return { kind: 'text', text: scope.period };
    case 'year': {
      const year = scope.years.at(Number(expression.label || '-1'));
      if (year === undefined)
        throw new ExpressionError(
          text(
            `Er is geen jaar „${expression.label}”: gebruik -1 voor het laatste, -2 voor dat ervoor.`,
            `There is no year “${expression.label}”: use -1 for the last, -2 for the one before.`,
          ),
        );
      return { kind: 'text', text: year };
    }
    default:
      throw unknownKind(expression.name satisfies never);
  }
}

function number(expression: Expression, scope: ExpressionScope, placed: Placed): Inline {
  const figure = scope.figure(expression.label);
  const { cell, at } = cellOf(figure, expression.attributes, scope);
  const bound = { kind: 'value' as const, figure: figure.id, at, state: cell.state };
  const { one, other } = expression.attributes;
  const share = shareText({ figure, cell, wanted: expression.attributes['parts'] }, scope, placed);
  noteProvisional(figure, [at['year']], scope.language, placed);
  noteCell(cell.value === null ? undefined : cell, scope.language, placed);
  if (share !== undefined)
    return { ...bound, text: other && cell.value === null ? `${share} ${other}` : share };
  if (cell.value === null) {
    const words = stateInProse[cell.state][scope.language];
    return { ...bound, text: other ? `${words} ${other}` : words };
  }
  const magnitude = expression.attributes['signed'] === 'no' ? cell.value.replace(/^-/, '') : cell.value;
  const written =
    (expression.name === 'word' && figure.unit === 'count'
      ? numberWord(magnitude, scope.language)
      : undefined) ?? writeQuantity(magnitude, figure.unit, scope.language);
  const noun = magnitude === '1' ? one : other;
  return { ...bound, text: noun ? `${written} ${noun}` : written };
}

/** A word of comparison with the year before, chosen by the figure: more, less or the same. */
function change(expression: Expression, scope: ExpressionScope, placed: Placed): Inline {
  const figure = scope.figure(expression.label);
  const { cell, at } = cellOf(figure, expression.attributes, scope);
  if (scope.lostPlace(figure.id, expression.attributes))
    return choose(expression, figure, at, cell, undefined, ['up', 'down', 'same'], scope, placed);
  const years =
    figure.dimensions.find((dimension) => dimension.key === 'year')?.members.map((member) => member.code) ??
    [];
  const earlier = expression.attributes['against'] ?? years[years.indexOf(at['year'] ?? '') - 1];
  if (earlier === undefined)
    throw new ExpressionError(
      at['year'] === undefined
        ? text(
            `Zeg bij „${figure.id}” om welk jaar het gaat, bijvoorbeeld {year=${years.at(-1) ?? '2025'}}, en met welk jaar het wordt vergeleken.`,
            `Say with “${figure.id}” which year it is about, for example {year=${years.at(-1) ?? '2025'}}, and with which year it is compared.`,
          )
        : text(
            `„${figure.id}” heeft geen jaar voor ${at['year']} om mee te vergelijken.`,
            `“${figure.id}” has no year before ${at['year']} to compare with.`,
          ),
    );
  refuseSkippedYears(figure, earlier, at['year']);
  const before = shownCell(figure, { ...at, year: earlier });
  noteProvisional(figure, [earlier, at['year']], scope.language, placed);
  return choose(expression, figure, at, cell, before, ['up', 'down', 'same'], scope, placed);
}

function comparison(expression: Expression, scope: ExpressionScope, placed: Placed): Inline {
  const figure = scope.figure(expression.label);
  const own: Record<string, string> = {};
  const other: Record<string, string> = {};
  for (const [key, value] of Object.entries(expression.attributes)) {
    if (key.startsWith('with-')) other[key.slice(5)] = value;
    else own[key] = value;
  }
  const { cell, at } = cellOf(figure, own, scope);
  const second = scope.figure(expression.attributes['with'] ?? figure.id);
  if (second.unit !== figure.unit || (second.counts !== figure.counts && figure.unit === 'count')) {
    throw new ExpressionError(
      text(
        `„${figure.title.nl}” (${figure.id}) en „${second.title.nl}” (${second.id}) tellen iets anders: zij zijn niet te vergelijken.`,
        `“${figure.title.en}” (${figure.id}) and “${second.title.en}” (${second.id}) count different things: they cannot be compared.`,
      ),
    );
  }
  const beside = cellOf(second, { ...own, ...other }, scope);
  if (second.id === figure.id) refuseSkippedYears(figure, beside.at['year'], at['year']);
  noteProvisional(figure, [at['year']], scope.language, placed);
  noteProvisional(second, [beside.at['year']], scope.language, placed);
  if (second.basis !== figure.basis) noteWords(otherBasis, scope.language, placed);
  return choose(expression, figure, at, cell, beside.cell, ['more', 'less', 'same'], scope, placed);
}

/** A comparison of years leaves none out that lies between them. */
function refuseSkippedYears(
  figure: PublishedFigure,
  one: string | undefined,
  other: string | undefined,
): void {
  const years = figure.dimensions.find(({ key }) => key === 'year')?.members.map(({ code }) => code) ?? [];
  const [from, until] = [years.indexOf(one ?? ''), years.indexOf(other ?? '')].sort((a, b) => a - b);
  if (from === undefined || until === undefined || from < 0) return;
  const [first, last] = [firstYear(years[from]), firstYear(years[until])];
  if (until - from <= 1 && last - first <= 1) return;
  throw new ExpressionError(
    text(
      `De vergelijking van „${figure.id}” slaat jaren over tussen ${years[from]} en ${years[until]}. Vergelijk met het jaar ervoor, of noem de aantallen zelf met :n[…].`,
      `The comparison of “${figure.id}” skips years between ${years[from]} and ${years[until]}. Compare with the year before, or name the numbers themselves with :n[…].`,
    ),
  );
}

/** The calendar year in which a reporting year begins. */
function firstYear(code: string | undefined): number {
  return Number(code?.slice(0, 4) ?? Number.NaN);
}

function choose(
  expression: Expression,
  figure: PublishedFigure,
  at: Readonly<Record<string, string>>,
  cell: PublishedCell,
  other: PublishedCell | undefined,
  names: readonly [string, string, string],
  scope: ExpressionScope,
  placed: Placed,
): Inline {
  const [more, less, same] = names.map((name) => expression.attributes[name]);
  if (more === undefined || less === undefined || same === undefined) {
    const wanted = names.map((name) => `${name}="…"`).join(' ');
    throw new ExpressionError(
      text(
        `„:${expression.name}” heeft drie wendingen nodig: ${wanted}.`,
        `“:${expression.name}” needs three wordings: ${wanted}.`,
      ),
    );
  }
  const a = exact(cell);
  const b = exact(other);
  const bound = { kind: 'value' as const, figure: figure.id, at, state: cell.state };
  if (!a || !b) {
    const unknown = expression.attributes['unknown'];
    if (unknown === undefined) {
      const state = stateInProse[(a ? other?.state : cell.state) ?? 'not-recorded'];
      throw new ExpressionError(
        text(
          `De vergelijking van „${figure.id}” mist een waarde (${state.nl}): geef unknown="…" voor dat geval.`,
          `The comparison of “${figure.id}” lacks a value (${state.en}): give unknown="…" for that case.`,
        ),
      );
    }
    return { ...bound, text: unknown };
  }
  const order = compare(a, b);
  const words = order > 0 ? more : order < 0 ? less : same;
  for (const one of [cell, other]) noteCell(one, scope.language, placed);
  return { ...bound, text: words };
}

/** The name of the member with the largest (rank=1) published value; refused where a hidden one may be larger. */
function top(expression: Expression, scope: ExpressionScope, placed: Placed): Inline {
  const figure = scope.figure(expression.label);
  const by = expression.attributes['by'];
  // A figure that cannot be shown at all has no divisions either.
  const isAbsent = figure.cannot !== null && figure.cells.length === 0;
  if (isAbsent || scope.lostPlace(figure.id, expression.attributes)) return untold(expression, figure, {});
  const dimension = figure.dimensions.find((one) => one.key === by);
  if (!dimension || by === undefined)
    throw new ExpressionError(
      text(
        `„:top” noemt met by= langs welke indeling: ${keysOf(figure)}.`,
        `“:top” names with by= along which division: ${keysOf(figure)}.`,
      ),
    );
  const at = coordinates(figure, expression.attributes);
  const roots = dimension.members.filter((member) => member.parent === null && member.code !== '?');
  const cells = roots.map((member) => ({
    member,
    cell: shownCell(figure, { ...at, [by]: member.code }),
  }));
  const rank = Number(expression.attributes['rank'] ?? '1');
  const sorted = cells
    .flatMap(({ member, cell }) => {
      const value = exact(cell);
      return value ? [{ member, value, state: cell?.state ?? 'value' }] : [];
    })
    .sort((a, b) => compare(b.value, a.value));
  // Who are equal share a rank: the next one is below them all.
  const ranks = sorted.filter(
    ({ value }, place) => compare(value, sorted[place - 1]?.value ?? below(value)) !== 0,
  );
  const chosen = ranks[rank - 1];
  const hidesSome = cells.some(({ cell }) => cell?.state === 'suppressed');
  if (!chosen && hidesSome) return untold(expression, figure, at);
  if (!chosen)
    throw new ExpressionError(
      text(`„${figure.id}” heeft geen nummer ${rank}.`, `“${figure.id}” has no number ${rank}.`),
    );
  const alike = sorted.filter(({ value }) => compare(value, chosen.value) === 0);
  if (hidesSome) {
    // What is hidden is together what the printed total leaves; only below that may a rank be stated.
    const whole = exact(shownCell(figure, at));
    const left = whole && sorted.reduce((rest, one) => subtract(rest, one.value), whole);
    if (!left || compare(left, chosen.value) >= 0) return untold(expression, figure, at);
  }
  // The claim ("De grootste groep is") depends on the computation.
  const claim = expression.attributes['as'];
  const name = tied(
    alike.map(({ member }) => member.label[scope.language]),
    scope.language,
  );
  noteProvisional(
    figure,
    [at['year'], by === 'year' ? chosen.member.code : undefined],
    scope.language,
    placed,
  );
  for (const { cell } of cells) noteCell(cell, scope.language, placed);
  if (expression.attributes['say'] === 'value') {
    const cell = shownCell(figure, { ...at, [by]: chosen.member.code });
    const number =
      (cell && shareText({ figure, cell, wanted: expression.attributes['parts'] }, scope, placed)) ??
      writeQuantity(cell?.value ?? '', figure.unit, scope.language);
    return {
      kind: 'value',
      text: number,
      figure: figure.id,
      at: { ...at, [by]: chosen.member.code },
      state: chosen.state,
    };
  }
  const label = claim ? `${claim} ${lowerFirst(name)}` : name;
  return {
    kind: 'value',
    text: label,
    figure: figure.id,
    at: { ...at, [by]: chosen.member.code },
    state: chosen.state,
  };
}

/** An order that hidden numbers leave open: the words of the author for that case, without which it is refused. */
function untold(
  { attributes }: Expression,
  figure: PublishedFigure,
  at: Readonly<Record<string, string>>,
): Inline {
  const words = attributes['unknown'];
  if (words !== undefined) return { kind: 'value', text: words, figure: figure.id, at, state: 'suppressed' };
  throw new ExpressionError(
    text(
      `De rangorde van „${figure.id}” is niet te zeggen: er zijn niet getoonde aantallen bij. Geef unknown="…" voor dat geval.`,
      `The order of “${figure.id}” cannot be told: there are numbers among them that are not shown. Give unknown="…" for that case.`,
    ),
  );
}

/** Any number but this one. */
function below(value: Rational): Rational {
  return subtract(value, rational(1));
}

/** Names that share a rank: "a, b en c (even groot)". */
function tied(names: readonly string[], language: Language): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  const all = [first, ...others.map(lowerFirst)];
  const joined = `${all.slice(0, -1).join(', ')} ${text('en', 'and')[language]} ${all.at(-1)}`;
  return `${joined} (${text('even groot', 'equally large')[language]})`;
}

function cellOf(
  figure: PublishedFigure,
  attributes: Attributes,
  scope: ExpressionScope,
): { cell: PublishedCell; at: Readonly<Record<string, string>> } {
  if (scope.lostPlace(figure.id, attributes))
    return { cell: { at: {}, state: 'suppressed', value: null, note: null }, at: {} };
  if (figure.cannot && figure.cells.length === 0)
    return { cell: { at: {}, state: 'cannot-be-computed', value: null, note: figure.cannot }, at: {} };
  const at = coordinates(figure, attributes);
  const cell = shownCell(figure, at);
  if (!cell) {
    const where = Object.entries(at)
      .map(([key, code]) => `${key}=${code}`)
      .join(' ');
    throw new ExpressionError(
      text(
        `„${figure.id}” heeft geen cel bij ${where || 'het totaal'}.`,
        `“${figure.id}” has no cell at ${where || 'the total'}.`,
      ),
    );
  }
  return { cell, at };
}

/** The divisions of a figure, as they are named in a document. */
function keysOf({ dimensions }: PublishedFigure): string {
  return dimensions.map((one) => one.key).join(', ');
}

function coordinates(figure: PublishedFigure, attributes: Attributes): Record<string, string> {
  const at: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (steering.has(key) || key.startsWith('with-')) continue;
    const dimension = figure.dimensions.find((one) => one.key === key);
    if (!dimension)
      throw new ExpressionError(
        text(
          `„${figure.id}” is niet verdeeld naar „${key}”; wel naar: ${keysOf(figure) || 'niets'}.`,
          `“${figure.id}” is not divided by “${key}”; it is by: ${keysOf(figure) || 'nothing'}.`,
        ),
      );
    if (value !== '*' && !dimension.members.some((member) => member.code === value)) {
      const known = (language: 'nl' | 'en') =>
        dimension.members
          .slice(0, 12)
          .map(({ code, label }) => (label[language] === code ? code : `${code} (${label[language]})`))
          .join(', ');
      throw new ExpressionError(
        text(
          `„${figure.id}” kent geen ${key}=${value}; wel: ${known('nl')}.`,
          `“${figure.id}” has no ${key}=${value}; it has: ${known('en')}.`,
        ),
      );
    }
    at[key] = value;
  }
  return at;
}

function exact(cell: PublishedCell | undefined): Rational | undefined {
  return cell?.value === null || cell === undefined ? undefined : fromDecimal(cell.value);
}

/** A label inside a sentence: "Lekken van …" becomes "lekken van …"; abbreviations keep their capitals. */
function lowerFirst(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}
