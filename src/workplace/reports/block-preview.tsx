import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Block } from '../../publication/html/blocks/block.tsx';
import { Definitions, placeOfFigure } from '../../publication/html/single-file.tsx';
import { publicationList, publicationQuestion } from '../../publication/records.ts';
import type { Block as BlockModel, Inline, ReportModel } from '../../publication/report-model.ts';
import { type TextBlock, wholeText } from '../../publication/workbench/document-text.ts';
import { blocksOf, type SetText, setText } from '../../publication/workbench/set-text.ts';
import type { ReportWarning } from '../../publication/workbench/warnings.ts';
import type { SignedIn } from '../front/visit.ts';
import { figuresThatFit } from './figures/figure-menu.ts';
import { figuresOfReport, type HeldReport } from './held-report.ts';
import { FiguresState } from './report-parts.tsx';

const words = {
  preview: text('Zo komt het in het verslag', 'This is how it comes into the report'),
  nothing: text(
    'Dit blok is een kop, of er is niets van te tonen.',
    'This block is a heading, or nothing of it can be shown.',
  ),
  lastYear: text('Wat hierover in „{title}” stond', 'What “{title}” said about this'),
  solve: text('Moet opgelost', 'Must be solved'),
  decide: text('Beslissen', 'Decide'),
  onLine: text('Regel {line}: {message}', 'Line {line}: {message}'),
  fits: text('Een cijfer met deze waarde:', 'A figure with this value:'),
  fine: text('In dit blok is niets gevonden dat niet kan', 'Nothing was found in this block that cannot be'),
  decideAll: text('Waarschuwingen nalopen', 'Go through the warnings'),
} as const;

/** The report with a block as it is typed, which need not be saved; null where no figures are ready. */
function setWith(visit: SignedIn, held: HeldReport, typed: TextBlock): SetText | null {
  const ready = figuresOfReport(visit, held);
  if (ready.kind !== 'ready' || !held.draft.head) return null;
  const blocks = held.draft.blocks.map((one) =>
    one.id === typed.id ? { ...one, source: typed.source } : one,
  );
  return setText(ready.report, wholeText(held.draft.head, blocks), blocks);
}

/** The id of the part of a page that says what becomes of a block. */
export const previewPart = 'zo-wordt-het';
/** The id of the form in which a block is written. */
export const writingForm = 'schrijven';

/** What becomes of a block in the report, and what was found in it. */
export function BlockPreview({
  visit,
  held,
  typed,
}: {
  visit: SignedIn;
  held: HeldReport;
  typed: TextBlock;
}) {
  const { language, to } = visit;
  const isOpen = held.draft.endedAs === null;
  const set = setWith(visit, held, typed);
  const own = set?.warnings.filter(({ block }) => block === typed.id) ?? [];
  const open = own.filter(({ key, kind }) => kind === 'solve' || !held.draft.decisions.has(key));
  const shown = set?.model ? blocksOf(set.model, set.blocks, typed.id) : [];
  return (
    <section class="dl-flow" id={previewPart} aria-labelledby="voorbeeld">
      <h2 id="voorbeeld">{words.preview[language]}</h2>
      <FiguresState
        visit={visit}
        held={held}
        back={`${held.place}/blok/${typed.id}`}
        part={previewPart}
        {...(isOpen ? { form: writingForm } : {})}
      />
      {set && open.length === 0 && (
        <Notice kind="ok" title={words.fine[language]}>
          {null}
        </Notice>
      )}
      {set &&
        (['solve', 'decide'] as const).map((kind) => {
          const found = open.filter((one) => one.kind === kind);
          return found.length === 0 ? null : (
            <Notice key={kind} kind={kind === 'solve' ? 'danger' : 'warn'} title={words[kind][language]}>
              <WarningLines visit={visit} model={set.model} warnings={found} />
              {kind === 'decide' && (
                <p>
                  <a href={to(`${held.place}/waarschuwingen`)}>{words.decideAll[language]}</a>
                </p>
              )}
            </Notice>
          );
        })}
      {set?.model &&
        (shown.length === 0 ? (
          <p>{words.nothing[language]}</p>
        ) : (
          <>
            <ShownBlocks model={set.model} blocks={shown} visit={visit} />
            <ShownFigures model={set.model} blocks={shown} />
          </>
        ))}
    </section>
  );
}

