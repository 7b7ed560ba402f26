import { AppointmentRefused } from '../../organisation/people/appointments.ts';
import { personKnownAs } from '../../organisation/people/find-people.ts';
import type { PersonOverview } from '../../organisation/people/person-page.ts';
import { proposeAppointment } from '../../organisation/people/proposals.ts';
import { roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { nameOf, personOf } from '../people/person.tsx';
import { peopleWords } from '../people/words.ts';

const words = {
  title: text('Vervanging bij afwezigheid', 'Replacement during absence'),
  lead: text(
    'De vervanger heeft deze rol zolang de afwezigheid duurt. Gaat wie afwezig is intussen uit dienst, dan krijgt de vervanger het open werk.',
    'Who replaces has this role for as long as the absence lasts. If who is absent leaves meanwhile, the replacement gets the open work.',
  ),
  who: text(
    'Wie vervangt? Personeelsnummer of e-mailadres',
    'Who replaces? Personnel number or mail address',
  ),
  whoUnknown: text(
    'Er is niet precies één persoon met dit nummer of e-mailadres. Zoek de persoon op bij Mensen en neem het nummer over.',
    'There is not exactly one person with this number or mail address. Find the person under People and take the number over.',
  ),
  from: text('Vanaf', 'From'),
  until: text('Tot', 'Until'),
  untilHint: text(
    'De eerste dag waarop de vervanging niet meer geldt. Bijvoorbeeld 3-11-2026.',
    'The first day on which the replacement holds no more. For example 3-11-2026.',
  ),
  reason: text('Reden', 'Reason'),
  reasonMissing: text('Vul in waarom.', 'Fill in why.'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
  submit: text('Vervanging vastleggen', 'Record the replacement'),
} as const;

const fields = ['wie', 'vanaf', 'tot', 'reden'] as const;
type Typed = (field: (typeof fields)[number]) => string;
const longestReason = 1000;

async function absentOf(visit: SignedIn, part: string) {
  const [id = '', , appointment = ''] = part.split('/');
  const person = hasRole(visit, 'functional-administrator') ? await personOf(visit, id) : null;
  const role = person?.appointments.find(
    (one) =>
      one.appointment === appointment &&
      (one.state === 'now' || one.state === 'later') &&
      one.replaces === null,
  );
  return person && role ? { person, role } : null;
}

function replacePage(
  visit: SignedIn,
  person: PersonOverview,
  { appointment, role }: PersonOverview['appointments'][number],
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`/mensen/${person.person}/vervangen/${appointment}`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi>, {roleWords[role].name[language]}
          </p>
          <p>{words.lead[language]}</p>
        </>
      }
      button={words.submit[language]}
      back={{ href: `/mensen/${person.person}`, label: peopleWords.back[language] }}
    >
      <TextField
        id="wie"
        label={words.who[language]}
        language={language}
        value={typed('wie')}
        autocomplete="off"
        {...errorOf(errors, 'wie')}
      />
      <TextField
        id="vanaf"
        label={words.from[language]}
        language={language}
        value={typed('vanaf')}
        short
        autocomplete="off"
        {...errorOf(errors, 'vanaf')}
      />
      <TextField
        id="tot"
        label={words.until[language]}
        hint={words.untilHint[language]}
        language={language}
        value={typed('tot')}
        short
        autocomplete="off"
        {...errorOf(errors, 'tot')}
      />
      <TextField
        id="reden"
        label={words.reason[language]}
        language={language}
        value={typed('reden')}
        autocomplete="off"
        {...errorOf(errors, 'reden')}
      />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

/** The form by which somebody replaces another in a role. */
export async function showReplace(visit: SignedIn, part: string): Promise<Response> {
  const found = await absentOf(visit, part);
  if (!found) return notFound(visit);
  return pageAnswer(replacePage(visit, found.person, found.role, () => '', []));
}

/** Records who replaces somebody; what gives much another decides, as with any role. */
export async function takeReplace(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields]);
  const found = await absentOf(visit, part);
  if (!found) return notFound(visit);
  const { language, premises, actor } = visit;
  const { person, role } = found;
  const who = await look(premises.door, actor, personKnownAs, concern, { known: typed('wie') });
  const from = dayTyped(typed('vanaf'));
  const until = dayTyped(typed('tot'));
  const reason = typed('reden').trim();
  const reasonFault = reason === '' ? words.reasonMissing : typedFault(reason, longestReason);
  const errors: readonly FieldError[] = [
    ...(who === null ? [{ field: 'wie', message: words.whoUnknown[language] }] : []),
    ...(from === undefined ? [{ field: 'vanaf', message: words.dayWrong[language] }] : []),
    ...(until === undefined ? [{ field: 'tot', message: words.dayWrong[language] }] : []),
    ...(reasonFault === null ? [] : [{ field: 'reden', message: reasonFault[language] }]),
  ];
  if (errors.length > 0 || who === null || from === undefined || until === undefined)
    return pageAnswer(replacePage(visit, person, role, typed, errors));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(replacePage(visit, person, role, typed, unconfirmed));
  try {
    const { outcome } = await perform(premises.door, confirmed.actor, proposeAppointment, concern, {
      person: who,
      role: role.role,
      unit: role.unit,
      from,
      until,
      appointedBy: visit.session.person,
      reason,
      replaces: person.person,
      proposer: visit.session.person,
    });
    return goTo(visit, `/mensen/${who}?gedaan=${outcome === 'appointed' ? 'aangewezen' : 'voorgesteld'}`);
  } catch (error) {
    if (!(error instanceof AppointmentRefused)) throw error;
    const message = error.explanation.what[language];
    return pageAnswer(replacePage(confirmed, person, role, typed, [{ field: 'wie', message }]), 409);
  }
}
