import type { Profile } from '../../codes/profile.ts';
import {
  type StructureVersion,
  structureVersions,
  undoStructure,
} from '../../organisation/change-structure.ts';
import { today } from '../../organisation/period.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import { nameOn, parentOn, type Structure, type Unit, validOn } from '../../organisation/structure.ts';
import { StructureRefused } from '../../organisation/structure-change.ts';
import type { Role } from '../../platform/access/relation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { structureWords as own } from './structure-words.ts';

const words = {
  lead: text(
    'Alle onderdelen zoals zij op een dag staan. Een wijziging geldt vanaf een dag; wat eerder gold, blijft bij die eerdere dagen horen.',
    'All units as they stand on a day. A change holds from a day on; what held before stays with those earlier days.',
  ),
  on: text('Op welke dag?', 'On which day?'),
  onHint: text('bijvoorbeeld 31-12-2025', 'for example 31-12-2025'),
  show: text('Indeling tonen', 'Show the structure'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 31-12-2025.', 'This is no day. Write it as 31-12-2025.'),
  asOf: text('Zoals op {day}', 'As on {day}'),
  add: text('Onderdeel toevoegen', 'Add a unit'),
  loose: text('Onderdelen zonder plaats', 'Units without a place'),
  gone: text('Onderdelen die dan niet bestaan', 'Units that do not exist then'),
  goneText: text(
    'Wat over hen is vastgelegd, blijft bij hen staan.',
    'What was recorded about them stays with them.',
  ),
  ended: text('{unit}, tot {day}', '{unit}, until {day}'),
  none: text('De organisatie is nog niet beschreven', 'The organisation was not described yet'),
  noneText: text(
    'Beschrijf haar aan de opdrachtregel met organisation; daarna staat hier haar indeling.',
    'Describe it at the command line with organisation; then its structure stands here.',
  ),
  versions: text('Laatste wijzigingen', 'Last changes'),
  version: text('Vastgelegd op', 'Recorded on'),
  units: text('Onderdelen', 'Units'),
  undo: text('Laatste wijziging ongedaan maken', 'Undo the last change'),
  undoText: text(
    'De indeling wordt weer wat zij was voor {moment}. Onderdelen die toen niet bestonden, gaan weg, als er niets over is vastgelegd.',
    'The structure becomes again what it was before {moment}. Units that did not exist then go, when nothing was recorded about them.',
  ),
  leave: text('Laten staan', 'Let it stand'),
  done: {
    gewijzigd: text('De indeling is gewijzigd', 'The structure was changed'),
    ongedaan: text('De laatste wijziging is ongedaan gemaakt', 'The last change was undone'),
    anders: text(
      'De indeling is intussen gewijzigd; er is niets ongedaan gemaakt',
      'The structure was changed meanwhile; nothing was undone',
    ),
  },
  doneText: text('Hieronder staat zij zoals zij nu is.', 'Below it stands as it is now.'),
} as const;

/** Who changes the structure; others see it. */
export function keepsStructure(visit: Pick<SignedIn, 'roles'>): boolean {
  return hasRole(visit, 'functional-administrator');
}

/** Who comes to the structure. */
export const structureReaders: readonly Role[] = ['functional-administrator', 'central-coordinator'];

/** The structure with the profile that names its levels; null before it was described. */
export async function describedHere(
  visit: SignedIn,
): Promise<{ readonly structure: Structure; readonly profile: Profile } | null> {
  try {
    return {
      structure: await look(visit.premises.door, visit.actor, structureQuestion, concern, {}),
      profile: await profileOf(visit),
    };
  } catch (error) {
    if (error instanceof NoOrganisation) return null;
    throw error;
  }
}

/** What a unit is called on a day, with its abbreviation. */
export function unitWords(unit: Unit, day: string, language: Language): string {
  const { name, abbreviation } = nameOn(unit, day);
  return abbreviation === null || abbreviation === name[language]
    ? name[language]
    : `${name[language]} (${abbreviation})`;
}

function isDone(asked: string | undefined): asked is keyof typeof words.done {
  return asked !== undefined && Object.hasOwn(words.done, asked);
}

/** The structure as a tree, on a day. */
export async function showStructure(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, ...structureReaders)) return notFound(visit);
  const { language, to, context } = visit;
  const here = await describedHere(visit);
  const asked = context.req.query('op');
  const typedDay = asked === undefined || asked.trim() === '' ? today() : dayTyped(asked);
  const day = typedDay ?? today();
  const done = context.req.query('gedaan');
  const said = isDone(done) ? words.done[done][language] : null;
  const keeps = keepsStructure(visit);
  const versions = keeps
    ? await look(visit.premises.door, visit.actor, structureVersions, concern, { most: 6 })
    : [];
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={said === null ? own.title[language] : `${said}: ${own.title[language]}`}
      here={to('/indeling')}
    >
      {said !== null && (
        <Notice kind={done === 'anders' ? 'warn' : 'ok'} title={said}>
          <p>{words.doneText[language]}</p>
        </Notice>
      )}
      <h1>{own.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {here === null ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <>
          {keeps && (
            <p>
              <a class="dl-button" href={to('/indeling/nieuw')}>
                {words.add[language]}
              </a>
            </p>
          )}
          <form method="get" action={to('/indeling')} class="dl-form dl-noprint">
            <TextField
              id="op"
              label={words.on[language]}
              hint={words.onHint[language]}
              language={language}
              value={asked ?? ''}
              short
              {...(typedDay === undefined ? { error: words.dayWrong[language] } : {})}
            />
            <div class="dl-buttons">
              <button type="submit" class="dl-button dl-button--second">
                {words.show[language]}
              </button>
            </div>
          </form>
          <h2>{say(words.asOf[language], language, { day: dateInWords(day, language) })}</h2>
          <Tree visit={visit} here={here} day={day} />
          <Versions visit={visit} versions={versions} />
        </>
      )}
    </Page>,
    typedDay === undefined ? 400 : 200,
  );
}

