import { canAskUnits, overlap, unitsOfYear } from '../../collection/annual-call/asked.ts';
import {
  type BeforeOpening,
  beforeOpening,
  longestMessage,
  openCall,
} from '../../collection/annual-call/open-call.ts';
import { callPeople } from '../../collection/annual-call/read-calls.ts';
import type { Register } from '../../collection/register.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { textFault } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { dayInWords } from './call-words.ts';
import { type CallYear, callYear, lastYear, unitName } from './held-call.ts';

const words = {
  title: text('Uitvraag over {year} voorbereiden', 'Prepare the call for {year}'),
  calls: text('Uitvraag', 'Annual call'),
  otherYear: text('Ander jaar:', 'Another year:'),
  exists: text('Over {year} is al een uitvraag geopend', 'A call for {year} was opened already'),
  toCall: text('Naar de uitvraag over {year}', 'To the call for {year}'),
  registers: text('Wat wordt gevraagd', 'What is asked'),
  ofUnits: text('Aan elk onderdeel dat u hieronder kiest', 'Of each unit that you choose below'),
  ofWhole: text('Aan de organisatie als geheel', 'Of the organisation as a whole'),
  ofLast: text('Aan wie er vorig jaar over opgaf: {units}', 'Of who returned it last year: {units}'),
  ofNone: text('Niet', 'Not'),
  units: text('Onderdelen', 'Units'),
  unitsHint: text(
    'Vooraf gekozen is elk onderdeel waar niemand onder valt. Vraag niet een onderdeel en ook wie eronder valt: dan telt alleen de bovenste opgave.',
    'Chosen beforehand is every unit with nobody below it. Do not ask a unit and also who is below it: only the upper return would count.',
  ),
  deadline: text('Uiterlijk', 'Not later than'),
  deadlineHint: text('bijvoorbeeld 27-2-2026', 'for example 27-2-2026'),
  message: text('Tekst bij de uitvraag', 'Text with the call'),
  messageHint: text(
    'Staat boven elke opgave. Noem geen namen van melders of betrokkenen.',
    'Stands above every return. Name no reporters or people concerned.',
  ),
  check: text('Nakijken wat ontbreekt', 'See what lacks'),
  cancel: text('Niet voorbereiden', 'Do not prepare'),
  needDeadline: text(
    'Vul in tot wanneer de onderdelen de tijd hebben.',
    'Fill in until when units have the time.',
  ),
  wrongDeadline: text(
    '{typed} is geen dag. Schrijf bijvoorbeeld 27-2-2026.',
    '{typed} is no day. Write for example 27-2-2026.',
  ),
  pastDeadline: text('Kies een dag vanaf vandaag.', 'Choose a day from today on.'),
  noRegisters: text(
    'Kies ten minste een register dat u uitvraagt.',
    'Choose at least one register to ask about.',
  ),
  noUnits: text('Kies een of meer onderdelen.', 'Choose one or more units.'),
  unknownUnit: text('Kies onderdelen uit de lijst.', 'Choose units from the list.'),
  overlap: text(
    '{unit} valt onder {above}. Kies een van beide.',
    '{unit} is below {above}. Choose one of them.',
  ),
  unknownChoice: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
  checkTitle: text('Uitvraag over {year} nakijken', 'Check the call for {year}'),
  lacking: text('Dit ontbreekt nog', 'This is lacking'),
  nobody: text(
    '{unit}: niemand kan antwoorden. Laat de functioneel beheerder een coördinator of hoofd aanwijzen. U kunt ook zelf antwoorden.',
    '{unit}: nobody can answer. Have the functional administrator appoint a coordinator or head. You can answer yourself too.',
  ),
  noHead: text(
    '{unit}: niemand is aangewezen als hoofd van dit onderdeel. De coördinator ondertekent.',
    '{unit}: nobody is appointed as head of this unit. The coordinator signs.',
  ),
  isOff: text('{register} staat uit en wordt niet gevraagd.', '{register} is off and is not asked.'),
  complete: text('Er ontbreekt niets', 'Nothing is lacking'),
  completeText: text(
    'Elk onderdeel heeft iemand die kan antwoorden.',
    'Every unit has somebody who can answer.',
  ),
  asks: text('Vraagt', 'Asks'),
  effect: text(
    'Na openen zien de onderdelen hun opgave bij „Uw werk”. Zij antwoorden uiterlijk {day}. Van registers met registraties staat een onderdeel op „niet opgegeven” tot het antwoordt.',
    'After opening units see their return under “Your work”. They answer not later than {day}. Of registers with records a unit is “not reported” until it answers.',
  ),
  open: text('Uitvraag openen', 'Open the call'),
  back: text('Terug naar invullen', 'Back to filling in'),
} as const;

