import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { statedMedian } from '../../figures/bases/stated-median.ts';
import { difference, plus, shareOf, without } from '../../figures/counting/derive.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { complaintsBesideIncidents } from './checks.ts';

const fields: readonly ReturnField[] = [
  {
    key: 'complaints.received',
    label: text('Klachten', 'Complaints'),
    counts: 'complaint',
    imported: { names: ['Aantal klachten', 'Ontvangen klachten', 'Ontvangen'], required: true },
  },
  {
    key: 'complaints.handled',
    label: text('Behandelde klachten', 'Complaints handled'),
    counts: 'complaint',
    imported: { names: ['Behandeld'], required: false },
  },
  {
    key: 'complaints.upheld',
    label: text('(Deels) gegronde klachten', 'Complaints upheld in whole or part'),
    counts: 'complaint',
    imported: {
      names: ['Gegrond', '(Deels) gegrond', 'Waarvan gegrond', 'Gegronde klachten', 'Complaints upheld'],
      required: false,
    },
  },
  {
    key: 'complaints.in-time',
    label: text('Op tijd behandeld', 'Handled in time'),
    counts: 'complaint',
    imported: { names: ['Binnen de termijn'], required: false },
  },
  {
    key: 'complaints.overdue',
    label: text('Niet behandeld en over de termijn', 'Not handled and overdue'),
    counts: 'complaint',
    imported: {
      names: ['Over de termijn', 'Termijn verstreken', 'Openstaand na de termijn', 'Overdue'],
      required: false,
    },
  },
  {
    key: 'complaints.not-due',
    label: text('Niet behandeld, termijn loopt nog', 'Not handled, term still running'),
    counts: 'complaint',
    imported: {
      names: ['Termijn loopt nog', 'Openstaand binnen de termijn', 'Not yet due'],
      required: false,
    },
  },
  {
    key: 'complaints.advice-followed',
    label: text('Adviezen gevolgd', 'Advice followed'),
    counts: 'complaint',
    imported: { names: ['Advies gevolgd', 'Opgevolgde adviezen'], required: false },
  },
  {
    key: 'complaints.ombudsman',
    label: text('Naar de Nationale ombudsman', 'To the National Ombudsman'),
    counts: 'complaint',
    imported: { names: ['Ombudsman'], required: false },
  },
  {
    key: 'complaints.median-weeks',
    label: text('Behandelduur in weken, mediaan', 'Weeks of handling, median'),
    counts: 'day',
    unit: 'weeks',
    imported: {
      names: ['Mediaan behandelduur in weken', 'Behandelduur in weken', 'Doorlooptijd in weken'],
      required: false,
    },
  },
];

const make = figureMaker({
  register: 'complaints',
  population: text(
    'Klachten over ongewenste omgangsvormen bij de klachtencommissie, voor het hele concern.',
    'Complaints about undesirable conduct to the complaints committee, for the whole concern.',
  ),
  protection: {
    class: 'open',
    reason: text(
      'De wet vraagt jaarlijkse publicatie van de aantallen (Awb 9:12a).',
      'The law requires yearly publication of the numbers (Awb 9:12a).',
    ),
  },
  source: 'Awb 9:12a; Klachtenregeling ongewenste omgangsvormen',
});

const handled = group(
  ['behandelde klacht', 'behandelde klachten'],
  ['complaint handled', 'complaints handled'],
);
const due = group(
  ['klacht waarvan de termijn is gehaald of gemist', 'klachten waarvan de termijn is gehaald of gemist'],
  ['complaint whose term was met or missed', 'complaints whose term was met or missed'],
);
const count = { unit: 'count', decimals: 0 } as const;

const received: PrintedRule = (printed) =>
  printed.subject === 'Klachtencommissie' && /^klachten$/i.test(printed.quantity) && printed.period
    ? { kind: 'figure', figure: 'complaints.received', at: { year: printed.period }, decimals: 0 }
    : undefined;

