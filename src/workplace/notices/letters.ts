import type { Catalogue } from '../../collection/catalogue.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { systemActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor } from '../../platform/database/doorways.ts';
import { type HealthLine, healthLines } from '../../platform/health/health.ts';
import { type Language, languages, type Text, text } from '../../platform/language/text.ts';
import { digestReader } from '../../platform/mail/digests.ts';
import type { WaitingMail } from '../../platform/mail/outbox.ts';
import type { Letter } from '../../platform/mail/send-mail.ts';
import type { Writer } from '../../platform/mail/send-waiting.ts';
import { lineWords } from '../health/health-words.ts';
import { anythingWaits } from './what-waits.ts';

const words = {
  digestSubject: text('Er wacht werk op u in Daglicht', 'Work waits for you in Daglicht'),
  digest: text(
    'Er wacht werk op u. U vindt het onder „Uw werk”:',
    'Work waits for you. You find it under “Your work”:',
  ),
  why: text(
    'In dit bericht staat met opzet niet waarover het gaat.',
    'This message does not say what it is about, on purpose.',
  ),
  less: text('Minder vaak of geen bericht:', 'Less often, or no message:'),
  testSubject: text('Testbericht van Daglicht', 'Test message of Daglicht'),
  test: text(
    'Dit is een testbericht. Leest u dit, dan bezorgt de mailserver de post van Daglicht.',
    'This is a test message. If you read this, the mail server delivers the mail of Daglicht.',
  ),
  healthSubject: text(
    'Daglicht vraagt de aandacht van de technisch beheerder',
    'Daglicht asks for the attention of the technical administrator',
  ),
  health: text('Dit staat nu op rood:', 'This is red now:'),
  look: text('Wat u kunt doen, staat op de pagina „Gezondheid”:', 'What you can do is on the page “Health”:'),
} as const;

/** Where the mail of an organisation comes from, and leads to. */
export interface LetterPlace {
  readonly door: OrganisationDoor;
  readonly catalogue: Catalogue;
  /** The address of the workplace, without a slash at the end; null: it has none, and no digest is sent. */
  readonly workAddress: string | null;
}

/**
 * Writes what goes out: that work waits, never what. Whether something waits is asked once more, as the reader, at the
 * moment of sending; who left or chose no mail is written to no more.
 */
export const writerOf =
  (place: LetterPlace): Writer =>
  async (waiting) => {
    if (waiting.kind === 'digest') return digest(place, waiting);
    if (waiting.address === null) return null;
    if (waiting.kind === 'test')
      return { to: waiting.address, ...inBoth(words.testSubject, (language) => [words.test[language]]) };
    return { to: waiting.address, ...warning(place, waiting.topics) };
  };

async function digest(
  { door, catalogue, workAddress }: LetterPlace,
  { person }: WaitingMail,
): Promise<Letter | null> {
  if (person === null || workAddress === null) return null;
  const reader = await look(door, systemActor, digestReader, concern, { person });
  if (reader === null) return null;
  try {
    if (!(await anythingWaits(door, catalogue, { person, roles: reader.roles }))) return null;
  } catch (error) {
    if (error instanceof AccessDenied) return null;
    throw error;
  }
  return {
    to: reader.address,
    ...inBoth(words.digestSubject, (language) => [
      words.digest[language],
      addressIn(workAddress, language, ''),
      words.why[language],
      `${words.less[language]} ${addressIn(workAddress, language, '/account/berichten')}`,
    ]),
  };
}

function warning({ workAddress }: LetterPlace, topics: readonly string[]): Pick<Letter, 'subject' | 'text'> {
  const lines = topics.flatMap((topic): HealthLine[] => healthLines.filter((line) => line === topic));
  return inBoth(words.healthSubject, (language) => [
    words.health[language],
    lines.map((line) => `- ${lineWords[line][language]}`).join('\n'),
    ...(workAddress === null ? [] : [words.look[language], addressIn(workAddress, language, '/gezondheid')]),
  ]);
}

function addressIn(address: string, language: Language, path: string): string {
  return `${address}${language === 'nl' ? '' : `/${language}`}${path}`;
}

/** A message in both languages: which one its reader prefers is known to the browser alone. */
function inBoth(
  subject: Text,
  paragraphs: (language: Language) => readonly string[],
): Pick<Letter, 'subject' | 'text'> {
  return {
    subject: subject.nl,
    text: `${languages.map((language) => paragraphs(language).join('\n\n')).join('\n\n* * *\n\n')}\n`,
  };
}
