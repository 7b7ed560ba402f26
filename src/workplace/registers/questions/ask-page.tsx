import { askAbout } from '../../../collection/record-questions/asking.ts';
import {
  type AskedField,
  askableFields,
  longestName,
  longestQuestion,
} from '../../../collection/record-questions/record-question.ts';
import { today } from '../../../organisation/period.ts';
import { recordResource } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { linkCodeHash, newLinkCode, newToken, tokenHash } from '../../../platform/identity/secrets/tokens.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { dayInWords } from '../../annual-call/call-words.ts';
import { readDeadline } from '../../annual-call/open-page.tsx';
import { readForm, type Typed } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault } from '../../front/typed-text.ts';
import { confidentialSheet, frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { typedContext } from '../held-register.ts';
import { lineWords, type OpenRecord, openRecord, RecordStrip, recordCrumbs } from '../record-page.tsx';
import { type SummaryWarning, summaryWarnings } from '../summaries/summary-warnings.ts';

const words = {
  title: text('Een vraag stellen over dit {one}', 'Ask a question about this {one}'),
  lead: text(
    'Wie het weet antwoordt met een link en een code, zonder account. Het antwoord komt bij u terug als voorstel; u beslist of het in het register komt.',
    'Who knows it answers by a link and a code, without an account. The answer comes back to you as a proposal; you decide whether it goes into the register.',
  ),
  sees: text(
    'Wie antwoordt leest alleen uw vraag en de namen van de gegevens die u aankruist, en niets anders van de registratie: ook niet wat er nu staat.',
    'Who answers reads only your question and the names of the data that you tick, and nothing else of the record: not what it says now either.',
  ),
  question: text('Uw vraag', 'Your question'),
  questionHint: text(
    'Bijvoorbeeld: is de maatregel uitgevoerd? Noem geen namen van melder of betrokkene; zeg wat nodig is om te weten welke zaak u bedoelt.',
    'For example: was the measure carried out? Name neither reporter nor subject; say what is needed to know which case you mean.',
  ),
  questionMissing: text('Schrijf uw vraag.', 'Write your question.'),
  fields: text('Welke gegevens vraagt u?', 'Which data do you ask?'),
  fieldsHint: text(
    'Wat wordt ingevuld kunt u per gegeven overnemen. Kruist u niets aan, dan antwoordt die persoon in woorden.',
    'What is filled in you can take over one by one. If you tick nothing, that person answers in words.',
  ),
  name: text('Naam van wie antwoordt', 'Name of who answers'),
  nameHint: text('Staat bij het antwoord, met de functie.', 'Stands with the answer, with the function.'),
  nameMissing: text('Vul de naam in van wie antwoordt.', 'Fill in the name of who answers.'),
  job: text('Functie', 'Function'),
  jobMissing: text('Vul de functie in.', 'Fill in the function.'),
  mail: text('E-mailadres', 'Mail address'),
  mailHint: text(
    'Dan zet Daglicht een bericht met de link klaar in uw eigen mailprogramma. Het adres wordt niet bewaard.',
    'Then Daglicht prepares a message with the link in your own mail program. The address is not kept.',
  ),
  mailWrong: text(
    '„{typed}” is geen e-mailadres. Controleer het, of laat het leeg.',
    '“{typed}” is no mail address. Check it, or leave it empty.',
  ),
  until: text('Tot en met welke dag?', 'Up to and including which day?'),
  untilHint: text('bijvoorbeeld 27-2-2026', 'for example 27-2-2026'),
  pointing: text('Hieraan kan iemand te herkennen zijn', 'Somebody may be recognised by this'),
  pointingText: text(
    'De vraag is nog niet gesteld. Haal dit uit uw vraag, of bevestig dat wie antwoordt dit al weet en mag weten.',
    'The question was not asked yet. Take this out of your question, or confirm that who answers knows this already and may.',
  ),
  may: text('Mag dit erin staan?', 'May this stand in it?'),
  confirm: text('Dit mag erin staan', 'This may stand in it'),
  confirmMissing: text(
    'Haal uit de vraag waaraan iemand te herkennen is, of bevestig dat het erin mag staan.',
    'Take out of the question what somebody may be recognised by, or confirm that it may stand in it.',
  ),
  changed: text(
    'De registratie is gewijzigd sinds u deze pagina opende. Kijk of uw vraag nog klopt en verstuur hem opnieuw.',
    'The record was changed since you opened this page. See whether your question still holds and send it again.',
  ),
  submit: text('Link en code maken', 'Make link and code'),
  leave: text('Geen vraag stellen', 'Ask no question'),
  madeTitle: text('Link en code voor uw vraag', 'Link and code for your question'),
  made: text(
    'U ziet deze link en code alleen nu. Stuur de link per mail en geef de code op een andere manier: bel, of zeg hem. Na vijf verkeerde codes werkt de link niet meer.',
    'You see this link and code only now. Send the link by mail and give the code in another way: call, or say it. After five wrong codes the link works no more.',
  ),
  to: text('Voor', 'For'),
  link: text('Link, om te mailen', 'Link, to be mailed'),
  code: text('Code, om apart te geven', 'Code, to be given apart'),
  lastDay: text('Werkt tot en met', 'Works up to and including'),
  openMail: text(
    'Bericht met de link openen in uw mailprogramma',
    'Open a message with the link in your mail program',
  ),
  subject: text('Een vraag aan u', 'A question for you'),
  body: text(
    'Wilt u een vraag beantwoorden? Dat kan tot en met {day} met deze link:\n\n{link}\n\nDe code van zes cijfers krijgt u van mij op een andere manier.',
    'Would you answer a question? You can until {day} by this link:\n\n{link}\n\nThe code of six digits you get from me in another way.',
  ),
  back: text('Terug naar de registratie', 'Back to the record'),
} as const;

interface Asking {
  readonly record: OpenRecord;
  readonly fields: readonly AskedField[];
  readonly place: string;
}

async function opened(visit: SignedIn, part: string): Promise<Asking | null> {
  const [path = '', id = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  if (!record) return null;
  const { pages } = record.held.keeping;
  if (pages.askable.length === 0) return null;
  const context = await typedContext(visit, record.held);
  const fields = askableFields(pages, record.values, context, (line) => lineWords(record, line));
  return { record, fields, place: `${record.place}/vraag/nieuw` };
}

/** The form that asks somebody about a record. */
export async function showAsk(visit: SignedIn, part: string): Promise<Response> {
  const asking = await opened(visit, part);
  return asking ? askPage(visit, asking, () => '', [], newId()) : notFound(visit);
}

function askPage(
  visit: SignedIn,
  { record, fields, place }: Asking,
  typed: Typed<string>,
  errors: readonly FieldError[],
  id: string,
  pointing: readonly SummaryWarning[] = [],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language } = visit;
  const one = record.held.keeping.pages.one[language];
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.title[language], language, { one })}
      action={place}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          <p>{words.lead[language]}</p>
          <p>{words.sees[language]}</p>
        </>
      }
      button={words.submit[language]}
      hidden={{ sleutel: id, versie: record.kept.version.versionId }}
      back={{ href: record.place, label: words.leave[language] }}
    >
      <TextField
        id="vraag"
        label={words.question[language]}
        hint={words.questionHint[language]}
        language={language}
        value={typed('vraag')}
        lines={4}
        {...errorOf(errors, 'vraag')}
      />
      {pointing.length > 0 && (
        <Notice kind="warn" title={words.pointing[language]}>
          <p>{words.pointingText[language]}</p>
          <ul>
            {pointing.map(({ found, label }) => (
              <li key={found}>
                „<bdi>{found}</bdi>”: {label[language]}
              </li>
            ))}
          </ul>
          <input type="hidden" name="gezien" value={pointing.map(({ found }) => found).join('\n')} />
          <ChoiceField
            id="mag"
            kind="checkbox"
            label={words.may[language]}
            language={language}
            choices={[{ value: 'ja', label: words.confirm[language] }]}
            chosen={[]}
            {...errorOf(errors, 'mag')}
          />
        </Notice>
      )}
      {fields.length > 0 && (
        <ChoiceField
          id="velden"
          kind="checkbox"
          label={words.fields[language]}
          hint={words.fieldsHint[language]}
          language={language}
          choices={fields.map((field) => ({ value: field.place, label: field.label[language] }))}
          chosen={typed('velden').split('\n')}
          {...errorOf(errors, 'velden')}
        />
      )}
      <TextField
        id="naam"
        label={words.name[language]}
        hint={words.nameHint[language]}
        language={language}
        value={typed('naam')}
        autocomplete="off"
        {...errorOf(errors, 'naam')}
      />
      <TextField
        id="functie"
        label={words.job[language]}
        language={language}
        value={typed('functie')}
        autocomplete="off"
        {...errorOf(errors, 'functie')}
      />
      <TextField
        id="mail"
        label={words.mail[language]}
        hint={words.mailHint[language]}
        language={language}
        value={typed('mail')}
        type="email"
        autocomplete="off"
        optional
        {...errorOf(errors, 'mail')}
      />
      <TextField
        id="uiterlijk"
        label={words.until[language]}
        hint={words.untilHint[language]}
        language={language}
        value={typed('uiterlijk')}
        short
        {...errorOf(errors, 'uiterlijk')}
      />
    </FormPage>,
    status,
  );
}

