import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Empty } from '../../../platform/web/components/lists.tsx';
import { Page } from '../../../platform/web/page.tsx';
import type { Remark } from '../../../publication/workbench/read-drafts.ts';
import { answerRemark, longestRemark } from '../../../publication/workbench/remarks.ts';
import { readForm } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { byWhom, type HeldReport, nameOfBlock, openReport, whoWords } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';

const words = {
  title: text('Opmerkingen', 'Remarks'),
  open: text('Open', 'Open'),
  answered: text('Beantwoord', 'Answered'),
  none: text('Er zijn geen opmerkingen', 'There are no remarks'),
  noneText: text(
    'Lezers maken ze in de leesversie, bij een blok of bij het geheel.',
    'Readers make them in the reading version, on a block or on the whole.',
  ),
  about: text('Versie {number}, {block}', 'Version {number}, {block}'),
  whole: text('hele verslag', 'whole report'),
  goneBlock: text('een blok dat er niet meer is', 'a block that is gone'),
  behalf: text('namens {behalf}; ingevoerd door {who}', 'on behalf of {behalf}; entered by {who}'),
  answer: text('Beantwoorden', 'Answer'),
  answerTitle: text('Opmerking beantwoorden', 'Answer a remark'),
  answerField: text('Wat is ermee gedaan?', 'What was done with it?'),
  answerMissing: text('Schrijf wat ermee is gedaan.', 'Write what was done with it.'),
  answerSave: text('Antwoord plaatsen', 'Place the answer'),
  leave: text('Niet beantwoorden', 'Do not answer'),
  done: text('Gedaan: {answer} ({who})', 'Done: {answer} ({who})'),
} as const;

/** What readers said of a report, and what was done with it; the form of one where it is asked for. */
export async function showRemarks(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held) return notFound(visit);
  const asked = held.draft.remarks.find(
    ({ id, answer }) => id === visit.context.req.query('over') && answer === null,
  );
  if (asked && held.writes) return answerPage(visit, held, asked, '', []);
  const { language } = visit;
  const open = held.draft.remarks.filter(({ answer }) => answer === null);
  const answered = held.draft.remarks.filter(({ answer }) => answer !== null);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={words.title[language]}
      crumbs={reportCrumbs(visit, held)}
    >
      <h1>{words.title[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      {held.draft.remarks.length === 0 && (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      )}
      {(
        [
          [words.open, open],
          [words.answered, answered],
        ] as const
      ).map(([heading, remarks]) =>
        remarks.length === 0 ? null : (
          <section key={heading.nl} class="dl-flow">
            <h2>{heading[language]}</h2>
            <ul>
              {remarks.map((one) => (
                <li key={one.id}>
                  <OneRemark visit={visit} held={held} remark={one} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </Page>,
  );
}

function OneRemark({ visit, held, remark }: { visit: SignedIn; held: HeldReport; remark: Remark }) {
  const { language, to } = visit;
  const { draft, place, writes } = held;
  const number = draft.readings.find(({ id }) => id === remark.reading)?.number ?? '';
  const block = draft.blocks.find(({ id }) => id === remark.block);
  const about =
    remark.block === null
      ? words.whole[language]
      : block
        ? nameOfBlock(visit, block.source)
        : words.goneBlock[language];
  const who = byWhom(draft, remark.by, remark.at, language);
  return (
    <>
      <strong>
        {writes && block ? (
          <a href={to(`${place}/blok/${block.id}`)}>
            {say(words.about[language], language, { number, block: about })}
          </a>
        ) : (
          say(words.about[language], language, { number, block: about })
        )}
      </strong>
      {remark.remark.split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
      <p>
        {remark.behalf === null ? who : say(words.behalf[language], language, { behalf: remark.behalf, who })}
      </p>
      {remark.answer !== null && (
        <p>
          {say(words.done[language], language, {
            answer: remark.answer,
            who: whoWords(draft, remark.answeredBy, language),
          })}
        </p>
      )}
      {remark.answer === null && writes && (
        <p>
          <a href={to(`${place}/opmerkingen?over=${remark.id}`)}>{words.answer[language]}</a>
        </p>
      )}
    </>
  );
}

function answerPage(
  visit: SignedIn,
  held: HeldReport,
  remark: Remark,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  const place = `${held.place}/opmerkingen`;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.answerTitle[language]}
      action={place}
      errors={errors}
      crumbs={[...reportCrumbs(visit, held), { href: to(place), label: words.title[language] }]}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          <OneRemark visit={visit} held={{ ...held, writes: false }} remark={remark} />
        </>
      }
      button={words.answerSave[language]}
      hidden={{ over: remark.id }}
      back={{ href: place, label: words.leave[language] }}
    >
      <TextField
        id="antwoord"
        label={words.answerField[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'antwoord')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Says what was done with a remark. */
export async function takeAnswer(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const typed = await readForm(visit.context, ['over', 'antwoord']);
  const remark = held.draft.remarks.find(({ id }) => id === typed('over'));
  if (!remark || !isId(typed('over'))) return notFound(visit);
  const answer = typed('antwoord').trim();
  const fault = neededFault(answer, longestRemark, words.answerMissing);
  if (fault)
    return answerPage(visit, held, remark, typed('antwoord'), [
      { field: 'antwoord', message: fault[visit.language] },
    ]);
  await perform(visit.premises.door, visit.actor, answerRemark, concern, {
    report: held.draft.id,
    remark: remark.id,
    answer,
  });
  return goTo(visit, `${held.place}/opmerkingen`);
}
