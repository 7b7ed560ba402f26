import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { confirmPaper, recordPaper } from '../../../publication/workbench/route-deeds.ts';
import { readForm } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { typedFault } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { dayTyped } from '../../people/day-typed.ts';
import { whoWords } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';

import { type AtStep, changedMeanwhile, ended, openStep } from './sign-page.tsx';

const words = {
  paperTitle: text('Handtekening op papier invoeren', 'Enter a signature on paper'),
  paperText: text(
    'Voor wie op papier of in het documentsysteem tekent. Iemand anders bevestigt wat u invoert; pas dan telt het.',
    'For who signs on paper or in the document system. Somebody else confirms what you enter; only then it counts.',
  ),
  signer: text('Wie tekende? (naam en functie)', 'Who signed? (name and function)'),
  reference: text('Kenmerk van het stuk', 'Reference of the document'),
  day: text('Op welke dag?', 'On which day?'),
  dayHint: text('bijvoorbeeld 3-3-2026', 'for example 3-3-2026'),
  check: text('Controlegetal op het papier', 'Check number on the paper'),
  checkHint: text(
    'De zestien tekens achter „controlegetal” boven aan de pagina',
    'The sixteen characters behind “check number” at the top of the page',
  ),
  needed: text('Vul dit in.', 'Fill this in.'),
  dayWrong: text(
    '„{typed}” is geen dag. Schrijf bijvoorbeeld 3-3-2026.',
    '“{typed}” is no day. Write for example 3-3-2026.',
  ),
  checkWrong: text(
    'Dit is niet het controlegetal van leesversie {number}. Wat op papier staat is een andere versie, of er is een tikfout.',
    'This is not the check number of reading version {number}. What is on paper is another version, or there is a typing error.',
  ),
  paperSave: text('Handtekening invoeren', 'Enter the signature'),
  paperLeave: text('Niet invoeren', 'Do not enter'),
  confirmTitle: text('Handtekening op papier bevestigen', 'Confirm a signature on paper'),
  confirmText: text(
    'Bevestig alleen wat u zelf hebt gezien: het stuk, de handtekening en het controlegetal.',
    'Confirm only what you saw yourself: the document, the signature and the check number.',
  ),
  entered: text('Ingevoerd door', 'Entered by'),
  seen: text(
    'Ik zag dit stuk met deze handtekening en dit controlegetal.',
    'I saw this document with this signature and this check number.',
  ),
  statement: text('Verklaring', 'Statement'),
  seenMissing: text('Geef aan dat u dit zag.', 'Say that you saw this.'),
  confirm: text('Handtekening bevestigen', 'Confirm the signature'),
  notConfirm: text('Niet bevestigen', 'Do not confirm'),
} as const;

const paperFields = ['wie', 'kenmerk', 'dag', 'getal'] as const;
type PaperField = (typeof paperFields)[number];

/** The form for a signature on paper. */
export async function showPaperForm(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  if (!at?.held.writes || at.step.act !== 'sign' || at.step.state.kind !== 'now') return notFound(visit);
  return paperPage(visit, at, () => '', []);
}

function paperPage(
  visit: SignedIn,
  { held, step }: AtStep,
  typed: (field: PaperField) => string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  const field = (id: PaperField, label: Text, hint?: Text) => (
    <TextField
      id={id}
      label={label[language]}
      {...(hint ? { hint: hint[language] } : {})}
      language={language}
      value={typed(id)}
      short={id === 'dag'}
      {...errorOf(errors, id)}
    />
  );
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.paperTitle[language]}
      action={`${held.place}/papier/${step.id}`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          <p>
            {held.stepName(step)}. {words.paperText[language]}
          </p>
        </>
      }
      button={words.paperSave[language]}
      back={{ href: `${held.place}/route`, label: words.paperLeave[language] }}
    >
      {field('wie', words.signer)}
      {field('dag', words.day, words.dayHint)}
      {field('kenmerk', words.reference)}
      {field('getal', words.check, words.checkHint)}
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest name or reference, in characters. */
const longestLine = 200;

