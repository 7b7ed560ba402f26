import { shownValue } from '../../../collection/fields/write-value.ts';
import type { SummaryVersion } from '../../../collection/offers/public-summaries.ts';
import { valueAt } from '../../../collection/offers/record-pages.ts';
import { recordResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import type { Text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ErrorSummary } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm, type Typed } from '../../front/forms.ts';
import { errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { isId, neededFault, textFault } from '../../front/typed-text.ts';
import { confidentialSheet, frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { openRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import {
  History,
  mostWarnings,
  numbers,
  type Opened,
  ReadForm,
  type Shown,
  Standing,
  StateNotice,
  WithholdForm,
  WriteForm,
} from './summary-forms.tsx';
import { besideOf, stateOfSummary } from './summary-states.ts';
import { summaryWarnings } from './summary-warnings.ts';
import { summaryWords as words } from './summary-words.ts';

async function opened(visit: SignedIn, part: string): Promise<Opened | null> {
  const [path = '', id = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  const beside = record && besideOf(record.held);
  if (!record || !beside) return null;
  const inLanguage = visit.context.req.query('taal') === 'en' ? 'en' : 'nl';
  const { table } = record.held.keeping.pages.record;
  const all = await look(visit.premises.door, visit.actor, beside.of, recordResource(table, id), {
    record: id,
  });
  const versions = all.filter((one) => one.language === inLanguage);
  return {
    record,
    beside,
    versions,
    standing: versions.find(({ stands }) => stands) ?? null,
    inLanguage,
    here: `${record.place}/samenvatting${inLanguage === 'en' ? '?taal=en' : ''}`,
  };
}

/** The public summary of a record beside what the register says of it. */
export async function showSummary(visit: SignedIn, part: string): Promise<Response> {
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  const { standing } = about;
  const given: Readonly<Record<string, string>> = {
    tekst: standing?.text ?? '',
    afdoening: standing?.settlement ?? '',
  };
  return summaryPage(visit, about, { typed: (field) => given[field] ?? '', errors: [] });
}

async function summaryPage(visit: SignedIn, about: Opened, { typed, errors }: Shown): Promise<Response> {
  const { language, to, context } = visit;
  const { record, standing, inLanguage, versions } = about;
  const { held, values, place } = record;
  const asked = context.req.query('gedaan') ?? '';
  const done = Object.hasOwn(words.done, asked) ? words.done[asked as keyof typeof words.done] : undefined;
  const warnings = await summaryWarnings(visit, held, `${typed('tekst')}\n${typed('afdoening')}`);
  const reads = canRead(visit, standing);
  const { fields } = held.keeping.pages.record;
  const says = ['description', 'settlement', 'category', 'unit', 'received'].flatMap((key) => {
    const field = fields[key];
    if (!field || field.kind.is === 'row') return [];
    return [
      {
        term: field.label[language],
        text: <bdi>{shownValue(field, valueAt(values, key), language, held.words)}</bdi>,
      },
    ];
  });
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={`${errors.length > 0 ? errorTitle[language] : done ? `${done[language]}: ` : ''}${words.title[language]}`}
      here={to('/registers')}
      crumbs={recordCrumbs(visit, record, true)}
      wide
      sheet={confidentialSheet(visit)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {done && errors.length === 0 && (
        <Notice kind="ok" title={done[language]}>
          {null}
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <RecordStrip record={record} visit={visit} />
      <p>{words.lead[language]}</p>
      <nav aria-label={words.languages[language]}>
        <p class="dl-links">
          {(['nl', 'en'] as const).map((one) => (
            <a
              key={one}
              href={to(`${place}/samenvatting${one === 'en' ? '?taal=en' : ''}`)}
              aria-current={one === inLanguage ? 'true' : undefined}
            >
              {words[one][language]}
            </a>
          ))}
        </p>
      </nav>
      <StateNotice standing={standing} language={language} />
      <section class="dl-flow" aria-labelledby="register">
        <h2 id="register">{words.saysHere[language]}</h2>
        <DefinitionList items={says} />
      </section>
      {standing && <Standing standing={standing} language={language} />}
      {reads && standing && (
        <ReadForm visit={visit} about={about} standing={standing} typed={typed} errors={errors} />
      )}
      <WriteForm
        visit={visit}
        about={about}
        typed={typed}
        errors={errors}
        warnings={warnings}
        isFirst={!reads}
      />
      {standing && standing.state !== 'withheld' && (
        <WithholdForm visit={visit} about={about} standing={standing} typed={typed} errors={errors} />
      )}
      <History versions={versions} language={language} />
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

function canRead({ session }: SignedIn, standing: SummaryVersion | null): boolean {
  return standing?.isAsked === true && standing.writtenBy !== session.person;
}

const fields = [
  ...['doe', 'basis', 'naast', 'tekst', 'afdoening', 'terugreden', 'inhoudreden'],
  ...numbers.flatMap((number) => [`wat${number}`, `waarom${number}`]),
];

/** Saves a summary, has it read, or records what a reader decided. */
export async function takeSummary(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm<string>(visit.context, fields);
  const about = await opened(visit, part);
  if (!about) return notFound(visit);
  switch (typed('doe')) {
    case 'akkoord':
    case 'terug':
    case 'inhouden':
      return takeDecision(visit, about, typed);
    default:
      return takeText(visit, about, typed);
  }
}

async function takeText(visit: SignedIn, about: Opened, typed: Typed<string>): Promise<Response> {
  const { language, premises, actor } = visit;
  const { record, beside, inLanguage, standing } = about;
  const { held, kept } = record;
  const [summary, settlement] = [typed('tekst').trim(), typed('afdoening').trim()];
  const ask = typed('doe') === 'lezen';
  const warnings = await summaryWarnings(visit, held, `${summary}\n${settlement}`);
  const because = new Map(numbers.map((number) => [typed(`wat${number}`), typed(`waarom${number}`).trim()]));
  const fault = (field: string, message: Text, said: Readonly<Record<string, string>> = {}): FieldError => ({
    field,
    message: say(message[language], language, said),
  });
  const faultIn = (field: string, found: Text | null): readonly FieldError[] =>
    found ? [{ field, message: found[language] }] : [];
  const errors: readonly FieldError[] = [
    ...faultIn('tekst', neededFault(summary, 2000, words.textMissing)),
    ...faultIn('afdoening', textFault(settlement, 500)),
    ...(ask
      ? warnings
          .slice(0, mostWarnings)
          .flatMap(({ found }, index) =>
            because.get(found) ? [] : [fault(`waarom${index + 1}`, words.whyMissing, { found })],
          )
      : []),
  ];
  if (errors.length > 0) return summaryPage(visit, about, { typed, errors });
  const done = await perform(
    premises.door,
    actor,
    beside.write(held.profile),
    recordResource(held.keeping.pages.record.table, kept.version.id),
    {
      record: kept.version.id,
      language: inLanguage,
      base: isId(typed('basis')) ? typed('basis') : null,
      text: summary,
      settlement,
      decisions: warnings.flatMap(({ found, label }) => {
        const why = because.get(found);
        return why ? [{ warning: label.nl, found, decision: 'kept' as const, because: why }] : [];
      }),
      ask,
      by: nameOf(visit),
    },
  );
  if (done === 'done') return goTo(visit, doneAt(about, ask ? 'gevraagd' : 'opgeslagen'));
  // Who sent it twice finds it done.
  const newest = await opened(visit, partOf(about));
  const isDone =
    newest?.standing?.text === summary &&
    newest.standing.settlement === settlement &&
    newest.standing.writtenBy === visit.session.person &&
    newest.standing.isAsked === ask;
  if (isDone) return goTo(visit, doneAt(about, ask ? 'gevraagd' : 'opgeslagen'));
  return summaryPage(visit, newest ?? { ...about, standing }, {
    typed,
    errors: [fault('tekst', words.meanwhile)],
  });
}

const decisionsOf = { akkoord: 'agreed', terug: 'returned', inhouden: 'withheld' } as const;

async function takeDecision(visit: SignedIn, about: Opened, typed: Typed<string>): Promise<Response> {
  const { language, premises, actor } = visit;
  const { record, beside, inLanguage, standing } = about;
  const { held, kept } = record;
  const doe = typed('doe') === 'akkoord' ? 'akkoord' : typed('doe') === 'terug' ? 'terug' : 'inhouden';
  const field = doe === 'terug' ? 'terugreden' : 'inhoudreden';
  const reason = doe === 'akkoord' ? null : typed(field).trim();
  const fault = reason === null ? null : neededFault(reason, 1000, words.reasonMissing);
  if (fault) return again(visit, about, typed, [{ field, message: fault[language] }]);
  if (doe !== 'inhouden' && standing?.isAsked === true && !canRead(visit, standing)) return notFound(visit);
  const done = !isId(typed('basis'))
    ? 'changed-meanwhile'
    : await perform(
        premises.door,
        actor,
        beside.decide(held.profile),
        recordResource(held.keeping.pages.record.table, kept.version.id),
        {
          ...{ record: kept.version.id, language: inLanguage, base: typed('basis') },
          ...{ decision: decisionsOf[doe], reason, by: nameOf(visit) },
          beside: isId(typed('naast')) ? typed('naast') : null,
        },
      );
  const told = doe === 'inhouden' ? 'ingehouden' : doe;
  if (done === 'done') return goTo(visit, doneAt(about, told));
  const newest = await opened(visit, partOf(about));
  if (
    newest?.standing?.recordedBy === visit.session.person &&
    stateAfter[doe] === stateOfSummary(newest.standing)
  )
    return goTo(visit, doneAt(about, told));
  const message = (done === 'record-changed' ? words.recordMeanwhile : words.meanwhileDecided)[language];
  return again(visit, newest ?? about, typed, [{ field: 'nu', message }]);
}

const stateAfter = { akkoord: 'agreed', terug: 'draft', inhouden: 'withheld' } as const;

/** The page with what stands now in its form, and what was typed as a reason. */
function again(
  visit: SignedIn,
  about: Opened,
  typed: Typed<string>,
  errors: readonly FieldError[],
): Promise<Response> {
  const standing: Readonly<Record<string, string>> = {
    tekst: about.standing?.text ?? '',
    afdoening: about.standing?.settlement ?? '',
  };
  return summaryPage(visit, about, { typed: (name) => standing[name] ?? typed(name), errors });
}

function partOf({ record }: Opened): string {
  return record.place.replace('/registers/', '');
}

function doneAt({ here }: Opened, done: keyof typeof words.done): string {
  return `${here}${here.includes('?') ? '&' : '?'}gedaan=${done}`;
}

/** What somebody is called as a writer or a reader; by id where no name is known. */
function nameOf({ session }: SignedIn): string {
  return session.name ?? session.person;
}
