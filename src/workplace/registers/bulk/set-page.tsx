import { keptFields } from '../../../collection/fields/field.ts';
import { bulkFields } from '../../../collection/keeping/bulk/bulk-fields.ts';
import { readTyped } from '../../../collection/keeping/typed-record.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { SelectField } from '../../../platform/web/components/fields.tsx';
import { readForm } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { SectionFields, typedOf } from '../editing/edit-form.tsx';
import { typedContext } from '../held-register.ts';
import { endDraft, keepDraft, ownDraft } from '../kept-words.ts';
import { readWhy } from '../step-page.tsx';
import { bulkWords as words } from './bulk-words.ts';
import { fieldLabel, type OpenSet, openSet, setCrumbs } from './open-set.ts';
import { previewPage } from './preview-page.tsx';
import { resultPage } from './result-page.tsx';

/** A set of records that change together, at the point where it is: what changes, what it becomes, what became of it. */
export async function showSet(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openSet(visit, part);
  if (!opened) return notFound(visit);
  const { set, held, place } = opened;
  if (set.appliedAt !== null) return resultPage(visit, opened);
  const asked = visit.context.req.query('veld');
  if (asked !== undefined && bulkFields(held.keeping.pages).includes(asked))
    return valuePage(visit, opened, asked, null, []);
  if (set.field === null || asked !== undefined) return fieldPage(visit, opened, set.field ?? '', []);
  return previewPage(visit, opened, (await ownDraft(visit, place))?.typed['reden'] ?? '', []);
}

/** How many records a set holds that can change. */
function countOf({ set: { counts } }: OpenSet): number {
  return counts.included + counts.same + counts.changed + counts.gone;
}

function fieldPage(
  visit: SignedIn,
  opened: OpenSet,
  chosen: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  const { held, place } = opened;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.chosen[language], language, { count: countOf(opened) })}
      action={place}
      errors={errors}
      crumbs={setCrumbs(visit, opened)}
      before={<p>{words.days[language]}</p>}
      hidden={{ stap: 'veld' }}
      button={words.next[language]}
      back={{ href: held.place, label: words.leave[language] }}
    >
      <SelectField
        id="veld"
        label={words.whichField[language]}
        hint={words.whichHint[language]}
        language={language}
        value={chosen}
        choices={[
          { value: '', label: words.chooseField[language] },
          ...bulkFields(held.keeping.pages).map((key) => ({
            value: key,
            label: fieldLabel(held, key, visit),
          })),
        ]}
        {...errorOf(errors, 'veld')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

async function valuePage(
  visit: SignedIn,
  opened: OpenSet,
  field: string,
  given: string | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language } = visit;
  const { held, place, set } = opened;
  const context = await typedContext(visit, held);
  const { fields } = held.keeping.pages.record;
  const values = set.field === field ? set.values : {};
  const typed = given ?? typedOf(fields, [field], values, language, context)[field] ?? '';
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.newValue[language], language, { field: fieldLabel(held, field, visit) })}
      action={`${place}?veld=${field}`}
      errors={errors}
      crumbs={setCrumbs(visit, opened)}
      before={<p>{say(words.chosen[language], language, { count: countOf(opened) })}</p>}
      hidden={{ stap: 'waarde', veld: field }}
      button={words.show[language]}
      back={{ href: `${place}?veld=`, label: words.otherField[language] }}
    >
      <SectionFields
        fields={fields}
        keys={[field]}
        values={values}
        typed={() => typed}
        errors={errors}
        language={language}
        context={context}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Takes the next step with a set: what changes, to what, without which, and then the change itself or its end. */
