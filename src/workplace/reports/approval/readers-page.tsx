import { roleNamed, roleWords } from '../../../organisation/people/role-words.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../platform/web/components/fields.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import {
  askReader,
  endReader,
  type ReaderToAsk,
  readersToAsk,
} from '../../../publication/workbench/remarks.ts';
import { readForm } from '../../front/forms.ts';
import { errorOf, errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type HeldReport, openReport, whoWords } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';

const words = {
  title: text('Lezers', 'Readers'),
  lead: text(
    'Een tweede lezer leest het verslag en zegt of het kan; wie eraan schreef is dat nooit. Wie het vooraf ziet, zoals de ondernemingsraad, leest mee en beslist niet. Dat iemand het zag, wordt vastgelegd.',
    'A second reader reads the report and says whether it can go out; who wrote any of it never is one. Who sees it beforehand, such as the works council, reads along and does not decide. That somebody saw it is recorded.',
  ),
  who: text('Wie', 'Who'),
  as: text('Als', 'As'),
  since: text('Sinds', 'Since'),
  what: text('Wijzigen', 'Change'),
  second: text('tweede lezer', 'second reader'),
  preview: text('ziet het vooraf', 'sees it beforehand'),
  end: text('Niet meer laten lezen', 'Let read no more'),
  endOf: text('{who} niet meer laten lezen', 'Let {who} read no more'),
  none: text('Er is nog niemand gevraagd.', 'Nobody was asked yet.'),
  ask: text('Iemand vragen', 'Ask somebody'),
  search: text('Naam', 'Name'),
  searchHint: text(
    'Minstens twee letters van voor- of achternaam',
    'At least two letters of a first or last name',
  ),
  searchButton: text('Persoon zoeken', 'Search a person'),
  searchMissing: text(
    'Vul minstens twee letters van een naam in.',
    'Fill in at least two letters of a name.',
  ),
  nobody: text(
    'Er is niemand gevonden met „{typed}”. Controleer de naam.',
    'Nobody was found with “{typed}”. Check the name.',
  ),
  many: text('Er zijn er meer. Vul meer letters in.', 'There are more. Fill in more letters.'),
  person: text('Wie leest het verslag?', 'Who reads the report?'),
  personMissing: text('Kies wie het verslag leest.', 'Choose who reads the report.'),
  part: text('Als wat?', 'As what?'),
  partMissing: text('Kies als wat iemand leest.', 'Choose as what somebody reads.'),
  add: text('Lezer vragen', 'Ask the reader'),
} as const;

/** Who was asked to read a report, and the search for another. */
export async function showReaders(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  return readersPage(visit, held, { name: '', found: null, person: '', part: '' }, []);
}

interface Asking {
  readonly name: string;
  /** Null before anybody searched. */
  readonly found: readonly ReaderToAsk[] | null;
  readonly person: string;
  readonly part: string;
}

/** How many are shown. */
const mostShown = 20;

