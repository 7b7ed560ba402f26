import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { rolesOn } from '../../organisation/review/reviews.ts';
import { type HeldRole, type RowStanding, whyMay } from '../../organisation/review/why.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { unitNames } from '../people/unit-names.ts';
import { allowedWords } from './allowed-words.ts';
import { relationWords } from './relation-words.ts';

const words = {
  title: text('Waarom mag iemand iets wel of niet?', 'Why may somebody do something or not?'),
  lead: text(
    'Kies wat het is. Daglicht zegt welke regels van de toegangstabel erover gaan, en wat daarvan deze persoon heeft.',
    'Choose what it is. Daglicht says which rows of the access table are about it, and what of that this person has.',
  ),
  noPerson: text(
    'Zoek de persoon op bij „Mensen” en kies daar „Waarom mag deze persoon iets wel of niet?”. Een auditor komt hier vanaf „Rollen nakijken”.',
    'Look the person up at “People” and choose “Why may this person do something or not?” there. An auditor comes here from “Review of roles”.',
  ),
  unknown: text('onbekende persoon', 'unknown person'),
  rolesTitle: text('Rollen', 'Roles'),
  noRoles: text('Deze persoon heeft op die dag geen rol.', 'This person has no role on that day.'),
  what: text('Wat', 'What'),
  choose: text('kies een handeling', 'choose a deed'),
  day: text('Op welke dag', 'On which day'),
  dayHint: text('Leeg is nu.', 'Empty is now.'),
  dayWrong: text('Vul een dag in, bijvoorbeeld 1-7-2026.', 'Fill in a day, for example 1-7-2026.'),
  show: text('Uitleggen', 'Explain'),
  see: text('zien', 'see'),
  do: text('doen', 'do'),
  yes: text('Ja, dit mag.', 'Yes, this is allowed.'),
  sometimes: text('Dat hangt ervan af waarover het gaat.', 'That depends on what it is about.'),
  no: text('Nee, dit mag niet.', 'No, this is not allowed.'),
  noRow: text(
    'Geen enkele rol mag dit; alleen het programma zelf.',
    'No role may do this; the program itself alone does.',
  ),
  heads: [
    text('Regel', 'Row'),
    text('Heeft deze persoon dat?', 'Has this person that?'),
    text('Waarom de regel er is', 'Why the row is there'),
  ],
  forRole: text('voor', 'for'),
  about: text('over', 'about'),
  holds: text('ja', 'yes'),
  noRole: text('nee: heeft deze rol niet', 'no: has not this role'),
  notForConcern: text(
    'nee: heeft deze rol voor een onderdeel, niet voor de hele organisatie',
    'no: has this role for a unit, not for the whole organisation',
  ),
  depends: text('als het daarover gaat', 'when it is about that'),
  concern: text('hele organisatie', 'whole organisation'),
  employment: text('uit het dienstverband', 'by employment'),
  caveat: text(
    'Van één registratie kan iemand uitgesloten zijn vanwege een belang. Dat staat hier nooit, ook niet dat het niet zo is.',
    'From one record somebody can be excluded because of an interest. That never stands here, nor that it is not so.',
  ),
} as const;

