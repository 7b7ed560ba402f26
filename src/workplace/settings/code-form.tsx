import { type CodeChange, codeChangeSchema, SettingsRefused } from '../../codes/changes/code-changes.ts';
import { codeName, differences } from '../../codes/changes/differences.ts';
import {
  changeCodes,
  type RowsWithCode,
  rowsWithCode,
  tryCodeChange,
} from '../../codes/changes/settings-changes.ts';
import { codesOn } from '../../codes/code-lists.ts';
import type { Profile } from '../../codes/profile.ts';
import { figuresDividedBy } from '../../figures/divided-by.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { sameText, type Text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { figuresTouched } from '../effects/figures-touched.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn, type WorkPremises } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { codeWords as words } from './code-words.ts';
import { profileToChange } from './profile-here.ts';

/** What is done with a list, by the last part of the address. */
const deeds = { nieuw: 'add', naam: 'label', vervallen: 'retire' } as const;
type Deed = (typeof deeds)[keyof typeof deeds];

const fields = ['welke', 'naam', 'name', 'boven', 'door', 'vanaf', 'stap', 'basis'] as const;
type Typed = (field: (typeof fields)[number]) => string;

/** Stands for no code, where a code has to be chosen. */
const noCode = '*';
const longestLabel = 200;

/** What a form is about: the list, what is done with it, and how it is today. */
interface Place {
  readonly list: string;
  readonly deed: Deed;
  readonly path: string;
  readonly profile: Profile;
}

async function placeOf(visit: SignedIn, part: string): Promise<Place | null> {
  const [list = '', last = ''] = part.split('/');
  const deed = Object.entries(deeds).find(([key]) => key === last)?.[1];
  const profile = await profileToChange(visit);
  if (deed === undefined || !profile?.codes.has(list)) return null;
  return { list, deed, path: `/instellingen/codes/${part}`, profile };
}

function titleOf({ deed, list, profile }: Place, code: string): Text {
  const one = profile.codes.get(list)?.codes.find((other) => other.code === code);
  const name = codeName(one, code);
  const named = (given: Text): Text => ({
    nl: given.nl.replace('{code}', () => name.nl),
    en: given.en.replace('{code}', () => name.en),
  });
  switch (deed) {
    case 'add':
      return words.addTitle;
    case 'label':
      return named(words.labelTitle);
    case 'retire':
      return named(words.retireTitle);
    default:
      return deed satisfies never;
  }
}

function formPage(visit: SignedIn, place: Place, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  const { deed, list, path } = place;
  const fieldOf = (id: 'welke' | 'naam' | 'name' | 'vanaf', label: Text, hint?: Text) => (
    <TextField
      id={id}
      label={label[language]}
      {...(hint ? { hint: hint[language] } : {})}
      language={language}
      value={typed(id)}
      autocomplete="off"
      short={id === 'welke' || id === 'vanaf'}
      {...errorOf(errors, id)}
    />
  );
  return (
    <FormPage
      visit={visit}
      title={titleOf(place, typed('welke'))[language]}
      action={path}
      errors={errors}
      button={words.preview[language]}
      hidden={{ stap: 'bekijken', ...(deed === 'add' ? {} : { welke: typed('welke') }) }}
      back={{ href: `/instellingen/codes/${list}`, label: words.back[language] }}
    >
      {deed === 'add' && fieldOf('welke', words.code, words.codeHint)}
      {deed !== 'retire' && fieldOf('naam', words.labelNl)}
      {deed !== 'retire' && fieldOf('name', words.labelEn)}
      {deed === 'add' && (
        <SelectField
          id="boven"
          label={words.parent[language]}
          hint={words.parentHint[language]}
          language={language}
          value={typed('boven')}
          choices={[
            { value: '', label: words.noParent[language] },
            ...choices(visit, place, ({ parent }) => parent === undefined),
          ]}
          {...errorOf(errors, 'boven')}
        />
      )}
      {deed === 'retire' && (
        <SelectField
          id="door"
          label={words.by[language]}
          hint={words.byHint[language]}
          language={language}
          value={typed('door')}
          choices={[
            { value: '', label: '' },
            { value: noCode, label: words.none[language] },
            ...choices(visit, place, ({ code }) => code !== typed('welke')),
          ]}
          {...errorOf(errors, 'door')}
        />
      )}
      {fieldOf('vanaf', words.firstDay, words.dayHint)}
    </FormPage>
  );
}

