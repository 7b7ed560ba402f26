import { type ConsentUse, consentUses } from '../../organisation/consent/consented-on.ts';
import {
  ConsentRefused,
  consents,
  endConsent,
  recordConsent,
} from '../../organisation/consent/works-council.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { codeWords } from './code-words.ts';
import { useWords } from './consent-words.ts';

const words = {
  title: text('Instemming van de ondernemingsraad: {use}', 'Consent of the works council: {use}'),
  day: text('Dag van de instemming', 'Day of the consent'),
  dayHint: text('Bijvoorbeeld 3-11-2026.', 'For example 3-11-2026.'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
  dayAhead: text(
    'Deze dag moet nog komen. Leg de instemming vast wanneer zij er is.',
    'This day is still to come. Record the consent when it is there.',
  ),
  reference: text('Kenmerk', 'Reference'),
  referenceHint: text(
    'Waar het besluit te vinden is, bijvoorbeeld het nummer van de brief.',
    'Where the decision is found, for example the number of the letter.',
  ),
  referenceMissing: text('Vul het kenmerk in.', 'Fill in the reference.'),
  record: text('Instemming vastleggen', 'Record consent'),
  end: text('Instemming beëindigen', 'End the consent'),
  endLead: text(
    'Vanaf vandaag staat dit uit. Dat er instemming was, blijft bewaard.',
    'From today this is off. That there was consent is kept.',
  ),
  does: text('Wat het is', 'What it is'),
} as const;

type Typed = (field: 'dag' | 'kenmerk') => string;

async function placeOf(visit: SignedIn, part: string) {
  const use = consentUses.find((one) => one === part);
  if (use === undefined || !hasRole(visit, 'functional-administrator')) return null;
  const all = await look(visit.premises.door, visit.actor, consents, concern, { day: today() });
  return { use, consent: all.find((one) => one.use === use)?.consent ?? null };
}
type Place = NonNullable<Awaited<ReturnType<typeof placeOf>>>;

function page(visit: SignedIn, { use, consent }: Place, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  const given = {
    visit,
    title: words.title[language].replace('{use}', () => useWords[use].name[language]),
    action: `/instellingen/instemming/${use}`,
    errors,
    back: { href: '/instellingen', label: codeWords.back[language] },
  };
  const does = { term: words.does[language], text: useWords[use].does[language] };
  if (consent !== null)
    return (
      <FormPage
        {...given}
        button={words.end[language]}
        hidden={{ instemming: consent.id }}
        before={
          <>
            <DefinitionList
              items={[
                does,
                { term: words.day[language], text: dateInWords(consent.consentedOn, language) },
                { term: words.reference[language], text: consent.reference },
              ]}
            />
            <p id="dag">{words.endLead[language]}</p>
          </>
        }
      >
        <ConfirmWithin visit={visit} errors={errors} />
      </FormPage>
    );
  return (
    <FormPage {...given} button={words.record[language]} before={<DefinitionList items={[does]} />}>
      <TextField
        id="dag"
        label={words.day[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('dag')}
        short
        autocomplete="off"
        {...errorOf(errors, 'dag')}
      />
      <TextField
        id="kenmerk"
        label={words.reference[language]}
        hint={words.referenceHint[language]}
        language={language}
        value={typed('kenmerk')}
        autocomplete="off"
        {...errorOf(errors, 'kenmerk')}
      />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

/** The form by which a consent is recorded, or one that stands is ended. */
export async function showConsent(visit: SignedIn, part: string): Promise<Response> {
  const place = await placeOf(visit, part);
  return place ? pageAnswer(page(visit, place, () => '', [])) : notFound(visit);
}

/** Records or ends a consent. */
export async function takeConsent(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['dag', 'kenmerk', 'instemming', ...confirmFields]);
  const place = await placeOf(visit, part);
  if (!place) return notFound(visit);
  const { language } = visit;
  const isEnding = typed('instemming') !== '';
  const on = dayTyped(typed('dag'));
  const errors = isEnding ? [] : faultsOf(language, on, typed('kenmerk').trim());
  if (errors.length > 0) return pageAnswer(page(visit, place, typed, errors));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(page(visit, place, typed, unconfirmed));
  try {
    await carriedOut(confirmed, place.use, {
      consent: typed('instemming'),
      on,
      reference: typed('kenmerk').trim(),
    });
  } catch (error) {
    if (!(error instanceof ConsentRefused)) throw error;
    const message = error.explanation.what[language];
    return pageAnswer(page(confirmed, place, typed, [{ field: 'dag', message }]), 409);
  }
  return goTo(visit, `/instellingen?gedaan=${isEnding ? 'beeindigd' : 'instemming'}`);
}

async function carriedOut(
  { premises, actor }: SignedIn,
  use: ConsentUse,
  {
    consent,
    on,
    reference,
  }: { readonly consent: string; readonly on: string | undefined; readonly reference: string },
): Promise<void> {
  if (consent === '') await perform(premises.door, actor, recordConsent, concern, { use, on, reference });
  else await perform(premises.door, actor, endConsent, concern, { consent });
}

function faultsOf(
  language: SignedIn['language'],
  on: string | undefined,
  reference: string,
): readonly FieldError[] {
  const faults: FieldError[] = [];
  if (on === undefined) faults.push({ field: 'dag', message: words.dayWrong[language] });
  else if (on > today()) faults.push({ field: 'dag', message: words.dayAhead[language] });
  const fault = reference === '' ? words.referenceMissing : typedFault(reference, 500);
  if (fault !== null) faults.push({ field: 'kenmerk', message: fault[language] });
  return faults;
}
