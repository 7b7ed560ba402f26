import type { HealthLine, HealthReason, Light } from '../../platform/health/health.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What each line of the health page is called. */
export const lineWords: Readonly<Record<HealthLine, Text>> = {
  database: text('Database', 'Database'),
  disk: text('Schijfruimte', 'Disk space'),
  mail: text('Bezorging van post', 'Delivery of mail'),
  jobs: text('Taken', 'Jobs'),
  backup: text('Reservekopie', 'Backup'),
  drill: text('Oefening van terugzetten', 'Drill of putting back'),
  secrets: text('Geheimen die verlopen', 'Secrets that end'),
  chain: text('Keten van de vastlegging', 'Chain of the audit trail'),
  channel: text('Sleutels voor vertrouwelijke meldingen', 'Keys for confidential reports'),
};

/** The lights in words. */
export const lightWords: Readonly<Record<Light, Text>> = {
  green: text('Groen: in orde', 'Green: in order'),
  amber: text('Oranje: let op', 'Amber: attention'),
  red: text('Rood: nu iets doen', 'Red: something to do now'),
};

type Told = Readonly<Partial<Record<HealthReason, Text>>>;

const notRecorded = text(
  'Niet vastgelegd. Leg de dag vast; de weg staat hieronder.',
  'Not recorded. Record the day; the way is below.',
);

/** What is the matter with each line, and what to do. `{day}` is a day in words. */
export const reasonWords: Readonly<Record<HealthLine, Told>> = {
  database: {
    right: text('De database antwoordt en is bijgewerkt.', 'The database answers and is up to date.'),
    behind: text(
      'De database is niet bijgewerkt. Voer op de server uit: database migrate.',
      'The database is not up to date. Run on the server: database migrate.',
    ),
  },
  disk: {
    right: text(
      'Er is genoeg ruimte op de schijf van deze machine.',
      'There is room enough on the disk of this machine.',
    ),
    low: text(
      'Er is minder dan 15 procent of 5 gigabyte vrij. Maak ruimte of vergroot de schijf.',
      'Less than 15 per cent or 5 gigabytes is free. Make room or enlarge the disk.',
    ),
    full: text(
      'Er is minder dan 5 procent of 1 gigabyte vrij. Is de schijf vol, dan wordt niets meer opgeslagen.',
      'Less than 5 per cent or 1 gigabyte is free. When the disk is full, nothing is saved any more.',
    ),
  },
  mail: {
    right: text(
      'Er wacht geen post die niet bezorgd kon worden.',
      'No mail waits that could not be delivered.',
    ),
    'not-set': text('Niet ingesteld. Er gaan geen berichten uit.', 'Not set. No messages go out.'),
    undelivered: text(
      'Er is post niet bezorgd. Verstuur een testbericht; de uitkomst zegt wat eraan schort.',
      'Mail was not delivered. Send a test message; its outcome says what is wrong.',
    ),
    refused: text(
      'De mailserver laat het programma niet binnen. Controleer wachtwoord, geheim en toegestane adressen.',
      'The mail server does not let the program in. Check password, secret and allowed addresses.',
    ),
    retries: text(
      'Er wacht post die nog niet is bezorgd. Het programma probeert het opnieuw, twee dagen lang.',
      'Mail waits that was not delivered yet. The program tries again, for two days.',
    ),
  },
  jobs: {
    right: text('Alle taken zijn op tijd.', 'All jobs are on time.'),
    late: text(
      'Er is een taak meer dan een halfuur te laat. Kijk of het programma draait.',
      'A job is more than half an hour late. See whether the program runs.',
    ),
    failed: text('Een taak is mislukt. Bekijk de taken.', 'A job failed. Look at the jobs.'),
  },
  backup: {
    right: text('De laatste is van {day}.', 'The last is of {day}.'),
    old: text('De laatste is van {day}. Maak een nieuwe.', 'The last is of {day}. Make a new one.'),
    'not-recorded': notRecorded,
  },
  drill: {
    right: text('De laatste was op {day}.', 'The last was on {day}.'),
    old: text(
      'De laatste was op {day}. Oefen opnieuw, minstens elk halfjaar.',
      'The last was on {day}. Practise again, at least every half year.',
    ),
    'not-recorded': notRecorded,
  },
  secrets: {
    right: text('Er verloopt geen geheim binnen 60 dagen.', 'No secret ends within 60 days.'),
    soon: text(
      'Een geheim is geldig tot en met {day}. Vervang het voor die dag.',
      'A secret is valid until and including {day}. Replace it before that day.',
    ),
    over: text(
      'Een geheim was geldig tot en met {day}. Vervang het nu.',
      'A secret was valid until and including {day}. Replace it now.',
    ),
  },
  chain: {
    right: text('De keten klopte op {day}.', 'The chain was right on {day}.'),
    old: text(
      'De keten is voor het laatst nagerekend op {day}. Kijk of de taken lopen.',
      'The chain was last checked on {day}. See whether the jobs run.',
    ),
    broken: text(
      'De keten klopte niet op {day}. Laat de database zoals zij is en waarschuw de auditor.',
      'The chain was not right on {day}. Leave the database as it is and warn the auditor.',
    ),
    'not-recorded': text('Nog niet nagerekend.', 'Not checked yet.'),
  },
  channel: {
    right: text(
      'De sleutels zijn in orde tot en met {day}.',
      'The keys are in order up to and including {day}.',
    ),
    soon: text(
      'De lijsten van wie ontvangen gelden tot en met {day}. Vraag de sleutelbeheerders nieuwe te tekenen.',
      'The lists of who receive hold up to and including {day}. Ask the key officers to sign new ones.',
    ),
    closed: text(
      'De sleutels zijn niet in orde. Waarom en wat nu staat bij de sleutels.',
      'The keys are not in order. Why and what to do stands with the keys.',
    ),
    'not-set': text(
      'Er is nog geen sleutelceremonie gehouden. Hoe dat gaat staat bij de sleutels.',
      'No key ceremony was held yet. How that goes stands with the keys.',
    ),
  },
};
