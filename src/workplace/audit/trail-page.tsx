import { z } from 'zod';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { chainHead } from '../../platform/trace/chain.ts';
import { readTrail, type TrailRow, whoLooked } from '../../platform/trace/read-trail.ts';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { dayTyped } from '../people/day-typed.ts';
import { deedWords, objectWords, originWords } from './deed-words.ts';

const words = {
  title: text('Vastlegging', 'Audit trail'),
  lead: text(
    'Wie wat deed en las, wanneer en waarvandaan. Inhoud staat er niet in. Ook dit lezen wordt vastgelegd.',
    'Who did and read what, when and from where. It holds no content. Reading this is recorded as well.',
  ),
  chain: text('De keten telt {length} regels.', 'The chain has {length} rows.'),
  check: text(
    'Controleren of er buiten het programma om iets is gewijzigd, gebeurt op de server: verify audit.',
    'Whether anything was changed outside the program is checked on the server: verify audit.',
  ),
  from: text('Van', 'From'),
  until: text('Tot en met', 'Until and including'),
  outcome: text('Uitkomst', 'Outcome'),
  all: text('alle', 'all'),
  done: text('gedaan', 'done'),
  denied: text('geweigerd of mislukt', 'refused or failed'),
  show: text('Regels tonen', 'Show rows'),
  wrong: text(
    'Schrijf de dagen als 3-11-2026, de eerste niet na de laatste.',
    'Write the days as 3-11-2026, the first not after the last.',
  ),
  noneTitle: text('In deze periode is niets vastgelegd', 'Nothing was recorded in this period'),
  none: text('Kies een ruimere periode of een andere uitkomst.', 'Choose a wider period or another outcome.'),
  deed: text('Handeling', 'Deed'),
  file: text('Deze periode als bestand meenemen (CSV)', 'Take this period along as a file (CSV)'),
  older: text('Eerdere regels', 'Earlier rows'),
  newest: text('Terug naar de nieuwste', 'Back to the newest'),
  heads: [
    text('Tijd', 'Time'),
    text('Wie', 'Who'),
    text('Wat', 'What'),
    text('Waarop', 'On what'),
    text('Uitkomst', 'Outcome'),
    text('Herkomst', 'Origin'),
  ],
  program: text('programma', 'program'),
  public: text('openbare site', 'public site'),
  signIn: text('wie zich aanmeldde', 'who signed in'),
  delegate: text('wie een link kreeg', 'who was given a link'),
  whoTitle: text('Wie keek er naar mijn gegevens', 'Who looked at my data'),
  whoLead: text(
    'Wanneer en waarvoor naar uw gegevens is gekeken of zij zijn gewijzigd, en vanuit welke functie. Wat voor een melding of zaak gebeurt staat hier niet.',
    'When and for what your data were looked at or changed, and by which function. What happens for a report or case does not stand here.',
  ),
  whoNone: text('Nog niemand heeft naar uw gegevens gekeken.', 'Nobody has looked at your data yet.'),
  by: text('functie', 'function'),
  operator: text('beheer van het systeem', 'administration of the system'),
} as const;

const rowsShown = 100;
/** Days of the period that is shown first. */
const firstDays = 7;

