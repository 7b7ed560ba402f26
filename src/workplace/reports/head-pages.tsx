import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { saveHead } from '../../publication/workbench/blocks.ts';
import { longestTitle, stopDraft } from '../../publication/workbench/drafts.ts';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, neededFault, typedFault } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { type HeldReport, openReport } from './held-report.ts';
import { ReportStrip, reportCrumbs } from './report-parts.tsx';

const words = {
  title: text('Titel en jaren wijzigen', 'Change title and years'),
  name: text('Titel van het verslag', 'Title of the report'),
  nameMissing: text('Vul een titel in.', 'Fill in a title.'),
  years: text('Hoeveel eerdere jaren staan ernaast?', 'How many earlier years stand beside it?'),
  save: text('Titel en jaren opslaan', 'Save title and years'),
  leave: text('Niet wijzigen', 'Do not change'),
  changed: text(
    'Titel of jaren zijn gewijzigd sinds u deze pagina opende. Kijk wat er nu staat en sla het opnieuw op.',
    'Title or years were changed since you opened this page. See what stands now and save it again.',
  ),
  stop: text('Stoppen met dit verslag', 'Stop with this report'),
  stopText: text(
    'Er wordt niets gepubliceerd. Wat is geschreven blijft te lezen, en lezers zien dat het is gestopt. U kunt daarna opnieuw een verslag over deze periode beginnen.',
    'Nothing is published. What was written can still be read, and readers see that it was stopped. After that you can begin a report of this period again.',
  ),
  why: text('Waarom stopt u?', 'Why do you stop?'),
  whyMissing: text('Schrijf waarom u stopt.', 'Write why you stop.'),
  stay: text('Niet stoppen', 'Do not stop'),
} as const;

/** The form for the title of a report and its years. */
export async function showHead(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.draft.endedAs !== null) return notFound(visit);
  const { head, headVersion } = held.draft;
  const given: Readonly<Record<string, string>> = {
    titel: head?.title ?? '',
    eerder: String(head?.yearsBefore ?? 0),
    versie: headVersion ?? '',
  };
  return headPage(visit, held, (field) => given[field] ?? '', []);
}

function headPage(
  visit: SignedIn,
  held: HeldReport,
  typed: Typed<'titel' | 'eerder' | 'versie'>,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`${held.place}/titel`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={<ReportStrip visit={visit} held={held} />}
      button={words.save[language]}
      hidden={{ versie: typed('versie') }}
      back={{ href: held.place, label: words.leave[language] }}
    >
      <TextField
        id="titel"
        label={words.name[language]}
        language={language}
        value={typed('titel')}
        {...errorOf(errors, 'titel')}
      />
      <SelectField
        id="eerder"
        label={words.years[language]}
        language={language}
        choices={['0', '1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
        value={typed('eerder')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Saves the title of a report and its years. */
export async function takeHead(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const { language } = visit;
  const typed = await readForm(visit.context, ['titel', 'eerder', 'versie']);
  const title = typed('titel').trim();
  const fault = title === '' || title.includes('\n') ? words.nameMissing : typedFault(title, longestTitle);
  if (fault) return headPage(visit, held, typed, [{ field: 'titel', message: fault[language] }]);
  if (!/^\d$/.test(typed('eerder')) || !isId(typed('versie'))) return notFound(visit);
  const outcome = await perform(visit.premises.door, visit.actor, saveHead, concern, {
    report: held.draft.id,
    version: typed('versie'),
    title,
    yearsBefore: Number(typed('eerder')),
  });
  if (outcome === 'done') return goTo(visit, `${held.place}?gedaan=titel`);
  if (outcome === 'gone') return notFound(visit);
  const standing = held.draft.headVersion ?? '';
  return headPage(visit, held, (field) => (field === 'versie' ? standing : typed(field)), [
    { field: 'titel', message: words.changed[language] },
  ]);
}

/** The page that stops a report. */
export async function showStop(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.draft.endedAs !== null) return notFound(visit);
  return stopPage(visit, held, '', []);
}

function stopPage(visit: SignedIn, held: HeldReport, typed: string, errors: readonly FieldError[]): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.stop[language]}
      action={`${held.place}/stoppen`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          <p>{words.stopText[language]}</p>
        </>
      }
      button={words.stop[language]}
      back={{ href: held.place, label: words.stay[language] }}
    >
      <TextField
        id="reden"
        label={words.why[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest reason, in characters. */
const longestReason = 500;

/** Stops a report. */
export async function takeStop(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const typed = await readForm(visit.context, ['reden']);
  const reason = typed('reden').trim();
  const fault = neededFault(reason, longestReason, words.whyMissing);
  if (fault)
    return stopPage(visit, held, typed('reden'), [{ field: 'reden', message: fault[visit.language] }]);
  await perform(visit.premises.door, visit.actor, stopDraft, concern, { report: held.draft.id, reason });
  return goTo(visit, held.place);
}
