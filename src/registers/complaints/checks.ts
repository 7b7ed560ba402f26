import type { CheckLine, ConsistencyCheck } from '../../collection/checks/check-line.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { compare, roundHalfUp, subtract } from '../../figures/cubes/rational.ts';
import { isCube, UnknownFigure } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';

/**
 * The same matter may stand in two registers: complaints that no incident reflects, and incidents that came in
 * through the complaints scheme without a complaint. Neither is an error by itself; both are listed.
 */
export const complaintsBesideIncidents: ConsistencyCheck = (inputs, figures) => {
  try {
    const complaints = figures.related('complaints.received');
    const channels = figures.related('incidents.by-channel');
    if (!isCube(complaints) || !isCube(channels)) return [];
    return inputs.years.flatMap((year): CheckLine[] => {
      const received = cellAt(complaints, { year: year.key });
      if (!hasValue(received)) return [];
      const line = {
        subject: text('Klachten', 'Complaints'),
        what: text(`klachten naast incidenten, ${year.key}`, `complaints beside incidents, ${year.key}`),
        stated: text(
          `${roundHalfUp(received.value, 0)} klachten`,
          `${roundHalfUp(received.value, 0)} complaints`,
        ),
        place: null,
      };
      const through = cellAt(channels, { year: year.key, channel: 'complaint' });
      if (!hasValue(through)) {
        return [
          {
            ...line,
            verdict: 'cannot-be-computed',
            found: text(
              'bij de incidenten is niet vastgelegd of zij via de klachtenregeling binnenkwamen',
              'the incidents do not record whether they came in through the complaints scheme',
            ),
          },
        ];
      }
      const order = compare(received.value, through.value);
      const number = roundHalfUp(through.value, 0);
      if (order === 0)
        return [
          {
            ...line,
            verdict: 'agrees',
            found: text(
              `evenveel incidenten via de klachtenregeling (${number})`,
              `as many incidents through the complaints scheme (${number})`,
            ),
          },
        ];
      const [more, less] = order > 0 ? [received.value, through.value] : [through.value, received.value];
      const difference = roundHalfUp(subtract(more, less), 0);
      return [
        {
          ...line,
          verdict: 'differs',
          found:
            order > 0
              ? text(
                  `${difference} klachten zonder incident via de klachtenregeling (${number} incidenten)`,
                  `${difference} complaints without an incident through the complaints scheme (${number} incidents)`,
                )
              : text(
                  `${difference} incidenten via de klachtenregeling zonder klacht (${number} incidenten)`,
                  `${difference} incidents through the complaints scheme without a complaint (${number} incidents)`,
                ),
        },
      ];
    });
  } catch (error) {
    // A profile may use Daglicht without a register of incidents.
    if (error instanceof UnknownFigure || error instanceof RangeError) return [];
    throw error;
  }
};
