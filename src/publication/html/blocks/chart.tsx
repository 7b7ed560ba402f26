import type { ChartModel } from '../../../charts/chart-model.ts';
import { drawChart } from '../../../charts/draw-chart.ts';

/**
 * A chart in two widths, of which a style sheet shows one. Without styles the wide one is shown: `hidden`
 * hides the other. The markup is our own drawing; the charts room escapes its texts.
 */
export function Chart({ id, model, mark }: { id: string; model: ChartModel; mark?: string | undefined }) {
  const marked = mark === undefined ? {} : { mark };
  const narrow = drawChart(model, { idPrefix: `${id}-smal`, width: 'narrow', ...marked });
  const wide = drawChart(model, { idPrefix: `${id}-breed`, width: 'wide', ...marked });
  return (
    <div class="dl-chart">
      <div class="dl-chart--wide" dangerouslySetInnerHTML={{ __html: wide }} />
      <div class="dl-chart--narrow" hidden dangerouslySetInnerHTML={{ __html: narrow }} />
    </div>
  );
}
