import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { noteVisit } from '../../platform/identity/sessions/last-visit.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import type { SignedIn } from '../front/visit.ts';
import { heldRegisters } from '../registers/held-register.ts';
import { countWords } from '../registers/lists/count-words.ts';
import { listAddress, searchOf } from '../registers/lists/list-query.ts';
import { wholeList } from '../registers/lists/registers-page.tsx';

const words = {
  title: text('Nieuw sinds uw vorige bezoek', 'New since your last visit'),
  lead: text(
    'U was hier voor het laatst op {moment}. Dit kwam erbij of wijzigden anderen sindsdien:',
    'You were last here on {moment}. This was added or changed by others since:',
  ),
  none: text(
    'U was hier voor het laatst op {moment}. In wat u bijhoudt wijzigden anderen sindsdien niets.',
    'You were last here on {moment}. In what you keep others changed nothing since.',
  ),
  count: text('{register}: {count}', '{register}: {count}'),
} as const;

/** What others added or changed in the registers that somebody keeps, since they were here before; null where they keep none or never were. */
export async function newSince(visit: SignedIn) {
  const { language, to, premises, actor, token } = visit;
  const since = await perform(premises.door, identityActor, noteVisit, concern, { token });
  const held = await heldRegisters(visit);
  if (since === null || held.length === 0) return null;
  const lists = await Promise.all(
    held.map(async ({ register, keeping, place, profile }) => {
      const query = { ...wholeList, since };
      // The same question as the list that the link opens.
      const { sort, offset, most, ...search } = searchOf(query, null, profile.yearStart);
      const count = await look(premises.door, actor, keeping.count, concern, search);
      return { name: register.name[language], count, href: to(listAddress(place, query)) };
    }),
  );
  const fresh = lists.filter(({ count }) => count > 0);
  const moment = momentInWords(new Date(since), language);
  return (
    <section class="dl-flow" aria-labelledby="nieuw">
      <h2 id="nieuw">{words.title[language]}</h2>
      <p>{say((fresh.length === 0 ? words.none : words.lead)[language], language, { moment })}</p>
      {fresh.length > 0 && (
        <ul>
          {fresh.map(({ name, count, href }) => (
            <li key={href}>
              <a href={href}>
                {say(words.count[language], language, { register: name, count: countWords(count, visit) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
