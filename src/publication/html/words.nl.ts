import type { Verdict } from '../../collection/checks/check-line.ts';
import type { QuantityUnit } from '../../figures/cubes/counted-thing.ts';
import type { PublishedState } from '../../figures/cubes/published-state.ts';
import type { Basis, CountingDate, ProtectionClass } from '../../figures/definition.ts';
import type { FixedKind } from '../report-model.ts';

/** The words around a report; the report's own text stays in its language. */
export interface ReportWords {
  readonly contents: string;
  readonly period: string;
  readonly published: string;
  readonly version: string;
  /** Heads what says that a report is a draft. */
  readonly state: string;
  readonly hash: string;
  readonly hashExplained: string;
  readonly downloads: string;
  readonly table: string;
  readonly data: string;
  readonly dataIntro: string;
  readonly howComputed: string;
  readonly howComputedFor: string;
  readonly footnotes: string;
  readonly previousChapter: string;
  readonly nextChapter: string;
  readonly aid: string;
  readonly abbreviations: string;
  readonly figuresChapter: string;
  readonly figuresIntro: string;
  readonly standsAlone: string;
  readonly appendix: {
    readonly category: string;
    readonly subcategory: string;
    readonly finding: string;
    readonly summary: string;
    readonly settlement: string;
    readonly noSettlement: string;
    /** {count} */
    readonly count: string;
    /** {count} */
    readonly withheld: string;
    readonly empty: string;
    readonly flags: string;
  };
  /** What an older report claims, beside what this one gives. */
  readonly printed: {
    readonly caption: string;
    /** {count} {equal} {different} {cannot} */
    readonly count: string;
    readonly claim: string;
    readonly printed: string;
    readonly computed: string;
    readonly verdict: string;
    readonly why: string;
    readonly place: string;
    readonly verdicts: Readonly<Record<Verdict, string>>;
  };
  readonly figure: {
    readonly definition: string;
    readonly population: string;
    readonly completeness: string;
    readonly counts: string;
    readonly unit: string;
    readonly shareOf: string;
    readonly countingDate: string;
    readonly provisional: string;
    readonly basis: string;
    readonly protection: string;
    readonly source: string;
    readonly cannot: string;
  };
  readonly units: Readonly<Record<QuantityUnit, string>>;
  readonly countingDates: Readonly<Record<CountingDate, string>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly classes: Readonly<Record<ProtectionClass, string>>;
  readonly classMeanings: Readonly<Record<ProtectionClass, string>>;
  /** What a state means, for the key under data; empty where the number speaks for itself. */
  readonly states: Readonly<Record<PublishedState, string>>;
  readonly method: {
    readonly made: string;
    /** {program} {version} {date} */
    readonly madeBy: string;
    /** {program} {version} */
    readonly draftBy: string;
    readonly protection: string;
    /** {threshold} */
    readonly protectionText: string;
    readonly classes: string;
    readonly class: string;
    readonly meaning: string;
    readonly number: string;
    readonly audit: string;
    readonly auditPassed: string;
    readonly auditFailed: string;
    /** {cells} */
    readonly auditCells: string;
    /** {hidden} */
    readonly auditHidden: string;
    /** {threshold} */
    readonly auditRange: string;
    /** {cells} {sums} {earlier} */
    readonly auditOutside: string;
    readonly auditBeside: string;
    /** {computable} */
    readonly auditOwn: Readonly<Record<'singletons' | 'every', string>>;
    readonly patterns: Readonly<Record<'exact' | 'heuristic' | 'none-needed', string>>;
    readonly attackers: string;
    readonly coarsened: string;
    readonly headcount: string;
    readonly completeness: string;
    readonly uncomputable: string;
    readonly exceptions: string;
    readonly exceptionsIntro: string;
    readonly fixed: Readonly<Record<FixedKind, string>>;
    readonly kind: string;
    readonly text: string;
    readonly source: string;
    readonly revisions: string;
    readonly noRevisions: string;
    /** {numbers} {figures} */
    readonly revisionsSummary: string;
    readonly revisionsAll: string;
    /** {publication} {was} {now} */
    readonly revised: string;
    /** {figures} */
    readonly alsoIn: string;
    readonly change: {
      readonly figure: string;
      readonly place: string;
      readonly year: string;
      readonly report: string;
      readonly was: string;
      readonly now: string;
      readonly cause: string;
      /** The place of a number that is about all. */
      readonly whole: string;
    };
  };
}

