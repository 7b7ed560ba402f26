import { longestNote } from '../../../collection/annual-call/given-answer.ts';
import { callsQuestion } from '../../../collection/annual-call/read-calls.ts';
import { withdrawCall } from '../../../collection/annual-call/withdraw-call.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { neededFault } from '../../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { callYear } from '../held-call.ts';

const words = {
  title: text('Uitvraag over {year} intrekken', 'Withdraw the annual call for {year}'),
  overview: text('Uitvraag over {year}', 'Annual call for {year}'),
  effect: text(
    'De onderdelen zien de uitvraag niet meer, en doorgegeven vragen stoppen. Wat zij invulden telt niet mee en blijft bewaard. U kunt over dit jaar een nieuwe uitvraag openen.',
    'Units do not see the call any more, and questions that were handed on stop. What they filled in does not count and stays kept. You can open a new call for this year.',
  ),
  filled: text(
    '{count, plural, =0 {Nog niemand vulde iets in.} one {# onderdeel vulde al iets in.} other {# onderdelen vulden al iets in.}}',
    '{count, plural, =0 {Nobody filled anything in yet.} one {# unit filled something in already.} other {# units filled something in already.}}',
  ),
  signed: text('Een opgave is al ondertekend', 'A return was signed already'),
  signedText: text(
    'Wat is ondertekend telt mee in de cijfers. Daarom kan deze uitvraag niet meer worden ingetrokken. U kunt wel een opgave heropenen of een termijn verlengen.',
    'What was signed counts in the figures. Therefore this call cannot be withdrawn any more. You can reopen a return or extend a term.',
  ),
  reason: text('Waarom?', 'Why?'),
  reasonHint: text('Staat bij de ingetrokken uitvraag.', 'Stands with the withdrawn call.'),
  reasonMissing: text('Schrijf waarom.', 'Write why.'),
  submit: text('Uitvraag intrekken', 'Withdraw the call'),
  leave: text('Niet intrekken', 'Do not withdraw'),
} as const;

/** The page that withdraws a call. */
export async function showWithdrawCall(visit: SignedIn, part: string): Promise<Response> {
  return withdrawPage(visit, part, '', []);
}

async function withdrawPage(
  visit: SignedIn,
  part: string,
  typed: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language, to, premises, actor } = visit;
  const [period = ''] = part.split('/');
  const at = hasRole(visit, 'central-coordinator') ? await callYear(visit, period) : null;
  const [call] = at ? await look(premises.door, actor, callsQuestion, concern, { period }) : [];
  if (!at || !call) return notFound(visit);
  const title = say(words.title[language], language, { year: at.name });
  const crumbs = [
    { href: to(`/uitvraag/${period}`), label: say(words.overview[language], language, { year: at.name }) },
  ];
  if (call.units.some(({ events }) => events.some(({ kind }) => kind === 'signed')))
    return pageAnswer(
      <Page frame={frameOf(visit)} title={title} crumbs={crumbs}>
        <h1>{title}</h1>
        <Notice kind="warn" title={words.signed[language]}>
          <p>{words.signedText[language]}</p>
        </Notice>
      </Page>,
    );
  const filled = call.units.filter(({ answers }) => answers.length > 0).length;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      action={`/uitvraag/${period}/intrekken`}
      errors={errors}
      crumbs={crumbs}
      before={
        <>
          <p>{words.effect[language]}</p>
          <p>{say(words.filled[language], language, { count: filled })}</p>
        </>
      }
      button={words.submit[language]}
      back={{ href: `/uitvraag/${period}`, label: words.leave[language] }}
    >
      <TextField
        id="reden"
        label={words.reason[language]}
        hint={words.reasonHint[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Withdraws a call, with a reason. */
export async function takeWithdrawCall(visit: SignedIn, part: string): Promise<Response> {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const typed = (await readForm(visit.context, ['reden']))('reden');
  const [period = ''] = part.split('/');
  const fault = neededFault(typed, longestNote, words.reasonMissing);
  if (fault) return withdrawPage(visit, part, typed, [{ field: 'reden', message: fault[visit.language] }]);
  const outcome = await perform(visit.premises.door, visit.actor, withdrawCall, concern, {
    period,
    reason: typed,
  });
  switch (outcome) {
    case 'withdrawn':
      return goTo(visit, '/uitvraag?gedaan=ingetrokken');
    case 'signed':
      return withdrawPage(visit, part, typed, []);
    case 'gone':
      return notFound(visit);
    default:
      return outcome satisfies never;
  }
}
