import type { WebWords } from './words.nl.ts';

export const wordsEn: WebWords = {
  thisLanguage: 'English',
  skip: 'Skip to content',
  navigation: 'Main menu',
  crumbs: 'Breadcrumb',
  about: 'About this site',
  example: 'Example',
  madeWith: 'Made with Daglicht: every figure traceable, no person traceable.',
  optional: 'optional',
  errorSummary: 'Something is not right',
  errorPrefix: 'Error:',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  page: 'Page {page}',
  remove: 'Remove:',
  tableRegion: 'Table: {table}',
  toFootnote: 'footnote {number}',
  backToText: 'back to the text',
  errors: {
    notFound: {
      title: 'This page does not exist',
      what: 'There is nothing at this address. It may have been copied wrongly. A report, once published, does not disappear.',
      next: 'Check the address, or start at the home page.',
    },
    notAllowed: {
      title: 'This site is for reading only',
      what: 'This site takes no data. Nothing was received and nothing was kept.',
      next: 'Go to the home page to read the reports.',
    },
    foreignForm: {
      title: 'This form came from another site',
      what: 'A form is accepted only from a page at this address. Nothing was received and nothing was kept.',
      next: 'Open the page at this address again and fill in the form there.',
    },
    fault: {
      title: 'Something went wrong on our side',
      what: 'This page could not be made. You did nothing wrong. Nothing was lost.',
      next: 'Try again in a few minutes.',
    },
    unknownHost: {
      title: 'There is no organisation at this address',
      what: 'Daglicht does not know this address. Every address belongs to one organisation.',
      next: 'Check the address.',
    },
    unavailable: {
      title: 'The data cannot be reached just now',
      what: 'The site works, but the database does not answer. Nothing was lost.',
      next: 'Try again in a minute. As soon as the database answers, this page works again by itself.',
    },
    broken: {
      title: 'This organisation cannot be opened now',
      what: 'Its data are still there, but the program could not open them. Other organisations work as usual.',
      next: 'Try again later. The administrator sees the reason in the window of the program.',
    },
    starting: {
      title: 'Daglicht is getting ready',
      what: 'The program is starting and prepares the data. That takes half a minute at most.',
      next: 'Load this page again shortly.',
    },
    noFiles: {
      title: 'There are no files here',
      what: 'This address is meant for attachments to cases. There are none yet.',
      next: 'The files of a report are on the public site, under Data.',
    },
  },
  toHome: 'To the home page',
  inLanguage: { nl: 'in Dutch', en: 'in English' },
  work: {
    title: 'Workplace',
    status: 'Status',
    components: 'Components',
    noSignIn:
      'Signing in does not exist yet. Registers are kept at the command line for now; the reports are on the public site.',
    healthy: 'Everything works',
    healthyText: 'The database answers and is up to date.',
    behind: 'The database is not up to date',
    behindText: 'Changes are waiting. Run: npm run daglicht -- database migrate.',
    version: 'Program',
    storage: 'Database',
    kinds: { embedded: 'embedded', server: 'own server' },
    size: 'Size',
    migrations: 'Changes of the structure',
    migrationsCount:
      '{applied, plural, one {# applied} other {# applied}}, {pending, plural, =0 {none pending} other {# pending}}',
  },
};
