import type { RowState, SetRow } from '../../../collection/keeping/bulk/change-sets.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import type { Text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ErrorSummary, TextField } from '../../../platform/web/components/fields.tsx';
import { Empty, Pages } from '../../../platform/web/components/lists.tsx';
import { SortedTable } from '../../../platform/web/components/sorted-table.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { errorOf, errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { rowsShown } from '../lists/list-query.ts';
import { recordName } from '../record-words.ts';
import { whyNot, bulkWords as words } from './bulk-words.ts';
import { RowTick } from './choose.tsx';
import { fieldLabel, type OpenSet, setCrumbs, valueWords } from './open-set.ts';

/** The states in which a record of a set does not change, in the order in which they are told. */
const leftStates = ['changed', 'same', 'gone', 'left-out', 'kept'] as const;
type LeftState = (typeof leftStates)[number];

/** What is told of a record that is not there any more: that it is not. Its name is told to nobody. */
const namedStates: readonly RowState[] = ['included', 'same', 'changed', 'left-out', 'kept'];

/** The records of a set that are shown: those that change, or those that do not for one reason. */
export function stateAsked(visit: SignedIn): RowState {
  const asked = visit.context.req.query('toon');
  return leftStates.find((one) => one === asked && namedStates.includes(one)) ?? 'included';
}

export function pageAsked(visit: SignedIn): number {
  const page = Number(visit.context.req.query('blad') ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** Rows of a set in a state, of the page that is asked. */
export function rowsOf(visit: SignedIn, { held, set }: OpenSet, state: RowState): Promise<readonly SetRow[]> {
  return look(visit.premises.door, visit.actor, held.keeping.setRows, concern, {
    id: set.id,
    states: [state],
    offset: (pageAsked(visit) - 1) * rowsShown,
    most: rowsShown,
  });
}

/** What would change, record by record, and what would not and why. */
export async function previewPage(
  visit: SignedIn,
  opened: OpenSet,
  reason: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language, to } = visit;
  const { held, set, place } = opened;
  const field = set.field ?? '';
  const label = fieldLabel(held, field, visit);
  const state = stateAsked(visit);
  const rows = await rowsOf(visit, opened, state);
  const title = say(words.preview[language], language, { field: label });
  const count = set.counts.included;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${errorTitle[language]}${title}` : title}
      here={to('/registers')}
      crumbs={setCrumbs(visit, opened)}
      wide
      sheet={confidentialSheet(visit)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{title}</h1>
      <p>{words.notYet[language]}</p>
      <DefinitionList
        items={[
          { term: words.field[language], text: label },
          {
            term: words.becomes[language],
            text: <strong>{valueWords(held, field, set.values, visit)}</strong>,
          },
          { term: words.changes[language], text: say(words.count[language], language, { count }) },
        ]}
      />
      <p class="dl-links">
        <a href={to(`${place}?veld=${field}`)}>{words.otherValue[language]}</a>{' '}
        <a href={to(`${place}?veld=`)}>{words.otherField[language]}</a>
      </p>
      <LeftRows visit={visit} opened={opened} />
      {count === 0 && state === 'included' ? (
        <Empty
          title={words.nothing[language]}
          text={words.nothingText[language]}
          action={{ href: to(held.place), label: words.toList[language] }}
        />
      ) : (
        <form method="post" action={to(place)} class="dl-form dl-form--wide" novalidate>
          {count > 0 && (
            <>
              <TextField
                id="reden"
                label={words.reason[language]}
                hint={words.reasonHint[language]}
                language={language}
                value={reason}
                lines={3}
                {...errorOf(errors, 'reden')}
              />
              <p>{words.doubtsText[language]}</p>
              <div class="dl-buttons">
                <button type="submit" class="dl-button" name="stap" value="wijzigen">
                  {say(words.apply[language], language, { count })}
                </button>
                <a href={to(held.place)}>{words.leave[language]}</a>
              </div>
            </>
          )}
          <ShownRows visit={visit} opened={opened} state={state} rows={rows} />
        </form>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Why the records in a state do not change; for those that do, that they do. */
export function whyLeft(state: RowState): Text {
  const why = leftStates.find((one) => one === state);
  return why ? whyNot[why] : words.rows;
}

/** What does not change, and why; of records that are there it can be asked which. */
export function LeftRows({ visit, opened: { set, place } }: { visit: SignedIn; opened: OpenSet }) {
  const { language, to } = visit;
  const left = leftStates.filter((state) => set.counts[state] > 0);
  if (left.length === 0) return null;
  const shown = (state: LeftState) =>
    namedStates.includes(state) ? (
      <a key={state} href={to(`${place}?toon=${state}#rijen`)}>
        {words.showThem[language]}
        <span class="dl-hidden">: {whyNot[state][language]}</span>
      </a>
    ) : (
      ''
    );
  return (
    <section class="dl-flow" aria-labelledby="wijzigt-niet">
      <h2 id="wijzigt-niet">{words.excluded[language]}</h2>
      <TextTable
        caption={words.excluded[language]}
        captionHidden
        heads={[words.why, words.howMany, words.showThem].map((one) => one[language])}
        rows={left.map((state) => [whyNot[state][language], set.counts[state], shown(state)])}
      />
    </section>
  );
}

function ShownRows({
  visit,
  opened,
  state,
  rows,
}: {
  visit: SignedIn;
  opened: OpenSet;
  state: RowState;
  rows: readonly SetRow[];
}) {
  const { language, to } = visit;
  const { held, set, place } = opened;
  const isIncluded = state === 'included';
  const field = isIncluded ? 'weg' : 'terug';
  const canTick = isIncluded || state === 'left-out';
  const after = valueWords(held, set.field ?? '', set.values, visit);
  const last = Math.max(1, Math.ceil(set.counts[state] / rowsShown));
  const page = pageAsked(visit);
  const title = whyLeft(state)[language];
  return (
    <section class="dl-flow dl-full" aria-labelledby="rijen">
      <h2 id="rijen" tabindex={-1}>
        {title}
      </h2>
      {!isIncluded && (
        <p>
          <a href={to(`${place}#rijen`)}>{words.backToChanges[language]}</a>
        </p>
      )}
      <SortedTable
        caption={title}
        language={language}
        heads={[
          { label: words.reference[language] },
          { label: words.now[language] },
          { label: words.becomes[language] },
        ]}
        rows={rows.map(({ version }, index) => {
          const name = recordName(held.keeping.pages, version);
          const label = say((isIncluded ? words.leaveOut : words.takeBack)[language], language, { name });
          return [
            <>
              {canTick && <RowTick field={field} id={version.id} label={label} first={index === 0} />}{' '}
              <a href={to(`${held.place}/${version.id}`)}>{name}</a>
            </>,
            valueWords(held, set.field ?? '', version.values, visit),
            isIncluded ? after : '',
          ];
        })}
      />
      {canTick && rows.length > 0 && (
        <div class="dl-buttons">
          <button
            type="submit"
            class="dl-button dl-button--second"
            name="stap"
            value={isIncluded ? 'weglaten' : 'meenemen'}
          >
            {(isIncluded ? words.leaveOutButton : words.takeBackButton)[language]}
          </button>
        </div>
      )}
      {last > 1 && (
        <Pages
          current={page}
          last={last}
          hrefOf={(one) => to(`${place}?${isIncluded ? '' : `toon=${state}&`}blad=${one}#rijen`)}
          language={language}
        />
      )}
    </section>
  );
}
