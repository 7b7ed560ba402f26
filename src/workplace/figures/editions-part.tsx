import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { askEdition } from '../../publication/inside/editions.ts';
import { readForm } from '../front/forms.ts';
import { goTo, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { profileOf } from '../people-lists/profile-of.ts';
import { withPeriod } from './figure-parts.tsx';
import {
  type FiguresOfRegister,
  figuresHeld,
  type PeriodChoice,
  periodChoices,
  periodName,
  type ShownFigures,
} from './held-figures.ts';

const words = {
  notEnded: text('{period} loopt nog', '{period} is still running'),
  notEndedText: text(
    'Beschermde cijfers zijn er als het jaar voorbij is, vanaf {day}. Wie de cijfers van twee dagen naast elkaar legt, zou anders zien wat ertussen binnenkwam.',
    'There are protected figures when the year is over, from {day} on. Whoever holds the figures of two days side by side would otherwise see what came in between.',
  ),
  notMade: text(
    'De beschermde cijfers over {period} zijn nog niet gemaakt',
    'The protected figures of {period} are not made yet',
  ),
  notMadeText: text(
    'Ze worden dan voor iedereen gemaakt die de registraties niet ziet, van alle registers tegelijk, en blijven een maand zoals ze zijn. Dat duurt een paar seconden tot enkele minuten.',
    'They are then made for everybody who does not see the records, of all registers at once, and stay as they are for a month. That takes a few seconds to some minutes.',
  ),
  make: text('Beschermde cijfers maken', 'Make the protected figures'),
  again: text('Beschermde cijfers opnieuw maken', 'Make the protected figures again'),
  making: text('De beschermde cijfers worden gemaakt', 'The protected figures are being made'),
  makingText: text(
    'Gevraagd op {moment}. Deze pagina hoeft niet open te blijven.',
    'Asked for on {moment}. This page need not stay open.',
  ),
  refresh: text('Stand vernieuwen', 'Refresh the state'),
  failed: text('De beschermde cijfers konden niet worden gemaakt', 'The protected figures could not be made'),
} as const;

/** How the protected figures stand, and the button that has them made. */
export function Editions({
  visit,
  held,
  choice,
  shown,
}: {
  visit: SignedIn;
  held: Pick<FiguresOfRegister, 'place' | 'view'>;
  choice: PeriodChoice;
  shown: Pick<ShownFigures, 'editions'>;
}) {
  const { language, to } = visit;
  const period = periodName(choice.period, language);
  const { made = null, last = null } = shown.editions ?? {};
  const here = withPeriod(held.place, choice);
  const button = (label: keyof typeof words & ('make' | 'again'), isFirst: boolean) => (
    <form method="post" action={to('/cijfers/maken')} class="dl-noprint">
      <input type="hidden" name="periode" value={choice.period.key} />
      <input type="hidden" name="terug" value={held.place} />
      <button type="submit" class={isFirst ? 'dl-button' : 'dl-button dl-button--second'}>
        {words[label][language]}
      </button>
    </form>
  );
  if (!choice.isEnded)
    return (
      <Notice kind="info" title={say(words.notEnded[language], language, { period })}>
        <p>
          {say(words.notEndedText[language], language, {
            day: dateInWords(choice.period.until, language),
          })}
        </p>
      </Notice>
    );
  if (last && last.madeAt === null && last.failed === null)
    return (
      <Notice kind="info" title={words.making[language]}>
        <p>
          {say(words.makingText[language], language, {
            moment: momentInWords(new Date(last.askedAt), language),
          })}{' '}
          <a href={to(here)}>{words.refresh[language]}</a>
        </p>
      </Notice>
    );
  return (
    <>
      {last?.failed && (
        <Notice kind="danger" title={words.failed[language]}>
          <p>{last.failed[language]}</p>
          {made && button('again', false)}
        </Notice>
      )}
      {made === null ? (
        <Notice kind="info" title={say(words.notMade[language], language, { period })}>
          <p>{words.notMadeText[language]}</p>
          {button('make', true)}
        </Notice>
      ) : (
        made.isDue && !last?.failed && button('again', false)
      )}
    </>
  );
}

/** Has the protected figures of a period made, unless they are or were lately; and leads back. */
export async function takeEdition(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['periode', 'terug']);
  const held = await figuresHeld(visit);
  const choice = periodChoices((await profileOf(visit)).yearStart).find(
    ({ period }) => period.key === typed('periode'),
  );
  if (held.length === 0 || !choice?.isEnded) return notFound(visit);
  await perform(visit.premises.door, visit.actor, askEdition, concern, { period: choice.period.key });
  const back = held.find(({ place }) => place === typed('terug'))?.place ?? '/cijfers';
  return goTo(visit, withPeriod(back, choice));
}
