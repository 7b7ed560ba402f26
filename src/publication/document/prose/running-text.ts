import type { Language, Text } from '../../../platform/language/text.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import type { FixedKind, Inline } from '../../report-model.ts';
import type { DocumentProblem, Place, SourceInline } from '../document.ts';
import { policyWords } from '../words.ts';
import { ExpressionError, type ExpressionScope, evaluate } from './expressions.ts';
import { type FixedScope, fixedText } from './fixed-text.ts';
import { bareNumbers } from './prose.ts';

/** The running text of one report: resolves expressions, numbers footnotes, and gathers what is wrong. */
export interface RunningText {
  /** Resolves a piece of text. What is wrong in it is added to the problems and left out. */
  readonly resolve: (content: readonly SourceInline[], scope: ExpressionScope) => Inline[];
  /** Looks for numbers by hand in text that holds no expressions. */
  readonly check: (text: string, language: Language, place: Place) => void;
  readonly problem: (place: Place, message: Text) => void;
  readonly problems: readonly DocumentProblem[];
  /** Typed exceptions in the order of the text, each once; the method page lists them with their source. */
  readonly exceptions: readonly {
    readonly type: FixedKind;
    readonly text: string;
    readonly source: string;
  }[];
  /** Abbreviations that the text introduced. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

/** Opens the running text of a report; footnotes are numbered from 1. */
export function openRunningText(fixedScope: FixedScope): RunningText {
  const problems: DocumentProblem[] = [];
  const exceptions: { type: FixedKind; text: string; source: string }[] = [];
  const abbreviations = new Map<string, string>();
  let footnotes = 0;

  const problem = (place: Place, message: Text): void => {
    problems.push({ line: place.line, message });
  };

  function check(run: string, language: Language, place: Place): void {
    for (const bare of bareNumbers(run, language)) {
      problem(place, {
        nl: `„${bare.found}” is een getal of vergelijking zonder cijfer erachter. Bind het aan een cijfer (:n[…], :change[…]), of maak er een datum, wetsartikel, citaat, vergelijkingscijfer of norm van.`,
        en: `“${bare.found}” is a number or comparison without a figure behind it. Bind it to a figure (:n[…], :change[…]), or make it a date, an article of law, a quotation, a reference figure or a norm.`,
      });
    }
  }

  /** Text around expressions is checked as one, so that a phrase cannot hide by being cut in two. */
  function checkTogether(content: readonly SourceInline[], language: Language): void {
    let run = '';
    let place: Place | undefined;
    const finish = (): void => {
      if (run !== '') check(run, language, place ?? nowhere);
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
          finish();
          for (const [key, word] of Object.entries(inline.attributes))
            if (key === 'one' || key === 'other') check(word, language, inline.place);
          break;
        case 'footnote':
        case 'fixed':
          // A footnote is checked by itself; what is fixed names where it was taken from.
          finish();
          break;
        default:
          throw unknownKind(inline satisfies never);
      }
    }
    finish();
  }

  function evaluated(
    inline: Extract<SourceInline, { kind: 'expression' }>,
    scope: ExpressionScope,
  ): Inline[] {
    try {
      const answer = evaluate(inline, scope);
      if (answer.kind === 'abbreviation') abbreviations.set(answer.short, answer.long);
      return [answer];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problem(inline.place, error.words);
      return [];
    }
  }

  function fixed(inline: Extract<SourceInline, { kind: 'fixed' }>, language: Language): Inline[] {
    const answer = fixedText(inline, fixedScope);
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
    return content.flatMap((inline): Inline[] => {
      switch (inline.kind) {
        case 'text':
          return [{ kind: 'text', text: inline.text, ...(inline.style ? { style: inline.style } : {}) }];
        case 'link':
          return [{ kind: 'link', text: inline.text, href: inline.href }];
        case 'footnote': {
          const number = ++footnotes;
          return [{ kind: 'footnote', number, content: resolve(inline.content, scope) }];
        }
        case 'fixed':
          return fixed(inline, scope.language);
        case 'expression':
          return evaluated(inline, scope);
        default:
          throw unknownKind(inline satisfies never);
      }
    });
  }

  return { resolve, check, problem, problems, exceptions, abbreviations };
}

/** The place of a text that has no line of its own. */
export const nowhere: Place = { line: 0, column: 0 };
