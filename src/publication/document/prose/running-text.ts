import type { PublishedState } from '../../../figures/cubes/published-state.ts';
import { levelledText } from '../../../platform/language/look-alikes.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import type { FixedKind, Inline } from '../../report-model.ts';
import { abbreviationText } from '../../words/abbreviation-text.ts';
import { linkTarget } from '../../words/links.ts';
import type { Attributes, DocumentProblem, Place, SourceInline } from '../document.ts';
import { policyWords } from '../words.ts';
import { openAbbreviations } from './abbreviations.ts';
import { wordFaults } from './directive-words.ts';
import { evaluate } from './expressions.ts';
import { type FixedScope, fixedText } from './fixed-text.ts';
import { type BareNumber, bareNumbers } from './prose.ts';
import { ExpressionError, type ExpressionScope } from './scope.ts';
import { oneLine, type Placed, sentencesOf } from './sentences.ts';

/** The running text of one report: resolves expressions, numbers footnotes, and gathers what is wrong. */
export interface RunningText {
  /** Resolves a piece of text. What is wrong in it is added to the problems and left out. */
  readonly resolve: (content: readonly SourceInline[], scope: ExpressionScope) => Inline[];
  /** Looks for numbers by hand in text that holds no expressions. */
  readonly check: (text: string, language: Language, place: Place) => void;
  readonly problem: (place: Place, message: Text) => void;
  readonly problems: readonly DocumentProblem[];
  /** What stands in the text and reads badly: the report is made nevertheless. */
  readonly warnings: readonly DocumentProblem[];
  /** Typed exceptions in the order of the text, each once; the method page lists them with their source. */
  readonly exceptions: readonly {
    readonly type: FixedKind;
    readonly text: string;
    readonly source: string;
  }[];
  /** Abbreviations that the text used, with what they stand for. */
  readonly abbreviations: ReadonlyMap<string, string>;
  /** Says what a heading looks like, in which nothing is written out. */
  readonly heading: (content: readonly SourceInline[], scope: ExpressionScope) => string;
}

/** What is written by hand in pieces of text, of one report: where it is set again most of them are as they were. */
export type RememberedNumbers = Map<string, readonly BareNumber[]>;

/** How many pieces of text are remembered: those of a report a few times over. */
const mostRemembered = 10_000;