type Field = string;

const fieldsOf = ({ registers }: CallYear): readonly Field[] => [
  'jaar',
  'stap',
  'uiterlijk',
  'tekst',
  'onderdelen',
  ...registers.map(({ key }) => `vraag-${key}`),
];

/** The form by which a call is prepared. */
export async function showOpenCall(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const key = visit.context.req.query('jaar') ?? (await lastYear(visit)) ?? '';
  const at = await callYear(visit, key);
  if (!at) return notFound(visit);
  const known = await look(visit.premises.door, visit.actor, beforeOpening, concern, {
    before: at.before.key,
  });
  const chosen = new Map<string, string>(
    at.registers.map((register) => [`vraag-${register.key}`, firstChoice(register, at, known)]),
  );
  chosen.set(
    'onderdelen',
    unitsOfYear(at.structure, at.year)
      .filter(({ isAbove }) => !isAbove)
      .map(({ unit }) => unit.key)
      .join('\n'),
  );
  return formPage(visit, at, known, (field) => chosen.get(field) ?? '', []);
}

/** As last year; else every unit, or the whole where units cannot be asked. */
function firstChoice(register: Register, at: CallYear, { lastYear: before }: BeforeOpening): string {
  const units = unitsThatReturned(register, at, before);
  if (units.length === 0) return canAskUnits(register) ? 'onderdelen' : 'geheel';
  if (units.every((unit) => unit === at.structure.root)) return 'geheel';
  const lowest = new Set(
    unitsOfYear(at.structure, at.year)
      .filter(({ isAbove }) => !isAbove)
      .map(({ unit }) => unit.key),
  );
  return units.every((unit) => lowest.has(unit)) ? 'onderdelen' : 'vorig';
}

/** The units that returned a register last year and still are there, of those that can be asked together. */
function unitsThatReturned(
  register: Register,
  { structure, year }: CallYear,
  before: BeforeOpening['lastYear'],
): readonly string[] {
  if (!canAskUnits(register)) return [];
  const present = new Set(unitsOfYear(structure, year).map(({ unit }) => unit.key));
  const units = (before.get(register.key) ?? []).filter((unit) => present.has(unit));
  return overlap(structure, year, units) ? [] : units;
}

