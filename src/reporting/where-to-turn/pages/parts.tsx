import type { Text } from '../../../platform/language/text.ts';
import type { Desk } from '../desks.ts';
import type { OutsideRoute } from '../national/national-data.ts';
import { sheetAddress } from '../sheets.ts';
import type { Holds, Line } from '../situations/situation.ts';
import type { Way } from '../ways.ts';
import { words } from '../words.ts';
import type { Reading } from './sheet-page.tsx';

/** A way to reach somebody, as a link where pressing it helps. Nothing of this page goes along. */
function WayLink({ way, reading: { language } }: { way: Way; reading: Reading }) {
  switch (way.kind) {
    case 'phone':
      return <a href={`tel:${way.value.replaceAll(' ', '')}`}>{way.value}</a>;
    case 'mail':
      return <a href={`mailto:${way.value}`}>{way.value}</a>;
    case 'web':
      return (
        <a href={way.value} rel="noreferrer">
          {new URL(way.value).host.replace(/^www\./, '')}
          <span class="dl-hidden"> ({words.link[language]})</span>
        </a>
      );
    case 'inside-phone':
    case 'visit':
    case 'post':
      return <>{way.value[language]}</>;
    default:
      return way satisfies never;
  }
}

export function Ways({ ways, reading }: { ways: readonly Way[]; reading: Reading }) {
  return (
    <ul class="dl-ways">
      {ways.map((way, index) => (
        <li key={index}>
          <WayLink way={way} reading={reading} />
          {way.hours && <span class="dl-soft"> ({way.hours[reading.language]})</span>}
        </li>
      ))}
    </ul>
  );
}

/** An authority or service outside the organisation. */
export function OutsideEntry({ route, reading }: { route: OutsideRoute; reading: Reading }) {
  const { language } = reading;
  return (
    <li>
      <p>
        <strong>{route.name[language]}</strong>
        <br />
        {route.field[language]}
      </p>
      <Ways ways={route.ways} reading={reading} />
    </li>
  );
}

/** A desk of the organisation: what it is, who will know, how to reach it. */
export function DeskEntry({ desk, reading }: { desk: Desk; reading: Reading }) {
  const { language } = reading;
  return (
    <section class="dl-desk dl-flow" aria-labelledby={`loket-${desk.key}`}>
      <h3 id={`loket-${desk.key}`}>{desk.name[language]}</h3>
      <p>
        {desk.does[language]} {desk.independent && words.independent[language]}
      </p>
      <p>
        <strong>{words.knowsHere[language]}:</strong> {desk.knows[language]}
      </p>
      {desk.promises.length > 0 && (
        <ul aria-label={words.promises[language]}>
          {desk.promises.map(({ text, rule }) => (
            <li key={text.nl}>
              {text[language]} ({rule[language]})
            </li>
          ))}
        </ul>
      )}
      {desk.ways.length > 0 ? <Ways ways={desk.ways} reading={reading} /> : <p>{words.noWay[language]}</p>}
    </section>
  );
}

/** The sentence with its term and rule; null where no such term holds. */
function sentence({ text, term }: Line, { national, language }: Reading): string | null {
  if (term === undefined) return text[language];
  const found = national.term(term);
  if (!found) return null;
  return `${text[language].replace('{term}', () => found.length[language])} (${found.rule[language]})`;
}

/** Which sentences hold for an organisation, by its procedure and the desks for a situation. */
function holding({ shown }: Reading, desks: readonly Desk[]): ReadonlySet<Holds> {
  const committee = desks.some((desk) => desk.committee);
  return new Set<Holds>([
    // Where the profile says nothing, the law that holds for most is told.
    shown.profile?.procedure === 'none' ? 'without-procedure' : 'with-procedure',
    committee ? 'with-committee' : 'without-committee',
  ]);
}

/** A heading with the sentences below it that hold here. */
export function Lines({
  title,
  lines,
  desks,
  reading,
}: {
  title: Text;
  lines: readonly Line[];
  desks: readonly Desk[];
  reading: Reading;
}) {
  const holds = holding(reading, desks);
  const told = lines
    .filter((line) => line.holds === undefined || holds.has(line.holds))
    .flatMap((line) => sentence(line, reading) ?? []);
  return (
    <>
      <h2>{title[reading.language]}</h2>
      <ul>
        {told.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** A sentence that stands alone, with its term; nothing where no such term holds. */
export function TermLine({ line, reading }: { line: Line; reading: Reading }) {
  const told = sentence(line, reading);
  return told === null ? null : <li>{told}</li>;
}

/** The way back and the ways on, at the foot of every page. */
export function Onwards({ reading: { language }, before }: { reading: Reading; before?: number }) {
  const to = (sheet: number | null) => sheetAddress(language, sheet);
  return (
    <nav aria-label={words.onwards[language]} class="dl-onwards">
      <ul>
        {before !== undefined && (
          <li>
            <a href={to(before)}>{words.toQuestion[language]}</a>
          </li>
        )}
        <li>
          <a href={to(null)}>{words.toStart[language]}</a>
        </li>
      </ul>
    </nav>
  );
}
