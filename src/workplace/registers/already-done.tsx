import { stateOf } from '../../collection/offers/record-pages.ts';
import { recordResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Page } from '../../platform/web/page.tsx';
import { lostTexts } from '../front/kept-forms.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import type { OpenRecord } from './record-page.tsx';
import { wholeOf } from './record-words.ts';

const words = {
  title: text('Dit is al gedaan', 'This was done already'),
  by: text('„{step}” is al gedaan door {who}, {moment}.', '“{step}” was done already by {who}, {moment}.'),
  colleague: text('een collega', 'a colleague'),
  nothing: text('Wat u verstuurde, heeft niets gewijzigd.', 'What you sent changed nothing.'),
  on: text('Bekijken hoe het er nu staat', 'See how it stands now'),
} as const;

/** Who did something, and when (a moment in UTC, ISO form). */
export interface DoneBy {
  /** Null where their name is not told. */
  readonly who: string | null;
  readonly at: string;
}

/** Who brought a record to a state in which it stands, and when; null where that is not told. */
export async function broughtTo(visit: SignedIn, record: OpenRecord, state: string): Promise<DoneBy | null> {
  const { keeping } = record.held;
  const { id } = record.kept.version;
  const resource = recordResource(keeping.pages.record.table, id);
  const story = await look(visit.premises.door, visit.actor, keeping.history, resource, { record: id });
  if (!story) return null;
  const isThere = story.versions.map((one) => stateOf(keeping.pages, wholeOf(one))?.key === state);
  const version = story.versions[isThere.lastIndexOf(false) + 1];
  if (!version) return null;
  const { recordedBy, recordedAt } = version;
  return { who: recordedBy === null ? null : (story.names[recordedBy] ?? null), at: recordedAt };
}

/**
 * The page for who takes a step that somebody else took a moment before: who and when, and what was typed.
 *
 * @param step what it is called
 * @param on where it can be seen how it stands now, without language
 */
export async function alreadyDone(
  visit: SignedIn,
  step: string,
  { who, at }: DoneBy,
  on: string,
): Promise<Response> {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/registers')}>
      <h1>{words.title[language]}</h1>
      <p>
        {say(words.by[language], language, {
          step,
          who: who ?? words.colleague[language],
          moment: momentInWords(new Date(at), language),
        })}{' '}
        {words.nothing[language]}
      </p>
      {await lostTexts(visit)}
      <p>
        <a class="dl-button" href={to(on)}>
          {words.on[language]}
        </a>
      </p>
    </Page>,
    409,
  );
}
