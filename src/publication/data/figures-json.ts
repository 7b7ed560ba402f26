import { z } from 'zod';
import { languages, type Text } from '../../platform/language/text.ts';
import { modelHash } from '../hashes.ts';
import type { PublishedFigure, ReportModel } from '../report-model.ts';
import { draftMark } from '../words/draft-words.ts';
import { stateMeanings } from './facts.ts';
import { dataLicence } from './licence.ts';
import { printedRowsOf } from './printed.ts';

const text = z.strictObject({ nl: z.string(), en: z.string() }).describe('A text in Dutch and in English.');
const place = z
  .record(z.string(), z.string())
  .describe('A member code for each dimension of the figure; "*" is the total.');
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/**
 * The format of the figures file, version 1. A later version may add members; a member that changes its
 * meaning or goes away makes it version 2. The JSON Schema made from this is next to it.
 */
export const figuresFile = z.strictObject({
  format: z.literal('daglicht-figures/1').describe('Name and version of this format.'),
  publication: z.strictObject({
    report: z.string().describe('The report, as in its address.'),
    version: z.int().describe('Version of the report; a correction is a new version.'),
    title: z.string(),
    organisation: text,
    notice: text
      .nullable()
      .describe('What must be said with every use of these data; null when nothing must.'),
    period: z.strictObject({
      key: z.string(),
      label: text,
      from: z.string().optional(),
      last: z.string().optional(),
    }),
    publishedOn: z.iso.date(),
    program: z.strictObject({ name: z.string(), version: z.string() }),
    modelSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Hash of the published report; `verify` computes it anew.'),
    licence: z.url(),
  }),
  disclosure: z
    .strictObject({
      threshold: z.int().describe('Guarded counts from 1 up to this are not shown.'),
      hidden: z.int().describe('How many numbers are hidden.'),
      against: z
        .enum(['singletons', 'every'])
        .describe(
          'Against which readers who know a hidden number of their own small ones are protected: the one person behind a 1, or everybody who knows one.',
        ),
      computable: z
        .int()
        .describe(
          'How many hidden numbers, small or not, somebody can compute by adding and subtracting who knows another one, or those of one unit.',
        ),
    })
    .optional()
    .describe('How the numbers were protected; absent where none is hidden.'),
  states: z.record(z.string(), text).describe('What each state of a cell means.'),
  figures: z.array(
    z.strictObject({
      id: z.string().describe('Fixed name of the figure, the same in every report.'),
      title: text,
      definition: text,
      population: text,
      counts: z.string().describe('The unit of count, such as incident, person or activity.'),
      unit: z.string(),
      decimals: z.int().describe('Digits after the decimal point; rounded half up.'),
      share: z
        .strictObject({
          part: z.string().describe('The figure that counts the numerator.'),
          whole: z.string().describe('The figure that counts the denominator.'),
          of: z
            .strictObject({ one: text, other: text })
            .describe('The group that it is a share of, in words.'),
          ratio: z.literal(true).optional().describe('What is divided is no part of that group.'),
          unit: z.enum(['count', 'euro']),
        })
        .optional()
        .describe('Of a share: of whom or of what it is one.'),
      countingDate: z.string().describe('The date by which a record belongs to a year.'),
      provisional: z
        .array(
          z.strictObject({
            year: z.string(),
            figure: z.string().describe('The figure that counts them.'),
            running: decimal.nullable().describe('Cases without an outcome; null when it is not shown.'),
            note: text,
          }),
        )
        .optional()
        .describe('Years in which cases have no outcome yet: what came of them may still change.'),
      basis: z.string().describe('Records, yearly returns, or both.'),
      protection: z.strictObject({ class: z.string(), reason: text }),
      source: z.string(),
      completeness: text,
      cannot: text.nullable().describe('Why the data cannot give this figure; null when they can.'),
      dimensions: z.array(
        z.strictObject({
          key: z.string(),
          title: text,
          members: z.array(z.strictObject({ code: z.string(), label: text, parent: z.string().nullable() })),
        }),
      ),
      cells: z.array(
        z.strictObject({
          at: place,
          state: z.string(),
          value: decimal
            .nullable()
            .describe('Exact decimal with a point; null when there is none or it is not shown.'),
          note: text.nullable(),
          parts: z
            .strictObject({ part: decimal, whole: decimal })
            .optional()
            .describe('Of a share: its numerator and denominator.'),
        }),
      ),
      restated: z
        .array(
          z.strictObject({
            at: place,
            publication: z.string().describe('The earlier report, as in its address.'),
            was: z
              .string()
              .describe(
                'What stood there: an exact decimal, or the state of the cell where there was no number.',
              ),
            now: z.string().describe('What stands there in this report, likewise.'),
            cause: text,
          }),
        )
        .describe('The cells that an earlier report printed otherwise.'),
    }),
  ),
  printed: z
    .array(
      z.strictObject({
        chapter: z.string().describe('The chapter of that report; empty where it was not said.'),
        subject: z.string(),
        claim: z.string().describe('In our words.'),
        period: z.string().describe('A year or a run of years; empty where none was said.'),
        printed: z.string().describe('As printed, with its unit.'),
        place: z.string().describe('The line or page in that report.'),
        computed: decimal.nullable().describe('The number that this report gives; null where it gives none.'),
        unit: z.string().nullable(),
        verdict: z
          .enum(['agrees', 'contradicts', 'differs', 'cannot-be-computed', 'outside'])
          .describe('How the two stand.'),
        why: text.describe('How it was computed, why it differs, or why it cannot be computed.'),
      }),
    )
    .optional()
    .describe(
      'What an older, printed report claims, held against these figures. Absent where there is none.',
    ),
});

