import type { ComponentChildren } from 'preact';
import type { AskedQuestion } from '../../../collection/annual-call/asked.ts';
import { countProgress } from '../../../collection/annual-call/call-state.ts';
import { today } from '../../../organisation/period.ts';
import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { ScrollRegion } from '../../../platform/web/components/scroll-region.tsx';
import { SortedTable } from '../../../platform/web/components/sorted-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { questionWords, stateWords } from '../call-words.ts';
import { unitName } from '../held-call.ts';
import { type CallState, callState, questionState, registerState } from './call-state-of.ts';

const words = {
  calls: text('Uitvraag', 'Annual call'),
  overview: text('Uitvraag over {year}', 'Annual call for {year}'),
  title: text('Stand van de uitvraag over {year}', 'State of the annual call for {year}'),
  ofRegister: text('{register}: antwoorden over {year}', '{register}: answers for {year}'),
  lead: text(
    'Elk onderdeel met elk register, wat het meest achterloopt voorop. Kies een register voor de vragen ervan.',
    'Every unit with every register, what is furthest behind first. Choose a register for its questions.',
  ),
  leadQuestions: text(
    'Elk onderdeel met elke vraag. Het telt pas mee als de opgave is ondertekend.',
    'Every unit with every question. It counts only when the return is signed.',
  ),
  counts: text(
    '{done} van {all} klaar, {busy} bezig, {notBegun} niet begonnen, {late} te laat.',
    '{done} of {all} done, {busy} in hand, {notBegun} not begun, {late} late.',
  ),
  unit: text('Onderdeel', 'Unit'),
  state: text('Stand', 'State'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  registers: text('Vragen per register', 'Questions by register'),
  print: text('Afdrukken', 'Print'),
  file: text('Als bestand meenemen (XLSX)', 'Take along as a file (XLSX)'),
  printed: text('Afgedrukt op {day}', 'Printed on {day}'),
} as const;

/** The state of a call per unit and register; with a register, per unit and question. Also as it is printed. */
export async function showState(visit: SignedIn, part: string): Promise<Response> {
  const [period = '', , key] = part.split('/');
  const state = await callState(visit, period);
  if (!state) return notFound(visit);
  if (key === undefined) return matrixPage(visit, state);
  const register = state.registers.find((one) => one.key === key);
  return register ? questionsPage(visit, state, register) : notFound(visit);
}

const isPrinted = ({ context }: SignedIn) => context.req.query('weergave') === 'afdruk';

function Frame({
  visit,
  state: { at, units },
  title,
  lead,
  inside,
  children,
}: {
  visit: SignedIn;
  state: CallState;
  title: string;
  lead: string;
  inside: boolean;
  children: ComponentChildren;
}) {
  const { language, to, path } = visit;
  const period = at.year.key;
  const counts = countProgress(units.map(({ progress }) => progress));
  const printed = isPrinted(visit);
  return (
    <Page
      frame={frameOf(visit)}
      title={title}
      wide
      sheet={confidentialSheet(visit)}
      crumbs={[
        { href: to('/uitvraag'), label: words.calls[language] },
        {
          href: to(`/uitvraag/${period}`),
          label: say(words.overview[language], language, { year: at.name }),
        },
        ...(inside
          ? [
              {
                href: to(`/uitvraag/${period}/stand`),
                label: say(words.title[language], language, { year: at.name }),
              },
            ]
          : []),
      ]}
    >
      <h1>{title}</h1>
      <p class="dl-lead">{say(words.counts[language], language, { ...counts, all: units.length })}</p>
      {printed ? (
        <p>{say(words.printed[language], language, { day: dateInWords(today(), language) })}</p>
      ) : (
        <>
          <p>{lead}</p>
          <p class="dl-noprint dl-links">
            <a href={to(`${path}?weergave=afdruk`)}>{words.print[language]}</a>
            <a href={to(`/uitvraag/${period}/stand/ophalen`)}>{words.file[language]}</a>
          </p>
        </>
      )}
      <div class="dl-full dl-flow dl-landscape">{children}</div>
    </Page>
  );
}

function matrixPage(visit: SignedIn, state: CallState): Response {
  const { language, to } = visit;
  const { at, units, registers } = state;
  const title = say(words.title[language], language, { year: at.name });
  const period = at.year.key;
  return pageAnswer(
    <Frame visit={visit} state={state} title={title} lead={words.lead[language]} inside={false}>
      <ScrollRegion label={title}>
        <SortedTable
          caption={title}
          language={language}
          heads={[
            words.unit[language],
            words.state[language],
            ...registers.map(({ name }) => name[language]),
          ].map((label) => ({ label }))}
          rows={units.map((one) => [
            <a key={one.own.unit} href={to(`/uitvraag/${period}/${one.own.unit}`)}>
              {unitName(at, one.own.unit, language)}
            </a>,
            stateWords(one.progress, language),
            ...registers.map(({ key }) => registerState(one, key, language)),
          ])}
        />
      </ScrollRegion>
      {!isPrinted(visit) && (
        <>
          <h2>{words.registers[language]}</h2>
          <ul>
            {registers.map(({ key, name }) => (
              <li key={key}>
                <a href={to(`/uitvraag/${period}/stand/${key}`)}>{name[language]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Frame>,
  );
}

/** The questions of a register that any unit is asked, each once. */
export function questionsOf({ units }: CallState, key: string): readonly AskedQuestion[] {
  const all = units.flatMap(({ asked }) => asked.find((one) => one.key === key)?.questions ?? []);
  return [...new Map(all.map((one) => [`${one.field}|${one.part}`, one])).values()];
}

function questionsPage(
  visit: SignedIn,
  state: CallState,
  { key, name }: CallState['registers'][number],
): Response {
  const { language, to } = visit;
  const { at, units } = state;
  const title = say(words.ofRegister[language], language, { register: name[language], year: at.name });
  const questions = questionsOf(state, key);
  return pageAnswer(
    <Frame visit={visit} state={state} title={title} lead={words.leadQuestions[language]} inside>
      <ScrollRegion label={title}>
        <SortedTable
          caption={title}
          language={language}
          heads={[
            words.unit[language],
            words.state[language],
            words.was[language],
            ...questions.map((one) => questionWords(one, language)),
          ].map((label) => ({ label }))}
          rows={units
            .filter(({ own }) => own.registers.includes(key))
            .map((one) => [
              <a key={one.own.unit} href={to(`/uitvraag/${at.year.key}/${one.own.unit}`)}>
                {unitName(at, one.own.unit, language)}
              </a>,
              stateWords(one.progress, language),
              questionState(one, key, null, language),
              ...questions.map((question) => questionState(one, key, question, language)),
            ])}
        />
      </ScrollRegion>
    </Frame>,
  );
}
