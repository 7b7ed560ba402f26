import { type SettingsRefused as Refused, SettingsRefused } from '../../codes/changes/code-changes.ts';
import { changePart, tryPartChange } from '../../codes/changes/part-changes.ts';
import { partDifferences } from '../../codes/changes/profile-parts.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { figuresTouched } from '../effects/figures-touched.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { codeWords } from '../settings/code-words.ts';
import { profileToChange } from '../settings/profile-here.ts';
import { FirstDay } from '../settings/when-and-why.tsx';
import { type PartForm, type PartGroup, partForm } from './part-forms.ts';
import { partWords as words } from './part-words.ts';

type Typed = (field: string) => string;

async function formOf(visit: SignedIn, part: string): Promise<PartForm | undefined> {
  const profile = await profileToChange(visit);
  return profile ? partForm(part, profile) : undefined;
}

function formPage(visit: SignedIn, form: PartForm, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={form.title[language]}
      crumbs={[
        { href: visit.to('/instellingen'), label: codeWords.settings[language] },
        { href: visit.to(form.path), label: form.title[language] },
      ]}
      action={form.path}
      errors={errors}
      before={<p>{form.lead[language]}</p>}
      button={codeWords.preview[language]}
      hidden={{ stap: 'bekijken' }}
      back={{ href: '/instellingen', label: codeWords.back[language] }}
    >
      {form.groups(typed).map((group) => (
        <Group key={group.fields[0]?.id} visit={visit} group={group} typed={typed} errors={errors} />
      ))}
      <FirstDay language={language} typed={typed} errors={errors} />
    </FormPage>
  );
}

function Group({
  visit: { language },
  group,
  typed,
  errors,
}: {
  visit: SignedIn;
  group: PartGroup;
  typed: Typed;
  errors: readonly FieldError[];
}) {
  return (
    <fieldset class="dl-flow">
      <legend>{group.legend[language]}</legend>
      {group.fields.map(({ id, label, is, hint, longest }) => (
        <TextField
          key={id}
          id={id}
          label={label[language]}
          {...(hint ? { hint: hint[language] } : {})}
          {...(longest > 200 ? { lines: 3 } : {})}
          language={language}
          value={typed(id)}
          short={is === 'day'}
          {...(is === 'mail' ? { type: 'email' } : {})}
          autocomplete="off"
          {...errorOf(errors, id)}
        />
      ))}
    </fieldset>
  );
}

/** The form of a part of the profile, with what holds. */
export async function showPart(visit: SignedIn, part: string): Promise<Response> {
  const form = await formOf(visit, part);
  if (!form) return notFound(visit);
  const held = new Map(
    form.groups(() => '').flatMap(({ fields }) => fields.map((one) => [one.id, one.value])),
  );
  return pageAnswer(formPage(visit, form, (field) => held.get(field) ?? '', []));
}

/** Checks what was typed, shows what it does, and records it once that was seen. */
export async function takePart(visit: SignedIn, part: string): Promise<Response> {
  const form = await formOf(visit, part);
  if (!form) return notFound(visit);
  const typed = await readForm<string>(visit.context, [
    ...form.accepted,
    ...['vanaf', 'stap', 'basis'],
    ...confirmFields,
  ]);
  const { premises, actor, language } = visit;
  const from = dayTyped(typed('vanaf'));
  const change = form.change(typed);
  const errors = [
    ...form.faults(typed, language),
    ...(from === undefined ? [{ field: 'vanaf', message: codeWords.dayWrong[language] }] : []),
  ];
  if (errors.length > 0 || from === undefined || change === undefined)
    return pageAnswer(formPage(visit, form, typed, errors));
  try {
    const { base, next } = await look(premises.door, actor, tryPartChange, concern, { change, from });
    const told = partDifferences(base.profile, next).map((one) => one[language]);
    const preview = (faults: readonly FieldError[]) =>
      previewPage(visit, form, { typed, from, base: base.version, told }, faults);
    if (typed('stap') !== 'vastleggen') return pageAnswer(await preview([]));
    if (typed('basis') !== base.version)
      return pageAnswer(
        await preview([{ field: 'basis', message: codeWords.changedMeanwhile[language] }]),
        409,
      );
    const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
    if (confirmed === null) return pageAnswer(await preview(unconfirmed));
    await perform(premises.door, confirmed.actor, changePart, concern, { change, from, base: base.version });
    return goTo(visit, '/instellingen?gedaan=profiel');
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    return pageAnswer(formPage(visit, form, typed, [faultOf(error, form, typed, language)]), 409);
  }
}

function faultOf(
  { code, explanation }: Refused,
  form: PartForm,
  typed: Typed,
  language: SignedIn['language'],
): FieldError {
  const field = code === 'day' ? 'vanaf' : form.fieldOf(code, typed);
  return { field, message: explanation.what[language] };
}

async function previewPage(
  visit: SignedIn,
  form: PartForm,
  given: {
    readonly typed: Typed;
    readonly from: string;
    readonly base: string;
    readonly told: readonly string[];
  },
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const { typed, from, base, told } = given;
  const kept = Object.fromEntries(
    [...form.accepted, 'vanaf'].filter((field) => typed(field) !== '').map((field) => [field, typed(field)]),
  );
  return (
    <FormPage
      visit={visit}
      title={codeWords.previewTitle[language]}
      action={form.path}
      errors={errors}
      button={codeWords.record[language]}
      hidden={{ ...kept, stap: 'vastleggen', basis: base }}
      back={{ href: '/instellingen', label: codeWords.back[language] }}
      before={
        <>
          <h2>{words.changes[language]}</h2>
          <ul>
            {told.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <DefinitionList
            items={[{ term: codeWords.firstDay[language], text: dateInWords(from, language) }]}
          />
          {form.follows && <p>{form.follows[language]}</p>}
          {await figuresTouched(visit, [], { title: words.figures, none: words.noFigures })}
          <p id="basis">
            {from > today()
              ? codeWords.undoUntil[language].replace('{day}', () => dateInWords(from, language))
              : codeWords.atOnce[language]}
          </p>
        </>
      }
    >
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}
