import type { SiteWords } from './words.nl.ts';

export const wordsEn: SiteWords = {
  home: 'Home',
  reports: 'Reports',
  data: 'Data',
  aboutSite: 'About this site',
  accessibility: 'Accessibility',
  figures: 'Figures',
  homePage: {
    lead: 'Here the organisation accounts for integrity: what was reported, what was done about it, and what is not known.',
    latest: 'Latest report',
    read: 'Read the report',
    allReports: 'All reports',
    whatItIs: 'What you may expect of these reports',
    promises: [
      'Every number comes from a register. For each number you see how it was computed and whether it is complete.',
      'Nobody can be recognised. Small numbers that point at a person are not shown.',
      '“Not reported” is not the same as zero. We show the difference.',
      'What was published stays. A correction is a new version beside the old one.',
    ],
    moreAbout: 'More about this site',
    emptyTitle: 'No report has been published yet',
    empty: 'As soon as there is a report, it will be here. You need not do anything.',
  },
  archive: {
    lead: 'All published reports, earlier versions included.',
    count: '{count, plural, =0 {There is no report yet.} one {# report.} other {# reports.}}',
    publishedOn: 'Published on {date}',
    version: 'version {version}',
    earlier: 'Earlier versions',
    notes: 'Became known later',
  },
  report: {
    newerTitle: 'This is not the newest version',
    newer: 'You are reading version {version}. There is a corrected version of this report.',
    toNewest: 'Read the newest version',
    noteTitle: 'Became known later',
    allFigures: 'All figures of this report',
    forArchive: '{format} for the archive',
  },
  figuresPage: {
    lead: '{count, plural, one {One figure} other {# figures}} from {report}. For each you see what it is, whom it is about and how it is protected.',
    cannot: 'cannot be computed',
  },
  figure: {
    whole: 'Total',
    about: 'About this figure',
    yearsBeside: 'By year',
    crossed: '{first} and {second}, {year}',
    download: 'Data',
    downloadIntro: 'This figure is in these files, with all others of the report:',
    usedIn: 'Where the figure stands',
    notUsed: 'This figure does not stand in the text of the report.',
    otherReports: 'The same figure in other reports',
    restated: 'Corrected after earlier publication',
    restatedLine: '{publication} said {was}; it is now known to be {now}.',
    address: 'Name in the files',
    key: 'What stands in the cells',
  },
  catalogue: {
    lead: 'The data behind the reports, to compute with. Every file says for each number whether it is complete.',
    reuse:
      'You may use these data freely. Name the source and the report. A “·” does not stand for zero: that number is not shown.',
    empty: 'No data have been published yet.',
    formats: {
      json: 'JSON: the whole report with all figures, for programs',
      csv: 'CSV: one fact a line',
      ods: 'ODS: spreadsheet (LibreOffice)',
      xlsx: 'XLSX: spreadsheet (Excel)',
      pdf: 'PDF: to read and to print',
      html: 'HTML: the report as one file',
      jsonld: 'JSON-LD: description of the data (DCAT)',
      ttl: 'Turtle: description of the data (DCAT)',
      rdf: 'RDF: description of the data (DCAT)',
      xml: 'XML: description of the data',
    },
  },
  about: {
    lead: 'Daglicht makes the annual report on integrity straight from the registers of an organisation.',
    parts: [
      {
        title: 'Figures that you can follow',
        text: 'No number in a report was typed by hand. Every number is bound to a description: what was counted, about whom, in which year and how completely. Press a number in the text to see that description.',
      },
      {
        title: 'People whom you cannot recognise',
        text: 'A small number may point at a person. Such numbers are not shown. Sometimes another number is hidden too, as the small one could otherwise be computed. Before publication we checked what a reader can derive from all tables together.',
      },
      {
        title: 'How to read the numbers',
        text: 'Many reports of concern are no reproach and few are no compliment. Whoever pays attention to integrity hears more. So do not read the numbers as a ranking.',
      },
      {
        title: 'What is kept',
        text: 'This site sets no cookies, uses no scripts and does not record who reads what.',
      },
      {
        title: 'Corrections',
        text: 'A published report does not change. When a number turns out to be different, a new version or a dated note follows. The old version stays readable.',
      },
    ],
  },
  accessible: {
    lead: 'This statement follows the Dutch model for accessibility statements (EN 301 549, WCAG 2.2 level AA).',
    statusTitle: 'Status',
    status:
      'This site has not been examined by an independent party yet. We therefore name no status A or B, although our own tests leave no errors.',
    testedTitle: 'What we tested',
    tested: [
      'Every kind of page with axe-core in Chromium, without a violation found.',
      'The keyboard: the order, the skip to content, opening tables, and the visible focus.',
      'A screen 320 pixels wide: the page does not scroll sideways; wide tables scroll in a region of their own.',
      'The colour contrast of all colours for text and lines, by computation.',
      'Reading without styles and without JavaScript; the site uses no JavaScript.',
    ],
    untestedTitle: 'What we did not test',
    untested: [
      'Reading with a screen reader by someone who uses one daily.',
      'Voice control and switch control.',
      'Browsers other than Chromium.',
    ],
    knownTitle: 'What we know',
    known: [
      'Charts have a text alternative and always a table. For large charts the table is easier to read.',
      'The text of a report is in the language in which it was written, with an English summary where there is one.',
    ],
    reportTitle: 'Do you run into something?',
    report:
      'Tell the organisation that published the report. Name the address of the page and what did not work.',
  },
  start: {
    title: 'Organisations',
    lead: 'This program serves more than one organisation. Each has its own address and its own database.',
    public: 'reports',
    work: 'workplace',
  },
};
