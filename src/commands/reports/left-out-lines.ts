import { type Text, text } from '../../platform/language/text.ts';
import { parseDocument } from '../../publication/document/parse.ts';
import type { ReportModel } from '../../publication/report-model.ts';

/**
 * What the maker of a report is told of tables that it asks and that are not published: how many, and on which lines of
 * the document they stand, so that they can be taken out. Nothing where all of them are.
 */
export function leftOutLines(document: string, { figures }: Pick<ReportModel, 'figures'>): readonly Text[] {
  const left = new Set(figures.flatMap(({ id, cannot }) => (cannot ? [id] : [])));
  const asked = parseDocument(document, 'as-published').chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind !== 'figure') return [];
      const { figure, figures: several } = block.attributes;
      const ids = (several ?? figure ?? '').split(',').map((id) => id.trim());
      return [{ line: block.place.line, isLeft: ids.every((id) => left.has(id)) }];
    }),
  );
  const gone = asked.filter(({ isLeft }) => isLeft);
  if (gone.length === 0) return [];
  const lines = gone.map(({ line }) => line).join(', ');
  const [one] = gone;
  if (gone.length === 1 && one)
    return [
      text(
        `Van de ${asked.length} tabellen in het document wordt er één niet gepubliceerd, omdat de aantallen niet te beschermen of niet te berekenen zijn. Het verslag zegt dat op die plaats. Wilt u er niets over zeggen, haal haar dan weg: regel ${one.line}.`,
        `Of the ${asked.length} tables in the document one is not published, because its numbers cannot be protected or computed. The report says so in that place. If you want to say nothing about it, take it out: line ${one.line}.`,
      ),
    ];
  return [
    text(
      `Van de ${asked.length} tabellen in het document worden er ${gone.length} niet gepubliceerd, omdat de aantallen niet te beschermen of niet te berekenen zijn. Het verslag zegt dat op die plaatsen. Wilt u er niets over zeggen, haal ze dan weg (regels ${lines}), of begin met report new … --only-shown.`,
      `Of the ${asked.length} tables in the document ${gone.length} are not published, because their numbers cannot be protected or computed. The report says so in those places. If you want to say nothing about them, take them out (lines ${lines}), or begin with report new … --only-shown.`,
    ),
  ];
}