/** Complaints about undesirable conduct (Awb chapter 9). */
export const complaints = returnRegister({
  key: 'complaints',
  name: text('Klachten', 'Complaints'),
  what: text(
    'Klachten over ongewenste omgangsvormen en wat ermee is gedaan.',
    'Complaints about undesirable conduct and what was done with them.',
  ),
  counts: 'complaint',
  knownBy: 'committee',
  fields,
  imports: [
    returnImport({
      register: 'complaints',
      name: text('jaaropgave klachten', 'annual return of complaints'),
      fields,
    }),
  ],
  figures: [
    make.reported(
      'received',
      { field: 'complaints.received', counts: 'complaint' },
      text('Klachten', 'Complaints'),
      text(
        'Klachten die de klachtencommissie in het jaar ontving.',
        'Complaints that the committee received in the year.',
      ),
    ),
    make.derived(
      'change',
      ['complaints.received'],
      count,
      'complaint',
      text('Verschil met het jaar ervoor', 'Difference with the year before'),
      text(
        'Het aantal klachten min dat van het jaar ervoor.',
        'The number of complaints minus that of the year before.',
      ),
      (cube) => difference(cube),
    ),
    make.reported(
      'handled',
      { field: 'complaints.handled', counts: 'complaint' },
      text('Behandelde klachten', 'Complaints handled'),
      text('Klachten waarover in het jaar is beslist.', 'Complaints decided in the year.'),
    ),
    make.reported(
      'upheld',
      { field: 'complaints.upheld', counts: 'complaint', within: { whole: 'complaints.handled' } },
      text('(Deels) gegronde klachten', 'Complaints upheld in whole or part'),
      text(
        'Behandelde klachten waarin het gedrag aannemelijk is geworden.',
        'Handled complaints in which the conduct became plausible.',
      ),
    ),
    make.derived(
      'upheld-share',
      ['complaints.upheld', 'complaints.handled'],
      percentOf(handled),
      'complaint',
      text('Aandeel (deels) gegrond', 'Share upheld'),
      text(
        '(Deels) gegronde klachten gedeeld door behandelde klachten.',
        'Complaints upheld divided by complaints handled.',
      ),
      shareOf,
    ),
    make.reported(
      'in-time',
      { field: 'complaints.in-time', counts: 'complaint', within: { whole: 'complaints.handled' } },
      text('Klachten op tijd behandeld', 'Complaints handled in time'),
      text(
        'Binnen tien weken, of veertien na verdaging (Awb 9:11).',
        'Within ten weeks, or fourteen after adjournment (Awb 9:11).',
      ),
    ),
    statedMedian(
      make.reported(
        'weeks-to-decide',
        { field: 'complaints.median-weeks', counts: 'day', addYears: false },
        text('Behandelduur van klachten, mediaan', 'Time to decide on complaints, median'),
        text(
          'Van ontvangst van de klacht tot de beslissing, zoals de commissie opgaf; de helft van de klachten duurde niet langer. Medianen van onderdelen of jaren worden niet samengenomen.',
          'From receipt of the complaint to the decision, as the committee returned it; half of the complaints took no longer. Medians of units or years are never combined.',
        ),
      ),
      { field: 'complaints.median-weeks', stated: 'weeks', cases: 'complaints.handled' },
    ),
    make.reported(
      'advice-followed',
      { field: 'complaints.advice-followed', counts: 'complaint', within: { whole: 'complaints.handled' } },
      text('Gevolgde adviezen', 'Advice followed'),
      text(
        'Beslissingen die het advies van de commissie volgen.',
        'Decisions that follow the advice of the committee.',
      ),
    ),
    make.derived(
      'in-time-share',
      ['complaints.in-time', 'complaints.handled'],
      percentOf(handled),
      'complaint',
      text('Aandeel op tijd behandeld', 'Share handled in time'),
      text(
        'Op tijd behandelde klachten gedeeld door behandelde klachten.',
        'Handled in time divided by handled.',
      ),
      shareOf,
    ),
    make.derived(
      'late',
      ['complaints.handled', 'complaints.in-time'],
      count,
      'complaint',
      text('Klachten te laat behandeld', 'Complaints handled late'),
      text(
        'Behandelde klachten min de op tijd behandelde. Wat nog niet is behandeld, telt in geen van beide.',
        'Complaints handled minus those handled in time. What was not handled yet is in neither.',
      ),
      without,
    ),
    make.reported(
      'overdue',
      { field: 'complaints.overdue', counts: 'complaint', addYears: false },
      text('Klachten over de termijn', 'Complaints overdue'),
      text(
        'Klachten die aan het einde van het jaar niet waren behandeld en waarvan de termijn toen voorbij was. Een klacht kan in meer dan één jaar zo openstaan; jaren worden niet opgeteld.',
        'Complaints that were not handled at the end of the year and whose term had passed by then. A complaint may stand open so in more than one year; years are not added up.',
      ),
    ),
    make.reported(
      'not-due',
      { field: 'complaints.not-due', counts: 'complaint', addYears: false },
      text('Klachten waarvan de termijn nog loopt', 'Complaints of which the term is still running'),
      text(
        'Klachten die aan het einde van het jaar niet waren behandeld en waarvan de termijn toen nog liep. Zij zijn op tijd noch te laat.',
        'Complaints that were not handled at the end of the year and whose term was still running then. They are neither in time nor late.',
      ),
    ),
    make.derived(
      'due',
      ['complaints.handled', 'complaints.overdue'],
      count,
      'complaint',
      text('Klachten waarvan de termijn is gehaald of gemist', 'Complaints whose term was met or missed'),
      text(
        'Behandelde klachten en klachten over de termijn samen. Waarvan de termijn nog loopt, telt niet mee.',
        'Complaints handled and complaints overdue together. Those of which the term is still running do not count.',
      ),
      plus,
    ),
    make.derived(
      'terms-met-share',
      ['complaints.in-time', 'complaints.due'],
      percentOf(due),
      'complaint',
      text('Aandeel klachten waarvan de termijn is gehaald', 'Share of complaints whose term was met'),
      text(
        'Op tijd behandelde klachten, gedeeld door alle klachten waarvan de termijn is gehaald of gemist: ook wat nog niet is behandeld en over de termijn is, telt mee.',
        'Complaints handled in time, divided by all complaints whose term was met or missed: what is not handled yet and overdue counts too.',
      ),
      shareOf,
    ),
    make.derived(
      'advice-followed-share',
      ['complaints.advice-followed', 'complaints.handled'],
      percentOf(handled),
      'complaint',
      text('Aandeel gevolgde adviezen', 'Share of advice followed'),
      text(
        'Beslissingen die het advies volgen, gedeeld door behandelde klachten.',
        'Decisions that follow the advice, divided by complaints handled.',
      ),
      shareOf,
    ),
    make.reported(
      'ombudsman',
      { field: 'complaints.ombudsman', counts: 'complaint' },
      text('Klachten bij de Nationale ombudsman', 'Complaints to the National Ombudsman'),
      text(
        'Klagers die zich daarna tot de Nationale ombudsman wendden (Awb 9:24).',
        'Complainants who then turned to the National Ombudsman (Awb 9:24).',
      ),
    ),
  ],
  printed: [received],
  checks: [complaintsBesideIncidents],
});
