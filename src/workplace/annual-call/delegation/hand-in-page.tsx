import { placeOf } from '../../../collection/annual-call/answers.ts';
import { handIn } from '../../../collection/annual-call/delegation/by-delegate.ts';
import type { DelegatedPart } from '../../../collection/annual-call/delegation/delegated.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { FormPage } from '../../front/simple-form.tsx';
import { goTo, pageAnswer, type Visit } from '../../front/visit.ts';
import { questionWords, valueWords } from '../call-words.ts';
import { type PartPlace, PartStrip, partTitle } from './part-form.tsx';

const words = {
  title: text('Antwoorden nakijken en versturen', 'Check and send the answers'),
  notYet: text('Er is nog niets verstuurd', 'Nothing was sent yet'),
  effect: text(
    'Na versturen kunt u niets meer wijzigen. Wie de opgave invult leest de antwoorden en neemt ze over onder uw naam.',
    'After sending you can change nothing any more. Who fills in the return reads the answers and takes them over under your name.',
  ),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  open: text(
    '{count, plural, one {# vraag is} other {# vragen zijn}} niet ingevuld en {count, plural, one {staat} other {staan}} als „niet opgegeven”.',
    '{count, plural, one {# question is} other {# questions are}} not filled in and {count, plural, one {is} other {are}} “not reported”.',
  ),
  none: text('niet opgegeven', 'not reported'),
  send: text('Antwoorden versturen', 'Send the answers'),
  leave: text('Niet versturen', 'Do not send'),
} as const;

/** What a delegate answered, to be read before it is sent. */
export function handInPage(visit: Visit, at: PartPlace, part: DelegatedPart): Response {
  const { language } = visit;
  const given = new Map(part.answers.map((one) => [placeOf(one), one]));
  const isGiven = (one: (typeof part.asked)[number]) =>
    (given.get(placeOf(one))?.state ?? 'not-reported') !== 'not-reported';
  const open = part.asked.filter((one) => !isGiven(one)).length;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`${at.path}/versturen`}
      errors={[]}
      before={
        <>
          <p class="dl-lead">{partTitle(visit, part)}</p>
          <PartStrip visit={visit} part={part} />
          <Notice kind="info" title={words.notYet[language]}>
            <p>{words.effect[language]}</p>
            {open > 0 && <p>{say(words.open[language], language, { count: open })}</p>}
          </Notice>
          {[...Map.groupBy(part.asked, ({ register }) => register)].map(([register, questions]) => (
            <section key={register} class="dl-flow">
              <h2>{questions[0]?.name[language]}</h2>
              <DefinitionList
                items={questions.map((question) => {
                  const answer = given.get(placeOf(question));
                  return {
                    term: question.field === '' ? words.was[language] : questionWords(question, language),
                    text: answer ? valueWords(answer, language) : words.none[language],
                  };
                })}
              />
            </section>
          ))}
        </>
      }
      button={words.send[language]}
      back={{ href: at.path, label: words.leave[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Sends the answers; null where the part stands no more. */
export async function sendPart(
  visit: Visit,
  at: PartPlace,
  part: DelegatedPart,
  then: string,
): Promise<Response> {
  if (part.answers.every(({ state }) => state === 'not-reported'))
    return goTo(visit, `${at.path}?gedaan=leeg`);
  const isSent = await perform(visit.premises.door, at.actor, handIn, concern, { delegation: at.delegation });
  return goTo(visit, isSent ? then : at.path);
}
