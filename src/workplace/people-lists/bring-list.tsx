import { bringPeople, type PeopleList, peopleLists } from '../../collection/people/lists/waiting-lists.ts';
import { today } from '../../organisation/period.ts';
import { NoOrganisation } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say, sizeInWords } from '../../platform/language/messages.ts';
import { ErrorSummary, FileField, TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { largestUpload, readUpload } from '../front/forms.ts';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import { isId, typedFault } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { listWords as words } from './list-words.ts';
import { profileOf } from './profile-of.ts';

const fields = ['lijst', 'systeem', 'dag'] as const;
type Typed = (field: (typeof fields)[number]) => string;

const longestSender = 100;

function uploadPage(
  visit: SignedIn,
  lists: readonly PeopleList[],
  typed: Typed,
  errors: readonly FieldError[],
  status: 200 | 400 = 200,
): Response {
  const { language, to, context } = visit;
  const size = sizeInWords(largestUpload, language);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      here={to('/mensen/…')}
      crumbs={[
        { href: to('/mensen'), label: words.toPeople[language] },
        { href: to('/mensen/lijsten'), label: words.title[language] },
      ]}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {context.req.query('gedaan') === 'weggedaan' && (
        <Notice kind="ok" title={words.droppedTitle[language]}>
          <p>{words.lead[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      <p>{words.columns[language]}</p>
      <form
        method="post"
        action={to('/mensen/lijsten')}
        enctype="multipart/form-data"
        class="dl-form"
        novalidate
      >
        <input type="hidden" name="lijst" value={typed('lijst')} />
        <FileField
          id="bestand"
          label={words.file[language]}
          hint={say(words.fileHint[language], language, { size })}
          language={language}
          accept=".csv,.xlsx,.ods"
          {...errorOf(errors, 'bestand')}
        />
        <TextField
          id="systeem"
          label={words.sender[language]}
          hint={words.senderHint[language]}
          language={language}
          value={typed('systeem')}
          autocomplete="off"
          {...errorOf(errors, 'systeem')}
        />
        <TextField
          id="dag"
          label={words.day[language]}
          hint={words.dayHint[language]}
          language={language}
          value={typed('dag')}
          short
          autocomplete="off"
          {...errorOf(errors, 'dag')}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.read[language]}
          </button>
          <a href={to('/mensen')}>{words.back[language]}</a>
        </div>
      </form>
      <section class="dl-flow" aria-labelledby="eerder">
        <h2 id="eerder">{words.earlier[language]}</h2>
        {lists.length === 0 && <Empty title={words.none[language]} text={words.noneText[language]} />}
        {lists.length > 0 && (
          <ul class="dl-people">
            {lists.map((one) => (
              <li key={one.list}>
                <p>
                  <a href={to(`/mensen/lijsten/${one.list}`)}>
                    <bdi>{one.fileName}</bdi>
                  </a>
                  <br />
                  {[
                    one.sender,
                    momentInWords(one.broughtAt, language),
                    words[one.state][language],
                    say(words.changes[language], language, { count: one.outcome.changes }),
                  ].join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Page>,
    status,
  );
}

/** The form that takes a list of people, and the lists that wait or were read. */
export async function showBringList(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'functional-administrator')) return notFound(visit);
  const lists = await listsOf(visit);
  const [year = '', month = '', day = ''] = today().split('-');
  const first = new Map([
    ['lijst', newId()],
    ['systeem', lists.at(0)?.sender ?? 'hr'],
    ['dag', `${Number(day)}-${Number(month)}-${year}`],
  ]);
  return uploadPage(visit, lists, (field) => first.get(field) ?? '', []);
}

function listsOf({ premises, actor }: SignedIn): Promise<readonly PeopleList[]> {
  return look(premises.door, actor, peopleLists, concern, { list: null });
}

/** Takes a list and shows what it would change. */
export async function takeList(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'functional-administrator')) return notFound(visit);
  const { typed, file } = await readUpload(visit.context, fields, 'bestand');
  const { language, premises, actor, session } = visit;
  const sender = typed('systeem').trim();
  const day = dayTyped(typed('dag'));
  const senderFault = sender === '' ? words.senderMissing : typedFault(sender, longestSender);
  const errors: readonly FieldError[] = [
    ...(file === null ? [{ field: 'bestand', message: words.fileMissing[language] }] : []),
    ...(senderFault === null ? [] : [{ field: 'systeem', message: senderFault[language] }]),
    ...(day === undefined ? [{ field: 'dag', message: words.dayWrong[language] }] : []),
  ];
  const again = file === null ? [] : [{ field: 'bestand', message: words.stillThere[language] }];
  if (errors.length > 0 || file === null || day === undefined)
    return uploadPage(visit, await listsOf(visit), typed, [...errors, ...again], 400);
  const list = isId(typed('lijst')) ? typed('lijst') : newId();
  try {
    await perform(premises.door, actor, bringPeople(await profileOf(visit)), concern, {
      list,
      fileName: file.name,
      content: file.content,
      given: { sender, day, mapping: {}, gone: null },
      broughtBy: session.person,
    });
  } catch (error) {
    if (!(error instanceof NoOrganisation)) throw error;
    const message = words.undescribed[language];
    return uploadPage(visit, await listsOf(visit), typed, [{ field: 'bestand', message }], 400);
  }
  return goTo(visit, `/mensen/lijsten/${list}`);
}