/** The figures of a report as one JSON file, in both languages. */
export function figuresJson(model: ReportModel): string {
  const figures = publishedFigures(model);
  if (!model.draft) return `${JSON.stringify(figures)}\n`;
  // A draft is no edition of the published format: it bears no version, hash or date.
  const { version: _, publishedOn: __, modelSha256: ___, ...publication } = figures.publication;
  const draft = { ...figures, format: 'daglicht-draft/1', status: draftMark, publication };
  return `${JSON.stringify(draft)}\n`;
}

function publishedFigures(model: ReportModel): z.infer<typeof figuresFile> {
  const meanings = Object.fromEntries(
    languages.map((language) => [language, new Map(stateMeanings(language))]),
  );
  const states = stateMeanings('nl').map(([state]): readonly [string, Text] => [
    state,
    { nl: meanings['nl']?.get(state) ?? '', en: meanings['en']?.get(state) ?? '' },
  ]);
  const printed = printedRowsOf(model);
  return {
    format: 'daglicht-figures/1',
    publication: {
      report: model.slug,
      version: model.version,
      title: model.title,
      organisation: model.organisation,
      notice: model.notice,
      period: model.period,
      publishedOn: model.publishedOn,
      program: model.program,
      modelSha256: modelHash(model),
      licence: dataLicence,
    },
    ...disclosureOf(model),
    states: Object.fromEntries(states),
    figures: model.figures.map(figureEntry),
    ...(printed.length > 0 ? { printed: [...printed] } : {}),
  };
}

function disclosureOf({ method }: ReportModel): Pick<z.infer<typeof figuresFile>, 'disclosure'> {
  const { ownCell, hidden } = method.audit;
  return ownCell ? { disclosure: { threshold: method.threshold, hidden, ...ownCell } } : {};
}

type FigureEntry = z.infer<typeof figuresFile>['figures'][number];

function figureEntry(figure: PublishedFigure): FigureEntry {
  const { usedIn: _, provisional, ...shown } = figure;
  return {
    ...shown,
    ...(provisional ? { provisional: [...provisional] } : {}),
    dimensions: figure.dimensions.map((one) => ({ ...one, members: [...one.members] })),
    cells: [...figure.cells],
    restated: [...figure.restated],
  };
}