export const wordsNl: ReportWords = {
  contents: 'Inhoud',
  period: 'Periode',
  published: 'Gepubliceerd',
  version: 'Versie',
  state: 'Status',
  hash: 'Kenmerk',
  hashExplained: 'begin van het controlegetal (SHA-256) van het verslag',
  downloads: 'Dit verslag als bestand',
  table: 'Tabel',
  data: 'Gegevens',
  dataIntro: 'De cijfers achter deze figuur staan in deze bestanden:',
  howComputed: 'Hoe is dit berekend?',
  howComputedFor: 'Hoe is dit berekend:',
  footnotes: 'Voetnoten',
  previousChapter: 'Vorig hoofdstuk',
  nextChapter: 'Volgend hoofdstuk',
  aid: 'Leeswijzer',
  abbreviations: 'Afkortingen',
  figuresChapter: 'Hoe de cijfers zijn berekend',
  figuresIntro:
    'Ieder cijfer in dit verslag komt uit een register of een jaarlijkse opgave. Hier staat per cijfer wat het is, over wie het gaat en of het volledig is.',
  standsAlone: 'Dit bestand staat op zichzelf: het haalt niets van internet.',
  appendix: {
    category: 'Categorie',
    subcategory: 'Subcategorie',
    finding: 'Vastgesteld',
    summary: 'Samenvatting',
    settlement: 'Afdoening',
    noSettlement: 'niet vastgelegd',
    count: '{count, plural, =0 {Geen incidenten} one {# incident} other {# incidenten}}',
    withheld:
      '{count, plural, one {Eén incident is niet opgenomen: de omschrijving zou iemand herkenbaar maken.} other {# incidenten zijn niet opgenomen: de omschrijving zou iemand herkenbaar maken.}}',
    empty: 'Over deze periode is er geen incident om hier te noemen.',
    flags: 'Twijfel in het register',
  },
  printed: {
    caption: 'Wat het gedrukte verslag zegt',
    count:
      '{count, plural, one {# bewering} other {# beweringen}} uit het gedrukte verslag: {equal} gelijk aan de registers, {different, plural, one {# wijkt} other {# wijken}} af, {cannot} niet te berekenen of buiten de registers.',
    claim: 'Bewering',
    printed: 'Gedrukt',
    computed: 'Berekend',
    verdict: 'Oordeel',
    why: 'Uitleg',
    place: 'Regel',
    verdicts: {
      agrees: 'gelijk',
      contradicts: 'wijkt af',
      differs: 'ongeveer gedrukt',
      'cannot-be-computed': 'niet te berekenen',
      outside: 'buiten de registers',
    },
  },
  figure: {
    definition: 'Wat is het?',
    population: 'Over wie of wat gaat het?',
    completeness: 'Is het volledig?',
    counts: 'Wat is geteld?',
    unit: 'Waarin uitgedrukt?',
    shareOf: 'Waarvan is het een deel?',
    countingDate: 'In welk jaar telt het mee?',
    provisional: 'Is het al definitief?',
    basis: 'Waar komt het vandaan?',
    protection: 'Bescherming',
    source: 'Bron van de definitie',
    cannot: 'Waarom dit cijfer ontbreekt',
  },
  units: {
    count: 'aantal',
    percent: 'procent',
    'percentage-points': 'procentpunten',
    'per-100-staff': 'per 100 medewerkers',
    days: 'dagen',
    weeks: 'weken',
    rank: 'plaats in de volgorde',
    euro: 'euro',
  },
  countingDates: {
    received: 'het jaar waarin het is ontvangen',
    occurred: 'het jaar waarin het gebeurde',
    qualified: 'het jaar waarin het als signaal is aangemerkt',
    decided: 'het jaar waarin is beslist',
    closed: 'het jaar waarin het is afgesloten',
    'period of the return': 'het jaar waarover het onderdeel opgave deed',
    'reference date': 'de stand op de peildatum',
  },
  bases: {
    records: 'losse registraties in het register',
    return: 'jaarlijkse opgaven van de onderdelen',
    'records and return': 'losse registraties en jaarlijkse opgaven samen',
  },
  classes: {
    open: 'open',
    guarded: 'beschermd',
    closed: 'gesloten',
    'printed-earlier': 'eerder gedrukt',
  },
  classMeanings: {
    open: 'Het aantal wijst niet naar een persoon en wordt altijd getoond.',
    guarded: 'Kleine aantallen kunnen naar een persoon wijzen. Zij worden niet getoond.',
    closed: 'Wordt niet gepubliceerd.',
    'printed-earlier': 'Stond al in een eerder openbaar verslag en is daarmee bekend.',
  },
  states: {
    value: '',
    nil: 'nul: er is geteld, en er was er geen',
    partial: 'onvolledig: een deel is niet opgegeven',
    estimated: 'geschat',
    suppressed: 'niet getoond, omdat een klein aantal anders bekend wordt; het is niet nul',
    'not-reported': 'niet opgegeven door het onderdeel; het is niet nul',
    'not-asked': 'niet gevraagd',
    'not-applicable': 'niet van toepassing',
    'reported-late': 'opgegeven na de publicatie',
    'not-recorded': 'niet vastgelegd in het register',
    'cannot-be-computed': 'niet te berekenen uit de gegevens',
  },
  method: {
    made: 'Hoe dit verslag is gemaakt',
    madeBy:
      'Ieder getal in de tekst, de tabellen en de grafieken komt uit de registers en is door {program} {version} berekend op {date}. Geen getal is met de hand ingevuld.',
    draftBy:
      'Dit is een concept. Ieder getal in de tekst, de tabellen en de grafieken komt uit de registers en is door {program} {version} berekend. Geen getal is met de hand ingevuld.',
    protection: 'Bescherming van personen',
    protectionText:
      'Een aantal onder de {threshold} dat naar een persoon kan wijzen, tonen wij niet. Ook verbergen wij zo nodig andere aantallen, zodat niemand het kleine aantal kan terugrekenen. Op die plaatsen staat „·”.',
    classes: 'Soorten cijfers',
    class: 'Soort',
    meaning: 'Betekenis',
    number: 'Aantal cijfers',
    audit: 'Controle',
    auditPassed: 'De controle is geslaagd',
    auditFailed: 'De controle is niet geslaagd',
    auditCells: 'Wij hebben {cells, plural, one {# cel} other {# cellen}} gecontroleerd.',
    auditHidden:
      '{hidden, plural, =0 {Daarvan is geen cel verborgen.} one {Daarvan is # cel verborgen: omdat het aantal klein is, of om een ander aantal te beschermen.} other {Daarvan zijn # cellen verborgen: omdat het aantal klein is, of om een ander aantal te beschermen.}}',
    auditRange:
      'Een klein aantal kan voor wie alles naast elkaar legt altijd nog {threshold} of meer verschillende waarden hebben.',
    auditOutside:
      'Een tweede controle las alleen de bestanden, zoals een lezer dat doet, en rekende zelf: {cells, plural, one {# cel} other {# cellen}} en {sums, plural, one {één som} other {# sommen}}, naast {earlier, plural, =0 {geen eerder verslag} one {één eerder verslag} other {# eerdere verslagen}}. Zij vond geen klein aantal dat niet bekend mag zijn.',
    auditBeside:
      'Van incidenten die niet in de lijst staan, laat de lijst minder waarden over: altijd ten minste twee.',
    auditOwn: {
      singletons:
        'Wie een verborgen getal kent omdat het over het eigen onderdeel gaat, kan door optellen en aftrekken {computable, plural, =0 {geen ander verborgen getal} one {één ander verborgen getal} other {# andere verborgen getallen}} uitrekenen. Deze organisatie beschermt tegen wie zelf de enige achter een getal is, niet tegen wie een ander getal kent.',
      every:
        'Wie een verborgen getal kent omdat het over het eigen onderdeel gaat, kan door optellen en aftrekken {computable, plural, =0 {geen ander verborgen getal} one {één ander verborgen getal} other {# andere verborgen getallen}} uitrekenen. Wie er één kent, rekent daarmee geen klein aantal uit: deze organisatie beschermt ook daartegen.',
    },
    patterns: {
      exact: 'Van alle manieren om dit te verbergen is de manier gekozen die het minst verloren laat gaan.',
      heuristic:
        'De manier van verbergen is met een benadering gekozen. Misschien had met minder kunnen worden volstaan; veilig is zij wel.',
      'none-needed': 'Er hoefde niets verborgen te worden.',
    },
    attackers: 'Tegen deze lezers is gecontroleerd',
    coarsened: 'Minder uitgesplitst om personen te beschermen',
    headcount: 'Personeelsaantallen',
    completeness: 'Volledigheid',
    uncomputable: 'Cijfers die niet te berekenen zijn',
    exceptions: 'Getallen die niet uit een register komen',
    exceptionsIntro: 'Data, wetsartikelen, citaten en normen staan in de tekst met hun bron.',
    fixed: {
      date: 'datum',
      law: 'wet',
      quotation: 'citaat',
      benchmark: 'vergelijkingscijfer',
      norm: 'norm',
      name: 'naam',
    },
    kind: 'Soort',
    text: 'Tekst',
    source: 'Bron',
    revisions: 'Wat is veranderd sinds eerdere verslagen',
    noRevisions: 'Geen getal staat hier anders dan in een eerder verslag.',
    revisionsSummary:
      '{numbers, plural, one {# getal staat} other {# getallen staan}} hier anders dan in een eerder verslag, in {figures, plural, one {# cijfer} other {# cijfers}}. Het eerdere verslag blijft staan zoals het was.',
    revisionsAll: 'Alle veranderingen',
    revised: 'in het verslag {publication} stond {was}; nu bekend is {now}.',
    alsoIn: 'ook in: {figures}',
    change: {
      figure: 'Cijfer',
      place: 'Waarvan',
      year: 'Jaar',
      report: 'Verslag',
      was: 'Stond er',
      now: 'Is nu',
      cause: 'Oorzaak',
      whole: 'hele organisatie',
    },
  },
};
