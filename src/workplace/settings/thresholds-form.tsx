import { SettingsRefused } from '../../codes/changes/code-changes.ts';
import { changeThresholds, thresholdsNeedAnother } from '../../codes/changes/threshold-changes.ts';
import { sameThresholds, type Thresholds, thresholdsOf, thresholdsSchema } from '../../codes/thresholds.ts';
import { today } from '../../organisation/period.ts';
import { KindProposalRefused } from '../../organisation/proposals/proposal-kinds.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { figuresTouched } from '../effects/figures-touched.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { codeWords } from './code-words.ts';
import { profileToChange } from './profile-here.ts';
import { euroWords, thresholdItems, thresholdWords } from './threshold-words.ts';
import { WhenAndWhy } from './when-and-why.tsx';

const words = {
  title: text('Drempels wijzigen', 'Change thresholds'),
  lead: text(
    'Zodra twee functioneel beheerders er zijn, stelt de een drempels voor en keurt een ander ze binnen 72 uur goed.',
    'As soon as there are two functional administrators, one proposes thresholds and another approves them within 72 hours.',
  ),
  giftHint: text('Bijvoorbeeld 50 of 49,50.', 'For example 50 or 49.50.'),
  giftWrong: text(
    'Vul een bedrag in euro in, zoals 50 of 49,50.',
    'Fill in an amount in euro, such as 50 or 49.50.',
  ),
  thresholdHint: text(
    'Een geheel getal van 3 tot en met 10. Kleinere aantallen worden in verslagen afgeschermd.',
    'A whole number from 3 to 10. Smaller numbers are hidden in reports.',
  ),
  thresholdWrong: text(
    'Vul een geheel getal van 3 tot en met 10 in.',
    'Fill in a whole number from 3 to 10.',
  ),
  againstMissing: text('Kies tegen wie wordt beschermd.', 'Choose against whom is protected.'),
  guardedHint: text(
    'Deze cijfers zijn elders open. Wat u aankruist, wordt hier beschermd als andere kleine aantallen.',
    'These figures are open elsewhere. What you tick is guarded here like other small numbers.',
  ),
  reasonMissing: text('Vul in op grond waarvan.', 'Fill in on what ground.'),
  nothing: text(
    'Dit zijn de drempels die al gelden. Wijzig er een.',
    'These are the thresholds that hold already. Change one.',
  ),
  previewTitle: codeWords.previewTitle,
  what: text('Drempel', 'Threshold'),
  was: text('Nu', 'Now'),
  becomes: text('Wordt', 'Becomes'),
  effect: text('Wat er verandert', 'What changes'),
  giftEffect: text(
    'Teksten van verslagen die de grens noemen, noemen vanaf die dag dit bedrag.',
    'Texts of reports that name the limit name this amount from that day.',
  ),
  protectEffect: text(
    'In verslagen vanaf die dag kunnen in beschermde cijfers meer of minder getallen zijn afgeschermd.',
    'In reports from that day more or fewer numbers of guarded figures can be hidden.',
  ),
  figures: text('Beschermde cijfers', 'Guarded figures'),
  noFigures: text('Geen cijfer wordt hierdoor anders beschermd.', 'No figure is guarded otherwise by this.'),
  moreOpen: text(
    'Een lagere drempel, of minder beschermde cijfers, toont kleinere aantallen: die kunnen naar een persoon wijzen.',
    'A lower threshold, or fewer guarded figures, shows smaller numbers: those may point at a person.',
  ),
  submit: text('Drempels wijzigen', 'Change the thresholds'),
  propose: text('Drempels voorstellen', 'Propose the thresholds'),
  waits: text(
    'Tot een andere functioneel beheerder dit goedkeurt, geldt wat er nu is. Het voorstel verloopt na 72 uur.',
    'Until another functional administrator approves this, what there is now holds. The proposal lapses after 72 hours.',
  ),
  longest: 1000,
} as const;

const fields = ['bedrag', 'aantal', 'tegen', 'cijfers', 'vanaf', 'reden', 'stap'] as const;
type Typed = (field: (typeof fields)[number]) => string;

/** Figures that a profile can guard: open where nobody says otherwise. */
function openFigures({ premises, language }: SignedIn, now: Thresholds) {
  const open = premises.catalogue.figures
    .filter(({ protection }) => protection.class === 'open')
    .map(({ id, title, register }) => ({
      value: id,
      label: register ? `${register[language]}: ${title[language]}` : title[language],
    }));
  const others = now.guardedFigures.filter((id) => !open.some(({ value }) => value === id));
  return [...open, ...others.map((id) => ({ value: id, label: id }))];
}