/** Warnings with their lines, and the figures that have the number that was typed. */
function WarningLines({
  visit: { language },
  model,
  warnings,
}: {
  visit: SignedIn;
  model: ReportModel | null;
  warnings: readonly ReportWarning[];
}) {
  return (
    <ul>
      {warnings.map((one) => {
        const fits = model ? figuresThatFit(one, model, language) : [];
        return (
          <li key={one.key}>
            {one.line === null
              ? one.message[language]
              : say(words.onLine[language], language, { line: one.line, message: one.message[language] })}
            {fits.length > 0 && (
              <ul aria-label={words.fits[language]}>
                <li>{words.fits[language]}</li>
                {fits.map((figure) => (
                  <li key={figure.expression}>
                    {figure.title} <code>{figure.expression}</code>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Blocks of a report as its page shows them. */
export function ShownBlocks({
  model,
  blocks,
  visit,
}: {
  model: ReportModel;
  blocks: readonly BlockModel[];
  visit: SignedIn;
}) {
  const { language } = model;
  const setting = {
    model,
    language,
    chapterLanguage: language,
    figureAddress: placeOfFigure,
    downloads: [],
  };
  return (
    <div class="dl-preview dl-report__text" lang={language === visit.language ? undefined : language}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} setting={setting} />
      ))}
    </div>
  );
}

/** How the figures of what is shown are counted: where its links lead. */
export function ShownFigures({ model, blocks }: { model: ReportModel; blocks: readonly BlockModel[] }) {
  const shown = new Set(blocks.flatMap(figuresIn));
  const figures = model.figures.filter(({ id }) => shown.has(id));
  if (figures.length === 0) return null;
  const { language } = model;
  const setting = { model: { ...model, figures }, language, figureAddress: placeOfFigure, downloads: [] };
  return <Definitions setting={setting} />;
}

function figuresIn(block: BlockModel): readonly string[] {
  const inText = (content: readonly Inline[]): readonly string[] =>
    content.flatMap((one) =>
      one.kind === 'value' ? [one.figure] : one.kind === 'footnote' ? inText(one.content) : [],
    );
  switch (block.kind) {
    case 'figure':
      return [...block.figures, ...inText(block.title)];
    case 'paragraph':
    case 'aid':
      return inText(block.content);
    case 'list':
      return block.items.flatMap(inText);
    case 'heading':
    case 'appendix':
    case 'printed':
    case 'abbreviations':
    case 'method':
      return [];
    default:
      return block satisfies never;
  }
}

/** What the report of the period before said in the chapter of a block. */
export interface SaidBefore {
  readonly model: ReportModel;
  readonly blocks: readonly BlockModel[];
}

/** Finds what the last report of an earlier period said in the chapter of the same name; null where it had none. */
export async function saidBefore(visit: SignedIn, held: HeldReport, id: string): Promise<SaidBefore | null> {
  const { premises, actor } = visit;
  const chapter = chapterOf(held, id);
  if (chapter === null) return null;
  const lines = await look(premises.door, actor, publicationList, concern, {});
  const before = lines
    .filter(({ slug, period }) => slug !== held.draft.slug && period < held.draft.period)
    .toSorted((one, other) => other.period.localeCompare(one.period) || other.version - one.version)[0];
  if (!before) return null;
  const found = await look(premises.door, actor, publicationQuestion, concern, { slug: before.slug });
  const said = found?.model.chapters.find((one) => one.id === chapter);
  return found && said ? { model: found.model, blocks: said.blocks } : null;
}

/** The id of the chapter in which a block stands, as its heading names it; null where it names none. */
function chapterOf({ draft }: HeldReport, id: string): string | null {
  const at = draft.blocks.findIndex((one) => one.id === id);
  for (const { source } of draft.blocks.slice(0, at + 1).reverse()) {
    const named = /^# [^\n]*\{[^}\n]*#([a-z0-9-]+)/m.exec(source);
    if (named) return named[1] ?? null;
    if (/^# /m.test(source)) return null;
  }
  return null;
}

/** What was said before, to be opened beside the text. */
export function SaidBeforeText({ said, visit }: { said: SaidBefore; visit: SignedIn }) {
  const { language } = visit;
  return (
    <Disclosure title={say(words.lastYear[language], language, { title: said.model.title })}>
      <ShownBlocks model={said.model} blocks={said.blocks} visit={visit} />
    </Disclosure>
  );
}