type Here = NonNullable<Awaited<ReturnType<typeof describedHere>>>;

function Tree({ visit, here, day }: { visit: SignedIn; here: Here; day: string }) {
  const { language, to } = visit;
  const { structure, profile } = here;
  const standing = structure.units.filter((unit) => validOn(unit, day));
  const root = standing.filter(({ key }) => key === structure.root);
  const placed = (unit: Unit) => unit.key === structure.root || parentOn(unit, day) !== undefined;
  const loose = standing.filter((unit) => !placed(unit));
  const gone = structure.units.filter((unit) => !validOn(unit, day));
  const link = (unit: Unit, label: string) => <a href={to(`/indeling/${unit.key}`)}>{label}</a>;
  const branch = (units: readonly Unit[]) => (
    <ul>
      {units
        .toSorted((one, other) =>
          unitWords(one, day, language).localeCompare(unitWords(other, day, language), language),
        )
        .map((unit) => {
          const under = standing.filter((one) => parentOn(one, day) === unit.key);
          const level = profile.levels.find(({ key }) => key === unit.level)?.name[language] ?? unit.level;
          return (
            <li key={unit.key}>
              {link(unit, unitWords(unit, day, language))} <small>{level}</small>
              {under.length > 0 && branch(under)}
            </li>
          );
        })}
    </ul>
  );
  return (
    <>
      {branch(root)}
      {loose.length > 0 && (
        <section class="dl-flow" aria-labelledby="los">
          <h3 id="los">{words.loose[language]}</h3>
          {branch(loose)}
        </section>
      )}
      {gone.length > 0 && (
        <section class="dl-flow" aria-labelledby="weg">
          <h3 id="weg">{words.gone[language]}</h3>
          <p>{words.goneText[language]}</p>
          <ul>
            {gone.map((unit) => {
              const isOver = unit.until !== null && unit.until <= day;
              const on = isOver ? unit.until : unit.from;
              const label = unitWords(unit, day, language);
              return (
                <li key={unit.key}>
                  {link(
                    unit,
                    say((isOver ? words.ended : own.toCome)[language], language, {
                      unit: label,
                      day: dateInWords(on ?? day, language),
                    }),
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}

/** The last versions that were recorded, and the way back from the last one. */
function Versions({ visit, versions }: { visit: SignedIn; versions: readonly StructureVersion[] }) {
  const { language, to } = visit;
  if (versions.length < 2) return null;
  return (
    <section class="dl-flow dl-noprint" aria-labelledby="versies">
      <h2 id="versies">{words.versions[language]}</h2>
      <TextTable
        caption={words.versions[language]}
        captionHidden
        heads={[words.version[language], words.units[language]]}
        rows={versions.map(({ at, description }) => [
          momentInWords(new Date(at), language),
          description.units.length,
        ])}
      />
      <p>
        <a href={to('/indeling/ongedaan')}>{words.undo[language]}</a>
      </p>
    </section>
  );
}

/** Asks whether the last change is to be undone. */
export async function showUndoStructure(visit: SignedIn): Promise<Response> {
  return keepsStructure(visit) ? undoPage(visit, []) : notFound(visit);
}

async function undoPage(visit: SignedIn, errors: readonly FieldError[]): Promise<Response> {
  const { language, to, premises, actor } = visit;
  const [last, before] = await look(premises.door, actor, structureVersions, concern, { most: 2 });
  if (!last || !before) return notFound(visit);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.undo[language]}
      action="/indeling/ongedaan"
      errors={errors}
      crumbs={[{ href: to('/indeling'), label: own.title[language] }]}
      before={
        <p id="basis">
          {say(words.undoText[language], language, { moment: momentInWords(new Date(last.at), language) })}
        </p>
      }
      button={words.undo[language]}
      hidden={{ basis: last.id }}
      back={{ href: '/indeling', label: words.leave[language] }}
    >
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Undoes the last change. */
export async function takeUndoStructure(visit: SignedIn): Promise<Response> {
  if (!keepsStructure(visit)) return notFound(visit);
  const typed = await readForm(visit.context, ['basis', ...confirmFields]);
  if (!isId(typed('basis'))) return notFound(visit);
  const { confirmed, errors } = await confirmWithin(visit, typed);
  if (confirmed === null) return undoPage(visit, errors);
  try {
    const isUndone = await perform(visit.premises.door, confirmed.actor, undoStructure, concern, {
      base: typed('basis'),
    });
    return goTo(visit, `/indeling?gedaan=${isUndone ? 'ongedaan' : 'anders'}`);
  } catch (error) {
    if (!(error instanceof StructureRefused)) throw error;
    return undoPage(visit, [{ field: 'basis', message: error.words[visit.language] }]);
  }
}
