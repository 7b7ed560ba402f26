import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { hasRole, type SignedIn } from '../front/visit.ts';
import { tokensOf } from '../tokens/own-tokens.tsx';

const words = {
  title: text('Aan de opdrachtregel', 'At the command line'),
  lead: text(
    'Cijfers uitleggen, narekenen en gegevens meenemen gaan nog aan de opdrachtregel, met een sleutel die u zelf maakt.',
    'Explaining figures, verifying and taking data along still go by the command line, with a token that you make yourself.',
  ),
  make: text('Sleutel maken', 'Make a token'),
  none: text('U hebt nog geen sleutel die werkt.', 'You have no token that works yet.'),
  stands: text('„{label}” werkt tot en met {until}.', '“{label}” works up to and including {until}.'),
  all: text('Uw sleutels', 'Your tokens'),
  exportAll: text('Export van alle registers voorstellen', 'Propose an export of all registers'),
  example: text(
    'In dit voorbeeld bent u een verzonnen persoon: die heeft geen account, en maakt geen sleutel.',
    'In this example you are an invented person: that one has no account, and makes no token.',
  ),
} as const;

/** What a central coordinator can do today, before registers have pages; nothing for others. */
export async function registersToday(visit: SignedIn) {
  if (!hasRole(visit, 'central-coordinator')) return null;
  const { language, to, session } = visit;
  const tokens = session.account === null ? [] : await tokensOf(visit);
  const standing = tokens.filter(({ stands }) => stands);
  return (
    <section class="dl-flow" aria-labelledby="opdrachtregel">
      <h2 id="opdrachtregel">{words.title[language]}</h2>
      <p>{words.lead[language]}</p>
      {session.account === null && <p>{words.example[language]}</p>}
      {session.account !== null && standing.length === 0 && <p>{words.none[language]}</p>}
      {standing.length > 0 && (
        <ul>
          {standing.map(({ id, label, endsOn }) => (
            <li key={id}>
              {say(words.stands[language], language, { label, until: dateInWords(endsOn, language) })}
            </li>
          ))}
        </ul>
      )}
      <ul>
        {session.account !== null && (
          <li>
            <a href={to('/account/sleutels/nieuw')}>{words.make[language]}</a>
          </li>
        )}
        {standing.length > 0 && (
          <li>
            <a href={to('/account')}>{words.all[language]}</a>
          </li>
        )}
        <li>
          <a href={to('/voorstellen/export')}>{words.exportAll[language]}</a>
        </li>
      </ul>
    </section>
  );
}
