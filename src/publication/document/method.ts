import { isCube } from '../../figures/definition.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Method, PublishedFigure } from '../report-model.ts';
import type { CompositionInputs } from './compose.ts';

/** What the method page says about how the report was made. */
export function methodOf(
  inputs: Pick<CompositionInputs, 'protection' | 'figures' | 'structure' | 'threshold' | 'revisions'>,
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
    completeness: unique(
      published
        .filter((figure) => isCube(figures.answer(figure.id)))
        .filter((figure) => saysIncomplete(figure.completeness))
        .map((figure) =>
          text(
            `${figure.title.nl}: ${figure.completeness.nl}`,
            `${figure.title.en}: ${figure.completeness.en}`,
          ),
        ),
    ),
    revisions: inputs.revisions,
  };
}

/** Whether a statement of completeness is worth a note: it names something that is missing. */
export function saysIncomplete(completeness: Text): boolean {
  return completeness.nl.startsWith('Onvolledig');
}

/** Each text once. */
export function unique(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((one) => [one.nl, one])).values()];
}
