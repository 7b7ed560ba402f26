import { AppointmentRefused, endAppointment } from '../../organisation/people/appointments.ts';
import { receiversOf } from '../../organisation/people/open-work.ts';
import type { PersonOverview } from '../../organisation/people/person-page.ts';
import { proposeAppointment } from '../../organisation/people/proposals.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { today } from '../../organisation/period.ts';
import { roles, rolesOfEmployment } from '../../platform/access/relation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from './day-typed.ts';
import { nameOf, personOf } from './person.tsx';
import { unitNames } from './unit-names.ts';
import { peopleWords as words } from './words.ts';

const own = {
  title: text('Rol geven aan {name}', 'Give {name} a role'),
  role: text('Welke rol?', 'Which role?'),
  unit: text('Voor welk onderdeel?', 'For which unit?'),
  unitHint: text(
    'De rol geldt ook voor alles wat onder het onderdeel valt.',
    'The role holds for everything below the unit as well.',
  ),
  from: text('Vanaf', 'From'),
  until: text('Tot', 'Until'),
  dayHint: text('Bijvoorbeeld 3-11-2026.', 'For example 3-11-2026.'),
  untilHint: text(
    'De eerste dag waarop de rol niet meer geldt. Leeg: tot nader order.',
    'The first day on which the role holds no more. Blank: until further notice.',
  ),
  reason: text('Besluit of reden', 'Decision or reason'),
  reasonHint: text('Op grond waarvan of waarom.', 'On what ground or why.'),
  act: text('Kenmerk van het besluit', 'Reference of the act'),
  actHint: text('Zoals het in het archief staat.', 'As it stands in the archive.'),
  actDate: text('Datum van het besluit', 'Date of the act'),
  actHalf: text(
    'Vul kenmerk en datum allebei in, of geen van beide.',
    'Fill in reference and date both, or neither.',
  ),
  work: text('Wie neemt het open werk over?', 'Who takes the open work over?'),
  workHint: text(
    '{records, plural, one {Er staat # zaak op deze naam.} other {Er staan # zaken op deze naam.}}',
    '{records, plural, one {# record stands in this name.} other {# records stand in this name.}}',
  ),
  workNobody: text('Nog van niemand', 'Nobody’s yet'),
  workKeep: text('Deze persoon zelf, in een andere rol', 'This person, in another role'),
  workMissing: text('Kies wie het open werk overneemt.', 'Choose who takes the open work over.'),
  check: text('Controleren', 'Check'),
  checkTitle: text('Controleer deze rol', 'Check this role'),
  checkLead: text(
    'Na het geven van de rol kan deze persoon direct: {does}.',
    'Once the role is given this person can at once: {does}.',
  ),
  submit: text('Rol geven', 'Give the role'),
  change: text('Wijzig', 'Change'),
  roleMissing: text('Kies een rol.', 'Choose a role.'),
  unitMissing: text('Kies een onderdeel of de hele organisatie.', 'Choose a unit or the whole organisation.'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
  reasonMissing: text('Vul in op grond waarvan.', 'Fill in on what ground.'),
  person: text('Persoon', 'Person'),
  endTitle: text('Rol beëindigen', 'End the role'),
  endLead: text(
    'Vanaf die dag kan deze persoon in deze rol niets meer zien of doen. Wat eerder is vastgelegd, blijft staan.',
    'From that day on this person sees and does nothing more in this role. What was recorded before stays.',
  ),
  endFrom: text('Met ingang van', 'With effect from'),
  endSubmit: text('Rol beëindigen', 'End the role'),
} as const;

const fields = ['rol', 'onderdeel', 'vanaf', 'tot', 'reden', 'besluit', 'besluitdatum', 'stap'] as const;
type Field = (typeof fields)[number];
type Typed = (field: Field) => string;
const whole = '*';

async function appointPage(
  visit: SignedIn,
  person: PersonOverview,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const units = await unitNames(visit);
  return (
    <FormPage
      visit={visit}
      title={own.title[language].replace('{name}', () => nameOf(person, visit))}
      action={`/mensen/${person.person}/aanwijzen`}
      errors={errors}
      button={own.check[language]}
      hidden={{ stap: 'controleren' }}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      <ChoiceField
        id="rol"
        kind="radio"
        label={own.role[language]}
        language={language}
        chosen={[typed('rol')]}
        choices={roles
          .filter((role) => !rolesOfEmployment.includes(role))
          .map((role) => ({
            value: role,
            label: `${roleWords[role].name[language]}: ${roleWords[role].does[language]}`,
          }))}
        {...errorOf(errors, 'rol')}
      />
      <SelectField
        id="onderdeel"
        label={own.unit[language]}
        hint={own.unitHint[language]}
        language={language}
        value={typed('onderdeel')}
        choices={[
          { value: '', label: '' },
          { value: whole, label: words.concern[language] },
          ...[...units].map(([value, label]) => ({ value, label })),
        ]}
        {...errorOf(errors, 'onderdeel')}
      />
      <TextField
        id="vanaf"
        label={own.from[language]}
        hint={own.dayHint[language]}
        language={language}
        value={typed('vanaf')}
        short
        autocomplete="off"
        {...errorOf(errors, 'vanaf')}
      />
      <TextField
        id="tot"
        label={own.until[language]}
        hint={own.untilHint[language]}
        language={language}
        value={typed('tot')}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'tot')}
      />
      <TextField
        id="reden"
        label={own.reason[language]}
        hint={own.reasonHint[language]}
        language={language}
        value={typed('reden')}
        autocomplete="off"
        {...errorOf(errors, 'reden')}
      />
      <TextField
        id="besluit"
        label={own.act[language]}
        hint={own.actHint[language]}
        language={language}
        value={typed('besluit')}
        optional
        autocomplete="off"
        {...errorOf(errors, 'besluit')}
      />
      <TextField
        id="besluitdatum"
        label={own.actDate[language]}
        hint={own.dayHint[language]}
        language={language}
        value={typed('besluitdatum')}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'besluitdatum')}
      />
    </FormPage>
  );
}

