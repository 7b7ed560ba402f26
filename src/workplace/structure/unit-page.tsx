import { today } from '../../organisation/period.ts';
import { nameOn, parentOn, type Unit, type Validity } from '../../organisation/structure.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { structureWords as own } from './structure-words.ts';
import { describedHere, keepsStructure, structureReaders, unitWords } from './tree-page.tsx';

const words = {
  names: text('Namen', 'Names'),
  places: text('Plaatsen', 'Places'),
  became: text('Wat ervan werd', 'What became of it'),
  came: text('Waar het uit ontstond', 'What it came from'),
  merge: text('Opgegaan in {unit} op {day}', 'Merged into {unit} on {day}'),
  split: text('Gesplitst op {day}: {share} naar {unit}', 'Split on {day}: {share} to {unit}'),
  noShare: text('deel onbekend', 'share unknown'),
  fromMerge: text('{unit} ging hierin op, op {day}', '{unit} merged into it on {day}'),
  fromSplit: text('Uit de splitsing van {unit} op {day}', 'From the split of {unit} on {day}'),
  actions: text('Wijzigen', 'Change'),
  rename: text('Naam wijzigen', 'Change the name'),
  move: text('Onderdeel verplaatsen', 'Move the unit'),
  split2: text('Onderdeel splitsen', 'Split the unit'),
  merge2: text('Onderdeel samenvoegen met een ander', 'Merge the unit with another'),
  end: text('Onderdeel beëindigen', 'End the unit'),
  over: text('Dit onderdeel bestaat niet meer', 'This unit exists no more'),
  overText: text('Sinds {day}.', 'Since {day}.'),
  changed: text('De indeling is gewijzigd', 'The structure was changed'),
  changedText: text('Hieronder staat het onderdeel zoals het nu is.', 'Below stands the unit as it is now.'),
} as const;

/** A unit with all its names and places. */
export async function showUnit(visit: SignedIn, part: string): Promise<Response> {
  const here = hasRole(visit, ...structureReaders) ? await describedHere(visit) : null;
  const unit = here?.structure.units.find(({ key }) => key === part);
  if (!here || !unit) return notFound(visit);
  const { language, to, context } = visit;
  const { structure, profile } = here;
  const day = today();
  const named = (key: string) => {
    const other = structure.units.find((one) => one.key === key);
    return other ? unitWords(other, day, language) : key;
  };
  const title = unitWords(unit, day, language);
  const isRoot = unit.key === structure.root;
  const isOver = unit.until !== null && unit.until <= day;
  const above = parentOn(unit, day);
  const isChanged = context.req.query('gedaan') === 'gewijzigd';
  const deeds = [
    ['naam', words.rename],
    ...(isRoot
      ? []
      : ([
          ['plaats', words.move],
          ['splitsen', words.split2],
          ['samenvoegen', words.merge2],
          ['beeindigen', words.end],
        ] as const)),
  ] as const;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={isChanged ? `${words.changed[language]}: ${title}` : title}
      here={to('/indeling')}
      crumbs={[{ href: to('/indeling'), label: own.title[language] }]}
    >
      {isChanged && (
        <Notice kind="ok" title={words.changed[language]}>
          <p>{words.changedText[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      {isOver && (
        <Notice kind="info" title={words.over[language]}>
          <p>{say(words.overText[language], language, { day: dateInWords(unit.until ?? day, language) })}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: own.key[language], text: unit.key },
          {
            term: own.level[language],
            text: profile.levels.find(({ key }) => key === unit.level)?.name[language] ?? unit.level,
          },
          {
            term: own.type[language],
            text: profile.unitTypes.find(({ key }) => key === unit.type)?.name[language] ?? unit.type,
          },
          {
            term: own.place[language],
            text:
              above === undefined ? (
                own.top[language]
              ) : (
                <a href={to(`/indeling/${above}`)}>
                  {say(own.under[language], language, { unit: named(above) })}
                </a>
              ),
          },
        ]}
      />
      <Facts
        title={words.names[language]}
        language={language}
        heads={[own.name[language], own.abbreviation[language]]}
        rows={unit.names.map((one) => ({
          ...one,
          cells: [one.name[language], one.abbreviation ?? own.noAbbreviation[language]],
        }))}
      />
      {unit.parents.length > 0 && (
        <Facts
          title={words.places[language]}
          language={language}
          heads={[own.place[language]]}
          rows={unit.parents.map((one) => ({ ...one, cells: [named(one.parent)] }))}
        />
      )}
      <Successions visit={visit} unit={unit} here={here} />
      {keepsStructure(visit) && !isOver && (
        <section class="dl-flow dl-noprint" aria-labelledby="wijzigen">
          <h2 id="wijzigen">{words.actions[language]}</h2>
          <ul>
            {deeds.map(([path, label]) => (
              <li key={path}>
                <a href={to(`/indeling/${unit.key}/${path}`)}>{label[language]}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>,
  );
}

function Facts({
  title,
  heads,
  rows,
  language,
}: {
  title: string;
  heads: readonly string[];
  rows: readonly (Validity & { readonly cells: readonly string[] })[];
  language: Language;
}) {
  const day = (iso: string | null, none: string) => (iso === null ? none : dateInWords(iso, language));
  return (
    <TextTable
      caption={title}
      heads={[...heads, own.from[language], own.until[language]]}
      rows={rows.map(({ cells, from, until }) => [
        ...cells,
        day(from, own.always[language]),
        day(until, own.open[language]),
      ])}
    />
  );
}

function Successions({
  visit: { language },
  unit,
  here: { structure },
}: {
  visit: SignedIn;
  unit: Unit;
  here: NonNullable<Awaited<ReturnType<typeof describedHere>>>;
}) {
  const named = (key: string, on: string) => {
    const other = structure.units.find((one) => one.key === key);
    return other ? nameOn(other, on).name[language] : key;
  };
  const others = structure.successions.filter(({ from, to }) => from !== to);
  const became = others
    .filter(({ from }) => from === unit.key)
    .map(({ kind, to, on, share }) =>
      say((kind === 'split' ? words.split : words.merge)[language], language, {
        unit: named(to, on),
        day: dateInWords(on, language),
        share: share ?? words.noShare[language],
      }),
    );
  const came = others
    .filter(({ to }) => to === unit.key)
    .map(({ kind, from, on }) =>
      say((kind === 'split' ? words.fromSplit : words.fromMerge)[language], language, {
        unit: named(from, on),
        day: dateInWords(on, language),
      }),
    );
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? null : (
      <section class="dl-flow">
        <h2>{title}</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {list(words.came[language], came)}
      {list(words.became[language], became)}
    </>
  );
}
