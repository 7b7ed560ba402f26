import { type Text, text } from '../../platform/language/text.ts';
import { deedWords } from '../audit/deed-words.ts';

/** What each deed and question is called as something that may be done. */
const words: Readonly<Record<string, Text>> = {
  'organisation.describe': text('Structuur beschrijven', 'Describe the structure'),
  'organisation.structure': text('De indeling zien', 'See the structure'),
  'organisation.person-of-mail': text('Een e-mailadres opzoeken', 'Look up a mail address'),
  'organisation.add-person': text('Een persoon toevoegen', 'Add a person'),
  'organisation.appoint': text('Een rol geven vanaf de server', 'Give a role from the server'),
  'organisation.end-appointment': text('Een rol beëindigen', 'End a role'),
  'organisation.keep-search': text('Mensen zoeken', 'Search people'),
  'organisation.kept-search': text('Een eigen zoekvraag terugzien', 'See an own search again'),
  'organisation.search-people': text('Gevonden mensen zien', 'See the people found'),
  'organisation.person': text('De gegevens van een persoon zien', 'See the details of a person'),
  'organisation.change-contact': text('Naam of adres wijzigen', 'Change name or address'),
  'organisation.propose-appointment': text('Een rol geven of voorstellen', 'Give or propose a role'),
  'organisation.proposals': text('Voorstellen zien', 'See proposals'),
  'organisation.decide-proposal': text('Over een voorstel beslissen', 'Decide about a proposal'),
  'organisation.profile': text('Het profiel zien of vastleggen', 'See or record the profile'),
  'organisation.contents': text('Zien wat de organisatie bevat', 'See what the organisation holds'),
  'organisation.name': text('De naam van de organisatie zien', 'See the name of the organisation'),
  'identity.keep-post': text(
    'Een formulier bewaren als de sessie voorbij is',
    'Keep a form when the session is over',
  ),
  'organisation.kept-post': text('Een eigen bewaard formulier terugzien', 'See an own kept form again'),
  'organisation.keep-text': text('Een concept of zoekvraag bewaren', 'Keep a draft or search'),
  'organisation.kept-text': text('Een eigen concept terugzien', 'See an own draft again'),
  'organisation.own-drafts': text('De eigen concepten zien', 'See the own drafts'),
  'organisation.drop-draft': text('Een eigen concept opruimen', 'Let an own draft go'),
  'records.exclude': text('Iemand uitsluiten van een registratie', 'Exclude somebody from a record'),
  'records.end-exclusion': text('Een uitsluiting beëindigen', 'End an exclusion'),
  'records.exclusions': text('Zien wie is uitgesloten', 'See who is excluded'),
  'figures.inputs': text('Cijfers berekenen, ook kleine', 'Compute figures, small ones too'),
  'figures.report': text('Een verslag maken', 'Make a report'),
  'figures.rows': text('Cijfers volgen naar de rijen', 'Follow figures to the rows'),
  'figures.basis-reasons': text('Redenen van verschillen vastleggen', 'Record reasons of differences'),
  'flags.counts': text('Twijfels tellen', 'Count doubts'),
  'imports.list': text('Zien wat is ingelezen', 'See what was imported'),
  'imports.undo': text('Een inlezing terugnemen', 'Take an import back'),
  'calls.open': text('De uitvraag openen', 'Open the annual call'),
  'calls.extend': text('De termijn van een uitvraag verlengen', 'Extend the term of a call'),
  'calls.reopen': text('Een opgave heropenen', 'Reopen a return'),
  'calls.before-opening': text('Een uitvraag voorbereiden', 'Prepare a call'),
  'calls.overview': text('De stand van de uitvraag zien', 'See the state of the call'),
  'calls.people': text('Zien wie kan antwoorden', 'See who can answer'),
  'calls.return': text('Een opgave zien', 'See a return'),
  'calls.save-answers': text('Een opgave invullen', 'Fill in a return'),
  'calls.sign': text('Een opgave ondertekenen', 'Sign a return'),
  'imports.keep-file': text('Een bestand aanbieden om in te lezen', 'Bring in a file to be read'),
  'imports.kept-files': text('De eigen aangeboden bestanden zien', 'See the own files brought in'),
  'imports.kept-content': text('Een eigen aangeboden bestand ophalen', 'Take up an own file brought in'),
  'imports.begin-file': text('Een aangeboden bestand laten bekijken', 'Have a file brought in looked at'),
  'imports.note-file': text('Vastleggen wat in een bestand is gevonden', 'Note what was found in a file'),
  'imports.answer-file': text('Vragen over een bestand beantwoorden', 'Answer questions about a file'),
  'imports.drop-file': text('Een aangeboden bestand wegdoen', 'Take a file brought in away'),
  'calls.answer': text('Antwoorden op de uitvraag vastleggen', 'Record answers to the annual call'),
  'example.step': text('Een voorbeeld klaarzetten', 'Load an example'),
  'example.people': text('Mensen van een voorbeeld klaarzetten', 'Load people of an example'),
  'example.progress': text('Zien hoe ver een voorbeeld is', 'See how far an example is'),
  'publication.summaries': text(
    'Openbare samenvattingen lezen en vastleggen',
    'Read and record public summaries',
  ),
  'publication.request': text('Een verslag publiceren', 'Publish a report'),
  'publication.publish': text('Een verslag opslaan als gepubliceerd', 'Store a report as published'),
  'publication.note': text('Een toelichting bij een verslag plaatsen', 'Place a note at a report'),
  'publication.frozen': text('Een verslag narekenen', 'Compute a report again'),
  'publication.known': text('Lezen wat eerder is gepubliceerd', 'Read what was published before'),
  'publication.read': text('Een verslag lezen', 'Read a report'),
  'statement.incidents': text('Een opgave van incidenten maken', 'Make a statement of incidents'),
  'statement.recorded': text('Gedane opgaven zien', 'See statements that were made'),
  'registers.place-export': text(
    'Bestanden uit de registers schrijven, waarvan wordt vastgelegd waarheen',
    'Write files from the registers, of which is recorded where they went',
  ),
  'statement.record': text('Een opgave vastleggen', 'Record a statement'),
  'identity.invite': text('Iemand uitnodigen voor een account', 'Invite somebody to an account'),
  'identity.make-link-code': text('De code bij een uitnodiging maken', 'Make the code of an invitation'),
  'identity.end-account': text('Een account beëindigen', 'End an account'),
  'access.holders': text('Zien wie een rol heeft', 'See who has a role'),
  'access.roles-of': text('Zien welke rollen iemand heeft', 'See which roles somebody has'),
  'access.reviews': text('De controles van rollen zien', 'See the reviews of roles'),
  'access.sign-review': text('De controle van een rol ondertekenen', 'Sign the review of a role'),
  'audit.read': text('De vastlegging lezen', 'Read the audit trail'),
  'audit.export': text('De vastlegging als bestand meenemen', 'Take the audit trail along as a file'),
  'audit.who-looked': text('Zien wie naar de eigen gegevens keek', 'See who looked at the own data'),
  'program.state': text('De toestand van het programma zien', 'See the state of the program'),
  'printed-figures.import': text('Inlezen: gedrukte cijfers', 'Import: printed figures'),
  'printed-figures.facts': text('Gedrukte cijfers vergelijken', 'Compare printed figures'),
  'printed-figures.export': text(
    'Meenemen als bestand: gedrukte cijfers',
    'Take along as a file: printed figures',
  ),
};

