import { concern } from '../../platform/access/resource.ts';
import { ChangeStopped, look, perform } from '../../platform/database/doorways.ts';
import { healthFacts, noteHealth } from '../../platform/health/read-health.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { healthCrumbs } from './health-page.tsx';

const kinds = {
  reservekopie: {
    kind: 'backup',
    title: text('Reservekopie vastleggen', 'Record a backup'),
    label: text('Dag waarop de reservekopie is gemaakt', 'Day on which the backup was made'),
    lead: text(
      'Leg vast dat er een reservekopie is van de database, het sleutelbestand en de map met standen. Wat kopieën maakt, kan dit zelf: daglicht backup-made.',
      'Record that there is a backup of the database, the key file and the folder with heads. What makes backups can do this itself: daglicht backup-made.',
    ),
  },
  oefening: {
    kind: 'drill',
    title: text('Oefening van terugzetten vastleggen', 'Record a drill of putting back'),
    label: text('Dag waarop terugzetten is geoefend', 'Day on which putting back was practised'),
    lead: text(
      'Leg vast dat een reservekopie elders is teruggezet en dat het programma ermee werkte.',
      'Record that a backup was put back elsewhere and that the program worked with it.',
    ),
  },
} as const;

const words = {
  hint: text('Bijvoorbeeld 3-11-2026.', 'For example 3-11-2026.'),
  wrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
  ahead: text('Deze dag moet nog komen.', 'This day is still to come.'),
  early: text(
    'Deze dag ligt voor 2020. Kies een latere dag.',
    'This day is before 2020. Choose a later day.',
  ),
  record: text('Dag vastleggen', 'Record the day'),
  back: text('Terug naar Gezondheid', 'Back to Health'),
  last: text('De laatste die is vastgelegd: {day}.', 'The last that was recorded: {day}.'),
  none: text('Nog niet vastgelegd.', 'Not recorded yet.'),
} as const;

type Kind = keyof typeof kinds;
const isKind = (part: string): part is Kind => part === 'reservekopie' || part === 'oefening';

async function page(visit: SignedIn, part: Kind, value: string, errors: readonly FieldError[]) {
  const { language, premises, actor } = visit;
  const { kind, title, label, lead } = kinds[part];
  const last = (await look(premises.door, actor, healthFacts, concern, {}))[kind];
  const action = `/gezondheid/vastleggen/${part}`;
  return (
    <FormPage
      visit={visit}
      title={title[language]}
      action={action}
      errors={errors}
      button={words.record[language]}
      back={{ href: '/gezondheid', label: words.back[language] }}
      crumbs={healthCrumbs(visit, action, title[language])}
      before={
        <>
          <p>{lead[language]}</p>
          <p>
            {last === null
              ? words.none[language]
              : say(words.last[language], language, { day: dateInWords(last, language) })}
          </p>
        </>
      }
    >
      <TextField
        id="dag"
        label={label[language]}
        hint={words.hint[language]}
        language={language}
        value={value}
        short
        autocomplete="off"
        {...errorOf(errors, 'dag')}
      />
    </FormPage>
  );
}

/** The form by which the day of a backup or of a drill is recorded. */
export async function showNote(visit: SignedIn, part: string): Promise<Response> {
  return isKind(part) ? pageAnswer(await page(visit, part, '', [])) : notFound(visit);
}

/** Records the day of a backup or of a drill. */
export async function takeNote(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['dag']);
  if (!isKind(part)) return notFound(visit);
  const { language, premises, actor, session } = visit;
  const again = async (message: string) =>
    pageAnswer(await page(visit, part, typed('dag'), [{ field: 'dag', message }]));
  const day = dayTyped(typed('dag'));
  if (day === undefined) return again(words.wrong[language]);
  if (day < '2020-01-01') return again(words.early[language]);
  const note = { kind: kinds[part].kind, day, by: session.person };
  try {
    await perform(premises.door, actor, noteHealth, concern, note);
  } catch (error) {
    if (!(error instanceof ChangeStopped)) throw error;
    return again(words.ahead[language]);
  }
  return goTo(visit, '/gezondheid?gedaan=vastgelegd');
}