function formPage(
  visit: SignedIn,
  at: CallYear,
  known: BeforeOpening,
  typed: Typed<Field>,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  const chosen = typed('onderdelen').split('\n');
  const title = say(words.title[language], language, { year: at.name });
  const neighbours = [Number(at.year.key) - 1, Number(at.year.key) + 1];
  const isOpen = known.opened.includes(at.year.key);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      action="/uitvraag/nieuw"
      errors={errors}
      crumbs={[{ href: to('/uitvraag'), label: words.calls[language] }]}
      before={
        <>
          <p>
            {words.otherYear[language]}{' '}
            {neighbours.map((year, index) => (
              <>
                {index > 0 && ', '}
                <a href={to(`/uitvraag/nieuw?jaar=${year}`)}>{year}</a>
              </>
            ))}
          </p>
          {isOpen && (
            <Notice kind="warn" title={say(words.exists[language], language, { year: at.name })}>
              <p>
                <a href={to(`/uitvraag/${at.year.key}`)}>
                  {say(words.toCall[language], language, { year: at.name })}
                </a>
              </p>
            </Notice>
          )}
        </>
      }
      button={words.check[language]}
      hidden={{ jaar: at.year.key, stap: 'nakijken' }}
      back={{ href: '/uitvraag', label: words.cancel[language] }}
    >
      <h2>{words.registers[language]}</h2>
      {at.registers.map((register) => (
        <ChoiceField
          key={register.key}
          id={`vraag-${register.key}`}
          kind="radio"
          label={register.name[language]}
          hint={register.what[language]}
          language={language}
          choices={choicesOf(visit, register, at, known)}
          chosen={[typed(`vraag-${register.key}`)]}
          {...errorOf(errors, `vraag-${register.key}`)}
        />
      ))}
      <ChoiceField
        id="onderdelen"
        kind="checkbox"
        label={words.units[language]}
        hint={words.unitsHint[language]}
        language={language}
        choices={unitsOfYear(at.structure, at.year).map(({ unit }) => ({
          value: unit.key,
          label: unitName(at, unit.key, language),
        }))}
        chosen={chosen}
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
      <TextField
        id="tekst"
        label={words.message[language]}
        hint={words.messageHint[language]}
        language={language}
        value={typed('tekst')}
        lines={5}
        optional
        {...errorOf(errors, 'tekst')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

function choicesOf(
  { language }: SignedIn,
  register: Register,
  at: CallYear,
  { lastYear: before }: BeforeOpening,
) {
  const last = unitsThatReturned(register, at, before);
  const names = last.map((unit) => unitName(at, unit, language)).join(', ');
  return [
    ...(canAskUnits(register) ? [{ value: 'onderdelen', label: words.ofUnits[language] }] : []),
    { value: 'geheel', label: words.ofWhole[language] },
    ...(last.length > 0
      ? [{ value: 'vorig', label: say(words.ofLast[language], language, { units: names }) }]
      : []),
    { value: 'niet', label: words.ofNone[language] },
  ];
}

/** What a form says of a call, or what is wrong with it. */
interface Prepared {
  readonly errors: readonly FieldError[];
  readonly deadline: string;
  readonly message: string;
  readonly units: readonly { readonly unit: string; readonly registers: readonly string[] }[];
}

function prepared(visit: SignedIn, at: CallYear, known: BeforeOpening, typed: Typed<Field>): Prepared {
  const { language } = visit;
  const errors: FieldError[] = [];
  const chosen = typed('onderdelen')
    .split('\n')
    .filter((one) => one !== '');
  const present = new Set(unitsOfYear(at.structure, at.year).map(({ unit }) => unit.key));
  const asked = new Map<string, string[]>();
  const ask = (unit: string, register: string) => asked.set(unit, [...(asked.get(unit) ?? []), register]);
  let needsUnits = false;
  for (const register of at.registers) {
    const choice = typed(`vraag-${register.key}`);
    if (!choicesOf(visit, register, at, known).some(({ value }) => value === choice)) {
      errors.push({ field: `vraag-${register.key}`, message: words.unknownChoice[language] });
    } else if (choice === 'onderdelen') {
      needsUnits = true;
      for (const unit of chosen) ask(unit, register.key);
    } else if (choice === 'geheel') ask(at.structure.root, register.key);
    else if (choice === 'vorig')
      for (const unit of unitsThatReturned(register, at, known.lastYear)) ask(unit, register.key);
  }
  if (needsUnits && chosen.length === 0)
    errors.push({ field: 'onderdelen', message: words.noUnits[language] });
  if (chosen.some((unit) => !present.has(unit)))
    errors.push({ field: 'onderdelen', message: words.unknownUnit[language] });
  const twice = needsUnits ? overlap(at.structure, at.year, chosen) : undefined;
  if (twice)
    errors.push({
      field: 'onderdelen',
      message: say(words.overlap[language], language, {
        unit: unitName(at, twice.unit, language),
        above: unitName(at, twice.above, language),
      }),
    });
  if (asked.size === 0 && errors.length === 0)
    errors.push({ field: `vraag-${at.registers[0]?.key ?? ''}`, message: words.noRegisters[language] });
  const deadline = readDeadline(visit, typed('uiterlijk'), known.day);
  if (deadline.error) errors.push({ field: 'uiterlijk', message: deadline.error });
  const message = typed('tekst').trim();
  const fault = textFault(message, longestMessage);
  if (fault) errors.push({ field: 'tekst', message: fault[language] });
  return {
    errors,
    deadline: deadline.day,
    message,
    units: [...asked].map(([unit, registers]) => ({ unit, registers })),
  };
}

/** A term as somebody types it: a day from today on. */
export function readDeadline(
  { language }: SignedIn,
  typed: string,
  today: string,
): { readonly day: string; readonly error: string | null } {
  if (typed.trim() === '') return { day: '', error: words.needDeadline[language] };
  const day = dayTyped(typed);
  if (day === undefined)
    return { day: '', error: say(words.wrongDeadline[language], language, { typed: typed.slice(0, 40) }) };
  return { day, error: day < today ? words.pastDeadline[language] : null };
}

/** Checks a call that is prepared, and opens it. */
export async function takeOpenCall(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const every = visit.premises.catalogue.registers.map(({ key }) => `vraag-${key}`);
  const typed = await readForm<string>(
    visit.context,
    ['jaar', 'stap', 'uiterlijk', 'tekst', 'onderdelen', ...every],
    ['onderdelen'],
  );
  const at = await callYear(visit, typed('jaar'));
  if (!at) return notFound(visit);
  const place = `/uitvraag/${at.year.key}`;
  const known = await look(visit.premises.door, visit.actor, beforeOpening, concern, {
    before: at.before.key,
  });
  if (known.opened.includes(at.year.key)) return goTo(visit, place);
  const call = prepared(visit, at, known, typed);
  if (call.errors.length > 0 || typed('stap') === 'terug')
    return formPage(visit, at, known, typed, call.errors);
  if (typed('stap') !== 'openen') return checkPage(visit, at, call, typed);
  await perform(visit.premises.door, visit.actor, openCall, concern, {
    period: at.year.key,
    deadline: call.deadline,
    message: call.message,
    units: call.units,
    besideRecords: at.registers.filter(({ annualCall }) => annualCall).map(({ key }) => key),
    yearStart: at.profile.yearStart,
  });
  return goTo(visit, `${place}?gedaan=geopend`);
}

async function checkPage(
  visit: SignedIn,
  at: CallYear,
  call: Prepared,
  typed: Typed<Field>,
): Promise<Response> {
  const { language, to } = visit;
  const keys = call.units.map(({ unit }) => unit);
  const people = await look(visit.premises.door, visit.actor, callPeople, concern, { units: keys });
  const named = (unit: string) => unitName(at, unit, language);
  const lacking = keys.flatMap((unit) => {
    const own = people.filter((one) => one.unit === unit);
    if (own.length === 0) return [say(words.nobody[language], language, { unit: named(unit) })];
    return own.some(({ role }) => role === 'head')
      ? []
      : [say(words.noHead[language], language, { unit: named(unit) })];
  });
  const off = at.off.map(({ name }) => say(words.isOff[language], language, { register: name[language] }));
  const title = say(words.checkTitle[language], language, { year: at.name });
  const name = (key: string) => at.registers.find((one) => one.key === key)?.name[language] ?? key;
  const sent = fieldsOf(at).filter((field) => field !== 'stap' && field !== 'onderdelen');
  const hidden = (
    <>
      {sent.map((field) => (
        <input key={field} type="hidden" name={field} value={typed(field)} />
      ))}
      {typed('onderdelen')
        .split('\n')
        .filter((unit) => unit !== '')
        .map((unit) => (
          <input key={unit} type="hidden" name="onderdelen" value={unit} />
        ))}
    </>
  );
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      crumbs={[{ href: to('/uitvraag'), label: words.calls[language] }]}
    >
      <h1>{title}</h1>
      {lacking.length + off.length > 0 ? (
        <Notice kind="warn" title={words.lacking[language]}>
          <ul>
            {[...lacking, ...off].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice kind="ok" title={words.complete[language]}>
          <p>{words.completeText[language]}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: words.deadline[language], text: dayInWords(call.deadline, language) },
          ...call.units.map(({ unit, registers }) => ({
            term: named(unit),
            text: registers.map(name).join(', '),
          })),
        ]}
      />
      <p>{say(words.effect[language], language, { day: dayInWords(call.deadline, language) })}</p>
      <form method="post" action={to('/uitvraag/nieuw')} class="dl-form">
        {hidden}
        <div class="dl-buttons">
          <button type="submit" class="dl-button" name="stap" value="openen">
            {words.open[language]}
          </button>
          <button type="submit" class="dl-button dl-button--second" name="stap" value="terug">
            {words.back[language]}
          </button>
        </div>
      </form>
    </Page>,
  );
}
