import type { RecordStory } from '../../collection/keeping/one-record.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Page } from '../../platform/web/page.tsx';
import { lostTexts } from '../front/kept-forms.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import type { HeldRegister } from './held-register.ts';

const words = {
  title: text('Al gedaan: {what}', 'Done already: {what}'),
  by: text('{who} deed dit op {moment}.', '{who} did this on {moment}.'),
  nameless: text('Iemand van wie de naam niet bekend is', 'Somebody whose name is not known'),
  nothing: text('U hoeft niets te doen.', 'There is nothing that you need to do.'),
  registers: text('Registers', 'Registers'),
} as const;

/** What was done already, by whom and when. */
export interface DoneBefore {
  /** As the button says it. */
  readonly what: string;
  /** Id of a person; null where it is not known. */
  readonly by: string | null;
  /** Moment in UTC, ISO form. */
  readonly at: string;
}

/** The page for who does what somebody else did a moment before: who, when, and what was typed in vain. */
export async function doneBefore(
  visit: SignedIn,
  { held, name, href }: { readonly held: HeldRegister; readonly name: string; readonly href: string },
  { names }: Pick<RecordStory, 'names'>,
  { what, by, at }: DoneBefore,
): Promise<Response> {
  const { language, to } = visit;
  const title = say(words.title[language], language, {
    what: `${what.slice(0, 1).toLowerCase()}${what.slice(1)}`,
  });
  const who = (by === null ? undefined : names[by]) ?? words.nameless[language];
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      here={to('/registers')}
      crumbs={[
        { href: to('/registers'), label: words.registers[language] },
        { href: to(held.place), label: held.register.name[language] },
      ]}
    >
      <h1>{title}</h1>
      <p>
        {say(words.by[language], language, { who, moment: momentInWords(new Date(at), language) })}{' '}
        {words.nothing[language]}
      </p>
      <p>
        {held.keeping.pages.one[language]} <a href={to(href)}>{name}</a>
      </p>
      {await lostTexts(visit)}
    </Page>,
    409,
  );
}
