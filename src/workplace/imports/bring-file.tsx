import { readFiles } from '../../collection/import/undo/read-files.ts';
import { type HowToRead, inputOf } from '../../collection/kept-files/how-to-read.ts';
import { mostKept } from '../../collection/kept-files/kept-files.ts';
import type { Register } from '../../collection/register.ts';
import type { YearStart } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say, sizeInWords } from '../../platform/language/messages.ts';
import { ErrorSummary, FileField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { largestUpload, readUpload } from '../front/forms.ts';
import { errorOf, errorTitle, type FieldError } from '../front/simple-form.tsx';
import { isId, typedFault } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { hasTemplate, type ReadRegisters, readRegisters, unitsOfFile } from './import-registers.ts';
import { importWords as words } from './import-words.ts';
import { keepOwnFile, type OwnFile, ownFile, ownFiles, workOn } from './own-files.ts';

const fields = ['versie', 'na', 'register', 'sender', 'period', 'unit', 'years', 'sheet'] as const;
type Typed = (field: (typeof fields)[number]) => string;

/** The longest of a field of one line. */
export const longestLine = 200;

async function bringPage(
  visit: SignedIn,
  { registers }: ReadRegisters,
  typed: Typed,
  errors: readonly FieldError[],
  status: 200 | 400 = 200,
): Promise<Response> {
  const { language, to, context, premises, actor } = visit;
  const title = words.bring[language];
  const files = await ownFiles(visit);
  const known = await look(premises.door, actor, readFiles, concern, {
    register: null,
    page: { first: 0, most: 200 },
  });
  const senders = [...new Set(known.map(({ sender }) => sender))].slice(0, 5);
  const size = sizeInWords(largestUpload, language);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${errorTitle[language]}${title}` : title}
      here={to('/registers/…')}
      crumbs={[
        { href: to('/registers'), label: words.registers[language] },
        { href: to('/registers/inlezen'), label: title },
      ]}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {errors.length === 0 && context.req.query('gedaan') === 'weggedaan' && (
        <Notice kind="ok" title={words.dropped[language]}>
          <p>{words.bringLead[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <p>{words.bringLead[language]}</p>
      <form
        method="post"
        action={to('/registers/inlezen')}
        enctype="multipart/form-data"
        class="dl-form"
        novalidate
      >
        <input type="hidden" name="versie" value={typed('versie')} />
        <input type="hidden" name="na" value={typed('na')} />
        <SelectField
          id="register"
          label={words.register[language]}
          language={language}
          value={typed('register')}
          choices={[
            { value: '', label: words.chooseRegister[language] },
            ...registers.map(({ key, name }) => ({ value: key, label: name[language] })),
          ]}
          {...errorOf(errors, 'register')}
        />
        <FileField
          id="bestand"
          label={words.file[language]}
          hint={say(words.fileHint[language], language, { size })}
          language={language}
          accept=".csv,.xlsx,.ods"
          {...errorOf(errors, 'bestand')}
        />
        <TextField
          id="sender"
          label={words.sender[language]}
          hint={[
            words.senderHint[language],
            ...(senders.length > 0
              ? [say(words.sendersBefore[language], language, { names: senders.join(', ') })]
              : []),
          ].join(' ')}
          language={language}
          value={typed('sender')}
          autocomplete="off"
          {...errorOf(errors, 'sender')}
        />
        <TextField
          id="period"
          label={words.period[language]}
          hint={words.periodHint[language]}
          language={language}
          value={typed('period')}
          short
          optional
          autocomplete="off"
          {...errorOf(errors, 'period')}
        />
        <CoversFields
          visit={visit}
          value={{ unit: typed('unit'), years: typed('years') }}
          units={await unitsOfFile(visit)}
          errors={errors}
        />
        <TextField
          id="sheet"
          label={words.sheet[language]}
          hint={words.sheetHint[language]}
          language={language}
          value={typed('sheet')}
          optional
          autocomplete="off"
          {...errorOf(errors, 'sheet')}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.look[language]}
          </button>
          <a href={to('/registers')}>{words.back[language]}</a>
        </div>
      </form>
      <Templates visit={visit} registers={registers} />
      <WaitingFiles visit={visit} files={files} registers={registers} />
      <p>
        <a href={to('/registers/ingelezen')}>{words.toImported[language]}</a>
      </p>
    </Page>,
    status,
  );
}

/** Which units and years a file covers. */
export function CoversFields({
  visit: { language },
  value,
  units,
  errors,
}: {
  visit: SignedIn;
  value: Pick<HowToRead, 'unit' | 'years'>;
  units: ReadonlyMap<string, string>;
  errors: readonly FieldError[];
}) {
  return (
    <>
      <SelectField
        id="unit"
        label={words.coversUnit[language]}
        hint={words.coversUnitHint[language]}
        language={language}
        value={value.unit}
        choices={[
          { value: '', label: words.asRowsSay[language] },
          ...[...units].map(([key, label]) => ({ value: key, label })),
        ]}
        {...errorOf(errors, 'unit')}
      />
      <TextField
        id="years"
        label={words.coversYears[language]}
        hint={words.coversYearsHint[language]}
        language={language}
        value={value.years}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'years')}
      />
    </>
  );
}

function Templates({
  visit: { language, to },
  registers,
}: {
  visit: SignedIn;
  registers: readonly Register[];
}) {
  return (
    <section class="dl-flow" aria-labelledby="invulbestanden">
      <h2 id="invulbestanden">{words.templates[language]}</h2>
      <p>{words.templatesLead[language]}</p>
      <ul>
        {registers.filter(hasTemplate).map(({ key, name }) => (
          <li key={key}>
            <a href={to(`/registers/inlezen/invulbestand/${key}`)}>{name[language]} (XLSX)</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WaitingFiles({
  visit: { language, to },
  files,
  registers,
}: {
  visit: SignedIn;
  files: readonly OwnFile[];
  registers: readonly Register[];
}) {
  const waiting = files.filter(({ storedAt }) => storedAt === null);
  return (
    <section class="dl-flow" aria-labelledby="wachten">
      <h2 id="wachten">{words.waiting[language]}</h2>
      {waiting.length === 0 && (
        <Empty title={words.waitingNone[language]} text={words.waitingNoneText[language]} />
      )}
      {waiting.length > 0 && (
        <ul class="dl-people">
          {waiting.map(({ id, how, register, keptAt }) => (
            <li key={id}>
              <p>
                <a href={to(`/registers/inlezen/${id}`)}>
                  <bdi>{how.fileName}</bdi>
                </a>
                <br />
                {[
                  registers.find(({ key }) => key === register)?.name[language] ?? register,
                  say(words.keptOn[language], language, { moment: momentInWords(keptAt, language) }),
                ].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The form that takes a file for a register, the templates, and the files that wait. */
export async function showBring(visit: SignedIn): Promise<Response> {
  const into = await readRegisters(visit);
  if (!into) return notFound(visit);
  const after = await ownFile(visit, visit.context.req.query('na') ?? '');
  const register = after?.register ?? visit.context.req.query('register') ?? '';
  const first: Readonly<Record<(typeof fields)[number], string>> = {
    versie: newId(),
    na: after?.id ?? '',
    register: into.registers.some(({ key }) => key === register) ? register : '',
    sender: after?.how.sender ?? '',
    period: after?.how.period ?? '',
    unit: after?.how.unit ?? '',
    years: after?.how.years ?? '',
    sheet: after?.how.sheet ?? '',
  };
  return bringPage(visit, into, (field) => first[field], []);
}

/** Takes a file: it is kept before anything else is looked at, so that no slip beside it loses it. */
export async function takeFile(visit: SignedIn): Promise<Response> {
  const into = await readRegisters(visit);
  if (!into) return notFound(visit);
  const { typed, file } = await readUpload(visit.context, fields, 'bestand');
  const { language } = visit;
  const register = into.registers.find(({ key }) => key === typed('register'));
  const errors: readonly FieldError[] = [
    ...(register ? [] : [{ field: 'register', message: words.registerMissing[language] }]),
  ];
  if (file === null || !register) {
    const message = file === null ? words.fileMissing[language] : words.stillThere[language];
    const again = [{ field: 'bestand', message }];
    return bringPage(visit, into, typed, [...errors, ...again], 400);
  }
  const id = isId(typed('versie')) ? typed('versie') : newId();
  const before = await ownFile(visit, typed('na'));
  const how: HowToRead = {
    fileName: file.name,
    sender: typed('sender').slice(0, longestLine),
    period: typed('period').slice(0, longestLine),
    unit: typed('unit').slice(0, longestLine),
    years: typed('years').slice(0, longestLine),
    sheet: typed('sheet').slice(0, longestLine),
    dates: '',
    same: '',
    versionOf: '',
    replace: false,
    answers: before?.register === register.key ? before.how.answers : {},
  };
  if (!(await keepOwnFile(visit, { id, register: register.key, content: file.content, how }))) {
    const message = say(words.tooMany[language], language, { count: mostKept });
    return bringPage(visit, into, typed, [{ field: 'bestand', message }], 400);
  }
  const kept = await ownFile(visit, id);
  if (kept && kept.outcome === null && howFaults(visit, how, into.profile.yearStart).length === 0)
    await workOn(visit, { file: kept, register, profile: into.profile, how, what: 'try' });
  return goTo(visit, `/registers/inlezen/${id}`);
}

/** What is wrong with how a file is to be read, by field. */
export function howFaults(
  { language }: SignedIn,
  how: HowToRead,
  yearStart: YearStart,
): readonly FieldError[] {
  const lines = (['sender', 'period', 'years', 'sheet'] as const).flatMap((field) => {
    const fault = typedFault(how[field], longestLine);
    return fault ? [{ field, message: fault[language] }] : [];
  });
  const asked = inputOf(how, yearStart);
  const faults = 'faults' in asked ? asked.faults : [];
  return [
    ...lines,
    ...faults
      .filter(({ field }) => lines.every((one) => one.field !== field))
      .map(({ field, message }) => ({ field, message: message[language] })),
  ];
}
