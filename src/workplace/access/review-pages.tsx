import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import {
  type Holder,
  holdersOf,
  ReviewRefused,
  type RoleReview,
  reviewMonths,
  roleReviews,
  signReview,
} from '../../organisation/review/reviews.ts';
import type { Role } from '../../platform/access/relation.ts';
import { rolesOfEmployment } from '../../platform/access/relation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { unitNames } from '../people/unit-names.ts';

const words = {
  title: text('Rollen nakijken', 'Review of roles'),
  lead: text(
    'Elk half jaar kijkt de auditor per rol na wie haar heeft, en ondertekent dat. Wie een rol zelf heeft, tekent er niet voor: die van auditor tekent de privacy officer. Dit overzicht laat zien welke rollen aan de beurt zijn.',
    'Every half year the auditor looks through who has each role, and signs that. Who has a role does not sign for it: for that of auditor the privacy officer signs. This overview shows which roles are due.',
  ),
  heads: [
    text('Rol', 'Role'),
    text('Wie', 'Who'),
    text('Laatst nagekeken', 'Last review'),
    text('Uitkomst', 'Outcome'),
  ],
  people: text(
    '{count, plural, =0 {niemand} one {# aanwijzing} other {# aanwijzingen}}',
    '{count, plural, =0 {nobody} one {# appointment} other {# appointments}}',
  ),
  due: text('aan de beurt', 'due'),
  never: text('nog niet', 'not yet'),
  nobody: text('niet nodig', 'not needed'),
  right: text('klopt', 'right'),
  toCorrect: text('te verbeteren', 'to be corrected'),
  by: text('door', 'by'),
  dueCount: text(
    '{count, plural, =0 {Er is geen rol aan de beurt.} one {# rol is aan de beurt.} other {# rollen zijn aan de beurt.}}',
    '{count, plural, =0 {No role is due.} one {# role is due.} other {# roles are due.}}',
  ),
  signed: text('De controle is ondertekend', 'The review was signed'),
  signedText: text(
    'Over {months} maanden is deze rol weer aan de beurt.',
    'This role is due again in {months} months.',
  ),
  holderHeads: [
    text('Wie', 'Who'),
    text('Waarvoor', 'For what'),
    text('Vanaf', 'From'),
    text('Tot', 'Until'),
    text('Reden', 'Reason'),
  ],
  concern: text('hele organisatie', 'whole organisation'),
  noName: text('naam niet bekend', 'name not known'),
  noEnd: text('geen einddatum', 'no end'),
  none: text('Niemand heeft deze rol.', 'Nobody has this role.'),
  day: text('Op welke dag', 'On which day'),
  dayHint: text(
    'Leeg is nu. Een eerdere dag laat zien wie de rol toen had, zoals het toen was vastgelegd.',
    'Empty is now. An earlier day shows who had the role then, as it was recorded then.',
  ),
  dayWrong: text('Vul een dag in, bijvoorbeeld 1-7-2026.', 'Fill in a day, for example 1-7-2026.'),
  show: text('Tonen', 'Show'),
  sign: text('Controle ondertekenen', 'Sign the review'),
  signLead: text(
    'U tekent voor de lijst hierboven, zoals die nu is. Zij wordt met uw handtekening bewaard.',
    'You sign for the list above, as it is now. It is kept with your signature.',
  ),
  outcome: text('Wat vond u?', 'What did you find?'),
  outcomeRight: text('Deze mensen horen deze rol te hebben', 'These people should have this role'),
  outcomeWrong: text('Er moet iets veranderen', 'Something has to change'),
  outcomeMissing: text('Kies wat u vond.', 'Choose what you found.'),
  remark: text('Opmerking', 'Remark'),
  remarkHint: text(
    'Verplicht als er iets moet veranderen: wie, en wat. De functioneel beheerder leest dit.',
    'Required when something has to change: who, and what. The functional administrator reads this.',
  ),
  remarkMissing: text('Schrijf op wat er moet veranderen.', 'Write what has to change.'),
  remarkLong: text('De opmerking is langer dan 2000 tekens.', 'The remark is longer than 2000 characters.'),
  changed: text('De lijst is gewijzigd', 'The list was changed'),
  error: text('Fout: ', 'Error: '),
} as const;

