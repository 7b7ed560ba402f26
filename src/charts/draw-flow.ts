import { drawnValue } from './cell-value.ts';
import { axis, bar, barColumns } from './draw-bars.ts';
import { COLOUR, labelLines, middleBaseline } from './drawing/chart-style.ts';
import { absence, type DrawContext, type Drawing, valueLabel } from './drawing/drawing.ts';
import { element } from './drawing/svg.ts';
import { wrapText } from './drawing/text-layout.ts';

/**
 * Draws `flow`: what was open stands from zero, what came in begins where it ended, what went out goes back
 * from there. Where a value is missing the next parts start from zero again, without a line between.
 */
export function drawFlow(context: DrawContext): Drawing {
  const { model, measures } = context;
  const spans = spansOf(context);
  const reach = Math.max(0, ...spans.flatMap((span) => (span === undefined ? [] : [span.from, span.to])));
  const columns = barColumns(context, false, [0, reach === 0 ? 1 : reach]);
  const pieces: string[] = [];
  let y = 2;
  let previous: { x: number; y: number } | undefined;
  for (const [index, category] of model.categories.entries()) {
    const cell = model.cells[index]?.[0];
    if (cell === undefined) continue;
    const width = measures.narrow ? measures.width : columns.labels;
    const lines = wrapText(category.label, width, measures.size);
    const textHeight = lines.length * measures.lineHeight;
    const top = measures.narrow ? y + textHeight + 3 : y + Math.max(0, (textHeight - measures.bar) / 2);
    const middle = top + measures.bar / 2;
    const first = measures.narrow
      ? y + measures.lineHeight / 2
      : middle - ((lines.length - 1) * measures.lineHeight) / 2;
    pieces.push(labelLines(lines, 0, first + middleBaseline(measures.size), measures));
    if (measures.narrow && category.flow === 'stock')
      pieces.push(axis(columns, top - 1, top + measures.bar + 1));
    const span = spans[index];
    if (span === undefined) {
      const zero = columns.scale(0);
      pieces.push(absence(cell, zero, middle, measures.width - zero, context).svg);
      previous = undefined;
    } else {
      const [from, to] = [columns.scale(span.from), columns.scale(span.to)];
      // On a phone the labels stand where the joint would run.
      if (previous !== undefined && !measures.narrow) {
        const joint = element('path', {
          d: `M${previous.x} ${previous.y}V${top}`,
          stroke: COLOUR.inkSoft,
          'stroke-width': 1,
          'stroke-dasharray': '2 3',
        });
        pieces.push(joint);
      }
      const series = category.flow === 'in' ? 1 : category.flow === 'out' ? 2 : 0;
      if (span.from !== span.to) pieces.push(bar(cell, series, from, to, top, context));
      pieces.push(valueLabel(cell, Math.max(from, to), middle, context));
      previous = { x: to, y: top + measures.bar };
    }
    y = Math.max(top + measures.bar, y + textHeight) + (measures.narrow ? 12 : 14);
  }
  if (!measures.narrow) pieces.push(axis(columns, 0, y - 8));
  return { svg: pieces.join(''), height: y - 6 };
}

function spansOf(context: DrawContext): ({ from: number; to: number } | undefined)[] {
  let level: number | undefined = 0;
  return context.model.categories.map(({ flow }, index) => {
    const cell = context.model.cells[index]?.[0];
    const value = cell === undefined ? undefined : drawnValue(cell);
    if (value === undefined) {
      level = undefined;
      return undefined;
    }
    const from: number = flow === 'stock' ? 0 : (level ?? 0);
    const to = flow === 'out' ? from - value : from + value;
    level = flow !== 'stock' && level === undefined ? undefined : to;
    // Out of an unknown stock: drawn from zero, as a length.
    return to < 0 ? { from: 0, to: value } : { from, to };
  });
}