/** Opens the running text of a report, in which links may lead to these places; footnotes are numbered from 1. */
export function openRunningText(
  fixedScope: FixedScope,
  places: ReadonlySet<string>,
  known: ReadonlyMap<string, Text> = new Map(),
  remembered: RememberedNumbers = new Map(),
): RunningText {
  const names = namesIn(fixedScope);
  const problems: DocumentProblem[] = [];
  const warnings: DocumentProblem[] = [];
  const exceptions: { type: FixedKind; text: string; source: string }[] = [];
  const abbreviations = openAbbreviations(known, names);
  let footnotes = 0;

  const problem = (place: Place, message: Text): void => {
    problems.push({ line: place.line, message });
  };

  function check(run: string, language: Language, place: Place, beforeNumber = false): void {
    const said = new Set<string>();
    const key = `${language} ${beforeNumber} ${run}`;
    const numbers = remembered.get(key) ?? bareNumbers(run, language, { names, beforeNumber });
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, numbers);
    for (const { found, why } of numbers) {
      if (said.has(found)) continue;
      said.add(found);
      problem({ ...place, line: place.line + lineOf(run, found, language) }, bareMessage(found, why));
    }
  }

  function checkLink(href: string, place: Place): void {
    const target = linkTarget(href);
    if (target === null)
      problem(place, {
        nl: `De koppeling „${href}” kan niet: schrijf https://…, http://…, mailto:… of #plaats.`,
        en: `The link “${href}” cannot be: write https://…, http://…, mailto:… or #place.`,
      });
    else if (target.startsWith('#') && !places.has(target.slice(1)))
      problem(place, {
        nl: `De koppeling „${href}” leidt nergens heen: dit verslag heeft geen plaats met die naam.`,
        en: `The link “${href}” leads nowhere: this report has no place of that name.`,
      });
  }

  function checkWords(attributes: Attributes, language: Language, place: Place): void {
    for (const { message } of wordFaults(attributes, language, { names })) problem(place, message);
  }

  /**
   * Text around expressions is checked as one, so that a phrase cannot hide by being cut in two. A footnote is checked
   * by itself, and its mark cuts no word.
   */
  function checkTogether(content: readonly SourceInline[], language: Language): void {
    let run = '';
    let place: Place | undefined;
    const finish = (beforeNumber: boolean): void => {
      if (run !== '') check(run, language, place ?? nowhere, beforeNumber);
      run = '';
      place = undefined;
    };
    for (const inline of content) {
      switch (inline.kind) {
        case 'text':
        case 'link':
          run += inline.text;
          place ??= inline.place;
          break;
        case 'expression':
          finish(inline.name === 'n' || inline.name === 'word' || inline.attributes['say'] === 'value');
          checkWords(inline.attributes, language, inline.place);
          if (inline.name === 'abbr') check(inline.label, language, inline.place);
          break;
        case 'footnote':
          break;
        case 'fixed':
          // What is fixed names where it was taken from.
          finish(inline.type === 'benchmark' || inline.type === 'norm');
          break;
        default:
          throw unknownKind(inline satisfies never);
      }
    }
    finish(false);
  }

  function evaluated(
    inline: Extract<SourceInline, { kind: 'expression' }>,
    scope: ExpressionScope,
    placed: Placed | undefined,
  ): Inline[] {
    try {
      const answer = evaluate(inline, scope, placed);
      const advice =
        answer.kind === 'value' && !/\d/.test(answer.text) ? untold(inline, answer.state, scope) : undefined;
      if (advice) warnings.push({ line: inline.place.line, message: advice });
      if (answer.kind === 'abbreviation')
        return [abbreviations.given(answer.short, answer.long, scope.language)];
      return [answer];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problem(inline.place, error.words);
      return [];
    }
  }

  function fixed(inline: Extract<SourceInline, { kind: 'fixed' }>, language: Language): Inline[] {
    const answer = fixedText(inline, fixedScope, language);
    if ('refused' in answer) {
      problem(inline.place, answer.refused);
      return [];
    }
    const policy = policyWords.get(inline.attributes['policy'] ?? '')?.[language] ?? '';
    const source = answer.source || policy;
    const { type, text } = answer;
    if (!exceptions.some((one) => one.type === type && one.text === text && one.source === source))
      exceptions.push({ type, text, source });
    return [answer];
  }

  function resolve(content: readonly SourceInline[], scope: ExpressionScope): Inline[] {
    checkTogether(content, scope.language);
    const sentences = sentencesOf(content);
    let printed = '';
    return content.flatMap((inline, index): Inline[] => {
      const pieces = withNotes(resolvedPiece(inline, scope, sentences[index]), sentences[index]?.ends ?? []);
      return pieces.flatMap((piece) => {
        const written = writtenPiece(piece, inline, scope.language, printed);
        printed += written.map(plainPiece).join('');
        return written;
      });
    });
  }

  /** A piece with its abbreviations marked; a name is one, or has none. */
  function writtenPiece(
    piece: Inline,
    source: SourceInline,
    language: Language,
    before: string,
  ): readonly Inline[] {
    if (source.kind === 'text' && piece.kind === 'text') {
      adviseOn(piece.text, source.place);
      const { style } = piece;
      return abbreviations
        .marked(piece.text, language, before)
        .map((one) => (one.kind === 'text' && style ? { ...one, style } : one));
    }
    if (piece.kind !== 'fixed' || source.kind !== 'fixed') return [piece];
    if (piece.type === 'law') {
      adviseOn(piece.text, source.place);
      return [{ ...piece, text: abbreviations.writtenOut(piece.text, language) }];
    }
    if (piece.type !== 'name') return [piece];
    const [only, ...others] = abbreviations.marked(piece.text, language, before);
    return only?.kind === 'abbreviation' && others.length === 0 ? [only] : [piece];
  }

  function adviseOn(written: string, place: Place): void {
    for (const word of abbreviations.unknown(written))
      warnings.push({
        line: place.line,
        message: {
          nl: `„${word}” lijkt een afkorting die niet bekend is. Schrijf haar voluit, geef :abbr[${word}]{long="…"}, of zet haar in het profiel.`,
          en: `“${word}” looks like an abbreviation that is not known. Write it out, give :abbr[${word}]{long="…"}, or add it to the profile.`,
        },
      });
  }

  function heading(content: readonly SourceInline[], scope: ExpressionScope): string {
    checkTogether(content, scope.language);
    return content
      .flatMap((inline) => resolvedPiece(inline, scope, undefined))
      .map((piece) => (piece.kind === 'abbreviation' ? piece.short : plainPiece(piece)))
      .join('');
  }

  function resolvedPiece(inline: SourceInline, scope: ExpressionScope, placed: Placed | undefined): Inline[] {
    switch (inline.kind) {
      case 'text':
        return [
          { kind: 'text', text: oneLine(inline.text), ...(inline.style ? { style: inline.style } : {}) },
        ];
      case 'link':
        checkLink(inline.href, inline.place);
        return [{ kind: 'link', text: oneLine(inline.text), href: inline.href }];
      case 'footnote': {
        const number = ++footnotes;
        return [{ kind: 'footnote', number, content: resolve(inline.content, scope) }];
      }
      case 'fixed':
        return fixed(inline, scope.language);
      case 'expression':
        return evaluated(inline, scope, placed);
      default:
        throw unknownKind(inline satisfies never);
    }
  }

  return {
    resolve,
    heading,
    check,
    problem,
    problems,
    warnings,
    exceptions,
    abbreviations: abbreviations.used,
  };
}

