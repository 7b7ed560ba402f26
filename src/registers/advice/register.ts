import type { ReturnField } from '../../collection/register.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { growth, rank, share } from '../../figures/counting/derive.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { group, growthInPercent, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';

const fields: readonly ReturnField[] = [
  {
    key: 'advice.requests',
    label: text('Adviesvragen', 'Advice requests'),
    counts: 'advice request',
    part: 'advice-topics',
    imported: { names: ['Aantal adviesvragen', 'Aantal', 'Requests'], required: true },
  },
];

const make = figureMaker({
  register: 'advice',
  population: text(
    'Adviesvragen aan integriteitscoördinatoren die zijn geregistreerd.',
    'Advice requests to integrity coordinators that were registered.',
  ),
  protection: {
    class: 'guarded',
    reason: text(
      'Onderdeel en onderwerp samen kunnen naar een vrager wijzen.',
      'Unit and topic together may point at a requester.',
    ),
  },
  source: 'Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Adviesvragen',
});

/** Advice requests: questions asked before anything goes wrong. */
export const advice = returnRegister({
  key: 'advice',
  name: text('Adviesvragen', 'Advice requests'),
  what: text(
    'Vragen aan integriteitscoördinatoren, naar onderwerp.',
    'Questions to integrity coordinators, by topic.',
  ),
  counts: 'advice request',
  accountsOnly: true,
  fields,
  imports: [
    returnImport({
      register: 'advice',
      name: text('jaaropgave adviesvragen', 'annual return of advice requests'),
      fields,
      unitColumn: ['Onderdeel', 'Dienst', 'Organisatie', 'Unit'],
      partColumn: { label: text('Onderwerp', 'Topic'), headings: ['Thema'], list: 'advice-topics' },
    }),
  ],
  figures: [
    make.reported(
      'by-topic',
      { field: 'advice.requests', counts: 'advice request', part: 'advice-topics' },
      text('Adviesvragen naar onderwerp', 'Advice requests by topic'),
      text('Het aantal geregistreerde adviesvragen.', 'The number of registered advice requests.'),
    ),
    make.derived(
      'by-topic-share',
      ['advice.by-topic'],
      percentOf(group(['adviesvraag', 'adviesvragen'], ['advice request', 'advice requests'])),
      'advice request',
      text('Aandeel per onderwerp', 'Share by topic'),
      text(
        'Adviesvragen over het onderwerp gedeeld door alle adviesvragen van dat jaar.',
        'Requests on the topic divided by all requests of that year.',
      ),
      (cube) => share(cube, 'topic'),
    ),
    make.derived(
      'rank-of-topics',
      ['advice.by-topic'],
      { unit: 'rank', decimals: 0 },
      'advice request',
      text('Rangorde van onderwerpen', 'Ranking of topics'),
      text('1 is het onderwerp met de meeste vragen.', '1 is the topic with most requests.'),
      (cube) => rank(cube, 'topic'),
    ),
    make.derived(
      'growth',
      ['advice.by-topic'],
      growthInPercent,
      'advice request',
      text('Groei van het aantal adviesvragen', 'Growth of advice requests'),
      text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      (cube) => growth(cube),
    ),
  ],
});
