import { codesOn } from '../../codes/code-lists.ts';
import type { Fields } from '../../collection/fields/field.ts';
import { isSpan } from '../../collection/fields/span.ts';
import { shownValue } from '../../collection/fields/write-value.ts';
import { lineTellers } from '../../collection/in-the-line/line-access.ts';
import { lineUnits, longestWords, tellLine } from '../../collection/in-the-line/line-notices.ts';
import { readTyped, type TypedContext } from '../../collection/keeping/typed-record.ts';
import { today } from '../../organisation/period.ts';
import { validOn } from '../../organisation/structure.ts';
import { concern, personResource } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, textFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { SectionFields } from '../registers/editing/edit-form.tsx';
import { type LineRegister, lineRegisters } from './line-register.tsx';

const words = {
  title: text('In de lijn afgehandeld', 'Handled in the line'),
  own: text('Door u doorgegeven', 'Told by you'),
  lead: text(
    'Vier vragen, geen namen, twee minuten. De integriteitscoördinator kijkt of het in het register hoort. U hoeft daar niets voor te doen.',
    'Four questions, no names, two minutes. The integrity coordinator sees whether it belongs in the register. You need do nothing for that.',
  ),
  notThis: text(
    'Moet er nog iets worden uitgezocht of besloten? Bel dan eerst de coördinator.',
    'Is something still to be looked into or decided? Then call the coordinator first.',
  ),
  unit: text('Bij welk onderdeel?', 'At which unit?'),
  when: text('Wanneer was het?', 'When was it?'),
  kind: text('Wat voor soort voorval was het?', 'Of what kind was it?'),
  kindHint: text(
    'Kies wat er het meest op lijkt. Weet u het niet, laat het dan open.',
    'Choose what comes closest. Leave it open if you do not know.',
  ),
  done: text('Wat is er gedaan?', 'What was done?'),
  doneHint: text('Kies alles wat past.', 'Choose all that fits.'),
  note: text('In een paar woorden', 'In a few words'),
  noteHint: text(
    'Zonder namen, functies of andere gegevens waaraan iemand te herkennen is.',
    'Without names, functions or anything else by which somebody is recognised.',
  ),
  call: text('Wilt u dat de coördinator u belt?', 'Do you want the coordinator to call you?'),
  yes: text('Ja', 'Yes'),
  no: text('Nee', 'No'),
  callMissing: text('Kies of u gebeld wilt worden.', 'Choose whether you want to be called.'),
  nothingDone: text(
    'Kies wat er is gedaan, of schrijf het in een paar woorden.',
    'Choose what was done, or write it in a few words.',
  ),
  toCome: text(
    'Deze dag moet nog komen. Vul in wanneer het was.',
    'This day is still to come. Fill in when it was.',
  ),
  old: text('Klopt dit?', 'Is this right?'),
  oldText: text(
    'U vulde in dat het meer dan twee jaar geleden was. Er is nog niets doorgegeven.',
    'You filled in that it was more than two years ago. Nothing was told yet.',
  ),
  oldConfirm: text('Het was zo lang geleden', 'It was that long ago'),
  oldMissing: text(
    'Verbeter wanneer het was, of bevestig dat het zo lang geleden was.',
    'Correct when it was, or confirm that it was that long ago.',
  ),
  sent: text(
    'Dit formulier is al verstuurd, en wat er nu staat is anders. Verstuur het opnieuw om dit ook door te geven.',
    'This form was sent already, and what stands here now differs. Send it again to tell this too.',
  ),
  noUnits: text('Er is geen onderdeel om te kiezen', 'There is no unit to choose'),
  noUnitsText: text(
    'Het onderdeel waar u of uw team werkt, bestaat volgens de indeling niet meer. Vraag wie de mensen bijhoudt om uw onderdeel bij te werken, of bel de coördinator.',
    'By the structure, the unit where you or your team work exists no more. Ask who looks after people to bring your unit up to date, or call the coordinator.',
  ),
  send: text('Afhandeling doorgeven', 'Tell how it was handled'),
  leave: text('Niet doorgeven', 'Do not tell'),
} as const;

