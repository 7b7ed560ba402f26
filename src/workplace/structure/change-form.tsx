import type { Profile } from '../../codes/profile.ts';
import { figuresByUnit } from '../../figures/divided-by.ts';
import {
  changeStructure,
  type TriedChange,
  tryStructureChange,
  type UnitInUse,
} from '../../organisation/change-structure.ts';
import { today } from '../../organisation/period.ts';
import { nameOn, type Structure, type Unit, validOn } from '../../organisation/structure.ts';
import {
  longestName,
  type StructureChange,
  type StructureField,
  StructureRefused,
  structureChangeSchema,
} from '../../organisation/structure-change.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { figuresTouched } from '../effects/figures-touched.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, typedFault } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { structureWords as own } from './structure-words.ts';
import { describedHere, keepsStructure, unitWords } from './tree-page.tsx';

const words = {
  titles: {
    nieuw: text('Onderdeel toevoegen', 'Add a unit'),
    naam: text('Naam van {unit} wijzigen', 'Change the name of {unit}'),
    plaats: text('{unit} verplaatsen', 'Move {unit}'),
    splitsen: text('{unit} splitsen', 'Split {unit}'),
    samenvoegen: text('{unit} samenvoegen met een ander onderdeel', 'Merge {unit} with another unit'),
    beeindigen: text('{unit} beëindigen', 'End {unit}'),
  },
  nameNl: text('Naam in het Nederlands', 'Name in Dutch'),
  nameEn: text('Naam in het Engels', 'Name in English'),
  key: text('Code van het onderdeel', 'Code of the unit'),
  keyHint: text(
    'Letters, cijfers en streepjes. De code verandert later niet meer en staat in adressen en bestanden.',
    'Letters, digits and hyphens. The code does not change later and stands in addresses and files.',
  ),
  keyWrong: text(
    'Vul een code in: letters, cijfers en streepjes, hoogstens 40 tekens.',
    'Fill in a code: letters, digits and hyphens, at most 40 characters.',
  ),
  keyTaken: text(
    'Kies een andere code: deze is van het programma zelf.',
    'Choose another code: this one is the program’s own.',
  ),
  how: text('Wat wijzigt er?', 'What changes?'),
  since: text('Het heet voortaan anders, vanaf een dag', 'It is called otherwise, from a day on'),
  correct: text(
    'De laatste naam stond er verkeerd en is altijd zo geweest',
    'The last name stood wrong and was always so',
  ),
  howMissing: text('Kies wat er wijzigt.', 'Choose what changes.'),
  under: text('Onder welk onderdeel?', 'Below which unit?'),
  into: text('Met welk onderdeel?', 'With which unit?'),
  intoHint: text(
    'Dat onderdeel blijft bestaan; dit onderdeel gaat erin op.',
    'That unit stays; this unit merges into it.',
  ),
  choose: text('Kies een onderdeel.', 'Choose a unit.'),
  chooseLevel: text('Kies een van de niveaus.', 'Choose one of the levels.'),
  chooseType: text('Kies een van de soorten.', 'Choose one of the types.'),
  from: text('Vanaf welke dag?', 'From which day?'),
  fromHint: text(
    'Ook een dag die voorbij is, bijvoorbeeld 1-1-2026.',
    'Also a day that is over, for example 1-1-2026.',
  ),
  dayWrong: text('Dit is geen dag. Schrijf hem als 1-1-2026.', 'This is no day. Write it as 1-1-2026.'),
  nameMissing: text('Vul de naam in.', 'Fill in the name.'),
  part: text('Deel {number}', 'Part {number}'),
  partHint: text(
    'Twee tot vier delen. Een leeg deel telt niet mee.',
    'Two to four parts. An empty part does not count.',
  ),
  share: text('Welk deel gaat hierheen?', 'Which share goes there?'),
  shareHint: text(
    'Als breuk of percentage, bijvoorbeeld 3/5 of 60%. Leeg bij alle delen: dan zijn cijfers over de splitsing heen niet te vergelijken.',
    'As a fraction or percentage, for example 3/5 or 60%. Empty for all parts: then figures across the split cannot be compared.',
  ),
  fewParts: text('Vul twee of meer delen in.', 'Fill in two or more parts.'),
  preview: text('Gevolgen bekijken', 'See what follows'),
  previewTitle: text('Wat deze wijziging doet', 'What this change does'),
  record: text('Indeling wijzigen', 'Change the structure'),
  back: text('Niet wijzigen', 'Do not change'),
  again: text('Wijziging aanpassen', 'Adjust the change'),
  meanwhile: text(
    'De indeling is gewijzigd terwijl u bezig was. Er is nog niets vastgelegd: bekijk uw wijziging opnieuw.',
    'The structure was changed while you were at work. Nothing was recorded yet: look at your change again.',
  ),
  years: text(
    'Tabellen plaatsen een onderdeel waar het in dat jaar stond. Jaren die eindigden voor {day} veranderen niet.',
    'Tables place a unit where it stood in that year. Years that ended before {day} do not change.',
  ),
  allYears: text('De naam verandert in alle jaren.', 'The name changes in all years.'),
  figures: text('Cijfers naar onderdeel', 'Figures by unit'),
  noFigures: text('Geen cijfer is naar onderdeel verdeeld.', 'No figure is divided by unit.'),
  inUse: text('Wat er nu bij dit onderdeel staat', 'What stands at this unit now'),
  people: text(
    '{count, plural, =0 {Niemand werkt er volgens de personeelslijst.} one {# dienstverband staat er op de personeelslijst; geef dat een ander onderdeel.} other {# dienstverbanden staan er op de personeelslijst; geef die een ander onderdeel.}}',
    '{count, plural, =0 {Nobody works in it by the staff list.} one {# employment stands in it on the staff list; give it another unit.} other {# employments stand in it on the staff list; give them another unit.}}',
  ),
  roles: text(
    '{count, plural, =0 {Niemand heeft er een rol.} one {# rol is voor dit onderdeel gegeven; beëindig die of geef haar voor een ander onderdeel.} other {# rollen zijn voor dit onderdeel gegeven; beëindig die of geef ze voor een ander onderdeel.}}',
    '{count, plural, =0 {Nobody has a role in it.} one {# role was given for this unit; end it or give it for another unit.} other {# roles were given for this unit; end them or give them for another unit.}}',
  ),
  records: text(
    'Er zijn registraties over dit onderdeel. Die blijven erbij staan.',
    'There are records about this unit. They stay with it.',
  ),
  noRecords: text('Er zijn geen registraties over dit onderdeel.', 'There are no records about this unit.'),
  said: {
    rename: text('{unit} heet vanaf {day} „{name}”.', '{unit} is called “{name}” from {day}.'),
    correct: text('De naam „{unit}” wordt „{name}”.', 'The name “{unit}” becomes “{name}”.'),
    move: text('{unit} staat vanaf {day} onder {into}.', '{unit} stands below {into} from {day}.'),
    add: text('„{name}” komt er op {day} bij, onder {into}.', '“{name}” is added on {day}, below {into}.'),
    split: text('{unit} wordt op {day} gesplitst in {into}.', '{unit} is split on {day} into {into}.'),
    merge: text('{unit} gaat op {day} op in {into}.', '{unit} merges into {into} on {day}.'),
    end: text('{unit} bestaat vanaf {day} niet meer.', '{unit} exists no more from {day}.'),
  },
} as const;

