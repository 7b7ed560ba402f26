import { longestNote } from '../../collection/annual-call/given-answer.ts';
import { extendCall, reopenReturn } from '../../collection/annual-call/open-call.ts';
import { callsQuestion } from '../../collection/annual-call/read-calls.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { neededFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayInWords } from './call-words.ts';
import { type CallYear, callYear, openReturn, unitName } from './held-call.ts';
import { readDeadline } from './open-page.tsx';
import { ReturnStrip, returnCrumbs } from './return-parts.tsx';

const words = {
  extend: text('Termijn verlengen', 'Extend the term'),
  overview: text('Uitvraag over {year}', 'Annual call for {year}'),
  units: text('Voor welke onderdelen', 'For which units'),
  unit: text('{unit} (nu {day})', '{unit} (now {day})'),
  deadline: text('Nieuwe uiterste dag', 'New last day'),
  deadlineHint: text('bijvoorbeeld 27-2-2026', 'for example 27-2-2026'),
  reason: text('Waarom?', 'Why?'),
  reasonHint: text(
    'Staat bij de opgave; het onderdeel leest het.',
    'Stands with the return; the unit reads it.',
  ),
  reasonMissing: text('Schrijf waarom.', 'Write why.'),
  noUnits: text('Kies een of meer onderdelen.', 'Choose one or more units.'),
  leave: text('Niet verlengen', 'Do not extend'),
  reopen: text('Opgave heropenen', 'Reopen the return'),
  reopenEffect: text(
    'De handtekening vervalt. Wat is ondertekend blijft tellen tot de opgave opnieuw is ondertekend.',
    'The signature is void. What was signed keeps counting until the return is signed again.',
  ),
  leaveReopen: text('Niet heropenen', 'Do not reopen'),
} as const;

interface About {
  readonly at: CallYear;
  readonly key: string;
  readonly units: readonly { readonly unit: string; readonly deadline: string }[];
}

async function about(visit: SignedIn, part: string): Promise<About | null> {
  const [key = ''] = part.split('/');
  if (!hasRole(visit, 'central-coordinator')) return null;
  const at = await callYear(visit, key);
  const [call] = await look(visit.premises.door, visit.actor, callsQuestion, concern, { period: key });
  return at && call ? { at, key, units: call.units } : null;
}

/** The form by which units get another term. */
export async function showExtend(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  if (!found) return notFound(visit);
  const one = visit.context.req.query('onderdeel');
  const chosen = found.units.map(({ unit }) => unit).filter((unit) => one === undefined || unit === one);
  return extendPage(visit, found, (field) => (field === 'onderdelen' ? chosen.join('\n') : ''), []);
}

function extendPage(
  visit: SignedIn,
  { at, key, units }: About,
  typed: Typed<string>,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.extend[language]}
      action={`/uitvraag/${key}/verlengen`}
      errors={errors}
      crumbs={[
        { href: to(`/uitvraag/${key}`), label: say(words.overview[language], language, { year: at.name }) },
      ]}
      button={words.extend[language]}
      back={{ href: `/uitvraag/${key}`, label: words.leave[language] }}
    >
      <ChoiceField
        id="onderdelen"
        kind="checkbox"
        label={words.units[language]}
        language={language}
        choices={units.map(({ unit, deadline }) => ({
          value: unit,
          label: say(words.unit[language], language, {
            unit: unitName(at, unit, language),
            day: dayInWords(deadline, language),
          }),
        }))}
        chosen={typed('onderdelen').split('\n')}
        {...errorOf(errors, 'onderdelen')}
      />
      <TextField
        id="uiterlijk"
        label={words.deadline[language]}
        hint={words.deadlineHint[language]}
        language={language}
        value={typed('uiterlijk')}
        short
        {...errorOf(errors, 'uiterlijk')}
      />
      <Reason visit={visit} value={typed('reden')} errors={errors} />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

function Reason({ visit, value, errors }: { visit: SignedIn; value: string; errors: readonly FieldError[] }) {
  const { language } = visit;
  return (
    <TextField
      id="reden"
      label={words.reason[language]}
      hint={words.reasonHint[language]}
      language={language}
      value={value}
      lines={3}
      {...errorOf(errors, 'reden')}
    />
  );
}

function reasonFaults({ language }: SignedIn, typed: string): readonly FieldError[] {
  const fault = neededFault(typed, longestNote, words.reasonMissing);
  return fault ? [{ field: 'reden', message: fault[language] }] : [];
}

/** Gives units another term. */
export async function takeExtend(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  if (!found) return notFound(visit);
  const typed = await readForm<string>(visit.context, ['onderdelen', 'uiterlijk', 'reden'], ['onderdelen']);
  const chosen = typed('onderdelen').split('\n');
  const units = found.units.map(({ unit }) => unit).filter((unit) => chosen.includes(unit));
  const deadline = readDeadline(visit, typed('uiterlijk'), today());
  const errors: readonly FieldError[] = [
    ...(units.length === 0 ? [{ field: 'onderdelen', message: words.noUnits[visit.language] }] : []),
    ...(deadline.error ? [{ field: 'uiterlijk', message: deadline.error }] : []),
    ...reasonFaults(visit, typed('reden')),
  ];
  if (errors.length > 0) return extendPage(visit, found, typed, errors);
  await perform(visit.premises.door, visit.actor, extendCall, concern, {
    period: found.key,
    units,
    deadline: deadline.day,
    reason: typed('reden'),
  });
  return goTo(visit, `/uitvraag/${found.key}?gedaan=verlengd`);
}

/** The page that opens a signed return again. */
export async function showReopenReturn(visit: SignedIn, part: string): Promise<Response> {
  return reopenPage(visit, part, '', []);
}

async function reopenPage(
  visit: SignedIn,
  part: string,
  typed: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language } = visit;
  const opened = hasRole(visit, 'central-coordinator') ? await openReturn(visit, part) : null;
  if (!opened) return notFound(visit);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.reopen[language]}
      action={`${opened.place}/heropenen`}
      errors={errors}
      crumbs={returnCrumbs(visit, opened, true)}
      before={
        <>
          <ReturnStrip visit={visit} opened={opened} />
          <p>{words.reopenEffect[language]}</p>
        </>
      }
      button={words.reopen[language]}
      back={{ href: opened.place, label: words.leaveReopen[language] }}
    >
      <Reason visit={visit} value={typed} errors={errors} />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Opens a signed return again. */
export async function takeReopenReturn(visit: SignedIn, part: string): Promise<Response> {
  const opened = hasRole(visit, 'central-coordinator') ? await openReturn(visit, part) : null;
  if (!opened) return notFound(visit);
  const typed = await readForm(visit.context, ['reden']);
  const errors = reasonFaults(visit, typed('reden'));
  if (errors.length > 0) return reopenPage(visit, part, typed('reden'), errors);
  await perform(visit.premises.door, visit.actor, reopenReturn, concern, {
    period: opened.scope.period,
    unit: opened.unit,
    reason: typed('reden'),
  });
  return goTo(visit, `${opened.place}?gedaan=heropend`);
}
