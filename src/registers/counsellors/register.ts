import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import {
  flowPerHundredStaff,
  growth,
  perHundredStaff,
  share,
  shareOf,
} from '../../figures/counting/derive.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { group, growthInPercent, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { fields } from './fields.ts';

const shared = {
  register: 'counsellors',
  source: 'LVV; Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Vertrouwenspersonen',
} as const;

const people = figureMaker({
  ...shared,
  population: text(
    'De vertrouwenspersonen aan het einde van het jaar, voor het hele concern.',
    'The counsellors at the end of the year, for the whole concern.',
  ),
  protection: {
    class: 'open',
    reason: text('Wie vertrouwenspersoon is, is openbaar.', 'Who is a counsellor is public.'),
  },
});

const talks = figureMaker({
  ...shared,
  population: text(
    'Gesprekken met vertrouwenspersonen, alleen voor het hele concern. Een gesprek is geen melding.',
    'Conversations with counsellors, for the whole concern only. A conversation is no report.',
  ),
  protection: {
    class: 'guarded',
    reason: text(
      'Vertrouwelijk: alleen vaste jaartabellen voor het concern, nooit per onderdeel.',
      'Confidential: fixed yearly tables for the concern only, never by unit.',
    ),
  },
});

const active = group(['vertrouwenspersoon', 'vertrouwenspersonen'], ['counsellor', 'counsellors']);
const conversations = group(['gesprek', 'gesprekken'], ['conversation', 'conversations']);

const printedRules: PrintedRule = (printed) => {
  if (printed.subject !== 'Vertrouwenspersonen') return undefined;
  const at = printed.period ? { year: printed.period } : {};
  if (/ultimo/i.test(printed.quantity))
    return { kind: 'figure', figure: 'counsellors.active', at, decimals: 0 };
  if (/t\.o\.v\. vorig jaar/i.test(printed.quantity) && /toename gesprekken/i.test(printed.quantity)) {
    return { kind: 'figure', figure: 'counsellors.conversations-growth', at, decimals: 0 };
  }
  if (/t\.o\.v\. vorig jaar/i.test(printed.quantity))
    return { kind: 'figure', figure: 'counsellors.change', at, decimals: 0 };
  if (/externe/i.test(printed.quantity))
    return { kind: 'figure', figure: 'counsellors.external', at, decimals: 0 };
  if (/arbeidsverhouding/i.test(printed.quantity)) {
    return {
      kind: 'figure',
      figure: 'counsellors.topics-share',
      at: { ...at, topic: 'labour' },
      decimals: 0,
    };
  }
  return undefined;
};

