import { placeOf } from '../../../collection/annual-call/answers.ts';
import type { GivenAnswer } from '../../../collection/annual-call/given-answer.ts';
import type { Parted } from '../../../collection/annual-call/merging.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import type { Typed } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import type { SignedIn } from '../../front/visit.ts';
import { questionWords, valueWords } from '../call-words.ts';
import type { BookSubject, Standing } from './book-subjects.ts';
import type { BookDoubt } from './check-book.ts';

const words = {
  title: text('Wat er in de werkmap staat', 'What the workbook holds'),
  notYet: text('Er is nog niets bewaard', 'Nothing was kept yet'),
  counts: text(
    '{fresh, plural, =0 {Geen antwoord is} one {# antwoord is} other {# antwoorden zijn}} nieuw of gewijzigd, {same} {same, plural, one {is} other {zijn}} gelijk.',
    '{fresh, plural, =0 {No answer is} one {# answer is} other {# answers are}} new or changed, {same} {same, plural, one {is} other {are}} the same.',
  ),
  changes: text('Wat wordt gewijzigd', 'What is changed'),
  question: text('Vraag', 'Question'),
  now: text('Staat er nu', 'Stands now'),
  file: text('In de werkmap', 'In the workbook'),
  none: text('niet opgegeven', 'not reported'),
  was: text('{register}: was er iets te melden?', '{register}: was there anything to report?'),
  ofRegister: text('{register}: {question}', '{register}: {question}'),
  choose: text(
    '{question}: op de pagina is dit intussen gewijzigd',
    '{question}: on the page this was changed meanwhile',
  ),
  chooseHint: text(
    'Op de pagina sinds {moment}: {present}. In de werkmap: {answer}.',
    'On the page since {moment}: {present}. In the workbook: {answer}.',
  ),
  takeFile: text('Zoals in de werkmap', 'As in the workbook'),
  takePage: text('Zoals op de pagina', 'As on the page'),
  stands: text(
    'Klopt dit? Waardoor is het zo anders dan vorig jaar?',
    'Is this right? Why does it differ so from last year?',
  ),
  keep: text('Antwoorden bewaren', 'Keep the answers'),
  leave: text('Niet bewaren', 'Do not keep'),
} as const;

/** What a place of a return is called. */
function nameOfPlace(subject: BookSubject, place: string, language: Language): string {
  for (const { key, name, questions } of subject.registers) {
    if (placeOf({ register: key, field: '', part: '' }) === place)
      return say(words.was[language], language, { register: name[language] });
    const question = questions.find((one) => placeOf(one) === place);
    if (question)
      return say(words.ofRegister[language], language, {
        register: name[language],
        question: questionWords(question, language),
      });
  }
  return '';
}

/** What a workbook would change, with what is asked about it before it is kept. */
export function KeepForm({
  visit,
  subject,
  parted,
  given,
  doubts,
  answers,
  typed,
  errors,
}: {
  visit: SignedIn;
  subject: BookSubject;
  parted: Parted<Standing>;
  /** What was read, as the form carries it along. */
  given: string;
  doubts: readonly BookDoubt[];
  answers: readonly GivenAnswer[];
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  const { language } = visit;
  const { fresh, theirs } = parted;
  const standing = new Map(subject.answers.map((one) => [placeOf(one), one]));
  const inFile = new Map(answers.map((one) => [placeOf(one), one]));
  const changes = new Set([...fresh, ...theirs].map(placeOf));
  const said = (one: Parameters<typeof valueWords>[0] | undefined) =>
    one ? valueWords(one, language) : words.none[language];
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`${subject.path}/werkmap/bewaren`}
      errors={errors}
      crumbs={subject.crumbs}
      hidden={{ werkmap: given }}
      before={
        <>
          <p class="dl-lead">{subject.title}</p>
          <Notice kind="info" title={words.notYet[language]}>
            <p>
              {say(words.counts[language], language, {
                fresh: fresh.length,
                same: answers.filter((one) => one.state !== 'not-reported' && !changes.has(placeOf(one)))
                  .length,
              })}
            </p>
          </Notice>
          {fresh.length > 0 && (
            <TextTable
              caption={words.changes[language]}
              heads={[words.question, words.now, words.file].map((one) => one[language])}
              rows={fresh.map((one) => [
                nameOfPlace(subject, placeOf(one), language),
                said(standing.get(placeOf(one))),
                said(one),
              ])}
            />
          )}
        </>
      }
      button={words.keep[language]}
      back={{ href: `${subject.path}/werkmap`, label: words.leave[language] }}
    >
      {doubts.map(({ place, message }) => (
        <TextField
          key={place}
          id={`klopt-${place}`}
          label={`${nameOfPlace(subject, place, language)}. ${words.stands[language]}`}
          hint={message}
          language={language}
          value={typed(`klopt-${place}`)}
          {...errorOf(errors, `klopt-${place}`)}
        />
      ))}
      {theirs.map((one) => {
        const place = placeOf(one);
        return (
          <div key={place}>
            <input type="hidden" name={`gezien-${place}`} value={one.id} />
            <ChoiceField
              id={`kies-${place}`}
              kind="radio"
              label={say(words.choose[language], language, {
                question: nameOfPlace(subject, place, language),
              })}
              hint={say(words.chooseHint[language], language, {
                moment: momentInWords(new Date(one.at), language),
                present: valueWords(one, language),
                answer: said(inFile.get(place)),
              })}
              language={language}
              choices={[
                { value: 'bestand', label: words.takeFile[language] },
                { value: 'pagina', label: words.takePage[language] },
              ]}
              chosen={typed(`gezien-${place}`) === one.id ? [typed(`kies-${place}`)] : []}
              {...errorOf(errors, `kies-${place}`)}
            />
          </div>
        );
      })}
    </FormPage>
  );
}
