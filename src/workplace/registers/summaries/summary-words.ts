import { text } from '../../../platform/language/text.ts';

/** What the page of a public summary says. */
export const summaryWords = {
  title: text('Openbare samenvatting', 'Public summary'),
  lead: text(
    'Deze tekst komt in de bijlage van het verslag, als een ander dan de schrijver ermee akkoord is. Schrijf wat er is gebeurd en gedaan, zonder iets waaraan iemand te herkennen is.',
    'This text comes into the appendix of the report, when somebody else than its writer agreed to it. Write what happened and what was done, without anything by which somebody can be recognised.',
  ),
  languages: text('Taal van de tekst', 'Language of the text'),
  nl: text('Nederlands', 'Dutch'),
  en: text('Engels', 'English'),
  saysHere: text('Wat het register zegt', 'What the register says'),
  now: text('De tekst zoals hij nu is', 'The text as it is now'),
  text: text('Samenvatting', 'Summary'),
  textHint: text('Hoogstens 2000 tekens.', 'At most 2000 characters.'),
  settlement: text('Afdoening', 'Settlement'),
  settlementHint: text('Mag leeg blijven. Hoogstens 500 tekens.', 'May stay empty. At most 500 characters.'),
  textMissing: text('Schrijf de samenvatting.', 'Write the summary.'),
  writtenBy: text('Geschreven door', 'Written by'),
  readBy: text('Akkoord van', 'Agreed to by'),
  write: text('Samenvatting schrijven of wijzigen', 'Write or change the summary'),
  anew: text(
    'Wie de tekst opslaat, maakt er weer een concept van: het akkoord geldt dan niet meer.',
    'Who saves the text makes it a draft again: the agreement holds no more then.',
  ),
  warnings: text('Hieraan kan iemand te herkennen zijn', 'By this somebody may be recognised'),
  warningsText: text(
    'Wijzig de tekst, of schrijf bij elk waarom het mag blijven staan. Dat er niets gevonden is, betekent niet dat niemand te herkennen is.',
    'Change the text, or write for each why it may stay. That nothing was found does not mean that nobody can be recognised.',
  ),
  why: text('Waarom mag „{found}” blijven staan? ({label})', 'Why may “{found}” stay? ({label})'),
  whyMissing: text(
    'Wijzig „{found}” in de tekst, of schrijf waarom het mag blijven staan.',
    'Change “{found}” in the text, or write why it may stay.',
  ),
  kept: text('„{found}” ({warning}) blijft staan: {because}', '“{found}” ({warning}) stays: {because}'),
  save: text('Concept opslaan', 'Save the draft'),
  ask: text('Samenvatting laten lezen', 'Have the summary read'),
  read: text('U kunt deze tekst lezen', 'You can read this text'),
  readText: text(
    'U schreef hem niet zelf. Lees de tekst naast het register: klopt hij, en is er niemand aan te herkennen?',
    'You did not write it yourself. Read the text beside the register: is it right, and can nobody be recognised by it?',
  ),
  agree: text('Akkoord geven', 'Agree to it'),
  sendBack: text('Tekst terugsturen', 'Send the text back'),
  withhold: text('Tekst inhouden', 'Withhold the text'),
  withholdText: text(
    'Dan staat dit incident niet in de bijlage, tot er weer een tekst is waarmee een ander akkoord is.',
    'Then this incident does not stand in the appendix, until there is a text again to which somebody else agreed.',
  ),
  reason: text('Waarom?', 'Why?'),
  reasonHint: text(
    'Hoogstens 1000 tekens. Staat daarna in de geschiedenis.',
    'At most 1000 characters. It stands in the history then.',
  ),
  reasonMissing: text('Schrijf waarom, in hoogstens 1000 tekens.', 'Write why, in at most 1000 characters.'),
  meanwhile: text(
    'De samenvatting is intussen door iemand gewijzigd. Wat u schreef staat hieronder; vergelijk het met de tekst zoals hij nu is en verstuur het opnieuw.',
    'The summary was changed by somebody meanwhile. What you wrote stands below; compare it with the text as it is now and send it again.',
  ),
  meanwhileDecided: text(
    'De samenvatting is intussen gewijzigd. Er is niets vastgelegd. Lees de tekst zoals hij nu is.',
    'The summary was changed meanwhile. Nothing was recorded. Read the text as it is now.',
  ),
  recordMeanwhile: text(
    'De registratie is intussen gewijzigd. Er is niets vastgelegd. Lees de tekst naast wat er nu staat, en beslis opnieuw.',
    'The record was changed meanwhile. Nothing was recorded. Read the text beside what stands now, and decide anew.',
  ),
  history: text('Geschiedenis van deze samenvatting', 'History of this summary'),
  noHistory: text('Nog niets geschreven.', 'Nothing written yet.'),
  inHistory: text('{state}, {who}, {moment}', '{state}, {who}, {moment}'),
  byFile: text('uit een bestand', 'from a file'),
  done: {
    opgeslagen: text('Het concept is opgeslagen', 'The draft was saved'),
    gevraagd: text('De samenvatting wacht op een tweede lezer', 'The summary waits for a second reader'),
    akkoord: text('U gaf akkoord', 'You agreed to it'),
    terug: text('De tekst is teruggestuurd', 'The text was sent back'),
    ingehouden: text('De tekst is ingehouden', 'The text is withheld'),
  },
} as const;