/** Confidential counsellors: their number and their conversations by topic, never by unit, never by person. */
export const counsellors = returnRegister({
  key: 'counsellors',
  name: text('Vertrouwenspersonen', 'Confidential counsellors'),
  what: text(
    'Hoeveel vertrouwenspersonen er zijn en waarover de gesprekken gaan.',
    'How many counsellors there are and what the conversations are about.',
  ),
  counts: 'conversation',
  knownBy: 'lead-counsellor',
  accountsOnly: true,
  fields,
  imports: [
    returnImport({
      register: 'counsellors',
      name: text('jaaropgave vertrouwenspersonen', 'annual return of counsellors'),
      fields: fields.filter(({ part }) => part === undefined),
    }),
    returnImport({
      register: 'counsellors',
      name: text('gesprekken naar onderwerp', 'conversations by topic'),
      fields: fields.filter(({ part }) => part !== undefined),
      partColumn: {
        label: text('Onderwerp', 'Topic'),
        headings: ['Thema', 'Soort gesprek'],
        list: 'conversation-topics',
      },
    }),
  ],
  figures: [
    people.reported(
      'active',
      { field: 'counsellors.active', counts: 'counsellor', addYears: false },
      text('Vertrouwenspersonen', 'Counsellors'),
      text(
        'Vertrouwenspersonen die aan het einde van het jaar actief waren.',
        'Counsellors active at the end of the year.',
      ),
    ),
    people.derived(
      'change',
      ['counsellors.active'],
      growthInPercent,
      'counsellor',
      text('Groei van het aantal vertrouwenspersonen', 'Growth of the number of counsellors'),
      text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      (cube) => growth(cube),
    ),
    people.reported(
      'external',
      { field: 'counsellors.external', counts: 'counsellor', addYears: false },
      text('Externe vertrouwenspersonen', 'External counsellors'),
      text('Vertrouwenspersonen van buiten de organisatie.', 'Counsellors from outside the organisation.'),
    ),
    people.derived(
      'external-share',
      ['counsellors.external', 'counsellors.active'],
      percentOf(active),
      'counsellor',
      text('Aandeel externe vertrouwenspersonen', 'Share of external counsellors'),
      text('Externe gedeeld door alle vertrouwenspersonen.', 'External divided by all counsellors.'),
      shareOf,
    ),
    people.reported(
      'certified',
      { field: 'counsellors.certified', counts: 'counsellor', addYears: false },
      text('Vertrouwenspersonen met certificaat', 'Counsellors with a certificate'),
      text(
        'Met een geldig certificaat aan het einde van het jaar.',
        'With a valid certificate at the end of the year.',
      ),
    ),
    people.reported(
      'supervised',
      { field: 'counsellors.supervised', counts: 'counsellor', addYears: false },
      text('Vertrouwenspersonen met intervisie', 'Counsellors with peer supervision'),
      text('In het jaar aan intervisie deelgenomen.', 'Took part in peer supervision in the year.'),
    ),
    people.derived(
      'certified-share',
      ['counsellors.certified', 'counsellors.active'],
      percentOf(active),
      'counsellor',
      text('Aandeel met certificaat', 'Share with a certificate'),
      text('Met een geldig certificaat, gedeeld door alle.', 'With a valid certificate, divided by all.'),
      shareOf,
    ),
    people.derived(
      'supervised-share',
      ['counsellors.supervised', 'counsellors.active'],
      percentOf(active),
      'counsellor',
      text('Aandeel met intervisie', 'Share with peer supervision'),
      text('Deelnemers aan intervisie, gedeeld door alle.', 'In peer supervision, divided by all.'),
      shareOf,
    ),
    people.derived(
      'per-100-staff',
      ['counsellors.active', 'staff.headcount'],
      { unit: 'per-100-staff', decimals: 2 },
      'counsellor',
      text('Vertrouwenspersonen per 100 medewerkers', 'Counsellors per 100 staff'),
      text(
        'Vertrouwenspersonen gedeeld door medewerkers, maal honderd.',
        'Counsellors divided by staff, times a hundred.',
      ),
      perHundredStaff,
    ),
    talks.reported(
      'topics',
      { field: 'counsellors.conversations', counts: 'conversation', part: 'conversation-topics' },
      text('Gesprekken naar onderwerp', 'Conversations by topic'),
      text(
        'Gesprekken met vertrouwenspersonen, naar het hoofdonderwerp.',
        'Conversations with counsellors, by main topic.',
      ),
    ),
    talks.derived(
      'topics-share',
      ['counsellors.topics'],
      percentOf(conversations),
      'conversation',
      text('Aandeel per onderwerp', 'Share by topic'),
      text(
        'Gesprekken over het onderwerp gedeeld door alle gesprekken van dat jaar.',
        'Conversations on the topic divided by all conversations of that year.',
      ),
      (cube) => share(cube, 'topic'),
    ),
    talks.derived(
      'conversations-growth',
      ['counsellors.topics'],
      growthInPercent,
      'conversation',
      text('Groei van het aantal gesprekken', 'Growth of the number of conversations'),
      text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      (cube) => growth(cube),
    ),
    talks.derived(
      'conversations-per-100-staff',
      ['counsellors.topics', 'staff.time-weighted'],
      { unit: 'per-100-staff', decimals: 1 },
      'conversation',
      text('Gesprekken per 100 medewerkers', 'Conversations per 100 staff'),
      text(
        'Gesprekken gedeeld door medewerkers, maal honderd. Onderdelen die een deel van het jaar bestonden tellen voor dat deel.',
        'Conversations divided by staff, times a hundred. Units that existed for part of the year count for that part.',
      ),
      flowPerHundredStaff,
    ),
    talks.reported(
      'became-report',
      { field: 'counsellors.became-report', counts: 'conversation' },
      text(
        'Gesprekken die tot een melding of klacht leidden',
        'Conversations that led to a report or complaint',
      ),
      text(
        'Volgens de vertrouwenspersonen; wie dat zijn is niet vastgelegd.',
        'According to the counsellors; who they are is not recorded.',
      ),
    ),
    talks.derived(
      'became-report-share',
      ['counsellors.became-report', 'counsellors.topics'],
      percentOf(conversations),
      'conversation',
      text('Aandeel dat tot een melding of klacht leidde', 'Share that led to a report or complaint'),
      text(
        'Zulke gesprekken gedeeld door alle gesprekken.',
        'Such conversations divided by all conversations.',
      ),
      shareOf,
    ),
  ],
  printed: [printedRules],
});
