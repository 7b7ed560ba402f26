import { inEach, type Text, text } from '../../platform/language/text.ts';
import type { DocumentProblem } from '../document/document.ts';
import { sha256 } from '../hashes.ts';
import type { ReportModel } from '../report-model.ts';
import { blockOn, type TextBlock, type WholeText } from './document-text.ts';

/** Something that a writer has to look at. */
export interface ReportWarning {
  /** Names it together with the words that it is about: other words are another warning. */
  readonly key: string;
  /** `solve`: there is no report with it. `decide`: somebody solves it, or says why it stays. */
  readonly kind: 'solve' | 'decide';
  /** The block that it is about; null: the report as a whole. */
  readonly block: string | null;
  /** The line of that block, from 1; null where it is about no line. */
  readonly line: number | null;
  readonly message: Text;
}

/** What was found when a text was set. */
export interface FoundInText {
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly DocumentProblem[];
  /** The report as it was set; null where its head cannot be read. */
  readonly model: ReportModel | null;
}

/** What is wrong in a text and what its writer has to decide, block by block, the heaviest first. */
export function warningsOf(
  { problems, warnings, model }: FoundInText,
  whole: WholeText,
  blocks: readonly TextBlock[],
): readonly ReportWarning[] {
  const sources = new Map(blocks.map(({ id, source }) => [id, source]));
  const made = (
    kind: ReportWarning['kind'],
    message: Text,
    at: { readonly id: string; readonly line: number } | null,
  ): ReportWarning => {
    const about = at ? (sources.get(at.id) ?? '') : '';
    return {
      key: sha256(`${kind}\n${message.nl}\n${about}`),
      kind,
      block: at?.id ?? null,
      line: at?.line ?? null,
      message,
    };
  };
  const placed = (kind: ReportWarning['kind']) => (problem: DocumentProblem) =>
    made(kind, problem.message, problem.line > whole.head ? blockOn(whole, problem.line) : null);
  const found = [
    ...problems.map(placed('solve')),
    ...emptyBlocks(blocks).map((id) => made('decide', words.empty, { id, line: 1 })),
    ...warnings.map(placed('decide')),
    ...(model ? unshown(model, whole) : []).map(({ at, message }) => made('decide', message, at)),
    ...(model?.method.completeness ?? []).map((said) =>
      made('decide', inEach`${words.incomplete} ${said}`, null),
    ),
  ];
  // The same said twice of one place is one thing to decide.
  return found.filter((one, index) => found.findIndex(({ key }) => key === one.key) === index);
}

const words = {
  empty: text(
    'In dit blok staat niets. Schrijf een tekst, of haal het blok weg.',
    'There is nothing in this block. Write a text, or take the block out.',
  ),
  incomplete: text('Niet iedereen gaf alles op.', 'Not everybody returned everything.'),
  unshown: (title: Text): Text =>
    text(
      `Van „${title.nl}” is niets te tonen. Het verslag zegt dat op die plaats. Haal het weg als u er niets over wilt zeggen.`,
      `Nothing of “${title.en}” can be shown. The report says so in that place. Take it out if you want to say nothing of it.`,
    ),
};

function emptyBlocks(blocks: readonly TextBlock[]): readonly string[] {
  return blocks
    .filter(({ source }, index) => {
      const bare = source.trim();
      if (bare === '') return true;
      const next = blocks[index + 1]?.source.trim() ?? '';
      // A chapter with nothing in it: only its heading, and behind it another chapter or nothing.
      return /^# [^\n]*$/.test(bare) && (next === '' || next.startsWith('# '));
    })
    .map(({ id }) => id);
}

/** The figures in tables of which protection or the registers leave nothing, with the block that shows each. */
function unshown(
  { figures }: ReportModel,
  whole: WholeText,
): readonly { readonly at: { readonly id: string; readonly line: number } | null; readonly message: Text }[] {
  const lines = whole.source.split('\n');
  return figures
    .filter(({ cannot }) => cannot !== null)
    .map(({ id, title }) => {
      const named = new RegExp(
        `^:::figure\\{[^}]*figures?=[^ }]*(?<![\\w.-])${RegExp.escape(id)}(?![\\w.-])`,
      );
      const line = lines.findIndex((one) => named.test(one));
      return { at: line < 0 ? null : blockOn(whole, line + 1), message: words.unshown(title) };
    })
    .filter(({ at }) => at !== null);
}