const isMail = (written: string) =>
  written.length <= 254 && /^[^\s@,;:<>?&]+@[^\s@,;:<>?&]+\.[^\s@,;:<>?&]+$/.test(written);

/** Asks a question; link and code are shown this once. */
export async function takeAsk(visit: SignedIn, part: string): Promise<Response> {
  const asking = await opened(visit, part);
  if (!asking) return notFound(visit);
  const { record, fields } = asking;
  const { held, kept } = record;
  const { language, premises, actor } = visit;
  const typed = await readForm<string>(
    visit.context,
    ['sleutel', 'versie', 'vraag', 'gezien', 'mag', 'velden', 'naam', 'functie', 'mail', 'uiterlijk'],
    ['velden'],
  );
  const id = isId(typed('sleutel')) ? typed('sleutel') : newId();
  const errors: FieldError[] = [];
  for (const [field, longest, missing] of [
    ['vraag', longestQuestion, words.questionMissing],
    ['naam', longestName, words.nameMissing],
    ['functie', longestName, words.jobMissing],
  ] as const) {
    const fault = neededFault(typed(field), longest, missing);
    if (fault) errors.push({ field, message: fault[language] });
  }
  const mail = typed('mail').trim();
  if (mail !== '' && !isMail(mail))
    errors.push({
      field: 'mail',
      message: say(words.mailWrong[language], language, { typed: mail.slice(0, 60) }),
    });
  const deadline = readDeadline(visit, typed('uiterlijk'), today());
  if (deadline.error) errors.push({ field: 'uiterlijk', message: deadline.error });
  const pointing = await summaryWarnings(visit, held, typed('vraag'));
  const seen = typed('gezien').split('\n');
  const isConfirmed = typed('mag') === 'ja' && pointing.every(({ found }) => seen.includes(found));
  if (pointing.length > 0 && !isConfirmed)
    errors.push({ field: 'mag', message: words.confirmMissing[language] });
  if (errors.length > 0) return askPage(visit, asking, typed, errors, id, pointing);
  const chosen = typed('velden').split('\n');
  const link = newToken();
  const code = newLinkCode();
  const { table } = held.keeping.pages.record;
  const version = typed('versie');
  const outcome = isId(version)
    ? await perform(premises.door, actor, askAbout, recordResource(table, kept.version.id), {
        id,
        register: held.register.key,
        table,
        record: kept.version.id,
        version,
        question: typed('vraag').trim(),
        asked: fields.filter((field) => chosen.includes(field.place)),
        heading: { organisation: premises.name },
        givenTo: typed('naam').trim(),
        givenFunction: typed('functie').trim(),
        lastDay: deadline.day,
        linkHash: tokenHash(link),
        codeHash: linkCodeHash(link, code),
      })
    : 'changed';
  switch (outcome) {
    case 'known':
      return goTo(visit, `${record.place}/vraag/${id}?gedaan=gevraagd`);
    case 'changed':
      return askPage(
        visit,
        asking,
        typed,
        [{ field: 'vraag', message: words.changed[language] }],
        id,
        pointing,
        409,
      );
    case 'asked':
      return shownOnce(visit, record, typed, { link, code, lastDay: deadline.day, mail });
    default:
      return outcome satisfies never;
  }
}