/** The trail, for the auditor: a period, what was done or refused, a hundred rows at a time. */
export async function showTrail(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const query = context.req.query.bind(context.req);
  const last = today();
  const first = new Date(Date.parse(`${last}T00:00:00Z`) - (firstDays - 1) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const from = query('van') === undefined ? first : dayTyped(query('van') ?? '');
  const until = query('tot') === undefined ? last : dayTyped(query('tot') ?? '');
  const outcome =
    query('uitkomst') === 'done' || query('uitkomst') === 'denied' ? query('uitkomst') : undefined;
  const isPeriod = from !== undefined && until !== undefined && from <= until;
  const deeds = [...new Set(premises.access.rows.map(({ what }) => what))];
  const deed = deeds.find((one) => one === query('wat')) ?? null;
  const { length } = await look(premises.door, actor, chainHead, concern, { after: 0 });
  const rows = isPeriod
    ? await look(premises.door, actor, readTrail, concern, {
        from,
        until,
        action: deed,
        outcome: outcome === 'done' || outcome === 'denied' ? outcome : null,
        before: beforeOf(query('na')),
        most: rowsShown + 1,
      })
    : [];
  const shown = rows.slice(0, rowsShown);
  const error = isPeriod ? {} : { error: words.wrong[language] };
  const oldest = shown.at(-1);
  const address = (more: Readonly<Record<string, string>>) =>
    to(
      `/vastlegging?${new URLSearchParams({
        van: query('van') ?? shortDay(first),
        tot: query('tot') ?? shortDay(last),
        uitkomst: outcome ?? '',
        wat: deed ?? '',
        ...more,
      })}`,
    );
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/vastlegging')} wide>
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      <div class="dl-strip">
        <p>{say(words.chain[language], language, { length })}</p>
        <p>{words.check[language]}</p>
      </div>
      <form method="get" action={to('/vastlegging')} class="dl-search" novalidate>
        <TextField
          id="van"
          label={words.from[language]}
          language={language}
          short
          value={query('van') ?? shortDay(first)}
          {...error}
        />
        <TextField
          id="tot"
          label={words.until[language]}
          language={language}
          short
          value={query('tot') ?? shortDay(last)}
        />
        <SelectField
          id="uitkomst"
          label={words.outcome[language]}
          language={language}
          value={outcome ?? ''}
          choices={[
            { value: '', label: words.all[language] },
            { value: 'done', label: words.done[language] },
            { value: 'denied', label: words.denied[language] },
          ]}
        />
        <SelectField
          id="wat"
          label={words.deed[language]}
          language={language}
          value={deed ?? ''}
          choices={[
            { value: '', label: words.all[language] },
            ...deeds
              .map((one) => ({ value: one, label: deedWords(one, premises.registerName)[language] }))
              .sort((one, other) => one.label.localeCompare(other.label, language)),
          ]}
        />
        <button type="submit" class="dl-button">
          {words.show[language]}
        </button>
      </form>
      {isPeriod && shown.length === 0 && (
        <Empty title={words.noneTitle[language]} text={words.none[language]} />
      )}
      {shown.length > 0 && (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={words.heads.map((one) => one[language])}
          rows={shown.map((row) => [
            momentInWords(row.at, language),
            whoWords(row, visit),
            deedWords(row.action, premises.registerName)[language],
            objectWords(row.object)[language],
            (row.outcome === 'done' ? words.done : words.denied)[language],
            originWords(row.origin)[language],
          ])}
        />
      )}
      {shown.length > 0 && (
        <p>
          <a href={address({}).replace('/vastlegging?', '/vastlegging/bestand?')}>{words.file[language]}</a>
        </p>
      )}
      <p>
        {query('na') !== undefined && <a href={address({})}>{words.newest[language]}</a>}{' '}
        {rows.length > rowsShown && oldest && (
          <a href={address({ na: `${oldest.moment} ${oldest.id}` })}>{words.older[language]}</a>
        )}
      </p>
    </Page>,
  );
}

function shortDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${Number(day)}-${Number(month)}-${year}`;
}

function beforeOf(asked: string | undefined): { readonly at: string; readonly id: string } | null {
  const found = /^(?<at>\d{4}-\d{2}-\d{2} [\d:.]+\+\d{2}) (?<id>[0-9a-f-]{36})$/.exec(asked ?? '')?.groups;
  // What no page of ours wrote is as good as nothing.
  if (found?.['at'] && Number.isNaN(Date.parse(`${found['at']}:00`))) return null;
  return found?.['at'] && z.uuid().safeParse(found['id']).success && found['id']
    ? { at: found['at'], id: found['id'] }
    : null;
}

function whoWords({ actorKind, actor, roles }: TrailRow, { language }: SignedIn): string {
  if (actorKind === 'identity') return words.signIn[language];
  if (actorKind === 'public') return words.public[language];
  if (actorKind === 'delegate') return words.delegate[language];
  if (actorKind !== 'person') return `${words.program[language]}: ${actor}`;
  const names = roles.flatMap((role) => {
    const known = roleNamed(role);
    return known ? [roleWords[known].name[language]] : [];
  });
  return names.length > 0 ? `${actor} (${names.join(', ')})` : actor;
}

/** When the own data were looked at, for what and by which function; no names. */
export async function showWhoLooked(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to } = visit;
  const rows = visit.roles.length === 0 ? [] : await look(premises.door, actor, whoLooked, concern, {});
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.whoTitle[language]}
      crumbs={[
        { href: to('/account'), label: text('Account', 'Account')[language] },
        { href: to('/account/inzage'), label: words.whoTitle[language] },
      ]}
    >
      <h1>{words.whoTitle[language]}</h1>
      <p>{words.whoLead[language]}</p>
      {rows.length === 0 ? (
        <p>{words.whoNone[language]}</p>
      ) : (
        <ul class="dl-people">
          {rows.map((row) => {
            const functions = row.roles.flatMap((role) => {
              const known = roleNamed(role);
              return known ? [roleWords[known].name[language]] : [];
            });
            return (
              <li key={String(row.at.getTime())}>
                <p>
                  <strong>{momentInWords(row.at, language)}</strong>
                  <br />
                  {functions.length > 0 ? functions.join(', ') : words.operator[language]}:{' '}
                  {deedWords(row.action, premises.registerName)[language]}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </Page>,
  );
}
