import type { DoubtsOf } from '../../collection/doubt.ts';
import { text } from '../../platform/language/text.ts';
import type { Activity } from './fields.ts';

/** What cannot be right about a declaration: that it was over before it was declared. */
export const doubtsOfActivity: DoubtsOf<Activity> = ({ declared, ended }) =>
  ended !== null && ended < declared
    ? [
        {
          kind: 'ends-before-declared',
          field: 'ended',
          advice: text(
            'De werkzaamheden eindigden voor zij werden opgegeven: zij tellen in geen enkel jaar. Kloppen beide datums?',
            'The activity ended before it was declared: it counts in no year. Are both dates right?',
          ),
        },
      ]
    : [];
