import { SettingsRefused } from '../../codes/changes/code-changes.ts';
import { retentionDeeds, retentionTerms } from '../../codes/changes/retention-changes.ts';
import {
  longestTerm,
  type RetentionKind,
  type RetentionTerms,
  retentionKinds,
  retentionOfKind,
  retentionSchema,
  sameTerms,
  termInWords,
} from '../../codes/retention.ts';
import { today } from '../../organisation/period.ts';
import { KindProposalRefused } from '../../organisation/proposals/proposal-kinds.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { codeWords } from '../settings/code-words.ts';
import { WhenAndWhy } from '../settings/when-and-why.tsx';
import { RetentionTable, retentionWords } from './retention-section.tsx';

const words = {
  lead: text(
    'U stelt andere termijnen voor; een ander keurt ze binnen 72 uur goed. Een van u beiden is de privacy officer. Tot dan geldt wat er nu is.',
    'You propose other terms; another approves them within 72 hours. One of you both is the privacy officer. Until then what there is now holds.',
  ),
  months: text('{what}: maanden', '{what}: months'),
  monthsHint: text('Vanaf {trigger}. Minstens {least}.', 'From {trigger}. At least {least}.'),
  monthsWrong: text(
    '{what}: vul een geheel aantal maanden in, van {least} tot en met {most}.',
    '{what}: fill in a whole number of months, from {least} to {most}.',
  ),
  source: text('{what}: op grond waarvan', '{what}: on what ground'),
  sourceMissing: text(
    '{what}: vul in op grond waarvan, hoogstens 200 tekens.',
    '{what}: fill in on what ground, at most 200 characters.',
  ),
  reasonMissing: text('Vul in waarom.', 'Fill in why.'),
  nothing: text(
    'Dit zijn de termijnen die al gelden. Wijzig er een.',
    'These are the terms that hold already. Change one.',
  ),
  was: text('Nu', 'Now'),
  becomes: text('Wordt', 'Becomes'),
  effect: text('Wat er verandert', 'What changes'),
  shorter: text(
    'Een kortere termijn laat later verdwijnen wat nu nog bewaard blijft. Het programma verwijdert nu alleen namen van wie uit dienst is, bij een lijst van mensen.',
    'A shorter term lets later go what is still kept now. The program removes only names of who left now, with a list of people.',
  ),
  propose: text('Bewaartermijnen voorstellen', 'Propose the retention terms'),
  longest: 1000,
} as const;

type Typed = (field: string) => string;

const fieldsOf = (kind: RetentionKind) => ({ months: `termijn-${kind}`, source: `bron-${kind}` });
const fields = [...retentionKinds.flatMap((kind) => Object.values(fieldsOf(kind))), 'vanaf', 'reden', 'stap'];

/** The terms, for who proposes others; null for anybody else. */
async function termsHere(visit: SignedIn) {
  if (!hasRole(visit, 'functional-administrator', 'privacy-officer')) return null;
  return look(visit.premises.door, visit.actor, retentionTerms, concern, {});
}

function formPage(visit: SignedIn, now: RetentionTerms, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={retentionWords.change[language]}
      action="/bewaartermijnen"
      errors={errors}
      before={
        <>
          <p>{words.lead[language]}</p>
          <RetentionTable visit={visit} terms={now} />
        </>
      }
      button={codeWords.preview[language]}
      hidden={{ stap: 'bekijken' }}
      back={{ href: wayOut(visit), label: codeWords.back[language] }}
    >
      {retentionKinds.map((kind) => {
        const { what, trigger, least } = retentionOfKind[kind];
        const { months, source } = fieldsOf(kind);
        const said = { what: what[language], trigger: trigger[language], least };
        return (
          <>
            <TextField
              id={months}
              label={say(words.months[language], language, said)}
              hint={say(words.monthsHint[language], language, said)}
              language={language}
              value={typed(months)}
              short
              digits
              autocomplete="off"
              {...errorOf(errors, months)}
            />
            <TextField
              id={source}
              label={say(words.source[language], language, said)}
              language={language}
              value={typed(source)}
              autocomplete="off"
              {...errorOf(errors, source)}
            />
          </>
        );
      })}
      <WhenAndWhy language={language} typed={typed} errors={errors} />
    </FormPage>
  );
}

/** Who keeps no settings goes back to the proposals. */
function wayOut(visit: SignedIn): string {
  return hasRole(visit, 'functional-administrator') ? '/instellingen' : '/voorstellen';
}

/** The form of the terms, with those that hold. */
export async function showRetention(visit: SignedIn): Promise<Response> {
  const terms = await termsHere(visit);
  if (!terms) return notFound(visit);
  const { now, latest } = terms;
  const first = new Map(
    retentionKinds.flatMap((kind) => [
      [fieldsOf(kind).months, String(latest[kind].months)] as const,
      [fieldsOf(kind).source, latest[kind].source] as const,
    ]),
  );
  return pageAnswer(formPage(visit, now, (field) => first.get(field) ?? '', []));
}

