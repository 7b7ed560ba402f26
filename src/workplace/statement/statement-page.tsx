import type { CodeLists } from '../../codes/code-lists.ts';
import { recordExport } from '../../collection/export/record-export.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { programVersion } from '../../platform/version.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { sha256 } from '../../publication/hashes.ts';
import { mappingOf } from '../../publication/statement/mapping.ts';
import { recordedStatements, recordStatement } from '../../publication/statement/records.ts';
import {
  type StatementToSend,
  statementFiles,
  statementJson,
} from '../../publication/statement/statement-files.ts';
import { agreement, ownCodeLabel, statementWords } from '../../publication/statement/words.ts';
import { readForm } from '../front/forms.ts';
import { confidentialSheet, frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { fileDownload } from '../imports/downloads.ts';
import { profileOf } from '../people-lists/profile-of.ts';

const words = {
  title: text('Jaarlijkse opgave', 'Yearly statement'),
  lead: text(
    'De opgave in de codes van de ontvanger, aangesloten op het verslag. Vertrouwelijk: zij gaat naar de ontvanger en wordt niet gepubliceerd.',
    'The statement in the codes of its receiver, reconciled with the report. Confidential: it goes to the receiver and is not published.',
  ),
  year: text('Over welk jaar?', 'About which year?'),
  yearHint: text('bijvoorbeeld 2025', 'for example 2025'),
  yearWrong: text('Vul een jaar in, bijvoorbeeld 2025.', 'Fill in a year, for example 2025.'),
  make: text('Opgave maken', 'Make the statement'),
  sent: text('Vastgelegd als verstuurd', 'Recorded as sent'),
  sentYear: text('Jaar', 'Year'),
  version: text('Versie', 'Version'),
  noneSent: text('Er is nog geen opgave vastgelegd', 'No statement was recorded yet'),
  noneSentText: text(
    'Leg een opgave vast zodra u haar hebt verstuurd; een latere noemt dan wat is veranderd.',
    'Record a statement once you sent it; a later one then names what changed.',
  ),
  noLayout: text(
    'Het profiel heeft geen opgave aan een ontvanger',
    'The profile has no statement to a receiver',
  ),
  noLayoutText: text(
    'Zet de indeling van de ontvanger in statement.json van het profiel; daarna staat hier de opgave.',
    'Put the layout of the receiver into statement.json of the profile; then the statement stands here.',
  ),
  of: text('{title} {year}', '{title} {year}'),
  incidents: text('Incidenten', 'Incidents'),
  subjects: text('Betrokkenen', 'Subjects'),
  measures: text('Maatregelen', 'Measures'),
  receiver: text('Ontvanger', 'Receiver'),
  layout: text('Indeling', 'Layout'),
  counting: text('Waarop is geteld', 'By what it counts'),
  pending: text('Lopend aan het einde van het jaar', 'Pending at the end of the year'),
  reconciliation: text('Aansluiting op het verslag', 'Reconciliation with the report'),
  number: text('Aantal', 'Number'),
  unmapped: text('Niet gekoppeld', 'Not mapped'),
  unmappedText: text(
    'Deze codes hebben bij de ontvanger geen plaats; hun incidenten staan niet in de opgave.',
    'These codes have no place with the receiver; their incidents are not in the statement.',
  ),
  corrections: text('Correcties op eerdere opgaven', 'Corrections of earlier statements'),
  files: text('Bestanden', 'Files'),
  filesText: text(
    'Wie een bestand ophaalt, en wanneer, wordt vastgelegd.',
    'Who takes a file along, and when, is recorded.',
  ),
  record: text('Opgave als verstuurd vastleggen', 'Record the statement as sent'),
  recordText: text(
    'Doe dit als u deze opgave hebt verstuurd. Verandert er daarna iets in het register, dan noemt een volgende opgave het als correctie.',
    'Do this when you sent this statement. When something in the register changes after that, a next statement names it as a correction.',
  ),
  recorded: text('De opgave is vastgelegd als verstuurd', 'The statement was recorded as sent'),
  recordedText: text('Dit is versie {version} over {year}.', 'This is version {version} about {year}.'),
  changed: text('De opgave is intussen anders', 'The statement is another by now'),
  changedText: text(
    'In het register is iets gewijzigd sinds u deze pagina opende. Er is niets vastgelegd. Kijk of dit is wat u hebt verstuurd.',
    'Something in the register changed since you opened this page. Nothing was recorded. See whether this is what you sent.',
  ),
  cannot: text('Deze opgave kan niet worden gemaakt', 'This statement cannot be made'),
} as const;

/** The statements that were recorded, and the year of the one that is to be made. */
export async function showStatements(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const { language, to, context, premises, actor } = visit;
  const asked = context.req.query('jaar')?.trim();
  if (asked !== undefined && /^\d{4}$/.test(asked)) return goTo(visit, `/opgave/${asked}`);
  const hasLayout = premises.reports !== null && mappingOf(await profileOf(visit)) !== undefined;
  const sent = hasLayout
    ? await look(premises.door, actor, recordedStatements, concern, { until: '9999' })
    : [];
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/verslagen')}>
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {!hasLayout ? (
        <Empty title={words.noLayout[language]} text={words.noLayoutText[language]} />
      ) : (
        <>
          <form method="get" action={to('/opgave')} class="dl-form" novalidate>
            <TextField
              id="jaar"
              label={words.year[language]}
              hint={words.yearHint[language]}
              language={language}
              value={asked ?? ''}
              short
              digits
              {...(asked === undefined ? {} : { error: words.yearWrong[language] })}
            />
            <div class="dl-buttons">
              <button type="submit" class="dl-button">
                {words.make[language]}
              </button>
            </div>
          </form>
          <h2>{words.sent[language]}</h2>
          {sent.length === 0 ? (
            <Empty title={words.noneSent[language]} text={words.noneSentText[language]} />
          ) : (
            <TextTable
              caption={words.sent[language]}
              captionHidden
              heads={[words.sentYear, words.version, words.incidents].map((head) => head[language])}
              rows={sent.toReversed().map(({ year, version, rows }) => [
                <a key={year} href={to(`/opgave/${year}`)}>
                  {year}
                </a>,
                version,
                rows.length,
              ])}
            />
          )}
        </>
      )}
    </Page>,
    asked === undefined ? 200 : 400,
  );
}