const ofRegister: Readonly<Record<string, Text>> = {
  import: text('Inlezen', 'Import'),
  export: text('Meenemen als bestand', 'Take along as a file'),
  list: text('De lijst zien', 'See the list'),
  count: text('De lijst tellen', 'Count the list'),
  'take-list': text('Een lijst meenemen als bestand', 'Take a list along as a file'),
  record: text('Een registratie zien', 'See a record'),
  history: text('De geschiedenis van een registratie zien', 'See the history of a record'),
  withdrawn: text('Zien wat is ingetrokken', 'See what was withdrawn'),
  'withdrawn-history': text('Een ingetrokken registratie zien', 'See a withdrawn record'),
  units: text('Zien voor welke onderdelen', 'See for which units'),
  add: text('Een registratie toevoegen', 'Add a record'),
  change: text('Een registratie wijzigen', 'Change a record'),
  withdraw: text('Een registratie intrekken', 'Withdraw a record'),
  restore: text('Een registratie herstellen', 'Restore a record'),
  'decide-doubt': text('Over een twijfel beslissen', 'Decide about a doubt'),
  'reopen-doubt': text('Een twijfel weer openen', 'Open a doubt again'),
};

/** What may be done, as people read it in the access table; as the trail says it where there are no other words. */
export function allowedWords(deed: string, registerName: (key: string) => Text | undefined): Text {
  const known = words[deed];
  if (known) return known;
  const [register = '', kind = ''] = deed.split('.');
  const general = ofRegister[kind];
  const name = registerName(register);
  return general && name
    ? { nl: `${general.nl}: ${name.nl}`, en: `${general.en}: ${name.en}` }
    : deedWords(deed, registerName);
}
