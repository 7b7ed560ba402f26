import { daysOfSet } from '../../../collection/keeping/bulk/change-sets.ts';
import { dayOf } from '../../../organisation/period.ts';
import { dateInWords, momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Pages } from '../../../platform/web/components/lists.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { rowsShown } from '../lists/list-query.ts';
import { recordName } from '../record-words.ts';
import { bulkWords as words } from './bulk-words.ts';
import { fieldLabel, type OpenSet, setCrumbs, valueWords } from './open-set.ts';
import { LeftRows, pageAsked, rowsOf, stateAsked, whyLeft } from './preview-page.tsx';

/** What became of a set: what changed, what did not, and the way to undo it. */
export async function resultPage(visit: SignedIn, opened: OpenSet): Promise<Response> {
  const { language, to } = visit;
  const { held, set, place } = opened;
  const field = set.field ?? '';
  const isUndone = set.undoneAt !== null;
  const title = say((isUndone ? words.undone : words.done)[language], language, {
    count: isUndone ? set.counts.undone : set.counts.done,
  });
  const applied = new Date(set.appliedAt ?? set.madeAt);
  const until = new Date(new Date(set.madeAt).getTime() + daysOfSet * 86_400_000);
  const asked = stateAsked(visit);
  const state = asked === 'included' && isUndone ? 'kept' : asked;
  const rows = state === 'included' ? [] : await rowsOf(visit, opened, state);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      here={to('/registers')}
      crumbs={setCrumbs(visit, opened)}
      sheet={confidentialSheet(visit)}
    >
      <Notice kind="ok" title={words.stands[language]}>
        <p>{(isUndone ? words.undoneText : words.doneText)[language]}</p>
      </Notice>
      <h1>{title}</h1>
      <DefinitionList
        items={[
          { term: words.field[language], text: fieldLabel(held, field, visit) },
          { term: words.becomes[language], text: valueWords(held, field, set.values, visit) },
          { term: words.reasonGiven[language], text: <bdi>{set.reason}</bdi> },
          { term: words.at[language], text: momentInWords(applied, language) },
        ]}
      />
      <LeftRows visit={visit} opened={opened} />
      {state !== 'included' && rows.length > 0 && (
        <section class="dl-flow" aria-labelledby="rijen">
          <h2 id="rijen" tabindex={-1}>
            {whyLeft(state)[language]}
          </h2>
          <ul>
            {rows.map(({ version }) => (
              <li key={version.id}>
                <a href={to(`${held.place}/${version.id}`)}>{recordName(held.keeping.pages, version)}</a>
              </li>
            ))}
          </ul>
          {set.counts[state] > rowsShown && (
            <Pages
              current={pageAsked(visit)}
              last={Math.ceil(set.counts[state] / rowsShown)}
              hrefOf={(one) => to(`${place}?toon=${state}&blad=${one}#rijen`)}
              language={language}
            />
          )}
        </section>
      )}
      <p>
        <a href={to(held.place)}>{words.toList[language]}</a>
      </p>
      {!isUndone && set.counts.done > 0 && (
        <section class="dl-flow" aria-labelledby="ongedaan">
          <h2 id="ongedaan">{words.undo[language]}</h2>
          {set.undoable === 0 ? (
            <p>{words.undoNone[language]}</p>
          ) : (
            <form method="post" action={to(place)} class="dl-form">
              <p>
                {say(words.undoText[language], language, {
                  day: dateInWords(dayOf(until), language),
                  count: set.undoable,
                })}
              </p>
              <div class="dl-buttons">
                <button type="submit" class="dl-button dl-button--second" name="stap" value="ongedaan">
                  {say(words.undoButton[language], language, { count: set.undoable })}
                </button>
              </div>
            </form>
          )}
        </section>
      )}
    </Page>,
  );
}
