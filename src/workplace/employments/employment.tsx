import { codeList, findCode } from '../../codes/code-lists.ts';
import {
  addEmployment,
  changeEmployment,
  type EmploymentForm,
  EmploymentRefused,
  employmentForm,
} from '../../collection/people/by-hand/employments.ts';
import { employmentKinds } from '../../collection/people/employment-record.ts';
import { personKnownAs } from '../../organisation/people/find-people.ts';
import type { PersonOverview } from '../../organisation/people/person-page.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { nameOf, personOf } from '../people/person.tsx';
import { unitNames } from '../people/unit-names.ts';
import { peopleWords } from '../people/words.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { employmentStory } from './employment-story.tsx';

const words = {
  add: text('Dienstverband toevoegen', 'Add an employment'),
  change: text('Dienstverband wijzigen of beëindigen', 'Change or end the employment'),
  submit: text('Dienstverband wijzigen', 'Change the employment'),
  stated: text(
    'Dit dienstverband komt van de lijst „{sender}”. Wat u hier wijzigt, zegt de volgende lijst misschien weer anders: wijzig het ook daar.',
    'This employment comes from the list “{sender}”. What you change here the next list may say otherwise again: change it there too.',
  ),
  how: text('Wijzigt u onderdeel of soort?', 'Do you change unit or kind?'),
  howHint: text('Alleen nodig als u een van beide wijzigt.', 'Needed only where you change one of them.'),
  fromDay: text(
    'Het wordt anders vanaf een dag: dit dienstverband eindigt de dag ervoor en een ander volgt. Eerdere jaren blijven zoals zij geteld zijn',
    'It becomes another from a day on: this employment ends the day before and another follows. Earlier years stay as they were counted',
  ),
  wrong: text(
    'Het stond er verkeerd: verbeter het, ook voor eerdere jaren',
    'It was recorded wrongly: correct it, for earlier years too',
  ),
  howMissing: text(
    'U wijzigt onderdeel of soort. Kies of dat vanaf een dag is, of dat het verkeerd stond.',
    'You change unit or kind. Choose whether that is from a day on, or it was recorded wrongly.',
  ),
  dayWithoutUse: text(
    'U vulde bij „Vanaf” een dag in, maar koos niet dat onderdeel of soort vanaf een dag anders wordt. Kies dat, of maak het veld leeg.',
    'You filled in a day at “From”, but did not choose that unit or kind become another from a day on. Choose that, or empty the field.',
  ),
  nothingOther: text(
    'U koos „vanaf een dag”, maar onderdeel en soort zijn gelijk gebleven. Kies een ander onderdeel of een andere soort.',
    'You chose “from a day on”, but unit and kind stayed the same. Choose another unit or kind.',
  ),
  from: text('Vanaf', 'From'),
  unit: text('Onderdeel', 'Unit'),
  unitMissing: text('Kies een onderdeel.', 'Choose a unit.'),
  kind: text('Soort dienstverband', 'Kind of employment'),
  job: text('Functie', 'Function'),
  supervisor: text(
    'Leidinggevende: personeelsnummer of e-mailadres',
    'Supervisor: personnel number or mail address',
  ),
  supervisorUnknown: text(
    'Er is niet precies één persoon met dit nummer of e-mailadres. Zoek de persoon op bij Mensen en neem het nummer over.',
    'There is not exactly one person with this number or mail address. Find the person under People and take the number over.',
  ),
  hours: text('Uren per week', 'Hours a week'),
  hoursHint: text('Bijvoorbeeld 36 of 31,5.', 'For example 36 or 31.5.'),
  hoursWrong: text(
    'Schrijf een aantal uren, zoals 36 of 31,5.',
    'Write a number of hours, such as 36 or 31.5.',
  ),
  started: text('Begin', 'First day'),
  ended: text('Laatste dag', 'Last day'),
  dayHint: text('Bijvoorbeeld 3-11-2026.', 'For example 3-11-2026.'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
} as const;

const fields = [
  'wat',
  'onderdeel',
  'soort',
  'hoe',
  'vanaf',
  'functie',
  'leiding',
  'uren',
  'begin',
  'einde',
] as const;
type Typed = (field: (typeof fields)[number]) => string;

const longestJob = 200;

/** A day as forms show it: 3-11-2026. */
function dayShown(day: string | null): string {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  return day === null ? '' : `${Number(date)}-${Number(month)}-${year}`;
}

/** The units of today; of an employment also its own, which may have ended. */
function unitChoices(units: ReadonlyMap<string, string>, standing: EmploymentForm | null) {
  const all = [...units].map(([value, label]) => ({ value, label }));
  if (standing === null) return [{ value: '', label: '' }, ...all];
  return units.has(standing.unit) ? all : [{ value: standing.unit, label: standing.unit }, ...all];
}

/** From which day another unit or kind holds, or that it always was. */
function FromWhen({
  language,
  typed,
  errors,
}: {
  language: Language;
  typed: Typed;
  errors: readonly FieldError[];
}) {
  return (
    <>
      <ChoiceField
        id="hoe"
        kind="radio"
        label={words.how[language]}
        hint={words.howHint[language]}
        language={language}
        chosen={[typed('hoe')]}
        choices={[
          { value: 'vanaf', label: words.fromDay[language] },
          { value: 'fout', label: words.wrong[language] },
        ]}
        {...errorOf(errors, 'hoe')}
      />
      <TextField
        id="vanaf"
        label={words.from[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('vanaf')}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'vanaf')}
      />
    </>
  );
}