export async function takeSet(visit: SignedIn, part: string): Promise<Response> {
  const held = (await openSet(visit, part))?.held;
  const fields = held ? keptFields(held.keeping.pages.record.fields).map(([key]) => key) : [];
  const typed = await readForm<string>(
    visit.context,
    [...new Set(['stap', 'veld', 'reden', 'weg', 'terug', ...fields])],
    ['weg', 'terug'],
  );
  const opened = await openSet(visit, part);
  if (!opened) return notFound(visit);
  const { set, place } = opened;
  const { door } = visit.premises;
  const { keeping } = opened.held;
  const asked = { door, actor: visit.actor };
  if (typed('stap') === 'ongedaan') {
    await perform(asked.door, asked.actor, keeping.undoSet, concern, {
      id: set.id,
      doubts: doubtContext(opened),
    });
    return goTo(visit, place);
  }
  // Whatever else is sent to a set that was applied: it is shown what became of it.
  if (set.appliedAt !== null) return goTo(visit, place);
  switch (typed('stap')) {
    case 'veld':
      return bulkFields(keeping.pages).includes(typed('veld'))
        ? goTo(visit, `${place}?veld=${typed('veld')}`)
        : fieldPage(visit, opened, '', [{ field: 'veld', message: words.fieldMissing[visit.language] }]);
    case 'waarde':
      return takeValue(visit, opened, typed('veld'), typed);
    case 'weglaten':
    case 'meenemen': {
      const isOut = typed('stap') === 'weglaten';
      const records = typed(isOut ? 'weg' : 'terug')
        .split('\n')
        .filter((one) => isId(one));
      if (typed('reden').trim() !== '')
        await keepDraft(visit, place, { base: null, typed: { reden: typed('reden') } });
      await perform(asked.door, asked.actor, keeping.leaveOut, concern, { id: set.id, records, isOut });
      return goTo(visit, place);
    }
    default:
      return takeChange(visit, opened, typed('reden'));
  }
}

async function takeValue(
  visit: SignedIn,
  opened: OpenSet,
  field: string,
  typed: (field: string) => string,
): Promise<Response> {
  const { held, set, place } = opened;
  const { pages } = held.keeping;
  if (!bulkFields(pages).includes(field)) return goTo(visit, `${place}?veld=`);
  const context = await typedContext(visit, held);
  const read = readTyped(pages.record.fields, [field], typed, {}, context);
  const errors = read.errors.map((one) => ({ field: one.field, message: one.message[visit.language] }));
  if (errors.length > 0) return valuePage(visit, opened, field, typed(field), errors);
  const values = Object.fromEntries(
    Object.entries(read.values).filter(([, value]) => value === null || typeof value !== 'object'),
  );
  await perform(visit.premises.door, visit.actor, held.keeping.describeSet, concern, {
    id: set.id,
    field,
    values,
  });
  return goTo(visit, place);
}

async function takeChange(visit: SignedIn, opened: OpenSet, typed: string): Promise<Response> {
  const { held, set, place } = opened;
  const { language } = visit;
  if (set.field === null) return goTo(visit, place);
  const { reason, fault } = readWhy(typed, true);
  // What was offered when it was chosen may have ended since.
  const context = await typedContext(visit, held);
  const { fields } = held.keeping.pages.record;
  const shown = typedOf(fields, [set.field], set.values, language, context);
  const again = readTyped(fields, [set.field], (key) => shown[key] ?? '', {}, context);
  const errors: readonly FieldError[] = [
    ...(again.errors.length > 0 ? [{ field: 'inhoud', message: words.notOffered[language] }] : []),
    ...(fault ? [{ field: 'reden', message: fault[language] }] : []),
  ];
  if (reason === null || errors.length > 0) return previewPage(visit, opened, typed, errors);
  const done = await perform(visit.premises.door, visit.actor, held.keeping.changeSet, concern, {
    id: set.id,
    reason,
    doubts: doubtContext(opened),
  });
  if (done === 'gone') return notFound(visit);
  await endDraft(visit, place);
  return goTo(visit, place);
}

function doubtContext({ held: { profile } }: OpenSet) {
  return { codes: profile.codes, profile };
}