type Deed = keyof typeof words.titles;

function isDeed(asked: string): asked is Deed {
  return Object.hasOwn(words.titles, asked);
}

const parts = [1, 2, 3, 4] as const;
const partFields = ['code', 'naam', 'name', 'afkorting', 'deel'] as const;
const fields = [
  'sleutel',
  'naam',
  'name',
  'afkorting',
  'niveau',
  'soort',
  'onder',
  'met',
  'hoe',
  'vanaf',
  ...parts.flatMap((part) => partFields.map((field) => `${field}-${part}` as const)),
] as const;
type Field = (typeof fields)[number];
type Typed = (field: string) => string;

/** What a form is about: the unit, and what is done with it. */
interface Place {
  readonly deed: Deed;
  readonly unit: Unit | null;
  readonly structure: Structure;
  readonly profile: Profile;
  /** Its place, without language. */
  readonly path: string;
}

async function placeOf(visit: SignedIn, part: string): Promise<Place | null> {
  if (!keepsStructure(visit)) return null;
  const here = await describedHere(visit);
  if (!here) return null;
  const [key = '', last = ''] = part === 'nieuw' ? ['', 'nieuw'] : part.split('/');
  if (!isDeed(last)) return null;
  const unit = here.structure.units.find((one) => one.key === key) ?? null;
  if ((last === 'nieuw') !== (unit === null)) return null;
  if (unit?.key === here.structure.root && last !== 'naam') return null;
  return { ...here, deed: last, unit, path: `/indeling/${part}` };
}