const envelope = ['gedaan', 'woorden', 'bellen', 'oud', 'melding'] as const;

/** A register that somebody may tell about, with its questions as this form asks them. */
interface Telling {
  readonly line: LineRegister;
  readonly fields: Fields;
  readonly keys: readonly string[];
  readonly context: TypedContext;
  /** The codes of what can be done in the line. */
  readonly measures: readonly string[];
}

async function tellingOf(visit: SignedIn, path: string): Promise<Telling | null> {
  if (!hasRole(visit, ...lineTellers)) return null;
  const line = (await lineRegisters(visit)).find(({ pages }) => pages.path === path);
  if (!line) return null;
  const { pages, asked } = line;
  const { unit, [asked.when]: when, [asked.kind]: kind } = pages.record.fields;
  if (!unit || !when || !kind) return null;
  const reached = await look(visit.premises.door, visit.actor, lineUnits, concern, {});
  const units = line.words.structure.units
    .filter((one) => reached.includes(one.key) && validOn(one, line.words.day))
    .map(({ key }) => key);
  const kindOfDone = doneField(line)?.kind;
  const list = kindOfDone?.is === 'code' ? line.words.codes.get(kindOfDone.list) : undefined;
  return {
    line,
    fields: {
      [asked.when]: { ...when, label: words.when, required: 'always' },
      [asked.kind]: { ...kind, label: words.kind, hint: words.kindHint },
      ...Object.fromEntries(
        Object.entries(pages.record.fields).filter(([, { divides }]) => divides === asked.kind),
      ),
      unit: { ...unit, label: words.unit },
    },
    keys: [asked.when, asked.kind, 'unit'],
    context: { ...line.words, units },
    measures: (list ? codesOn(list, line.words.day) : [])
      .filter(({ group }) => group === asked.done.group)
      .map(({ code }) => code),
  };
}

function doneField({ pages, asked }: LineRegister) {
  return pages.record.lines[asked.done.lines]?.codes[asked.done.codes]?.field;
}

/** The form of four questions about what was handled in the line. */
export async function showTell(visit: SignedIn, part: string): Promise<Response> {
  const telling = await tellingOf(visit, part.split('/')[0] ?? '');
  if (!telling) return notFound(visit);
  const [only, ...others] = telling.context.units ?? [];
  const typed = (key: string) =>
    key === 'unit' && only !== undefined && others.length === 0 ? only : key === 'melding' ? newId() : '';
  return tellPage(visit, telling, typed, [], false);
}