/** Records a signature on paper, to be confirmed by somebody else. */
export async function takePaperForm(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  if (!at?.held.writes) return notFound(visit);
  const { held, step, hash, number } = at;
  const { language } = visit;
  const typed = await readForm(visit.context, paperFields);
  const errors: FieldError[] = [];
  for (const field of paperFields) {
    const value = typed(field).trim();
    const fault = value === '' ? words.needed : typedFault(value, longestLine);
    if (fault) errors.push({ field, message: fault[language] });
  }
  const day = dayTyped(typed('dag'));
  if (day === undefined && typed('dag').trim() !== '')
    errors.push({
      field: 'dag',
      message: say(words.dayWrong[language], language, { typed: typed('dag').slice(0, 40) }),
    });
  const check = typed('getal').replaceAll(/\s/g, '').toLowerCase();
  if (check !== '' && (check.length < 16 || !hash.startsWith(check)))
    errors.push({ field: 'getal', message: say(words.checkWrong[language], language, { number }) });
  if (errors.length > 0 || day === undefined) return paperPage(visit, at, typed, errors);
  const outcome = await perform(visit.premises.door, visit.actor, recordPaper, concern, {
    report: held.draft.id,
    step: step.id,
    hash,
    signer: typed('wie').trim(),
    reference: typed('kenmerk').trim(),
    day,
  });
  return ended(visit, held, outcome, () =>
    paperPage(visit, at, typed, [{ field: 'wie', message: changedMeanwhile[language] }]),
  );
}

/** The page that confirms a signature on paper. */
export async function showConfirmPaper(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  return at ? confirmPage(visit, at, []) : notFound(visit);
}

function confirmPage(visit: SignedIn, { held, step }: AtStep, errors: readonly FieldError[]): Response {
  const { language, session } = visit;
  const { state } = step;
  if (state.kind !== 'to-confirm' || state.event.by === session.person) return notFound(visit);
  const { event } = state;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.confirmTitle[language]}
      action={`${held.place}/bevestigen/${step.id}`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          <p>
            {held.stepName(step)}. {words.confirmText[language]}
          </p>
          <DefinitionList
            items={[
              { term: words.signer[language], text: event.signer ?? '' },
              { term: words.day[language], text: event.day === null ? '' : dateInWords(event.day, language) },
              { term: words.reference[language], text: event.reference ?? '' },
              { term: words.check[language], text: <code>{(event.hash ?? '').slice(0, 16)}</code> },
              { term: words.entered[language], text: whoWords(held.draft, event.by, language) },
            ]}
          />
        </>
      }
      button={words.confirm[language]}
      hidden={{ invoer: event.id, gelezen: event.hash ?? '' }}
      back={{ href: `${held.place}/route`, label: words.notConfirm[language] }}
    >
      <ChoiceField
        id="gezien"
        kind="checkbox"
        label={words.statement[language]}
        language={language}
        choices={[{ value: 'ja', label: words.seen[language] }]}
        chosen={[]}
        {...errorOf(errors, 'gezien')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Confirms a signature on paper. */
export async function takeConfirmPaper(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  if (!at) return notFound(visit);
  const { held, step } = at;
  const typed = await readForm(visit.context, ['invoer', 'gelezen', 'gezien']);
  if (typed('gezien') !== 'ja')
    return confirmPage(visit, at, [{ field: 'gezien', message: words.seenMissing[visit.language] }]);
  const outcome = await perform(visit.premises.door, visit.actor, confirmPaper, concern, {
    report: held.draft.id,
    step: step.id,
    hash: typed('gelezen'),
    about: typed('invoer'),
  });
  return ended(visit, held, outcome, () => goTo(visit, `${held.place}/route`));
}