const path = '/toegang/rollen';

const mayRead = (visit: SignedIn): boolean =>
  hasRole(visit, 'auditor', 'functional-administrator', 'privacy-officer');

/** The roles of the organisation, each with when it was reviewed last. */
export async function showReviews(visit: SignedIn): Promise<Response> {
  if (!mayRead(visit)) return notFound(visit);
  const { premises, actor, language, to, context } = visit;
  const reviews = await look(premises.door, actor, roleReviews, concern, {});
  const due = reviews.filter(({ isDue }) => isDue).length;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/toegang')} wide>
      {context.req.query('gedaan') === 'ondertekend' && (
        <Notice kind="ok" title={words.signed[language]}>
          <p>{say(words.signedText[language], language, { months: reviewMonths })}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      <p>{say(words.dueCount[language], language, { count: due })}</p>
      <TextTable
        caption={words.title[language]}
        captionHidden
        heads={words.heads.map((one) => one[language])}
        rows={reviews.map((one) => reviewRow(visit, one))}
      />
    </Page>,
  );
}

function reviewRow({ language, to }: SignedIn, { role, holders, last, isDue }: RoleReview) {
  const when = last === null ? words.never[language] : momentInWords(last.at, language);
  const what =
    last === null
      ? words.nobody[language]
      : `${(last.outcome === 'right' ? words.right : words.toCorrect)[language]}${last.by === null ? '' : `, ${words.by[language]} ${last.by}`}${last.remark === '' ? '' : `: ${last.remark}`}`;
  return [
    <a key={role} href={to(`${path}/${role}`)}>
      {roleWords[role].name[language]}
    </a>,
    say(words.people[language], language, { count: holders }),
    when,
    isDue ? <strong key="due">{words.due[language]}</strong> : what,
  ];
}

/** Who signs: the auditor, and of a role that the auditor has the privacy officer; never somebody about themselves. */
function signs(visit: SignedIn, role: Role): boolean {
  return hasRole(visit, 'auditor', 'privacy-officer') && !hasRole(visit, role);
}

/** A role that is given by appointment, by what stands in the address. */
function reviewed(part: string): Role | undefined {
  const role = roleNamed(part);
  return role !== undefined && !rolesOfEmployment.includes(role) ? role : undefined;
}

interface Typed {
  readonly outcome: string;
  readonly remark: string;
}

async function rolePage(
  visit: SignedIn,
  role: Role,
  typed: Typed,
  errors: readonly FieldError[],
  problem?: string,
): Promise<Response> {
  const { premises, actor, language, to, context } = visit;
  const asked = context.req.query('op') ?? '';
  const day = asked.trim() === '' ? null : dayTyped(asked);
  const { holders, hash } = await look(premises.door, actor, holdersOf, concern, { role, day: day ?? null });
  const units = await unitNames(visit);
  const name = roleWords[role].name[language];
  const action = `${path}/${role}`;
  const isSigning = signs(visit, role) && day === null;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${words.error[language]}${name}` : name}
      crumbs={[
        { href: to(path), label: words.title[language] },
        { href: to(action), label: name },
      ]}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {problem !== undefined && (
        <Notice kind="danger" title={words.changed[language]}>
          <p>{problem}</p>
        </Notice>
      )}
      <h1>{`${name.charAt(0).toUpperCase()}${name.slice(1)}`}</h1>
      <p>{roleWords[role].does[language]}</p>
      <form method="get" action={to(action)} class="dl-search" novalidate>
        <TextField
          id="op"
          label={words.day[language]}
          hint={words.dayHint[language]}
          language={language}
          short
          value={asked}
          {...(day === undefined ? { error: words.dayWrong[language] } : {})}
        />
        <button type="submit" class="dl-button dl-button--second">
          {words.show[language]}
        </button>
      </form>
      {day !== undefined && <Holders visit={visit} holders={holders} units={units} name={name} />}
      {isSigning && (
        <form method="post" action={to(action)} class="dl-form" novalidate>
          <h2>{words.sign[language]}</h2>
          <p>{words.signLead[language]}</p>
          <input type="hidden" name="lijst" value={hash} />
          <ChoiceField
            id="uitkomst"
            kind="radio"
            label={words.outcome[language]}
            language={language}
            choices={[
              { value: 'right', label: words.outcomeRight[language] },
              { value: 'to-correct', label: words.outcomeWrong[language] },
            ]}
            chosen={[typed.outcome]}
            {...errorOf(errors, 'uitkomst')}
          />
          <TextField
            id="opmerking"
            lines={3}
            label={words.remark[language]}
            hint={words.remarkHint[language]}
            language={language}
            value={typed.remark}
            optional
            autocomplete="off"
            {...errorOf(errors, 'opmerking')}
          />
          <ConfirmWithin visit={visit} errors={errors} />
          <div class="dl-buttons">
            <button type="submit" class="dl-button">
              {words.sign[language]}
            </button>
          </div>
        </form>
      )}
    </Page>,
    errors.length > 0 ? 400 : problem === undefined ? 200 : 409,
  );
}

function Holders({
  visit: { language, to },
  holders,
  units,
  name,
}: {
  visit: SignedIn;
  holders: readonly Holder[];
  units: ReadonlyMap<string, string>;
  name: string;
}) {
  if (holders.length === 0) return <p>{words.none[language]}</p>;
  return (
    <TextTable
      caption={name}
      captionHidden
      heads={words.holderHeads.map((one) => one[language])}
      rows={holders.map((one) => [
        <a key="name" href={to(`/toegang/waarom?wie=${one.person}`)}>
          <bdi>{one.name ?? words.noName[language]}</bdi>
        </a>,
        one.unit === null ? words.concern[language] : (units.get(one.unit) ?? one.unit),
        dateInWords(one.from, language),
        one.until === null ? words.noEnd[language] : dateInWords(one.until, language),
        one.reason,
      ])}
    />
  );
}

/** Who has a role now, or had it on a day, and the form that signs the review of it. */
export async function showReview(visit: SignedIn, part: string): Promise<Response> {
  const role = reviewed(part);
  if (!mayRead(visit) || role === undefined) return notFound(visit);
  return rolePage(visit, role, { outcome: '', remark: '' }, []);
}

/** Signs the review of a role. */
export async function takeReview(visit: SignedIn, part: string): Promise<Response> {
  const role = reviewed(part);
  const { context, premises, actor, session, language } = visit;
  const fill = await readForm(context, ['lijst', 'uitkomst', 'opmerking', ...confirmFields]);
  if (role === undefined || !signs(visit, role)) return notFound(visit);
  const typed: Typed = { outcome: fill('uitkomst'), remark: fill('opmerking').trim() };
  const outcome = (['right', 'to-correct'] as const).find((one) => one === typed.outcome);
  const errors: FieldError[] = [];
  if (outcome === undefined) errors.push({ field: 'uitkomst', message: words.outcomeMissing[language] });
  if (outcome === 'to-correct' && typed.remark === '')
    errors.push({ field: 'opmerking', message: words.remarkMissing[language] });
  if (typed.remark.length > 2000) errors.push({ field: 'opmerking', message: words.remarkLong[language] });
  if (errors.length > 0 || outcome === undefined) return rolePage(visit, role, typed, errors);
  const { confirmed, errors: wrong } = await confirmWithin(visit, fill);
  if (confirmed === null) return rolePage(visit, role, typed, wrong);
  try {
    await perform(premises.door, actor, signReview, concern, {
      ...{ role, hash: fill('lijst'), outcome, remark: typed.remark, signer: session.person },
    });
  } catch (error) {
    if (!(error instanceof ReviewRefused)) throw error;
    const { what, kept, next } = error.explanation;
    return rolePage(confirmed, role, typed, [], `${what[language]} ${kept[language]} ${next[language]}`);
  }
  return goTo(visit, `${path}?gedaan=ondertekend`);
}