function formPage(visit: SignedIn, now: Thresholds, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/instellingen/drempels"
      errors={errors}
      before={<p>{words.lead[language]}</p>}
      button={codeWords.preview[language]}
      hidden={{ stap: 'bekijken' }}
      back={{ href: '/instellingen', label: codeWords.back[language] }}
    >
      <TextField
        id="bedrag"
        label={thresholdWords.gift[language]}
        hint={words.giftHint[language]}
        language={language}
        value={typed('bedrag')}
        short
        autocomplete="off"
        {...errorOf(errors, 'bedrag')}
      />
      <TextField
        id="aantal"
        label={thresholdWords.threshold[language]}
        hint={words.thresholdHint[language]}
        language={language}
        value={typed('aantal')}
        short
        digits
        autocomplete="off"
        {...errorOf(errors, 'aantal')}
      />
      <ChoiceField
        id="tegen"
        kind="radio"
        label={thresholdWords.against[language]}
        language={language}
        chosen={[typed('tegen')]}
        choices={(['singletons', 'every'] as const).map((value) => ({
          value,
          label: thresholdWords[value][language],
        }))}
        {...errorOf(errors, 'tegen')}
      />
      <Disclosure title={thresholdWords.guarded[language]}>
        <ChoiceField
          id="cijfers"
          kind="checkbox"
          label={thresholdWords.guarded[language]}
          hint={words.guardedHint[language]}
          language={language}
          optional
          chosen={typed('cijfers').split('\n')}
          choices={openFigures(visit, now)}
          {...errorOf(errors, 'cijfers')}
        />
      </Disclosure>
      <WhenAndWhy language={language} typed={typed} errors={errors} />
    </FormPage>
  );
}

/** The form of the thresholds, with those that hold. */
export async function showThresholds(visit: SignedIn): Promise<Response> {
  const profile = await profileToChange(visit);
  if (!profile) return notFound(visit);
  const now = thresholdsOf(profile.files);
  const first: Readonly<Record<string, string>> = {
    bedrag: euroWords(now.giftThresholdEuro, visit.language),
    aantal: String(now.protectionThreshold),
    tegen: now.protectionAgainst,
    cijfers: now.guardedFigures.join('\n'),
  };
  return pageAnswer(formPage(visit, now, (field) => first[field] ?? '', []));
}

/** Checks thresholds, shows what they change, and records or proposes them. */
export async function takeThresholds(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields], ['cijfers']);
  const profile = await profileToChange(visit);
  if (!profile) return notFound(visit);
  const now = thresholdsOf(profile.files);
  const from = dayTyped(typed('vanaf'));
  const known = openFigures(visit, now).map(({ value }) => value);
  const given = {
    giftThresholdEuro: typed('bedrag').trim().replace(',', '.'),
    protectionThreshold: Number(typed('aantal').trim()),
    protectionAgainst: typed('tegen'),
    guardedFigures: typed('cijfers')
      .split('\n')
      .filter((id) => known.includes(id))
      .sort(),
  };
  const to = thresholdsSchema.safeParse(given).data;
  const errors = faultsOf(visit, typed, given, now);
  if (errors.length > 0 || from === undefined || to === undefined)
    return pageAnswer(formPage(visit, now, typed, errors));
  const change = { from, was: now, to };
  if (typed('stap') !== 'vastleggen') return pageAnswer(await previewPage(visit, change, typed, []));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(await previewPage(visit, change, typed, unconfirmed));
  const { premises, actor, session, language } = confirmed;
  try {
    const { outcome } = await perform(premises.door, actor, changeThresholds, concern, {
      change,
      reason: typed('reden').trim(),
      proposer: session.person,
    });
    return goTo(visit, `/instellingen?gedaan=${outcome === 'recorded' ? 'drempels' : 'voorgesteld'}`);
  } catch (error) {
    if (!(error instanceof SettingsRefused) && !(error instanceof KindProposalRefused)) throw error;
    const message = error.explanation.what[language];
    const field = error.code === 'day' ? 'vanaf' : 'bedrag';
    return pageAnswer(formPage(confirmed, now, typed, [{ field, message }]), 409);
  }
}