async function employmentPage(
  visit: SignedIn,
  person: PersonOverview,
  standing: EmploymentForm | null,
  typed: Typed,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language } = visit;
  const units = await unitNames(visit);
  const list = codeList((await profileOf(visit)).codes, employmentKinds);
  const { codes } = list;
  const kindName = standing?.kind == null ? undefined : findCode(list, standing.kind)?.label[language];
  return pageAnswer(
    <FormPage
      visit={visit}
      title={(standing ? words.change : words.add)[language]}
      action={`/mensen/${person.person}/dienstverband${standing ? `/${standing.employment}` : ''}`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi>
            {standing &&
              `, ${[units.get(standing.unit) ?? standing.unit, kindName, dateInWords(standing.started, language)].filter(Boolean).join(' · ')}`}
          </p>
          {standing?.statedBy != null && (
            <p>{say(words.stated[language], language, { sender: standing.statedBy })}</p>
          )}
        </>
      }
      button={(standing ? words.submit : words.add)[language]}
      hidden={{ wat: typed('wat') }}
      back={{ href: `/mensen/${person.person}`, label: peopleWords.back[language] }}
      after={standing && (await employmentStory(visit, person.person, standing.employment))}
    >
      <SelectField
        id="onderdeel"
        label={words.unit[language]}
        language={language}
        value={typed('onderdeel')}
        choices={unitChoices(units, standing)}
        {...errorOf(errors, 'onderdeel')}
      />
      <SelectField
        id="soort"
        label={words.kind[language]}
        language={language}
        optional
        value={typed('soort')}
        choices={[
          { value: '', label: '' },
          ...(standing?.kind != null && !codes.some(({ code }) => code === standing.kind)
            ? [{ value: standing.kind, label: kindName ?? standing.kind }]
            : []),
          ...codes.map(({ code, label }) => ({ value: code, label: label[language] })),
        ]}
      />
      {standing && <FromWhen language={language} typed={typed} errors={errors} />}
      <TextField
        id="functie"
        label={words.job[language]}
        language={language}
        value={typed('functie')}
        optional
        autocomplete="off"
        {...errorOf(errors, 'functie')}
      />
      <TextField
        id="leiding"
        label={words.supervisor[language]}
        language={language}
        value={typed('leiding')}
        optional
        autocomplete="off"
        {...errorOf(errors, 'leiding')}
      />
      <TextField
        id="uren"
        label={words.hours[language]}
        hint={words.hoursHint[language]}
        language={language}
        value={typed('uren')}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'uren')}
      />
      {!standing && (
        <TextField
          id="begin"
          label={words.started[language]}
          hint={words.dayHint[language]}
          language={language}
          value={typed('begin')}
          short
          autocomplete="off"
          {...errorOf(errors, 'begin')}
        />
      )}
      <TextField
        id="einde"
        label={words.ended[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('einde')}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'einde')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The field at which a refusal is said; of a supervisor otherwise. */
const fieldOf: Readonly<Record<string, string>> = {
  'ends-before-start': 'einde',
  'follows-outside': 'vanaf',
};

/** What is wrong in how another unit or kind begins. A kind that was not recorded is filled in: nothing changed by that. */
function changeErrors(
  standing: EmploymentForm,
  given: {
    readonly unit: string;
    readonly kind: string | null;
    readonly how: string;
    readonly from: string | undefined;
    readonly fromTyped: string;
  },
  language: Language,
): readonly FieldError[] {
  const { unit, kind, how, from, fromTyped } = given;
  const isOther = unit !== standing.unit || (standing.kind !== null && kind !== standing.kind);
  if (how === 'vanaf') {
    if (unit === standing.unit && kind === standing.kind)
      return [{ field: 'onderdeel', message: words.nothingOther[language] }];
    return from === undefined ? [{ field: 'vanaf', message: words.dayWrong[language] }] : [];
  }
  // What was typed is never passed over.
  if (fromTyped.trim() !== '') return [{ field: 'hoe', message: words.dayWithoutUse[language] }];
  return isOther && how !== 'fout' ? [{ field: 'hoe', message: words.howMissing[language] }] : [];
}