function titleOf({ deed, unit }: Place, language: Language): string {
  const label = unit ? unitWords(unit, today(), language) : '';
  return say(words.titles[deed][language], language, { unit: label });
}

function leaveTo({ unit }: Place): string {
  return unit ? `/indeling/${unit.key}` : '/indeling';
}

/** The form that changes the structure. */
export async function showStructureForm(visit: SignedIn, part: string): Promise<Response> {
  const place = await placeOf(visit, part);
  if (!place) return notFound(visit);
  const { deed, unit } = place;
  const last = unit?.names.at(-1);
  const first: Typed = (field) => {
    if (deed !== 'naam' || !last) return '';
    if (field === 'naam') return last.name.nl;
    if (field === 'name') return last.name.en;
    return field === 'afkorting' ? (last.abbreviation ?? '') : '';
  };
  return pageAnswer(formPage(visit, place, first, []));
}

function formPage(visit: SignedIn, place: Place, typed: Typed, errors: readonly FieldError[]) {
  const { language, to } = visit;
  const { deed, unit, structure, profile, path } = place;
  const line = (id: Field, label: Text, more: { hint?: Text; short?: boolean; optional?: boolean } = {}) => (
    <TextField
      id={id}
      label={label[language]}
      {...(more.hint ? { hint: more.hint[language] } : {})}
      language={language}
      value={typed(id)}
      autocomplete="off"
      short={more.short === true}
      optional={more.optional === true}
      {...errorOf(errors, id)}
    />
  );
  const others = structure.units
    .filter((one) => (one.until === null || one.until > today()) && one.key !== unit?.key)
    .map((one) => ({ value: one.key, label: offered(one, language) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
  const select = (
    id: Field,
    label: Text,
    choices: readonly { readonly value: string; readonly label: string }[],
    hint?: Text,
  ) => (
    <SelectField
      id={id}
      label={label[language]}
      {...(hint ? { hint: hint[language] } : {})}
      language={language}
      value={typed(id)}
      choices={[{ value: '', label: '' }, ...choices]}
      {...errorOf(errors, id)}
    />
  );
  const named = (all: readonly { readonly key: string; readonly name: Text }[]) =>
    all.map(({ key, name }) => ({ value: key, label: name[language] }));
  const names = (
    <>
      {line('naam', words.nameNl)}
      {line('name', words.nameEn)}
      {line('afkorting', own.abbreviation, { short: true, optional: true })}
    </>
  );
  return (
    <FormPage
      visit={visit}
      title={titleOf(place, language)}
      action={path}
      errors={errors}
      crumbs={[{ href: to('/indeling'), label: own.title[language] }]}
      button={words.preview[language]}
      hidden={{ stap: 'bekijken' }}
      back={{ href: leaveTo(place), label: words.back[language] }}
    >
      {deed === 'nieuw' && line('sleutel', words.key, { hint: words.keyHint, short: true })}
      {(deed === 'nieuw' || deed === 'naam') && names}
      {deed === 'nieuw' && select('niveau', own.level, named(profile.levels))}
      {deed === 'nieuw' && select('soort', own.type, named(profile.unitTypes))}
      {(deed === 'nieuw' || deed === 'plaats') && select('onder', words.under, others)}
      {deed === 'samenvoegen' && select('met', words.into, others, words.intoHint)}
      {deed === 'splitsen' &&
        parts.map((part) => (
          <fieldset key={part} class="dl-flow">
            <legend>{say(words.part[language], language, { number: part })}</legend>
            {part === 1 && <p>{words.partHint[language]}</p>}
            {line(`code-${part}`, words.key, { short: true, optional: part > 2 })}
            {line(`naam-${part}`, words.nameNl, { optional: part > 2 })}
            {line(`name-${part}`, words.nameEn, { optional: part > 2 })}
            {line(`afkorting-${part}`, own.abbreviation, { short: true, optional: true })}
            {line(`deel-${part}`, words.share, {
              short: true,
              optional: true,
              ...(part === 1 ? { hint: words.shareHint } : {}),
            })}
          </fieldset>
        ))}
      {deed === 'naam' && (
        <ChoiceField
          id="hoe"
          kind="radio"
          label={words.how[language]}
          language={language}
          chosen={[typed('hoe')]}
          choices={[
            { value: 'vanaf', label: words.since[language] },
            { value: 'verbeter', label: words.correct[language] },
          ]}
          {...errorOf(errors, 'hoe')}
        />
      )}
      {line('vanaf', words.from, {
        hint: words.fromHint,
        short: true,
        optional: deed === 'naam',
      })}
    </FormPage>
  );
}

/** A unit as it is offered: of one that begins later, from which day it is there. */
function offered(unit: Unit, language: Language): string {
  const label = unitWords(unit, today(), language);
  return unit.from === null || validOn(unit, today())
    ? label
    : say(own.toCome[language], language, { unit: label, day: dateInWords(unit.from, language) });
}

/** What was typed, as a change; or what is wrong with it. */
function changeOf(
  { deed, unit, profile }: Place,
  typed: Typed,
  language: Language,
): { readonly change?: StructureChange; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: Text) => void errors.push({ field, message: message[language] });
  const from = dayTyped(typed('vanaf'));
  const isCorrection = deed === 'naam' && typed('hoe') === 'verbeter';
  const namesOf = (end: string) => {
    const read = (field: 'naam' | 'name') => {
      const given = typed(`${field}${end}`).trim();
      const fault = given === '' ? words.nameMissing : typedFault(given, longestName);
      if (fault) wrong(`${field}${end}`, fault);
      return given;
    };
    const abbreviation = typed(`afkorting${end}`).trim();
    const fault = typedFault(abbreviation, 40);
    if (fault) wrong(`afkorting${end}`, fault);
    return {
      name: { nl: read('naam'), en: read('name') },
      abbreviation: abbreviation === '' ? null : abbreviation,
    };
  };
  const codeOf = (field: string) => {
    const given = typed(field).trim();
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(given)) wrong(field, words.keyWrong);
    // Addresses of pages that are about no unit.
    if (['nieuw', 'ongedaan'].includes(given.toLowerCase())) wrong(field, words.keyTaken);
    return given;
  };
  const chosen = (field: string) => {
    if (typed(field) === '') wrong(field, words.choose);
    return typed(field);
  };
  const oneOf = (field: string, all: readonly { readonly key: string }[], message: Text) => {
    if (!all.some(({ key }) => key === typed(field))) wrong(field, message);
    return typed(field);
  };
  const given = (() => {
    switch (deed) {
      case 'nieuw':
        return {
          is: 'add',
          unit: codeOf('sleutel'),
          ...namesOf(''),
          level: oneOf('niveau', profile.levels, words.chooseLevel),
          type: oneOf('soort', profile.unitTypes, words.chooseType),
          parent: chosen('onder'),
          from,
        };
      case 'naam':
        if (!['vanaf', 'verbeter'].includes(typed('hoe'))) wrong('hoe', words.howMissing);
        return { is: 'rename', unit: unit?.key, ...namesOf(''), from: isCorrection ? null : from };
      case 'plaats':
        return { is: 'move', unit: unit?.key, parent: chosen('onder'), from };
      case 'samenvoegen':
        return { is: 'merge', unit: unit?.key, into: chosen('met'), from };
      case 'beeindigen':
        return { is: 'end', unit: unit?.key, from };
      case 'splitsen': {
        const filled = parts.filter((part) =>
          partFields.some((field) => typed(`${field}-${part}`).trim() !== ''),
        );
        if (filled.length < 2) wrong('code-1', words.fewParts);
        const into = filled.map((part) => {
          const share = typed(`deel-${part}`).trim();
          return {
            unit: codeOf(`code-${part}`),
            ...namesOf(`-${part}`),
            share: share === '' ? null : share,
          };
        });
        return { is: 'split', unit: unit?.key, from, into };
      }
      default:
        return deed satisfies never;
    }
  })();
  if (from === undefined && !isCorrection) wrong('vanaf', words.dayWrong);
  if (errors.length > 0) return { errors };
  const change = structureChangeSchema.safeParse(given).data;
  return change ? { change, errors } : { errors: [{ field: 'vanaf', message: words.dayWrong[language] }] };
}

/** The field of the form that a refusal is about. */
function fieldOfFault(field: StructureField, deed: Deed): string {
  const split: Readonly<Record<StructureField, string>> = {
    unit: 'code-1',
    name: 'naam-1',
    parent: 'vanaf',
    into: 'code-1',
    share: 'deel-1',
    from: 'vanaf',
  };
  if (deed === 'splitsen') return split[field];
  const shown: Readonly<Record<StructureField, string>> = {
    unit: deed === 'nieuw' ? 'sleutel' : 'vanaf',
    name: 'naam',
    parent: 'onder',
    into: 'met',
    share: 'vanaf',
    from: 'vanaf',
  };
  return shown[field];
}

/** Checks what was typed, shows what it does, and changes the structure once that was seen. */
export async function takeStructureForm(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm<string>(visit.context, [...fields, 'stap', 'basis', ...confirmFields]);
  const place = await placeOf(visit, part);
  if (!place) return notFound(visit);
  const { premises, actor, language } = visit;
  const { change, errors } = changeOf(place, typed, language);
  if (!change || errors.length > 0) return pageAnswer(formPage(visit, place, typed, errors), 400);
  if (typed('stap') === 'wijzigen') return pageAnswer(formPage(visit, place, typed, []));
  try {
    const key = change.is === 'add' ? change.unit : (place.unit?.key ?? '');
    const made = `/indeling/${key}?gedaan=gewijzigd`;
    const tried = await look(premises.door, actor, tryStructureChange, concern, {
      change,
      ...(typed('stap') === 'vastleggen' && isId(typed('basis')) ? { base: typed('basis') } : {}),
    });
    // The same form sent twice did what it wanted.
    if (tried === 'made') return goTo(visit, made);
    const preview = (faults: readonly FieldError[]) =>
      previewPage(visit, place, { change, tried, typed }, faults);
    if (typed('stap') !== 'vastleggen') return pageAnswer(await preview([]));
    const changed: FieldError = { field: 'basis', message: words.meanwhile[language] };
    if (typed('basis') !== tried.base) return pageAnswer(await preview([changed]), 409);
    const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
    if (confirmed === null) return pageAnswer(await preview(unconfirmed), 400);
    const isDone = await perform(premises.door, confirmed.actor, changeStructure, concern, {
      change,
      base: isId(typed('basis')) ? typed('basis') : tried.base,
    });
    if (!isDone) return pageAnswer(await preview([changed]), 409);
    return goTo(visit, made);
  } catch (error) {
    if (!(error instanceof StructureRefused)) throw error;
    const fault = { field: fieldOfFault(error.field, place.deed), message: error.words[language] };
    return pageAnswer(formPage(visit, place, typed, [fault]), 400);
  }
}

interface Shown {
  readonly change: StructureChange;
  readonly tried: TriedChange;
  readonly typed: Typed;
}

async function previewPage(visit: SignedIn, place: Place, shown: Shown, errors: readonly FieldError[]) {
  const { language, premises } = visit;
  const { change, tried, typed } = shown;
  const touched = await figuresTouched(
    visit,
    figuresByUnit(premises.catalogue.figures, place.profile.codes),
    { title: words.figures, none: words.noFigures },
  );
  const kept = Object.fromEntries(
    fields.filter((field) => typed(field) !== '').map((field) => [field, typed(field)]),
  );
  return (
    <FormPage
      visit={visit}
      title={words.previewTitle[language]}
      action={place.path}
      errors={errors}
      button={words.record[language]}
      hidden={{ ...kept, basis: tried.base }}
      more={
        <button type="submit" name="stap" value="wijzigen" class="dl-button dl-button--second">
          {words.again[language]}
        </button>
      }
      back={{ href: leaveTo(place), label: words.back[language] }}
      before={
        <>
          <p id="basis" class="dl-lead">
            {saidOf(place, change, language)}
          </p>
          <p>
            {change.from === null
              ? words.allYears[language]
              : say(words.years[language], language, { day: dateInWords(change.from, language) })}
          </p>
          {tried.ending.map((one) => (
            <InUse key={one.unit} language={language} used={one} />
          ))}
          {touched}
        </>
      }
    >
      <input type="hidden" name="stap" value="vastleggen" />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

function InUse({ language, used }: { language: Language; used: UnitInUse }) {
  return (
    <>
      <h2>{words.inUse[language]}</h2>
      <ul>
        <li>{say(words.people[language], language, { count: used.employments })}</li>
        <li>{say(words.roles[language], language, { count: used.appointments })}</li>
        <li>{(used.records ? words.records : words.noRecords)[language]}</li>
      </ul>
    </>
  );
}

/** What a change says, in a sentence. */
function saidOf({ unit, structure }: Place, change: StructureChange, language: Language): string {
  const { from } = change;
  const on = from ?? today();
  const named = (key: string) => {
    const found = structure.units.find((one) => one.key === key);
    return found ? nameOn(found, on).name[language] : key;
  };
  const day = dateInWords(on, language);
  const own = unit ? nameOn(unit, on).name[language] : '';
  switch (change.is) {
    case 'rename':
      return from === null
        ? say(words.said.correct[language], language, {
            unit: unit?.names.at(-1)?.name[language] ?? '',
            name: change.name[language],
          })
        : say(words.said.rename[language], language, { unit: own, day, name: change.name[language] });
    case 'move':
      return say(words.said.move[language], language, { unit: own, day, into: named(change.parent) });
    case 'add':
      return say(words.said.add[language], language, {
        name: change.name[language],
        day,
        into: named(change.parent),
      });
    case 'split':
      return say(words.said.split[language], language, {
        unit: own,
        day,
        into: change.into
          .map(({ name, share }) => (share === null ? name[language] : `${name[language]} (${share})`))
          .join(', '),
      });
    case 'merge':
      return say(words.said.merge[language], language, { unit: own, day, into: named(change.into) });
    case 'end':
      return say(words.said.end[language], language, { unit: own, day });
    default:
      return change satisfies never;
  }
}