function faultsOf(
  { language }: SignedIn,
  typed: Typed,
  given: Readonly<Record<string, unknown>>,
  now: Thresholds,
): readonly FieldError[] {
  const faults: FieldError[] = [];
  const tell = (field: string, message: string) => faults.push({ field, message });
  const { shape } = thresholdsSchema;
  if (!shape.giftThresholdEuro.safeParse(given['giftThresholdEuro']).success)
    tell('bedrag', words.giftWrong[language]);
  if (
    !/^\d+$/.test(typed('aantal').trim()) ||
    !shape.protectionThreshold.safeParse(Number(typed('aantal'))).success
  )
    tell('aantal', words.thresholdWrong[language]);
  if (!shape.protectionAgainst.safeParse(typed('tegen')).success)
    tell('tegen', words.againstMissing[language]);
  const from = dayTyped(typed('vanaf'));
  if (from === undefined) tell('vanaf', codeWords.dayWrong[language]);
  else if (from < today()) tell('vanaf', codeWords.dayOver[language]);
  const reason = typed('reden').trim();
  const fault = reason === '' ? words.reasonMissing : typedFault(reason, words.longest);
  if (fault !== null) tell('reden', fault[language]);
  const to = thresholdsSchema.safeParse(given).data;
  if (faults.length === 0 && to && sameThresholds(to, now)) tell('bedrag', words.nothing[language]);
  return faults;
}

/** What holds beside what is to hold: only what differs. */
function thresholdRows(
  { premises, language }: SignedIn,
  was: Thresholds,
  to: Thresholds,
): readonly (readonly [string, string, string])[] {
  const next = thresholdItems(to, premises.catalogue, language);
  return thresholdItems(was, premises.catalogue, language).flatMap((one, index) => {
    const other = next[index];
    return other && other.text !== one.text ? [[one.term, one.text, other.text] as const] : [];
  });
}

/** A table of what holds and what is to hold. */
export function ThresholdTable({ visit, was, to }: { visit: SignedIn; was: Thresholds; to: Thresholds }) {
  const { language } = visit;
  return (
    <TextTable
      caption={words.effect[language]}
      heads={[words.what[language], words.was[language], words.becomes[language]]}
      rows={thresholdRows(visit, was, to)}
    />
  );
}

/** What a change of thresholds does to reports: in sentences, and to which figures and published reports. */
export async function thresholdEffects(visit: SignedIn, was: Thresholds, to: Thresholds) {
  const { language, premises } = visit;
  const guarded = premises.catalogue.figures.filter(
    ({ id, protection }) =>
      protection.class === 'guarded' || to.guardedFigures.includes(id) || was.guardedFigures.includes(id),
  );
  const protects =
    was.protectionThreshold !== to.protectionThreshold ||
    was.protectionAgainst !== to.protectionAgainst ||
    was.guardedFigures.join() !== to.guardedFigures.join();
  const opens =
    to.protectionThreshold < was.protectionThreshold ||
    (was.protectionAgainst === 'every' && to.protectionAgainst !== 'every') ||
    was.guardedFigures.some((id) => !to.guardedFigures.includes(id));
  return (
    <>
      {was.giftThresholdEuro !== to.giftThresholdEuro && <p>{words.giftEffect[language]}</p>}
      {protects && <p>{words.protectEffect[language]}</p>}
      {opens && <p>{words.moreOpen[language]}</p>}
      {
        await figuresTouched(visit, protects ? guarded : [], {
          title: words.figures,
          none: words.noFigures,
        })
      }
    </>
  );
}

async function previewPage(
  visit: SignedIn,
  { from, was, to }: { readonly from: string; readonly was: Thresholds; readonly to: Thresholds },
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language, premises, actor } = visit;
  const needsAnother = await look(premises.door, actor, thresholdsNeedAnother, concern, {});
  const kept = Object.fromEntries(
    fields.filter((field) => field !== 'stap' && field !== 'cijfers').map((field) => [field, typed(field)]),
  );
  return (
    <FormPage
      visit={visit}
      title={words.previewTitle[language]}
      action="/instellingen/drempels"
      errors={errors}
      button={(needsAnother ? words.propose : words.submit)[language]}
      hidden={kept}
      back={{ href: '/instellingen', label: codeWords.back[language] }}
      before={
        <>
          <ThresholdTable visit={visit} was={was} to={to} />
          <DefinitionList
            items={[
              { term: codeWords.firstDay[language], text: dateInWords(from, language) },
              { term: codeWords.decision[language], text: typed('reden') },
            ]}
          />
          {await thresholdEffects(visit, was, to)}
          {needsAnother && <p>{words.waits[language]}</p>}
        </>
      }
    >
      <input type="hidden" name="stap" value="vastleggen" />
      {typed('cijfers')
        .split('\n')
        .filter((id) => id !== '')
        .map((id) => (
          <input key={id} type="hidden" name="cijfers" value={id} />
        ))}
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}