async function found(visit: SignedIn, part: string) {
  const [id = '', , employment] = part.split('/');
  const person = hasRole(visit, 'functional-administrator') ? await personOf(visit, id) : null;
  if (!person) return null;
  if (employment === undefined) return { person, standing: null };
  if (!isId(employment)) return null;
  const given = { person: id, employment };
  const standing = await look(visit.premises.door, visit.actor, employmentForm, concern, given);
  return standing && { person, standing };
}

/** Who was typed as supervisor: as it stood where the field is as it was shown; null for nobody, or nobody that is known. */
async function supervisorOf(
  { premises, actor }: SignedIn,
  standing: EmploymentForm | null,
  known: string,
): Promise<string | null> {
  if (standing && known === (standing.supervisor ?? '')) return standing.supervisorId;
  return known === '' ? null : look(premises.door, actor, personKnownAs, concern, { known });
}

/** The form that adds an employment, or changes or ends one. */
export async function showEmployment(visit: SignedIn, part: string): Promise<Response> {
  const about = await found(visit, part);
  if (!about) return notFound(visit);
  const { person, standing } = about;
  const hours = visit.language === 'nl' ? standing?.hours?.replace('.', ',') : standing?.hours;
  const values = new Map<string, string>([
    ['wat', newId()],
    ['onderdeel', standing?.unit ?? ''],
    ['soort', standing?.kind ?? ''],
    ['functie', standing?.job ?? ''],
    ['leiding', standing?.supervisor ?? ''],
    ['uren', hours ?? ''],
    ['begin', dayShown(today())],
    ['einde', dayShown(standing?.ended ?? null)],
  ]);
  return employmentPage(visit, person, standing, (field) => values.get(field) ?? '', []);
}

/** Adds an employment, or changes or ends one. */
export async function takeEmployment(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, fields);
  const about = await found(visit, part);
  if (!about) return notFound(visit);
  const { person, standing } = about;
  const { language, premises, actor } = visit;
  const units = await unitNames(visit);
  const { codes } = codeList((await profileOf(visit)).codes, employmentKinds);
  const known = typed('leiding').trim();
  const supervisor = await supervisorOf(visit, standing, known);
  const hours = typed('uren').trim().replace(',', '.');
  const started = standing?.started ?? dayTyped(typed('begin'));
  const ended = typed('einde').trim() === '' ? null : dayTyped(typed('einde'));
  const job = typed('functie').trim();
  const unit = typed('onderdeel');
  // What it is stays possible, also where its code was replaced since.
  const kind =
    [...codes.map(({ code }) => code), standing?.kind].find((code) => code === typed('soort')) ?? null;
  const from = dayTyped(typed('vanaf'));
  const jobFault = typedFault(job, longestJob);
  const errors: readonly FieldError[] = [
    ...(units.has(unit) || unit === standing?.unit
      ? []
      : [{ field: 'onderdeel', message: words.unitMissing[language] }]),
    ...(jobFault === null ? [] : [{ field: 'functie', message: jobFault[language] }]),
    ...(known !== '' && supervisor === null
      ? [{ field: 'leiding', message: words.supervisorUnknown[language] }]
      : []),
    ...(/^(\d{1,2}(\.\d{1,2})?)?$/.test(hours) && Number(hours || 1) > 0
      ? []
      : [{ field: 'uren', message: words.hoursWrong[language] }]),
    ...(started === undefined ? [{ field: 'begin', message: words.dayWrong[language] }] : []),
    ...(ended === undefined ? [{ field: 'einde', message: words.dayWrong[language] }] : []),
    ...(standing
      ? changeErrors(standing, { unit, kind, how: typed('hoe'), from, fromTyped: typed('vanaf') }, language)
      : []),
  ];
  if (errors.length > 0 || started === undefined || ended === undefined)
    return employmentPage(visit, person, standing, typed, errors);
  const said = {
    person: person.person,
    function: job === '' ? null : job,
    supervisor,
    hours: hours === '' ? null : hours,
    ended,
    unit,
    kind,
    by: visit.session.person,
  };
  const once = isId(typed('wat')) ? typed('wat') : newId();
  try {
    if (standing) {
      const { changed } = await perform(premises.door, actor, changeEmployment, concern, {
        ...said,
        employment: standing.employment,
        from: typed('hoe') === 'vanaf' ? (from ?? null) : null,
        following: once,
      });
      if (!changed) return goTo(visit, `/mensen/${person.person}?gedaan=niets`);
    } else
      await perform(premises.door, actor, addEmployment, concern, {
        ...said,
        employment: once,
        started,
      });
  } catch (error) {
    if (!(error instanceof EmploymentRefused)) throw error;
    const field = fieldOf[error.code] ?? 'leiding';
    return employmentPage(visit, person, standing, typed, [
      { field, message: error.explanation.what[language] },
    ]);
  }
  return goTo(visit, `/mensen/${person.person}?gedaan=dienstverband`);
}
