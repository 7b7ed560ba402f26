import type { Fields } from '../../../collection/fields/field.ts';
import { dividerOf } from '../../../collection/fields/show.ts';
import { shownValue } from '../../../collection/fields/write-value.ts';
import type { TypedContext } from '../../../collection/keeping/typed-record.ts';
import { type RecordValues, valueAt } from '../../../collection/offers/record-pages.ts';
import { recordResource } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { errorOf, FormPage } from '../../front/simple-form.tsx';
import { pageAnswer, type SignedIn } from '../../front/visit.ts';
import { type OpenRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import { askedFields, typedOf } from './edit-form.tsx';

const words = {
  title: text('{who} wijzigde dit terwijl u bezig was', '{who} changed this while you were at it'),
  somebody: text('Iemand', 'Somebody'),
  lead: text(
    'Er is nog niets opgeslagen en er is niets verloren. Wat maar een van u wijzigde, is overgenomen. Kies wat moet blijven van wat u allebei wijzigde.',
    'Nothing was saved yet and nothing is lost. What only one of you changed was taken over. Choose what stays of what you both changed.',
  ),
  mine: text('Uw invoer: {value}', 'Your input: {value}'),
  theirs: text('Invoer van {who}, {moment}: {value}', 'Input of {who}, {moment}: {value}'),
  empty: text('niets ingevuld', 'nothing filled in'),
  choose: text('Kies wat blijft staan bij „{field}”.', 'Choose what stays at “{field}”.'),
  both: text('Een tekst van beide, hieronder', 'A text of both, below'),
  bothLabel: text('Tekst van beide: {field}', 'Text of both: {field}'),
  save: text('Keuze opslaan', 'Save the choice'),
  leave: text('Niet wijzigen: laat staan wat er nu staat', 'Do not change: leave what stands now'),
} as const;

/** Who recorded the version that stands, in words. */
export async function whoRecorded(
  { premises, actor, language }: SignedIn,
  { held, kept }: OpenRecord,
): Promise<string> {
  const { keeping } = held;
  const id = kept.version.id;
  const story = await look(
    premises.door,
    actor,
    keeping.history,
    recordResource(keeping.pages.record.table, id),
    { record: id },
  );
  const by = kept.version.recordedBy;
  return (by === null ? undefined : story?.names[by]) ?? words.somebody[language];
}

/**
 * The page that puts two changes of one section together: what one of both changed is taken over, what both changed is
 * asked. It is answered with 409 and sent to where the form was, against the version that stands now.
 */
export async function mergePage(
  visit: SignedIn,
  {
    newest,
    version,
    action,
    fields,
    keys,
    standing,
    mine,
    others,
    conflicts,
    unchosen,
    context,
    reason,
  }: {
    readonly newest: OpenRecord;
    /** The version against which the choice is made. */
    readonly version: string;
    readonly action: string;
    readonly fields: Fields;
    readonly keys: readonly string[];
    /** What stands of the fields that are asked. */
    readonly standing: RecordValues;
    readonly mine: (key: string) => string;
    /** What the fields are that are not asked: both changes together. */
    readonly others: (key: string) => string;
    readonly conflicts: readonly string[];
    /** Of which it was asked before, and nobody said. */
    readonly unchosen: readonly string[];
    readonly context: TypedContext;
    readonly reason: Readonly<Record<'reden' | 'toelichting', string>>;
  },
): Promise<Response> {
  const { language } = visit;
  const who = await whoRecorded(visit, newest);
  const moment = momentInWords(new Date(newest.kept.version.recordedAt), language);
  const typed = typedOf(fields, keys, standing, language, context);
  // A field that is chosen together with the one that divides it is asked as one.
  const asked = askedFields(fields, keys, context, standing).filter(
    ({ key }) => conflicts.includes(key) || conflicts.includes(dividerOf(fields, key) ?? ''),
  );
  const hidden = Object.fromEntries(
    Object.keys(typed).map((key) => [key, asked.some((one) => one.key === key) ? mine(key) : others(key)]),
  );
  const errors = asked
    .filter(({ key }) => unchosen.includes(key))
    .map(({ key, label }) => ({
      field: `keuze-${key}`,
      message: say(words.choose[language], language, { field: label[language] }),
    }));
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.title[language], language, { who })}
      action={action}
      errors={errors}
      crumbs={recordCrumbs(visit, newest, true)}
      before={
        <>
          <RecordStrip record={newest} visit={visit} />
          <p>{words.lead[language]}</p>
        </>
      }
      button={words.save[language]}
      hidden={{ ...hidden, ...reason, versie: version, botsing: asked.map(({ key }) => key).join(' ') }}
      back={{ href: newest.place, label: words.leave[language] }}
    >
      {asked.map((field) => {
        const own = fields[field.key];
        const isText = own?.kind.is === 'text';
        const parts = dividerOf(fields, field.key);
        const shown = [field.key, ...(parts === undefined ? [] : [parts])]
          .flatMap((key) => {
            const described = fields[key];
            return described ? [shownValue(described, valueAt(standing, key), language, context)] : [];
          })
          .join(': ');
        const optionShown = (value: string) =>
          (field.control.is === 'choose'
            ? field.control.options.find((one) => one.value === value)?.label[language]
            : undefined) ?? value;
        return (
          <>
            <ChoiceField
              key={field.key}
              id={`keuze-${field.key}`}
              kind="radio"
              label={field.label[language]}
              language={language}
              chosen={errors.length > 0 ? [mine(`keuze-${field.key}`)] : []}
              {...errorOf(errors, `keuze-${field.key}`)}
              choices={[
                {
                  value: 'mijn',
                  label: say(words.mine[language], language, {
                    value: optionShown(mine(field.key)) || words.empty[language],
                  }),
                },
                { value: 'hun', label: say(words.theirs[language], language, { who, moment, value: shown }) },
                ...(isText ? [{ value: 'samen', label: words.both[language] }] : []),
              ]}
            />
            {isText && (
              <TextField
                id={`samen-${field.key}`}
                label={say(words.bothLabel[language], language, { field: field.label[language] })}
                language={language}
                lines={6}
                value={
                  errors.length > 0
                    ? mine(`samen-${field.key}`)
                    : `${mine(field.key)}\n\n${typed[field.key] ?? ''}`
                }
              />
            )}
          </>
        );
      })}
    </FormPage>,
    errors.length > 0 ? 400 : 409,
  );
}
