import { giveOpenWork, type OpenWork, openWork, receiversOf } from '../../organisation/people/open-work.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { SelectField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { unitNames } from '../people/unit-names.ts';
import { peopleWords } from '../people/words.ts';

const words = {
  title: text('Werk dat nog van niemand is', 'Work that is nobody’s yet'),
  lead: text(
    'Dit werk was van iemand van wie de rol is geëindigd. Kies wie het overneemt. U ziet niet om welke zaken het gaat.',
    'This work was of somebody whose role has ended. Choose who takes it over. You do not see which records they are.',
  ),
  none: text('Al het werk is van iemand', 'All work is somebody’s'),
  noneText: text(
    'Eindigt een rol door vertrek en is er geen vervanger, dan staat het open werk hier.',
    'When a role ends by leaving and nobody replaces, the open work stands here.',
  ),
  records: text(
    '{records, plural, one {# zaak} other {# zaken}} van {name}',
    '{records, plural, one {# record} other {# records}} of {name}',
  ),
  since: text('sinds', 'since'),
  to: text('Wie neemt dit over?', 'Who takes this over?'),
  nobody: text(
    'Niemand heeft deze rol nu. Geef eerst iemand de rol.',
    'Nobody has this role now. Give somebody the role first.',
  ),
  give: text('Overdragen', 'Hand over'),
  done: text('Het werk is overgedragen', 'The work was handed over'),
  reason: text('overgedragen door de functioneel beheerder', 'handed over by the functional administrator'),
} as const;

/** The work that is nobody's yet, each with who may take it over. */
export async function showOpenWork(visit: SignedIn): Promise<Response> {
  const { language, to, premises, actor, context } = visit;
  const open = await look(premises.door, actor, openWork, concern, {});
  const units = await unitNames(visit);
  const parts = await Promise.all(
    open.map(async (one) => ({
      one,
      receivers: (await look(premises.door, actor, receiversOf, concern, one)).receivers.filter(
        ({ person }) => person !== visit.session.person,
      ),
    })),
  );
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      here={to('/mensen/…')}
      crumbs={[
        { href: to('/mensen'), label: peopleWords.title[language] },
        { href: to('/mensen/open-werk'), label: words.title[language] },
      ]}
    >
      {context.req.query('gedaan') === 'overgedragen' && (
        <Notice kind="ok" title={words.done[language]}>
          <p>{words.title[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      {parts.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <p>{words.lead[language]}</p>
      )}
      {parts.map(({ one, receivers }) => (
        <section key={placeOf(one)} class="dl-flow" aria-labelledby={`w-${placeOf(one)}`}>
          <h2 id={`w-${placeOf(one)}`}>
            {say(words.records[language], language, {
              records: one.records,
              name: one.name ?? peopleWords.noName[language],
            })}
          </h2>
          <p>
            {[
              roleOf(one, language),
              one.unit === null ? peopleWords.concern[language] : (units.get(one.unit) ?? one.unit),
              `${words.since[language]} ${dateInWords(one.since, language)}`,
            ].join(' · ')}
          </p>
          {receivers.length === 0 ? (
            <p>{words.nobody[language]}</p>
          ) : (
            <form method="post" action={to('/mensen/open-werk')} class="dl-form" novalidate>
              <input type="hidden" name="van" value={one.person} />
              <input type="hidden" name="rol" value={one.role} />
              <SelectField
                id={`naar-${placeOf(one)}`}
                label={words.to[language]}
                language={language}
                name="naar"
                choices={receivers.map(({ person, name }) => ({
                  value: person,
                  label: name ?? peopleWords.noName[language],
                }))}
              />
              <div class="dl-buttons">
                <button type="submit" class="dl-button">
                  {words.give[language]}
                </button>
              </div>
            </form>
          )}
        </section>
      ))}
    </Page>,
  );
}

function placeOf({ person, role }: OpenWork): string {
  return `${person}-${role}`;
}

function roleOf({ role }: OpenWork, language: 'nl' | 'en'): string {
  const known = roleNamed(role);
  return known ? roleWords[known].name[language] : role;
}

/** Gives work that is nobody's yet to who bears the role. */
export async function takeOpenWork(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['van', 'rol', 'naar']);
  const { premises, actor, session } = visit;
  const open = await look(premises.door, actor, openWork, concern, {});
  const one = open.find(({ person, role }) => person === typed('van') && role === typed('rol'));
  if (!one || !isId(typed('naar'))) return goTo(visit, '/mensen/open-werk');
  const { receivers } = await look(premises.door, actor, receiversOf, concern, one);
  if (!receivers.some(({ person }) => person === typed('naar') && person !== session.person))
    return goTo(visit, '/mensen/open-werk');
  await perform(premises.door, actor, giveOpenWork, concern, {
    person: one.person,
    role: one.role,
    receiver: typed('naar'),
    by: session.person,
    reason: words.reason.nl,
  });
  return goTo(visit, '/mensen/open-werk?gedaan=overgedragen');
}