/** The form by which somebody gets a role. */
export async function showAppoint(visit: SignedIn, id: string): Promise<Response> {
  const person = await personOf(visit, id);
  if (!person || !hasRole(visit, 'functional-administrator')) return notFound(visit);
  const [year = '', month = '', day = ''] = today().split('-');
  const first: Typed = (field) => (field === 'vanaf' ? `${Number(day)}-${Number(month)}-${year}` : '');
  return pageAnswer(await appointPage(visit, person, first, []));
}

/** Checks what was typed, shows it, and gives the role when it was checked. */
export async function takeAppoint(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields]);
  const person = await personOf(visit, id);
  if (!person) return notFound(visit);
  const { language } = visit;
  const units = await unitNames(visit);
  const role = roleNamed(typed('rol'));
  const from = dayTyped(typed('vanaf'));
  const until = typed('tot').trim() === '' ? null : dayTyped(typed('tot'));
  const reason = typed('reden').trim();
  const errors: readonly FieldError[] = [
    ...(role === undefined || rolesOfEmployment.includes(role)
      ? [{ field: 'rol', message: own.roleMissing[language] }]
      : []),
    ...(typed('onderdeel') !== whole && !units.has(typed('onderdeel'))
      ? [{ field: 'onderdeel', message: own.unitMissing[language] }]
      : []),
    ...(from === undefined ? [{ field: 'vanaf', message: own.dayWrong[language] }] : []),
    ...(until === undefined ? [{ field: 'tot', message: own.dayWrong[language] }] : []),
    ...reasonFault(reason, language),
    ...actFaults(typed, language),
  ];
  if (
    errors.length > 0 ||
    role === undefined ||
    from === undefined ||
    until === undefined ||
    typed('stap') === 'wijzigen'
  )
    return pageAnswer(await appointPage(visit, person, typed, typed('stap') === 'wijzigen' ? [] : errors));
  const unit = typed('onderdeel') === whole ? null : typed('onderdeel');
  if (typed('stap') !== 'geven')
    return pageAnswer(checkPage(visit, person, typed, { role, unit, from, until }, units, []));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null)
    return pageAnswer(checkPage(visit, person, typed, { role, unit, from, until }, units, unconfirmed));
  const { session, premises, actor } = confirmed;
  try {
    const { outcome } = await perform(premises.door, actor, proposeAppointment, concern, {
      person: id,
      role,
      unit,
      from,
      until,
      appointedBy: session.person,
      reason,
      act: actOf(typed),
      proposer: session.person,
    });
    return goTo(visit, `/mensen/${id}?gedaan=${outcome === 'appointed' ? 'aangewezen' : 'voorgesteld'}`);
  } catch (error) {
    if (!(error instanceof AppointmentRefused)) throw error;
    const message = error.explanation.what[language];
    return pageAnswer(await appointPage(confirmed, person, typed, [{ field: 'rol', message }]), 409);
  }
}