/** Checks other terms, shows what they change, and proposes them. */
export async function takeRetention(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields]);
  const terms = await termsHere(visit);
  if (!terms) return notFound(visit);
  const { now, latest } = terms;
  const from = dayTyped(typed('vanaf'));
  const to = retentionSchema.safeParse(
    Object.fromEntries(
      retentionKinds.map((kind) => {
        const { months, source } = fieldsOf(kind);
        return [kind, { months: Number(typed(months).trim()), source: typed(source).trim() }];
      }),
    ),
  ).data;
  const errors = faultsOf(visit, typed, to, latest);
  if (errors.length > 0 || from === undefined || to === undefined)
    return pageAnswer(formPage(visit, now, typed, errors));
  const change = { from, was: latest, to };
  if (typed('stap') !== 'voorstellen') return pageAnswer(previewPage(visit, change, typed, []));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(previewPage(visit, change, typed, unconfirmed));
  const { premises, actor, session, language } = confirmed;
  try {
    await perform(premises.door, actor, retentionDeeds.propose, concern, {
      payload: change,
      reason: typed('reden').trim(),
      proposer: session.person,
    });
    return goTo(visit, '/voorstellen?gedaan=bewaartermijnen-voorgesteld');
  } catch (error) {
    if (!(error instanceof SettingsRefused) && !(error instanceof KindProposalRefused)) throw error;
    const message = error.explanation.what[language];
    const field = error.code === 'day' ? 'vanaf' : fieldsOf('incidents').months;
    return pageAnswer(formPage(confirmed, now, typed, [{ field, message }]), 409);
  }
}

function faultsOf(
  { language }: SignedIn,
  typed: Typed,
  to: RetentionTerms | undefined,
  latest: RetentionTerms,
): readonly FieldError[] {
  const faults: FieldError[] = [];
  const tell = (field: string, message: string) => faults.push({ field, message });
  for (const kind of retentionKinds) {
    const { months, source } = fieldsOf(kind);
    const { shape } = retentionSchema.shape[kind];
    const what = retentionOfKind[kind].what[language];
    const written = typed(months).trim();
    if (!/^\d+$/.test(written) || !shape.months.safeParse(Number(written)).success)
      tell(
        months,
        say(words.monthsWrong[language], language, {
          what,
          least: retentionOfKind[kind].least,
          most: longestTerm,
        }),
      );
    const ground = typed(source).trim();
    const fault = shape.source.safeParse(ground).success ? typedFault(ground, 200) : words.sourceMissing;
    // Several fields may have the same fault: each says of what it is.
    if (fault !== null) tell(source, say(fault[language], language, { what }));
  }
  const from = dayTyped(typed('vanaf'));
  if (from === undefined) tell('vanaf', codeWords.dayWrong[language]);
  else if (from < today()) tell('vanaf', codeWords.dayOver[language]);
  const reason = typed('reden').trim();
  const fault = reason === '' ? words.reasonMissing : typedFault(reason, words.longest);
  if (fault !== null) tell('reden', fault[language]);
  if (faults.length === 0 && to && sameTerms(to, latest))
    tell(fieldsOf('incidents').months, words.nothing[language]);
  return faults;
}

/** The terms that change, beside what holds. */
export function RetentionChanges({
  visit,
  was,
  to,
}: {
  visit: SignedIn;
  was: RetentionTerms;
  to: RetentionTerms;
}) {
  const { language } = visit;
  const changed = retentionKinds.filter((kind) => was[kind].months !== to[kind].months);
  return (
    <>
      <TextTable
        caption={words.effect[language]}
        heads={[
          retentionWords.what[language],
          words.was[language],
          words.becomes[language],
          retentionWords.source[language],
        ]}
        rows={changed.map((kind) => [
          retentionOfKind[kind].what[language],
          termInWords(was[kind].months)[language],
          termInWords(to[kind].months)[language],
          to[kind].source,
        ])}
      />
      {changed.some((kind) => to[kind].months < was[kind].months) && <p>{words.shorter[language]}</p>}
    </>
  );
}

function previewPage(
  visit: SignedIn,
  { from, was, to }: { readonly from: string; readonly was: RetentionTerms; readonly to: RetentionTerms },
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={codeWords.previewTitle[language]}
      action="/bewaartermijnen"
      errors={errors}
      button={words.propose[language]}
      hidden={{
        ...Object.fromEntries(fields.map((field) => [field, typed(field)])),
        stap: 'voorstellen',
      }}
      back={{ href: wayOut(visit), label: codeWords.back[language] }}
      before={
        <>
          <RetentionChanges visit={visit} was={was} to={to} />
          <DefinitionList
            items={[
              { term: codeWords.firstDay[language], text: dateInWords(from, language) },
              { term: codeWords.decision[language], text: typed('reden') },
            ]}
          />
          <p>{words.lead[language]}</p>
        </>
      }
    >
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}
