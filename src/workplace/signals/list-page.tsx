import { channelKeys } from '../../organisation/keys/channel-state.ts';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { daysAfter } from '../../platform/encryption/documents/lists.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { ScrollRegion } from '../../platform/web/components/scroll-region.tsx';
import { Page } from '../../platform/web/page.tsx';
import { type OwnBox, ownBoxes } from '../../reporting/boxes/members.ts';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { closedWords } from '../keys/key-words.ts';
import { referenceOf, signalWords } from './signal-words.ts';

const words = {
  lead: text(
    'Wat vertrouwelijk is gemeld en wat u mag lezen. Hier staat alleen dat het er is; wat erin staat opent u met uw kluis.',
    'What was reported in confidence and what you may read. Here stands only that it is there; you open what is in it with your vault.',
  ),
  none: text(
    'Er is niets dat u mag lezen. Zodra er een melding voor u binnenkomt, staat zij hier en in „Uw werk”.',
    'There is nothing that you may read. As soon as a signal comes in for you, it stands here and under “Your work”.',
  ),
  reference: text('Kenmerk', 'Reference'),
  state: text('Stand', 'State'),
  due: text('Uiterlijk', 'At the latest'),
  fresh: text('nog niet bevestigd', 'not acknowledged yet'),
  waiting: text(
    '{count, plural, one {# bericht} other {# berichten}} van de melder',
    '{count, plural, one {# message} other {# messages}} of the reporter',
  ),
  answered: text('beantwoord', 'answered'),
  closed: text('gesloten', 'closed'),
  acknowledge: text('ontvangst bevestigen: {day}', 'acknowledge: {day}'),
  late: text('te laat, {day}', 'late, {day}'),
  inform: text('laten weten wat er gebeurt: {day}', 'tell what is done: {day}'),
  wasClosed: text('De melding is gesloten', 'The signal is closed'),
  wasClosedText: text(
    'Er kan niet meer in worden geschreven; lezen en heropenen kan nog.',
    'Nobody can write in it any more; it can still be read and opened again.',
  ),
  wasReopened: text('De melding is heropend', 'The signal is open again'),
  wasReopenedText: text(
    'Melder en behandelaars kunnen er weer in schrijven.',
    'Reporter and handlers can write in it again.',
  ),
  keysClosed: text('Er komen nu geen meldingen binnen', 'No signals come in now'),
} as const;

const done = { gesloten: 'wasClosed', heropend: 'wasReopened' } as const;

/** Days after which receipt is confirmed at the latest (Wbk, article 2(2)(h)). */
const acknowledgedWithin = 7;

/** What waits of a report, in words: what its reporter was promised. */
function dueOf(box: OwnBox, today: string, language: Language): string {
  if (box.state === 'closed' || box.isAnswered) return '';
  const day = daysAfter(box.received, acknowledgedWithin);
  const word = day < today ? words.late : words.acknowledge;
  return say(word[language], language, { day: dateInWords(day, language) });
}

function stateOf(box: OwnBox, language: Language): string {
  if (box.state === 'closed') return words.closed[language];
  if (!box.isAnswered) return words.fresh[language];
  return box.unanswered > 0
    ? say(words.waiting[language], language, { count: box.unanswered })
    : words.answered[language];
}

/** The reports that somebody may read, what waits first. */
export async function showSignals(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to } = visit;
  const boxes = await look(premises.door, actor, ownBoxes, concern, {});
  const keys = await look(premises.door, actor, keysQuestion, concern, {});
  const { closed } = await channelKeys(keys, await premises.pinOf(keys.org));
  const inOrder = boxes
    .filter(({ kind }) => kind === 'post')
    .toSorted(
      (one, other) =>
        Number(other.unanswered > 0) - Number(one.unanswered > 0) ||
        one.received.localeCompare(other.received) ||
        one.box.localeCompare(other.box),
    );
  const told = done[visit.context.req.query('gedaan') as keyof typeof done];
  const heads = [words.reference, signalWords.received, words.state, words.due];
  return pageAnswer(
    <Page frame={frameOf(visit)} title={signalWords.title[language]} here={to('/meldingen')}>
      {told && (
        <Notice kind="ok" title={words[told][language]}>
          <p>{words[`${told}Text`][language]}</p>
        </Notice>
      )}
      <h1>{signalWords.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {closed !== null && (
        <Notice kind="warn" title={words.keysClosed[language]}>
          <p>{closedWords[closed].why[language]}</p>
        </Notice>
      )}
      {inOrder.length === 0 ? (
        <p>{words.none[language]}</p>
      ) : (
        <ScrollRegion label={signalWords.title[language]}>
          <table class="dl-table dl-table--text">
            <caption class="dl-hidden">{signalWords.title[language]}</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head.nl} scope="col">
                    {head[language]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inOrder.map((box) => (
                <tr key={box.box}>
                  <th scope="row">
                    <a href={to(`/meldingen/${box.box}`)}>{referenceOf(box.box)}</a>
                  </th>
                  <td>{dateInWords(box.received, language)}</td>
                  <td>{stateOf(box, language)}</td>
                  <td>{dueOf(box, keys.today, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Page>,
  );
}