type ActTyped = (field: 'besluit' | 'besluitdatum') => string;

/** The act that was typed; null where none was. */
function actOf(typed: ActTyped): { readonly reference: string; readonly date: string } | null {
  const date = dayTyped(typed('besluitdatum'));
  const reference = typed('besluit').trim();
  return reference === '' || date === undefined ? null : { reference, date };
}

function actFaults(typed: ActTyped, language: Language): readonly FieldError[] {
  const reference = typed('besluit').trim();
  const date = typed('besluitdatum').trim();
  if (reference === '' && date === '') return [];
  const fault = typedFault(reference, longestAct);
  return [
    ...(reference === '' ? [{ field: 'besluit', message: own.actHalf[language] }] : []),
    ...(fault === null ? [] : [{ field: 'besluit', message: fault[language] }]),
    ...(date === '' ? [{ field: 'besluitdatum', message: own.actHalf[language] }] : []),
    ...(date !== '' && dayTyped(date) === undefined
      ? [{ field: 'besluitdatum', message: own.dayWrong[language] }]
      : []),
  ];
}

const longestAct = 200;

/** The longest decision or reason that is kept. */
const longestReason = 1000;

function reasonFault(reason: string, language: Language): readonly FieldError[] {
  if (reason === '') return [{ field: 'reden', message: own.reasonMissing[language] }];
  const fault = typedFault(reason, longestReason);
  return fault === null ? [] : [{ field: 'reden', message: fault[language] }];
}