/** Why somebody may do or see something, now or on an earlier day. */
export async function showWhy(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'auditor', 'functional-administrator', 'privacy-officer')) return notFound(visit);
  const { premises, actor, language, to, context } = visit;
  const query = (name: string) => context.req.query(name) ?? '';
  const person = isId(query('wie')) ? query('wie') : null;
  const asked = query('op').trim();
  const day = asked === '' ? null : dayTyped(asked);
  const deeds = [...new Map(premises.access.rows.map((row) => [`${row.may} ${row.what}`, row])).entries()]
    .map(([key, row]) => ({ value: key, row, label: labelOf(visit, row) }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
  const chosen = deeds.find(({ value }) => value === query('wat'))?.row;
  const held =
    person === null || day === undefined
      ? null
      : await look(premises.door, actor, rolesOn, concern, { person, day });
  const units = await unitNames(visit);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      crumbs={[
        { href: to('/toegang'), label: text('Toegang', 'Access')[language] },
        { href: to('/toegang/waarom'), label: words.title[language] },
      ]}
    >
      <h1>{words.title[language]}</h1>
      {person === null ? (
        <p>{words.noPerson[language]}</p>
      ) : (
        <>
          <p>{words.lead[language]}</p>
          {held && (
            <section aria-labelledby="wie-kop">
              <h2 id="wie-kop">
                <bdi>{held.name ?? words.unknown[language]}</bdi>
              </h2>
              {held.roles.length === 0 ? (
                <p>{words.noRoles[language]}</p>
              ) : (
                <ul aria-label={words.rolesTitle[language]}>
                  {held.roles.map((one) => (
                    <li key={`${one.role} ${one.unit ?? ''}`}>{heldWords(one, units)[language]}</li>
                  ))}
                </ul>
              )}
            </section>
          )}
          <form method="get" action={to('/toegang/waarom')} class="dl-form" novalidate>
            <input type="hidden" name="wie" value={person} />
            <SelectField
              id="wat"
              label={words.what[language]}
              language={language}
              value={query('wat')}
              choices={[{ value: '', label: words.choose[language] }, ...deeds]}
            />
            <TextField
              id="op"
              label={words.day[language]}
              hint={words.dayHint[language]}
              language={language}
              short
              value={asked}
              {...(day === undefined ? { error: words.dayWrong[language] } : {})}
            />
            <div class="dl-buttons">
              <button type="submit" class="dl-button">
                {words.show[language]}
              </button>
            </div>
          </form>
          {chosen && held && <Verdict visit={visit} chosen={chosen} held={held.roles} />}
        </>
      )}
    </Page>,
  );
}

function labelOf({ language, premises }: SignedIn, row: AccessRow): string {
  return `${allowedWords(row.what, premises.registerName)[language]} (${words[row.may][language]})`;
}

function heldWords({ role, scope, unit }: HeldRole, units: ReadonlyMap<string, string>): Text {
  const { name } = roleWords[role];
  const place =
    scope === 'concern'
      ? words.concern
      : scope === 'employment'
        ? words.employment
        : text(units.get(unit ?? '') ?? unit ?? '', units.get(unit ?? '') ?? unit ?? '');
  return text(`${name.nl} (${place.nl})`, `${name.en} (${place.en})`);
}

function Verdict({ visit, chosen, held }: { visit: SignedIn; chosen: AccessRow; held: readonly HeldRole[] }) {
  const { language, premises } = visit;
  const standings = whyMay(
    premises.access.rows.filter(
      ({ may, what, who }) => may === chosen.may && what === chosen.what && roleNamed(who) !== undefined,
    ),
    held,
  );
  const verdict =
    standings.length === 0
      ? words.noRow
      : standings.some(({ stands }) => stands === 'holds')
        ? words.yes
        : standings.some(({ stands }) => stands === 'depends')
          ? words.sometimes
          : words.no;
  return (
    <section class="dl-flow" aria-labelledby="uitleg">
      <h2 id="uitleg">{labelOf(visit, chosen)}</h2>
      <p>
        <strong>{verdict[language]}</strong>
      </p>
      {standings.length > 0 && (
        <TextTable
          caption={labelOf(visit, chosen)}
          captionHidden
          heads={words.heads.map((one) => one[language])}
          rows={standings.map((one) => standingRow(one, visit))}
        />
      )}
      <p>{words.caveat[language]}</p>
    </section>
  );
}

function standingRow({ row, stands }: RowStanding, { language }: SignedIn) {
  const role = roleNamed(row.who);
  const name = role ? roleWords[role].name[language] : row.who;
  return [
    `${name}, ${words.about[language]} ${relationWords[row.on][language]}`,
    standWords[stands][language],
    <span key="because" lang="nl">
      {row.because}
    </span>,
  ];
}

const standWords: Readonly<Record<RowStanding['stands'], Text>> = {
  holds: words.holds,
  depends: words.depends,
  'no-role': words.noRole,
  'not-for-concern': words.notForConcern,
};
