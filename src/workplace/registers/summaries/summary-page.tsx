import { shownValue } from '../../../collection/fields/write-value.ts';
import type { PublicSummary, SummaryVersion } from '../../../collection/offers/public-summaries.ts';
import { valueAt } from '../../../collection/offers/record-pages.ts';
import { recordResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { ErrorSummary, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice, type NoticeKind } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm, type Typed } from '../../front/forms.ts';
import { errorOf, errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { isId, neededFault, textFault } from '../../front/typed-text.ts';
import { confidentialSheet, frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type OpenRecord, openRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import { besideOf, stateOfSummary, summaryStates } from './summary-states.ts';
import { type SummaryWarning, summaryWarnings } from './summary-warnings.ts';

const words = {
  title: text('Openbare samenvatting', 'Public summary'),
  lead: text(
    'Deze tekst komt in de bijlage van het verslag, als een ander dan de schrijver ermee akkoord is. Schrijf wat er is gebeurd en gedaan, zonder iets waaraan iemand te herkennen is.',
    'This text comes into the appendix of the report, when somebody else than its writer agreed to it. Write what happened and what was done, without anything by which somebody can be recognised.',
  ),
  languages: text('Taal van de tekst', 'Language of the text'),
  nl: text('Nederlands', 'Dutch'),
  en: text('Engels', 'English'),
  saysHere: text('Wat het register zegt', 'What the register says'),
  now: text('De tekst zoals hij nu is', 'The text as it is now'),
  text: text('Samenvatting', 'Summary'),
  textHint: text('Hoogstens 2000 tekens.', 'At most 2000 characters.'),
  settlement: text('Afdoening', 'Settlement'),
  settlementHint: text('Mag leeg blijven. Hoogstens 500 tekens.', 'May stay empty. At most 500 characters.'),
  textMissing: text('Schrijf de samenvatting.', 'Write the summary.'),
  writtenBy: text('Geschreven door', 'Written by'),
  readBy: text('Akkoord van', 'Agreed to by'),
  write: text('Samenvatting schrijven of wijzigen', 'Write or change the summary'),
  anew: text(
    'Wie de tekst opslaat, maakt er weer een concept van: het akkoord geldt dan niet meer.',
    'Who saves the text makes it a draft again: the agreement holds no more then.',
  ),
  warnings: text('Hieraan kan iemand te herkennen zijn', 'By this somebody may be recognised'),
  warningsText: text(
    'Wijzig de tekst, of schrijf bij elk waarom het mag blijven staan. Dat er niets gevonden is, betekent niet dat niemand te herkennen is.',
    'Change the text, or write for each why it may stay. That nothing was found does not mean that nobody can be recognised.',
  ),
  why: text('Waarom mag „{found}” blijven staan? ({label})', 'Why may “{found}” stay? ({label})'),
  whyMissing: text(
    'Wijzig „{found}” in de tekst, of schrijf waarom het mag blijven staan.',
    'Change “{found}” in the text, or write why it may stay.',
  ),
  kept: text('„{found}” ({warning}) blijft staan: {because}', '“{found}” ({warning}) stays: {because}'),
  save: text('Concept opslaan', 'Save the draft'),
  ask: text('Samenvatting laten lezen', 'Have the summary read'),
  read: text('U kunt deze tekst lezen', 'You can read this text'),
  readText: text(
    'U schreef hem niet zelf. Lees de tekst naast het register: klopt hij, en is er niemand aan te herkennen?',
    'You did not write it yourself. Read the text beside the register: is it right, and can nobody be recognised by it?',
  ),
  agree: text('Akkoord geven', 'Agree to it'),
  sendBack: text('Tekst terugsturen', 'Send the text back'),
  withhold: text('Tekst inhouden', 'Withhold the text'),
  withholdText: text(
    'Dan staat dit incident niet in de bijlage, tot er weer een tekst is waarmee een ander akkoord is.',
    'Then this incident does not stand in the appendix, until there is a text again to which somebody else agreed.',
  ),
  reason: text('Waarom?', 'Why?'),
  reasonHint: text(
    'Hoogstens 1000 tekens. Staat daarna in de geschiedenis.',
    'At most 1000 characters. It stands in the history then.',
  ),
  reasonMissing: text('Schrijf waarom, in hoogstens 1000 tekens.', 'Write why, in at most 1000 characters.'),
  meanwhile: text(
    'De samenvatting is intussen door iemand gewijzigd. Wat u schreef staat hieronder; vergelijk het met de tekst zoals hij nu is en verstuur het opnieuw.',
    'The summary was changed by somebody meanwhile. What you wrote stands below; compare it with the text as it is now and send it again.',
  ),
  meanwhileDecided: text(
    'De samenvatting is intussen gewijzigd. Er is niets vastgelegd. Lees de tekst zoals hij nu is.',
    'The summary was changed meanwhile. Nothing was recorded. Read the text as it is now.',
  ),
  history: text('Geschiedenis van deze samenvatting', 'History of this summary'),
  noHistory: text('Nog niets geschreven.', 'Nothing written yet.'),
  inHistory: text('{state}, {who}, {moment}', '{state}, {who}, {moment}'),
  byFile: text('uit een bestand', 'from a file'),
  done: {
    opgeslagen: text('Het concept is opgeslagen', 'The draft was saved'),
    gevraagd: text('De samenvatting wacht op een tweede lezer', 'The summary waits for a second reader'),
    akkoord: text('U gaf akkoord', 'You agreed to it'),
    terug: text('De tekst is teruggestuurd', 'The text was sent back'),
    ingehouden: text('De tekst is ingehouden', 'The text is withheld'),
  },
} as const;

/** How many warnings can be decided at once. */
const mostWarnings = 20;
const numbers = Array.from({ length: mostWarnings }, (_, index) => index + 1);

type Field = string;

interface Opened {
  readonly record: OpenRecord;
  readonly beside: NonNullable<ReturnType<typeof besideOf>>;
  /** In the language that is asked, the newest first. */
  readonly versions: readonly SummaryVersion[];
  readonly standing: SummaryVersion | null;
  readonly inLanguage: PublicSummary['language'];
  /** Its place with its language, without that of the page. */
  readonly here: string;
}

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

interface Shown {
  readonly typed: Typed<Field>;
  readonly errors: readonly FieldError[];
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

const noticeKinds: Readonly<Record<keyof typeof summaryStates, NoticeKind>> = {
  none: 'info',
  draft: 'info',
  asked: 'warn',
  agreed: 'ok',
  void: 'warn',
  withheld: 'info',
};

function StateNotice({
  standing,
  language,
}: {
  standing: SummaryVersion | null;
  language: SignedIn['language'];
}) {
  const state = stateOfSummary(standing);
  return (
    <Notice kind={noticeKinds[state]} title={summaryStates[state].label[language]}>
      <p>{summaryStates[state].means[language]}</p>
      {standing?.reason && <p>{standing.reason}</p>}
    </Notice>
  );
}

function Standing({ standing, language }: { standing: SummaryVersion; language: SignedIn['language'] }) {
  return (
    <section class="dl-flow" aria-labelledby="nu">
      <h2 id="nu">{words.now[language]}</h2>
      <blockquote lang={standing.language}>
        <p>{standing.text}</p>
        {standing.settlement !== '' && <p>{standing.settlement}</p>}
      </blockquote>
      <DefinitionList
        items={[
          { term: words.writtenBy[language], text: <bdi>{standing.author}</bdi> },
          ...(standing.secondReader === null
            ? []
            : [{ term: words.readBy[language], text: <bdi>{standing.secondReader}</bdi> }]),
        ]}
      />
      {standing.decisions.length > 0 && (
        <ul>
          {standing.decisions.map(({ found, warning, because }) => (
            <li key={found}>{say(words.kept[language], language, { found, warning, because })}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface FormParts extends Shown {
  readonly visit: SignedIn;
  readonly about: Opened;
}

function ReadForm({
  visit: { language, to },
  about,
  standing,
  typed,
  errors,
}: FormParts & { standing: SummaryVersion }) {
  return (
    <section class="dl-flow" aria-labelledby="lezen">
      <h2 id="lezen">{words.read[language]}</h2>
      <p>{words.readText[language]}</p>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <div class="dl-buttons">
          <button type="submit" class="dl-button" name="doe" value="akkoord">
            {words.agree[language]}
          </button>
        </div>
      </form>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <TextField
          id="terugreden"
          label={words.reason[language]}
          hint={words.reasonHint[language]}
          language={language}
          value={typed('terugreden')}
          lines={3}
          {...errorOf(errors, 'terugreden')}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second" name="doe" value="terug">
            {words.sendBack[language]}
          </button>
        </div>
      </form>
    </section>
  );
}

function WriteForm({
  visit: { language, to },
  about,
  typed,
  errors,
  warnings,
  isFirst,
}: FormParts & { readonly warnings: readonly SummaryWarning[]; readonly isFirst: boolean }) {
  const decided = new Map(about.standing?.decisions.map(({ found, because }) => [found, because]));
  for (const number of numbers) {
    const found = typed(`wat${number}`);
    if (found !== '') decided.set(found, typed(`waarom${number}`));
  }
  return (
    <section class="dl-flow" aria-labelledby="schrijven">
      <h2 id="schrijven">{words.write[language]}</h2>
      {about.standing?.state === 'approved' && <p>{words.anew[language]}</p>}
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={about.standing?.id ?? ''} />
        <TextField
          id="tekst"
          label={words.text[language]}
          hint={words.textHint[language]}
          language={language}
          value={typed('tekst')}
          lines={6}
          {...errorOf(errors, 'tekst')}
        />
        <TextField
          id="afdoening"
          label={words.settlement[language]}
          hint={words.settlementHint[language]}
          language={language}
          value={typed('afdoening')}
          {...errorOf(errors, 'afdoening')}
        />
        {warnings.length > 0 && (
          <>
            <Notice kind="warn" title={words.warnings[language]}>
              <p>{words.warningsText[language]}</p>
            </Notice>
            {warnings.slice(0, mostWarnings).map(({ found, label }, index) => (
              <div key={found}>
                <input type="hidden" name={`wat${index + 1}`} value={found} />
                <TextField
                  id={`waarom${index + 1}`}
                  label={say(words.why[language], language, { found, label: label[language] })}
                  language={language}
                  value={decided.get(found) ?? ''}
                  {...errorOf(errors, `waarom${index + 1}`)}
                />
              </div>
            ))}
          </>
        )}
        <div class="dl-buttons">
          <button
            type="submit"
            class={isFirst ? 'dl-button' : 'dl-button dl-button--second'}
            name="doe"
            value="opslaan"
          >
            {words.save[language]}
          </button>
          <button type="submit" class="dl-button dl-button--second" name="doe" value="lezen">
            {words.ask[language]}
          </button>
        </div>
      </form>
    </section>
  );
}

function WithholdForm({
  visit: { language, to },
  about,
  standing,
  typed,
  errors,
}: FormParts & { standing: SummaryVersion }) {
  const fault = errorOf(errors, 'inhoudreden');
  return (
    <Disclosure title={words.withhold[language]} open={fault.error !== undefined}>
      <p>{words.withholdText[language]}</p>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <TextField
          id="inhoudreden"
          label={words.reason[language]}
          hint={words.reasonHint[language]}
          language={language}
          value={typed('inhoudreden')}
          lines={3}
          {...fault}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second" name="doe" value="inhouden">
            {words.withhold[language]}
          </button>
        </div>
      </form>
    </Disclosure>
  );
}

function History({
  versions,
  language,
}: {
  versions: readonly SummaryVersion[];
  language: SignedIn['language'];
}) {
  return (
    <section class="dl-flow" aria-labelledby="verloop">
      <h2 id="verloop">{words.history[language]}</h2>
      {versions.length === 0 ? (
        <p>{words.noHistory[language]}</p>
      ) : (
        <ol>
          {versions.map((one) => (
            <li key={one.id}>
              <p>
                {say(words.inHistory[language], language, {
                  state: summaryStates[stateOfSummary({ ...one, applies: true })].label[language],
                  who: one.state === 'approved' ? (one.secondReader ?? one.author) : one.author,
                  moment: momentInWords(new Date(one.recordedAt), language),
                })}
                {one.writtenBy === null && `, ${words.byFile[language]}`}
              </p>
              {one.reason !== null && <p>{one.reason}</p>}
              <blockquote lang={one.language}>
                <p>{one.text}</p>
                {one.settlement !== '' && <p>{one.settlement}</p>}
              </blockquote>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const fields = [
  ...['doe', 'basis', 'tekst', 'afdoening', 'terugreden', 'inhoudreden'],
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

async function takeText(visit: SignedIn, about: Opened, typed: Typed<Field>): Promise<Response> {
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

async function takeDecision(visit: SignedIn, about: Opened, typed: Typed<Field>): Promise<Response> {
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
  return again(visit, newest ?? about, typed, [{ field: 'nu', message: words.meanwhileDecided[language] }]);
}

const stateAfter = { akkoord: 'agreed', terug: 'draft', inhouden: 'withheld' } as const;

/** The page with what stands now in its form, and what was typed as a reason. */
function again(
  visit: SignedIn,
  about: Opened,
  typed: Typed<Field>,
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