/** The statement of a year as the registers give it now; or why it cannot be made. */
async function statementOf(
  visit: SignedIn,
  year: string,
  toRecord = false,
): Promise<{ readonly toSend: StatementToSend } | { readonly fault: Text } | null> {
  const { premises, actor } = visit;
  if (!hasRole(visit, 'central-coordinator') || premises.reports === null) return null;
  if (mappingOf(await profileOf(visit)) === undefined) return null;
  try {
    return { toSend: await premises.reports.statement(actor, year, toRecord) };
  } catch (error) {
    if (error instanceof WordedError) return { fault: error.words };
    throw error;
  }
}

/** A statement with its reconciliation, its files, and the way to record that it was sent. */
export async function showStatement(visit: SignedIn, year: string): Promise<Response> {
  return statementPage(visit, year, false);
}

async function statementPage(visit: SignedIn, year: string, isChanged: boolean): Promise<Response> {
  const made = await statementOf(visit, year);
  if (made === null) return notFound(visit);
  const { language, to, context } = visit;
  const crumbs = [{ href: to('/opgave'), label: words.title[language] }];
  if ('fault' in made)
    return pageAnswer(
      <Page frame={frameOf(visit)} title={words.cannot[language]} here={to('/verslagen')} crumbs={crumbs}>
        <h1>{words.cannot[language]}</h1>
        {made.fault[language].split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Page>,
      409,
    );
  const { toSend } = made;
  const title = say(words.of[language], language, { title: toSend.mapping.title[language], year });
  const version = context.req.query('vastgelegd');
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={version === undefined ? title : `${words.recorded[language]}: ${title}`}
      here={to('/verslagen')}
      crumbs={crumbs}
      sheet={confidentialSheet(visit)}
    >
      {version !== undefined && /^\d{1,6}$/.test(version) && (
        <Notice kind="ok" title={words.recorded[language]}>
          <p>{say(words.recordedText[language], language, { version, year })}</p>
        </Notice>
      )}
      {isChanged && (
        <Notice kind="warn" title={words.changed[language]}>
          <p>{words.changedText[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <Shown visit={visit} toSend={toSend} codes={(await profileOf(visit)).codes} />
      <section class="dl-flow dl-noprint" aria-labelledby="bestanden">
        <h2 id="bestanden">{words.files[language]}</h2>
        <p>{words.filesText[language]}</p>
        <ul>
          {statementFiles(toSend).map(({ name }) => (
            <li key={name}>
              <a href={to(`/opgave/${year}/bestand/${name}`)}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
      <section class="dl-flow dl-noprint" aria-labelledby="vastleggen">
        <h2 id="vastleggen">{words.record[language]}</h2>
        <p>{words.recordText[language]}</p>
        <form method="post" action={to(`/opgave/${year}`)}>
          <input type="hidden" name="gezien" value={seenOf(toSend)} />
          <button type="submit" class="dl-button">
            {words.record[language]}
          </button>
        </form>
      </section>
    </Page>,
    isChanged ? 409 : 200,
  );
}

/** What was looked at, as a hash: the day on which it is made and the version of the program are no part of it. */
function seenOf(toSend: StatementToSend): string {
  return sha256(statementJson({ ...toSend, madeOn: '', program: { name: '', version: '' } }));
}

function Shown({
  visit: { language },
  toSend,
  codes,
}: {
  visit: SignedIn;
  toSend: StatementToSend;
  codes: CodeLists;
}) {
  const { statement, mapping, corrections } = toSend;
  const { totals } = statement;
  const own = statementWords[language];
  const pending = statement.pending.reduce((sum, one) => sum + one.incidents, 0);
  return (
    <>
      <Notice kind={statement.reconciled ? 'ok' : 'warn'} title={agreement(statement, own)}>
        {mapping.verified ? null : <p>{own.unverified}</p>}
      </Notice>
      <DefinitionList
        items={[
          { term: words.receiver[language], text: mapping.receiver[language] },
          { term: words.layout[language], text: `${mapping.key} ${mapping.version}` },
          { term: words.counting[language], text: own.counting[mapping.countingDate] },
          { term: words.incidents[language], text: String(totals.incidents) },
          { term: words.subjects[language], text: String(totals.subjects) },
          { term: words.measures[language], text: String(totals.measures) },
          { term: words.pending[language], text: String(pending) },
        ]}
      />
      <TextTable
        caption={words.reconciliation[language]}
        heads={[own.step, words.number[language]]}
        rows={statement.control.map(({ key, incidents }) => [own.steps[key], incidents])}
      />
      {statement.unmapped.length > 0 && (
        <>
          <TextTable
            caption={words.unmapped[language]}
            heads={[own.part, own.ownCode, own.incidents]}
            rows={statement.unmapped.map((one) => [
              own.parts[one.part],
              ownCodeLabel(codes, one, language) ?? own.notRecorded,
              one.incidents,
            ])}
          />
          <p>{words.unmappedText[language]}</p>
        </>
      )}
      {corrections.length > 0 && (
        <TextTable
          caption={words.corrections[language]}
          heads={[own.year, own.cause, own.incidents]}
          rows={corrections.map(({ year, cause, incidents }) => [year, own.causes[cause], incidents])}
        />
      )}
    </>
  );
}

/** Takes a file of a statement along; it stands in the trail. */
export async function takeStatementFile(visit: SignedIn, part: string): Promise<Response> {
  const [year = '', , name = ''] = part.split('/');
  const made = await statementOf(visit, year);
  if (made === null || 'fault' in made) return notFound(visit);
  const file = statementFiles(made.toSend).find((one) => one.name === name);
  if (!file) return notFound(visit);
  await perform(visit.premises.door, visit.actor, recordExport, concern, {
    what: `statement ${year}`,
    place: name,
    files: 1,
    rows: made.toSend.statement.rows.length,
  });
  return fileDownload(file.name, file.content);
}

/** Records that the statement that was looked at was sent. */
export async function takeStatement(visit: SignedIn, year: string): Promise<Response> {
  const typed = await readForm(visit.context, ['gezien']);
  const made = await statementOf(visit, year, true);
  if (made === null || 'fault' in made)
    return made === null ? notFound(visit) : statementPage(visit, year, false);
  const { toSend } = made;
  if (typed('gezien') !== seenOf(toSend)) return statementPage(visit, year, true);
  const { version } = await perform(visit.premises.door, visit.actor, recordStatement, concern, {
    statement: toSend.statement,
    mapping: toSend.mapping,
    madeOn: today(),
    programVersion,
    content: statementJson(toSend),
  });
  return goTo(visit, `/opgave/${year}?vastgelegd=${version}`);
}