function checkPage(
  visit: SignedIn,
  person: PersonOverview,
  typed: Typed,
  given: {
    readonly role: (typeof roles)[number];
    readonly unit: string | null;
    readonly from: string;
    readonly until: string | null;
  },
  units: ReadonlyMap<string, string>,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const { role, unit, from, until } = given;
  const kept = Object.fromEntries(
    fields.filter((field) => field !== 'stap').map((field) => [field, typed(field)]),
  );
  return (
    <FormPage
      visit={visit}
      title={own.checkTitle[language]}
      action={`/mensen/${person.person}/aanwijzen`}
      errors={errors}
      before={
        <>
          <DefinitionList
            items={[
              { term: own.person[language], text: nameOf(person, visit) },
              { term: own.role[language], text: roleWords[role].name[language] },
              {
                term: own.unit[language],
                text: unit === null ? words.concern[language] : (units.get(unit) ?? unit),
              },
              { term: own.from[language], text: dateInWords(from, language) },
              ...(until === null ? [] : [{ term: own.until[language], text: dateInWords(until, language) }]),
              { term: own.reason[language], text: typed('reden') },
              ...(typed('besluit').trim() === ''
                ? []
                : [{ term: own.act[language], text: `${typed('besluit')}, ${typed('besluitdatum')}` }]),
            ]}
          />
          <p>{own.checkLead[language].replace('{does}', () => roleWords[role].does[language])}</p>
        </>
      }
      button={own.submit[language]}
      hidden={kept}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      <input type="hidden" name="stap" value="geven" />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

type EndTyped = (field: 'vanaf' | 'reden' | 'werk') => string;

async function endPage(
  visit: SignedIn,
  person: PersonOverview,
  appointment: PersonOverview['appointments'][number],
  typed: EndTyped,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const { receivers, records } = await receiversFor(visit, person, appointment);
  const others = person.appointments.filter(({ state }) => state === 'now').length > 1;
  return (
    <FormPage
      visit={visit}
      title={own.endTitle[language]}
      action={`/mensen/${person.person}/beeindigen/${appointment.appointment}`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi>, {roleWords[appointment.role].name[language]}
          </p>
          <p>{own.endLead[language]}</p>
        </>
      }
      button={own.endSubmit[language]}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      <TextField
        id="vanaf"
        label={own.endFrom[language]}
        hint={own.dayHint[language]}
        language={language}
        value={typed('vanaf')}
        short
        autocomplete="off"
        {...errorOf(errors, 'vanaf')}
      />
      <TextField
        id="reden"
        label={own.reason[language]}
        language={language}
        value={typed('reden')}
        autocomplete="off"
        {...errorOf(errors, 'reden')}
      />
      {records > 0 && (
        <SelectField
          id="werk"
          label={own.work[language]}
          hint={say(own.workHint[language], language, { records })}
          language={language}
          value={typed('werk')}
          choices={[
            { value: 'nobody', label: own.workNobody[language] },
            ...receivers.map((one) => ({
              value: one.person,
              label: one.name ?? words.noName[language],
            })),
            ...(others ? [{ value: 'keep', label: own.workKeep[language] }] : []),
          ]}
          {...errorOf(errors, 'werk')}
        />
      )}
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

function receiversFor(
  { premises, actor }: SignedIn,
  { person }: PersonOverview,
  { role, unit }: PersonOverview['appointments'][number],
) {
  return look(premises.door, actor, receiversOf, concern, { person, role, unit });
}

function isOpen({ state }: PersonOverview['appointments'][number]): boolean {
  return state === 'now' || state === 'later';
}

async function endingOf(visit: SignedIn, part: string) {
  const [id = '', , appointment = ''] = part.split('/');
  const person = hasRole(visit, 'functional-administrator') ? await personOf(visit, id) : null;
  const ending = person?.appointments.find((one) => one.appointment === appointment && isOpen(one));
  return person && ending ? { person, ending } : null;
}

/** The form by which a role ends. */
export async function showEnd(visit: SignedIn, part: string): Promise<Response> {
  const found = await endingOf(visit, part);
  if (!found) return notFound(visit);
  const [year = '', month = '', day = ''] = today().split('-');
  const first: EndTyped = (field) => (field === 'vanaf' ? `${Number(day)}-${Number(month)}-${year}` : '');
  return pageAnswer(await endPage(visit, found.person, found.ending, first, []));
}

/** Ends a role. */
export async function takeEnd(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['vanaf', 'reden', 'werk', ...confirmFields]);
  const found = await endingOf(visit, part);
  if (!found) return notFound(visit);
  const { language } = visit;
  const { person, ending } = found;
  const until = dayTyped(typed('vanaf'));
  const reason = typed('reden').trim();
  const { receivers, records } = await receiversFor(visit, person, ending);
  const work = records === 0 ? 'nobody' : typed('werk');
  const isReceiver = ['keep', 'nobody'].includes(work) || receivers.some((one) => one.person === work);
  const errors: readonly FieldError[] = [
    ...(until === undefined ? [{ field: 'vanaf', message: own.dayWrong[language] }] : []),
    ...reasonFault(reason, language),
    ...(isReceiver ? [] : [{ field: 'werk', message: own.workMissing[language] }]),
  ];
  if (errors.length > 0 || until === undefined)
    return pageAnswer(await endPage(visit, person, ending, typed, errors));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(await endPage(visit, person, ending, typed, unconfirmed));
  const { session, premises, actor } = confirmed;
  try {
    await perform(premises.door, actor, endAppointment, concern, {
      appointment: ending.appointment,
      until,
      appointedBy: session.person,
      reason,
      work,
    });
  } catch (error) {
    if (!(error instanceof AppointmentRefused)) throw error;
    const message = error.explanation.what[language];
    return pageAnswer(await endPage(confirmed, person, ending, typed, [{ field: 'vanaf', message }]), 409);
  }
  return goTo(visit, `/mensen/${person.person}?gedaan=beeindigd`);
}
