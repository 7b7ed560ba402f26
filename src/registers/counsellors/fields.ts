import type { ReturnField } from '../../collection/register.ts';
import { text } from '../../platform/language/text.ts';

/** The fields of the yearly return of counsellors. */
export const fields: readonly ReturnField[] = [
  {
    key: 'counsellors.active',
    label: text('Actieve vertrouwenspersonen', 'Active counsellors'),
    counts: 'counsellor',
  },
  { key: 'counsellors.external', label: text('Waarvan extern', 'Of whom external'), counts: 'counsellor' },
  {
    key: 'counsellors.certified',
    label: text('Met geldig certificaat', 'With a valid certificate'),
    counts: 'counsellor',
  },
  {
    key: 'counsellors.supervised',
    label: text('Nam deel aan intervisie', 'Took part in peer supervision'),
    counts: 'counsellor',
  },
  {
    key: 'counsellors.conversations',
    label: text('Gesprekken', 'Conversations'),
    counts: 'conversation',
    part: 'conversation-topics',
  },
  {
    key: 'counsellors.became-report',
    label: text('Leidde tot een melding of klacht', 'Led to a report or complaint'),
    counts: 'conversation',
  },
];