function readersPage(
  visit: SignedIn,
  held: HeldReport,
  { name, found, person, part }: Asking,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  const { draft, place } = held;
  const action = to(`${place}/lezers`);
  const isOpen = draft.endedAs === null;
  const partWords = { 'second-reader': words.second, preview: words.preview } as const;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={errors.length > 0 ? `${errorTitle[language]}${words.title[language]}` : words.title[language]}
      crumbs={reportCrumbs(visit, held)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{words.title[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      <p>{words.lead[language]}</p>
      {draft.readers.length === 0 ? (
        <p>{words.none[language]}</p>
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={[words.who, words.as, words.since, ...(isOpen ? [words.what] : [])].map(
            (one) => one[language],
          )}
          rows={draft.readers.map((reader) => {
            const who = whoWords(draft, reader.person, language);
            return [
              who,
              partWords[reader.part][language],
              momentInWords(new Date(reader.at), language),
              ...(isOpen
                ? [
                    <form key={reader.id} method="post" action={action}>
                      <input type="hidden" name="lezer" value={reader.id} />
                      <button
                        type="submit"
                        class="dl-link-button"
                        name="doe"
                        value="weg"
                        aria-label={say(words.endOf[language], language, { who })}
                      >
                        {words.end[language]}
                      </button>
                    </form>,
                  ]
                : []),
            ];
          })}
        />
      )}
      {isOpen && (
        <section class="dl-flow">
          <h2>{words.ask[language]}</h2>
          <form method="post" action={action} class="dl-form" novalidate>
            <TextField
              id="naam"
              label={words.search[language]}
              hint={words.searchHint[language]}
              language={language}
              value={name}
              {...errorOf(errors, 'naam')}
            />
            <button type="submit" class="dl-button dl-button--second" name="doe" value="zoek">
              {words.searchButton[language]}
            </button>
          </form>
          {found !== null && found.length === 0 && (
            <p>{say(words.nobody[language], language, { typed: name.slice(0, 40) })}</p>
          )}
          {found !== null && found.length > 0 && (
            <form method="post" action={action} class="dl-form" novalidate>
              <input type="hidden" name="naam" value={name} />
              <ChoiceField
                id="persoon"
                kind="radio"
                label={words.person[language]}
                language={language}
                choices={found.slice(0, mostShown).map((one) => ({
                  value: one.person,
                  label: [
                    one.name,
                    ...one.roles.flatMap((role) => {
                      const known = roleNamed(role);
                      return known ? [roleWords[known].name[language]] : [];
                    }),
                  ].join(', '),
                }))}
                chosen={[person]}
                {...errorOf(errors, 'persoon')}
              />
              {found.length > mostShown && <p>{words.many[language]}</p>}
              <ChoiceField
                id="deel"
                kind="radio"
                label={words.part[language]}
                language={language}
                choices={[
                  { value: 'second-reader', label: words.second[language] },
                  { value: 'preview', label: words.preview[language] },
                ]}
                chosen={[part]}
                {...errorOf(errors, 'deel')}
              />
              <button type="submit" class="dl-button" name="doe" value="vraag">
                {words.add[language]}
              </button>
            </form>
          )}
        </section>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Searches somebody, asks them, or asks them no more. */
export async function takeReaders(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.draft.endedAs !== null) return notFound(visit);
  const { language } = visit;
  const { door } = visit.premises;
  const typed = await readForm(visit.context, ['doe', 'naam', 'persoon', 'deel', 'lezer']);
  const report = held.draft.id;
  if (typed('doe') === 'weg') {
    if (!isId(typed('lezer'))) return notFound(visit);
    await perform(door, visit.actor, endReader, concern, { report, reader: typed('lezer') });
    return goTo(visit, `${held.place}/lezers`);
  }
  const name = typed('naam').trim().slice(0, 100);
  const found = await look(door, visit.actor, readersToAsk, concern, { name });
  const asking: Asking = {
    name,
    found: name.length < 2 ? null : found,
    person: typed('persoon'),
    part: typed('deel'),
  };
  if (name.length < 2)
    return readersPage(visit, held, asking, [{ field: 'naam', message: words.searchMissing[language] }]);
  if (typed('doe') !== 'vraag') return readersPage(visit, held, asking, []);
  const chosen = found.find(({ person }) => person === typed('persoon'));
  const as = (['second-reader', 'preview'] as const).find((one) => one === typed('deel'));
  const errors = [
    ...(chosen ? [] : [{ field: 'persoon', message: words.personMissing[language] }]),
    ...(as ? [] : [{ field: 'deel', message: words.partMissing[language] }]),
  ];
  if (!chosen || !as) return readersPage(visit, held, asking, errors);
  await perform(door, visit.actor, askReader, concern, { report, person: chosen.person, part: as });
  return goTo(visit, `${held.place}/lezers`);
}
