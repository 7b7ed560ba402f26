import { isCube } from '../../../figures/definition.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import type { Method, PublishedFigure } from '../../report-model.ts';
import type { CompositionInputs } from '../composition-inputs.ts';
import { uncomputableFigures } from './uncomputable.ts';

/** What the method page says about how the report was made. */
export function methodOf(
  inputs: Pick<CompositionInputs, 'protection' | 'figures' | 'structure' | 'threshold'>,
  published: readonly PublishedFigure[],
  exceptions: Method['exceptions'],
): Method {
  const { protection, figures, structure } = inputs;
  const titled = (id: string, said: Text): Text => {
    const title = figures.definition(id).title;
    return text(`${title.nl}: ${said.nl}.`, `${title.en}: ${said.en}.`);
  };
  return {
    threshold: inputs.threshold,
    classes: (['open', 'guarded', 'closed', 'printed-earlier'] as const).map((kind) => ({
      class: kind,
      figures: published.filter((figure) => figure.protection.class === kind).length,
    })),
    audit: protection.audit,
    coarsened: [...protection.coarsened, ...protection.withheld].map(([id, said]) => titled(id, said)),
    headcount: structure.headcountDefinitions.map((one) => one.population),
    exceptions,
    completeness: incompleteFigures(
      published
        .filter((figure) => isCube(figures.answer(figure.id)))
        .filter((figure) => saysIncomplete(figure.completeness)),
    ),
    uncomputable: uncomputableFigures(figures, new Set(published.map((figure) => figure.id))),
  };
}

/** What is missing, each thing once, with the figures that lack it. */
export function incompleteFigures(
  figures: readonly Pick<PublishedFigure, 'title' | 'completeness'>[],
): readonly Text[] {
  return [...Map.groupBy(figures, (figure) => figure.completeness.nl).values()].flatMap((lacking) => {
    const [first] = lacking;
    if (!first) return [];
    const { nl, en } = first.completeness;
    const titles = unique(lacking.map((figure) => figure.title));
    return [
      text(
        `${nl} Dat geldt voor: ${titles.map((title) => title.nl).join('; ')}.`,
        `${en} This holds for: ${titles.map((title) => title.en).join('; ')}.`,
      ),
    ];
  });
}

/** Whether a statement of completeness is worth a note: it names something that is missing. */
export function saysIncomplete(completeness: Text): boolean {
  return completeness.nl.startsWith('Onvolledig');
}

/** Each text once. */
export function unique(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((one) => [one.nl, one])).values()];
}