function choices(
  { language }: SignedIn,
  { profile, list }: Place,
  wanted: (code: { readonly code: string; readonly parent?: string | undefined }) => boolean,
) {
  const known = profile.codes.get(list);
  return (known ? codesOn(known, today()) : []).filter(wanted).map((one) => ({
    value: one.code,
    label: codeName(one, one.code)[language],
  }));
}

/** The form that changes one code list. */
export async function showCodeForm(visit: SignedIn, part: string): Promise<Response> {
  const place = await placeOf(visit, part);
  if (!place) return notFound(visit);
  const code = visit.context.req.query('code') ?? '';
  const known = place.profile.codes.get(place.list)?.codes.find((one) => one.code === code);
  if (place.deed !== 'add' && !known) return notFound(visit);
  const first: Typed = (field) => {
    if (field === 'welke') return known?.code ?? '';
    if (field === 'naam') return known?.label.nl ?? '';
    return field === 'name' ? (known?.label.en ?? '') : '';
  };
  return pageAnswer(formPage(visit, place, first, []));
}

/** Checks what was typed, shows what it does, and records it once that was seen. */
export async function takeCodeForm(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, [...fields, ...confirmFields]);
  const place = await placeOf(visit, part);
  if (!place) return notFound(visit);
  const from = dayTyped(typed('vanaf'));
  const errors = faultsOf(visit, place, typed);
  const change = changeOf(place, typed);
  if (errors.length > 0 || from === undefined || change === undefined || typed('stap') === 'wijzigen')
    return pageAnswer(formPage(visit, place, typed, typed('stap') === 'wijzigen' ? [] : errors));
  const { premises, actor, language } = visit;
  try {
    const tried = await look(premises.door, actor, tryCodeChange, concern, { change, from });
    const preview = (errors: readonly FieldError[], base = tried.base.version) =>
      previewPage(visit, place, { change, from, typed, base, tried }, errors);
    if (typed('stap') !== 'vastleggen') return pageAnswer(await preview([]));
    if (typed('basis') !== tried.base.version)
      return pageAnswer(await preview([{ field: 'basis', message: words.changedMeanwhile[language] }]), 409);
    const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
    if (confirmed === null) return pageAnswer(await preview(unconfirmed));
    await perform(premises.door, confirmed.actor, changeCodes, concern, {
      change,
      from,
      base: tried.base.version,
    });
    return goTo(visit, `/instellingen/codes/${place.list}?gedaan=gewijzigd`);
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    const message = error.explanation.what[language];
    return pageAnswer(
      formPage(visit, place, typed, [{ field: fieldOfFault(error.code, place.deed), message }]),
      409,
    );
  }
}

/** The field of the form that a refusal is about. */
function fieldOfFault(code: string, deed: Deed): string {
  const shown: Readonly<Record<string, string>> = {
    day: 'vanaf',
    parent: 'boven',
    by: 'door',
    label: 'naam',
  };
  const own: Readonly<Record<Deed, string>> = { add: 'welke', label: 'naam', retire: 'door' };
  return shown[code] ?? own[deed];
}

function faultsOf({ language }: SignedIn, { deed }: Place, typed: Typed): readonly FieldError[] {
  const faults: FieldError[] = [];
  if (deed === 'add' && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(typed('welke').trim()))
    faults.push({ field: 'welke', message: words.codeWrong[language] });
  if (deed !== 'retire')
    for (const field of ['naam', 'name'] as const) {
      const given = typed(field).trim();
      const fault = given === '' ? words.nameMissing : typedFault(given, longestLabel);
      if (fault !== null) faults.push({ field, message: fault[language] });
    }
  if (deed === 'retire' && typed('door') === '')
    faults.push({ field: 'door', message: words.chooseBy[language] });
  if (dayTyped(typed('vanaf')) === undefined)
    faults.push({ field: 'vanaf', message: words.dayWrong[language] });
  return faults;
}