/** The bare words of a piece. */
function plainPiece(piece: Inline): string {
  if (piece.kind === 'abbreviation') return abbreviationText(piece);
  return piece.kind === 'footnote' ? '' : piece.text;
}

/** A piece of text with what the sentences that end in it say of themselves, between brackets before their full stop. */
function withNotes(pieces: readonly Inline[], ends: Placed['ends']): Inline[] {
  const all = [...pieces];
  // From the last to the first, so that the places of those before stay what they are.
  for (const { sentence, at } of [...ends].reverse()) {
    if (sentence.notes.length === 0) continue;
    const said = sentence.notes.flatMap((note): Inline[] => [{ kind: 'text', text: '; ' }, note]).slice(1);
    const noted: Inline[] = [{ kind: 'text', text: ' (' }, ...said, { kind: 'text', text: ')' }];
    const [first] = all;
    if (first?.kind !== 'text' || at >= first.text.length) all.push(...noted);
    else
      all.splice(0, 1, { ...first, text: first.text.slice(0, at) }, ...noted, {
        ...first,
        text: first.text.slice(at),
      });
  }
  return all;
}

/** A number in a sentence that no reader gets, with the sentence that fits; undefined where there is one. */
function untold(
  { name, label, attributes }: Extract<SourceInline, { kind: 'expression' }>,
  state: PublishedState,
  scope: ExpressionScope,
): Text | undefined {
  const fits = sentenceFor[state];
  if (scope.groups.has(label)) return undefined;
  if (!fits || (name !== 'n' && name !== 'word')) return undefined;
  const thing = attributes['other'] ?? scope.figure(label).title[scope.language].toLowerCase();
  const sentence = fits[scope.language].replace('…', thing);
  return {
    nl: `„:${name}[${label}]” geeft hier geen getal. Schrijf bijvoorbeeld: „${sentence}”`,
    en: `“:${name}[${label}]” gives no number here. Write for example: “${sentence}”`,
  };
}

const sentenceFor: Readonly<Partial<Record<PublishedState, Text>>> = {
  suppressed: {
    nl: 'Het aantal … tonen wij niet, omdat het naar personen kan wijzen.',
    en: 'We do not show the number of …, because it may point at persons.',
  },
  'cannot-be-computed': {
    nl: 'Het aantal … is niet te berekenen.',
    en: 'The number of … cannot be computed.',
  },
  'not-reported': { nl: 'Het aantal … is niet opgegeven.', en: 'The number of … was not reported.' },
  'not-asked': { nl: 'Naar het aantal … is niet gevraagd.', en: 'The number of … was not asked.' },
  'not-recorded': { nl: 'Het aantal … is niet vastgelegd.', en: 'The number of … is not recorded.' },
};

/** How many lines below the first of its text something stands; a phrase over several lines, by its first. */
function lineOf(run: string, found: string, language: Language): number {
  const lines = run.split('\n');
  const at = lines.findIndex((line) => bareNumbers(line, language).some((one) => one.found === found));
  if (at >= 0) return at;
  const [first = found] = found.split(' ');
  return Math.max(
    0,
    lines.findIndex((line) => levelledText(line).includes(first)),
  );
}

/** Names that numbers may be part of: those of units, at any time, and those of the profile. */
function namesIn({ profile, structure }: FixedScope): readonly string[] {
  return [
    ...profile.allowedNames,
    ...structure.units.flatMap((unit) =>
      unit.names.flatMap(({ name, abbreviation }) => [name.nl, name.en, abbreviation ?? '']),
    ),
  ];
}

function bareMessage(found: string, why: BareNumber['why']): Text {
  if (why === 'look-alike')
    return {
      nl: `In „${found}” staan letters van twee schriften door elkaar. Schrijf het woord met gewone letters.`,
      en: `“${found}” mixes letters of two scripts. Write the word with ordinary letters.`,
    };
  return {
    nl: `„${found}” is een getal of vergelijking zonder cijfer erachter. Bind het aan een cijfer (:n[…], :change[…]), schrijf de zin zonder dit woord, of maak er een datum, wetsartikel, citaat, vergelijkingscijfer, norm of naam van.`,
    en: `“${found}” is a number or comparison without a figure behind it. Bind it to a figure (:n[…], :change[…]), write the sentence without this word, or make it a date, an article of law, a quotation, a reference figure, a norm or a name.`,
  };
}

/** The place of a text that has no line of its own. */
export const nowhere: Place = { line: 0, column: 0 };