function shownOnce(
  visit: SignedIn,
  record: OpenRecord,
  typed: Typed<string>,
  { link, code, lastDay, mail }: { link: string; code: string; lastDay: string; mail: string },
): Response {
  const { language, to, premises, context } = visit;
  const address = `${premises.secure ? 'https' : 'http'}://${context.req.header('Host')}${to(`/vraag/${link}`)}`;
  const day = dayInWords(lastDay, language);
  const body = say(words.body[language], language, { day, link: address });
  const message = `mailto:${encodeURIComponent(mail)}?subject=${encodeURIComponent(words.subject[language])}&body=${encodeURIComponent(body)}`;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.madeTitle[language]}
      crumbs={recordCrumbs(visit, record, true)}
      sheet={confidentialSheet(visit)}
    >
      <h1>{words.madeTitle[language]}</h1>
      <p>{words.made[language]}</p>
      <DefinitionList
        items={[
          { term: words.to[language], text: `${typed('naam').trim()}, ${typed('functie').trim()}` },
          { term: words.link[language], text: address },
          { term: words.code[language], text: `${code.slice(0, 3)} ${code.slice(3)}` },
          { term: words.lastDay[language], text: day },
        ]}
      />
      {mail !== '' && (
        <p>
          <a href={message}>{words.openMail[language]}</a>
        </p>
      )}
      <p>
        <a href={to(record.place)}>{words.back[language]}</a>
      </p>
    </Page>,
  );
}