function changeOf({ list, deed }: Place, typed: Typed): CodeChange | undefined {
  const code = typed('welke').trim();
  const label = { nl: typed('naam').trim(), en: typed('name').trim() };
  const given = {
    add: { is: deed, list, code, label, parent: typed('boven') === '' ? null : typed('boven') },
    label: { is: deed, list, code, label },
    retire: { is: deed, list, code, by: typed('door') === noCode ? null : typed('door') },
  }[deed];
  return codeChangeSchema.safeParse(given).data;
}

interface Shown {
  readonly change: CodeChange;
  readonly from: string;
  readonly typed: Typed;
  readonly base: string;
  readonly tried: { readonly base: { readonly profile: Profile }; readonly next: Profile };
}

async function previewPage(
  visit: SignedIn,
  place: Place,
  { change, from, typed, base, tried }: Shown,
  errors: readonly FieldError[],
) {
  const { language, premises, actor } = visit;
  const { list, path, profile } = place;
  const rows =
    change.is === 'add'
      ? []
      : await look(premises.door, actor, rowsWithCode, concern, { list, code: change.code });
  const { figures } = premises.catalogue;
  const touched = await figuresTouched(visit, figuresDividedBy(figures, profile.codes, list), {
    title: words.figuresTitle,
    none: words.noFigures,
  });
  const kept = Object.fromEntries(
    fields
      .filter((field) => field !== 'stap' && field !== 'basis')
      .filter((field) => typed(field) !== '')
      .map((field) => [field, typed(field)]),
  );
  return (
    <FormPage
      visit={visit}
      title={words.previewTitle[language]}
      action={path}
      errors={errors}
      button={words.record[language]}
      hidden={kept}
      back={{ href: `/instellingen/codes/${list}`, label: words.back[language] }}
      before={
        <>
          <DefinitionList
            items={[
              { term: words.list[language], text: profile.codes.get(list)?.title[language] ?? list },
              {
                term: words.changed[language],
                text: differences(tried.base.profile, tried.next)
                  .map((one) => one[language])
                  .join(' '),
              },
              { term: words.from[language], text: dateInWords(from, language) },
            ]}
          />
          {change.is !== 'add' && <RowsOf visit={visit} rows={rows} />}
          {touched}
          {'statement.json' in profile.files && change.is !== 'label' && <p>{words.statement[language]}</p>}
          <p id="basis">
            {from > today()
              ? words.undoUntil[language].replace('{day}', () => dateInWords(from, language))
              : words.atOnce[language]}
          </p>
        </>
      }
    >
      <input type="hidden" name="stap" value="vastleggen" />
      <input type="hidden" name="basis" value={base} />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

function RowsOf({ visit: { language, premises }, rows }: { visit: SignedIn; rows: readonly RowsWithCode[] }) {
  const found = rows.filter((one) => one.rows > 0);
  if (found.length === 0)
    return (
      <>
        <h2>{words.rowsTitle[language]}</h2>
        <p>{words.noRows[language]}</p>
      </>
    );
  return (
    <TextTable
      caption={words.rowsTitle[language]}
      heads={[words.register[language], words.rows[language]]}
      rows={found.map((one) => [
        registerOf(premises, one.table)[language],
        one.rows === 4 ? words.few[language] : one.rows,
      ])}
    />
  );
}

/** The register whose rows a table holds. */
function registerOf({ catalogue }: WorkPremises, table: string): Text {
  if (table === 'reported_value') return words.returns;
  return (
    catalogue.registers.find(({ tables }) => tables.some(({ name }) => name === table))?.name ??
    sameText(table)
  );
}
