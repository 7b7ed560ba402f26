import { codeList } from '../../codes/code-lists.ts';
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
import { text } from '../../platform/language/text.ts';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
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

const words = {
  add: text('Dienstverband toevoegen', 'Add an employment'),
  change: text('Dienstverband wijzigen of beëindigen', 'Change or end the employment'),
  submit: text('Dienstverband wijzigen', 'Change the employment'),
  stated: text(
    'Dit dienstverband komt van de lijst „{sender}”. Wat u hier wijzigt, zegt de volgende lijst misschien weer anders: wijzig het ook daar.',
    'This employment comes from the list “{sender}”. What you change here the next list may say otherwise again: change it there too.',
  ),
  otherUnit: text(
    'Gaat iemand naar een ander onderdeel? Vul hier een laatste dag in en voeg daar een dienstverband toe.',
    'Does somebody go to another unit? Fill in a last day here and add an employment there.',
  ),
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

const fields = ['wat', 'onderdeel', 'soort', 'functie', 'leiding', 'uren', 'begin', 'einde'] as const;
type Typed = (field: (typeof fields)[number]) => string;

const longestJob = 200;

/** A day as forms show it: 3-11-2026. */
function dayShown(day: string | null): string {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  return day === null ? '' : `${Number(date)}-${Number(month)}-${year}`;
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
  const { codes } = codeList((await profileOf(visit)).codes, employmentKinds);
  const kindName = codes.find(({ code }) => code === standing?.kind)?.label[language];
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
          {standing && <p>{words.otherUnit[language]}</p>}
          {standing?.statedBy != null && (
            <p>{say(words.stated[language], language, { sender: standing.statedBy })}</p>
          )}
        </>
      }
      button={(standing ? words.submit : words.add)[language]}
      hidden={{ wat: typed('wat') }}
      back={{ href: `/mensen/${person.person}`, label: peopleWords.back[language] }}
    >
      {!standing && (
        <SelectField
          id="onderdeel"
          label={words.unit[language]}
          language={language}
          value={typed('onderdeel')}
          choices={[{ value: '', label: '' }, ...[...units].map(([value, label]) => ({ value, label }))]}
          {...errorOf(errors, 'onderdeel')}
        />
      )}
      {!standing && (
        <SelectField
          id="soort"
          label={words.kind[language]}
          language={language}
          optional
          value={typed('soort')}
          choices={[
            { value: '', label: '' },
            ...codes.map(({ code, label }) => ({ value: code, label: label[language] })),
          ]}
        />
      )}
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

/** The form that adds an employment, or changes or ends one. */
export async function showEmployment(visit: SignedIn, part: string): Promise<Response> {
  const about = await found(visit, part);
  if (!about) return notFound(visit);
  const { person, standing } = about;
  const hours = visit.language === 'nl' ? standing?.hours?.replace('.', ',') : standing?.hours;
  const values = new Map<string, string>([
    ['wat', standing?.employment ?? newId()],
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
  const supervisor =
    known === '' ? null : await look(premises.door, actor, personKnownAs, concern, { known });
  const hours = typed('uren').trim().replace(',', '.');
  const started = standing?.started ?? dayTyped(typed('begin'));
  const ended = typed('einde').trim() === '' ? null : dayTyped(typed('einde'));
  const job = typed('functie').trim();
  const jobFault = typedFault(job, longestJob);
  const errors: readonly FieldError[] = [
    ...(standing || units.has(typed('onderdeel'))
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
  ];
  if (errors.length > 0 || started === undefined || ended === undefined)
    return employmentPage(visit, person, standing, typed, errors);
  const said = {
    person: person.person,
    function: job === '' ? null : job,
    supervisor,
    hours: hours === '' ? null : hours,
    ended,
    by: visit.session.person,
  };
  try {
    if (standing)
      await perform(premises.door, actor, changeEmployment, concern, {
        ...said,
        employment: standing.employment,
      });
    else
      await perform(premises.door, actor, addEmployment, concern, {
        ...said,
        employment: isId(typed('wat')) ? typed('wat') : newId(),
        unit: typed('onderdeel'),
        kind: codes.find(({ code }) => code === typed('soort'))?.code ?? null,
        started,
      });
  } catch (error) {
    if (!(error instanceof EmploymentRefused)) throw error;
    const field = error.code === 'ends-before-start' ? 'einde' : 'leiding';
    return employmentPage(visit, person, standing, typed, [
      { field, message: error.explanation.what[language] },
    ]);
  }
  return goTo(visit, `/mensen/${person.person}?gedaan=dienstverband`);
}
