import type { ReturnField } from '../../collection/register.ts';
import { text } from '../../platform/language/text.ts';

/** The fields of the yearly return of counsellors. */
export const fields: readonly ReturnField[] = [
  {
    key: 'counsellors.active',
    label: text('Actieve vertrouwenspersonen', 'Active counsellors'),
    counts: 'counsellor',
    imported: { names: ['Vertrouwenspersonen', 'Aantal vertrouwenspersonen', 'Counsellors'], required: true },
  },
  {
    key: 'counsellors.external',
    label: text('Waarvan extern', 'Of whom external'),
    counts: 'counsellor',
    imported: { names: ['Extern', 'Externe vertrouwenspersonen'], required: false },
  },
  {
    key: 'counsellors.certified',
    label: text('Met geldig certificaat', 'With a valid certificate'),
    counts: 'counsellor',
    imported: { names: ['Gecertificeerd'], required: false },
  },
  {
    key: 'counsellors.supervised',
    label: text('Nam deel aan intervisie', 'Took part in peer supervision'),
    counts: 'counsellor',
    imported: { names: ['Intervisie', 'Supervised'], required: false },
  },
  {
    key: 'counsellors.conversations',
    label: text('Gesprekken', 'Conversations'),
    counts: 'conversation',
    part: 'conversation-topics',
    imported: { names: ['Aantal gesprekken', 'Aantal'], required: true },
  },
  {
    key: 'counsellors.became-report',
    label: text('Leidde tot een melding of klacht', 'Led to a report or complaint'),
    counts: 'conversation',
    imported: { names: ['Werd melding'], required: false },
  },
];
