import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { identityActor } from '../../platform/access/actor.ts';
import type { Role } from '../../platform/access/relation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { examplePeople } from '../../platform/identity/accounts/sign-in.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { hasRole, type SignedIn } from '../front/visit.ts';

const words = {
  title: text('Rondleiding', 'Guided tour'),
  lead: text(
    'Tien haltes, van signaal tot verslag, in een kwartier. Bij elke halte staat wie het werk doet; u stapt met één druk in die rol.',
    'Ten stops, from signal to report, in a quarter of an hour. Each stop says whose work it is; one press puts you in that role.',
  ),
  as: text('Als {role}', 'As {role}'),
  own: text('uw eigen werk', 'your own work'),
  go: text('Naar deze halte', 'To this stop'),
  change: text('Verder als {name}', 'Continue as {name}'),
  stop: text('halte {number}', 'stop {number}'),
} as const;

/** A stop of the tour: who does it, where, and what there is to see. */
interface Stop {
  readonly role: Role;
  readonly path: string;
  readonly what: Text;
}

const stops: readonly Stop[] = [
  {
    role: 'supervisor',
    path: '/in-de-lijn/incidenten/nieuw',
    what: text(
      'Geef in vier antwoorden door wat u in uw team zelf afhandelde. Namen horen er niet in.',
      'Tell in four answers what you handled in your team. Names do not belong in it.',
    ),
  },
  {
    role: 'coordinator',
    path: '/registers/incidenten/in-de-lijn',
    what: text(
      'Maak een registratie van wat een HR-adviseur doorgaf, of schrijf waarom niet.',
      'Make a record of what an HR adviser told, or write why not.',
    ),
  },
  {
    role: 'coordinator',
    path: '/registers/incidenten?twijfel=ja',
    what: text(
      'Een incident is ontvangen voordat het gebeurde. Verbeter het, of zeg waarom het klopt.',
      'An incident was received before it happened. Correct it, or say why it is right.',
    ),
  },
  {
    role: 'coordinator',
    path: '/uitvraag',
    what: text(
      'De opgave van uw onderdeel is half ingevuld. Vul haar verder in en onderteken haar.',
      'The return of your unit is half filled in. Go on with it and sign it.',
    ),
  },
  {
    role: 'central-coordinator',
    path: '/uitvraag',
    what: text(
      'Zie welke onderdelen nog niets stuurden, en verleng een termijn.',
      'See which units sent nothing yet, and extend a term.',
    ),
  },
  {
    role: 'central-coordinator',
    path: '/registers/inlezen',
    what: text(
      'Lees een bestand in: haal een sjabloon op, vul een rij in en kijk wat Daglicht ervan vindt.',
      'Read a file: fetch a template, fill in a row and see what Daglicht makes of it.',
    ),
  },
  {
    role: 'privacy-officer',
    path: '/',
    what: text(
      'Lees een verslag als tweede lezer, maak een opmerking en rond het lezen af.',
      'Read a report as second reader, make a remark and finish reading.',
    ),
  },
  {
    role: 'head',
    path: '/',
    what: text(
      'Teken het verslag. Verandert er daarna iets, dan vervalt uw handtekening.',
      'Sign the report. When something changes after that, your signature is void.',
    ),
  },
  {
    role: 'central-coordinator',
    path: '/verslagen',
    what: text(
      'Beantwoord de opmerkingen en publiceer het verslag; het staat daarna op de openbare site.',
      'Answer the remarks and publish the report; then it stands on the public site.',
    ),
  },
  {
    role: 'auditor',
    path: '/vastlegging',
    what: text(
      'Zie wie wat deed, ook wat u zojuist deed, en dat niemand dat ongemerkt kan wijzigen.',
      'See who did what, also what you just did, and that nobody can change that unseen.',
    ),
  },
];

/** The tour of an example, for who looks around in it; nothing for who has an account. */
export async function tour(visit: SignedIn) {
  const { language, to, premises, session } = visit;
  if (session.account !== null || !premises.examples) return null;
  const people = await look(premises.door, identityActor, examplePeople, concern, {});
  const shown = stops.flatMap((stop) => {
    const player = people.find(({ role }) => roleNamed(role) === stop.role);
    return player ? [{ ...stop, player }] : [];
  });
  // An example without most of these people has no such work to show.
  if (shown.length < stops.length) return null;
  return (
    <section class="dl-flow" aria-labelledby="rondleiding">
      <h2 id="rondleiding">{words.title[language]}</h2>
      <p>{words.lead[language]}</p>
      <ol class="dl-people">
        {shown.map(({ role, path, what, player }, index) => {
          const isOwn = hasRole(visit, role);
          const number = say(words.stop[language], language, { number: index + 1 });
          return (
            <li key={`${role} ${path}`}>
              <p>
                <strong>
                  {index + 1}. {say(words.as[language], language, { role: roleWords[role].name[language] })}
                  {isOwn && `, ${words.own[language]}`}
                </strong>
                : {what[language]}
              </p>
              {isOwn ? (
                <a href={to(path)}>
                  {words.go[language]}
                  <span class="dl-hidden">: {number}</span>
                </a>
              ) : (
                <form method="post" action={to('/aanmelden/voorbeeld')}>
                  <input type="hidden" name="wie" value={player.person} />
                  <input type="hidden" name="naar" value={to(path)} />
                  <button type="submit" class="dl-link-button">
                    {say(words.change[language], language, { name: player.name })}
                    <span class="dl-hidden">: {number}</span>
                  </button>
                </form>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