function tellPage(
  visit: SignedIn,
  { line, fields, keys, context, measures }: Telling,
  typed: Typed<string>,
  errors: readonly FieldError[],
  isOld: boolean,
): Response {
  const { language, to } = visit;
  const done = doneField(line);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`/in-de-lijn/${line.pages.path}/nieuw`}
      errors={errors}
      crumbs={[{ href: to('/in-de-lijn'), label: words.own[language] }]}
      before={
        <>
          <p class="dl-lead">{words.lead[language]}</p>
          <p>{words.notThis[language]}</p>
          {context.units?.length === 0 && (
            <Notice kind="warn" title={words.noUnits[language]}>
              <p>{words.noUnitsText[language]}</p>
            </Notice>
          )}
        </>
      }
      button={words.send[language]}
      hidden={{ melding: typed('melding') }}
      back={{ href: '/', label: words.leave[language] }}
    >
      {isOld && (
        <Notice kind="warn" title={words.old[language]}>
          <p>{words.oldText[language]}</p>
          <ChoiceField
            id="oud"
            kind="checkbox"
            label={words.old[language]}
            language={language}
            chosen={[]}
            choices={[{ value: 'ja', label: words.oldConfirm[language] }]}
            {...errorOf(errors, 'oud')}
          />
        </Notice>
      )}
      <SectionFields
        fields={fields}
        keys={keys}
        values={{}}
        typed={typed}
        errors={errors}
        language={language}
        context={context}
      />
      {done && (
        <ChoiceField
          id="gedaan"
          kind="checkbox"
          label={words.done[language]}
          hint={words.doneHint[language]}
          language={language}
          chosen={typed('gedaan').split('\n')}
          choices={measures.map((code) => ({
            value: code,
            label: shownValue(done, code, language, line.words),
          }))}
          {...errorOf(errors, 'gedaan')}
        />
      )}
      <TextField
        id="woorden"
        label={words.note[language]}
        hint={words.noteHint[language]}
        language={language}
        value={typed('woorden')}
        lines={3}
        optional
        {...errorOf(errors, 'woorden')}
      />
      <ChoiceField
        id="bellen"
        kind="radio"
        label={words.call[language]}
        language={language}
        chosen={[typed('bellen')]}
        choices={[
          { value: 'ja', label: words.yes[language] },
          { value: 'nee', label: words.no[language] },
        ]}
        {...errorOf(errors, 'bellen')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Whether a day lies more than two years back. */
function isLongAgo(day: string): boolean {
  const now = today();
  return day < `${Number(now.slice(0, 4)) - 2}${now.slice(4)}`;
}

/** Passes on what was handled in the line. */
export async function takeTell(visit: SignedIn, part: string): Promise<Response> {
  const telling = await tellingOf(visit, part.split('/')[0] ?? '');
  if (!telling) return notFound(visit);
  const { line, fields, keys, context, measures } = telling;
  const { language } = visit;
  const typed = await readForm<string>(visit.context, [...keys, ...envelope], ['gedaan']);
  const read = readTyped(fields, keys, typed, {}, context, ['unit', line.asked.when]);
  const chosen = typed('gedaan').split('\n');
  const done = measures.filter((code) => chosen.includes(code));
  const note = typed('woorden').trim();
  const noteFault = textFault(note, longestWords);
  const { unit, ...values } = read.values;
  const when = values[line.asked.when];
  const isToCome = isSpan(when) && when.from > today();
  const errors: readonly FieldError[] = [
    ...read.errors.map(({ field, message }) => ({ field, message: message[language] })),
    ...(isToCome ? [{ field: line.asked.when, message: words.toCome[language] }] : []),
    ...(done.length === 0 && note === '' ? [{ field: 'gedaan', message: words.nothingDone[language] }] : []),
    ...(noteFault ? [{ field: 'woorden', message: noteFault[language] }] : []),
    ...(['ja', 'nee'].includes(typed('bellen'))
      ? []
      : [{ field: 'bellen', message: words.callMissing[language] }]),
  ];
  const isOld = isSpan(when) && isLongAgo(when.until) && typed('oud') !== 'ja';
  if (errors.length > 0) return tellPage(visit, telling, typed, errors, isOld);
  if (isOld)
    return tellPage(visit, telling, typed, [{ field: 'oud', message: words.oldMissing[language] }], true);
  const tellAs = (id: string) =>
    perform(visit.premises.door, visit.actor, tellLine, personResource(visit.session.person), {
      id,
      register: line.register.key,
      unit: String(unit),
      told: { values, done, words: note },
      callBack: typed('bellen') === 'ja',
    });
  const outcome = await tellAs(isId(typed('melding')) ? typed('melding') : newId());
  // Who went back and changed something tells another: what was told stays as it was.
  if (outcome === 'differs') {
    const anew = newId();
    const again: Typed<string> = (field) => (field === 'melding' ? anew : typed(field));
    return tellPage(visit, telling, again, [{ field: 'inhoud', message: words.sent[language] }], false);
  }
  // An id that is another's is none of ours, and nobody learns that it was taken.
  if (outcome === 'taken') await tellAs(newId());
  return goTo(visit, '/in-de-lijn?gedaan=doorgegeven');
}
