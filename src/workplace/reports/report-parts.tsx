import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import type { Crumb } from '../../platform/web/components/crumbs.tsx';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import type { StepState } from '../../publication/workbench/route.ts';
import { RenewScript, WaitsFor } from '../front/renewed.tsx';
import type { SignedIn } from '../front/visit.ts';
import { bearsStep, figuresOfReport, type HeldReport } from './held-report.ts';

const words = {
  reports: text('Verslagen', 'Reports'),
  about: text('Over', 'About'),
  state: text('Stand', 'State'),
  version: text('Leesversie', 'Reading version'),
  noVersion: text('nog niet gemaakt', 'not made yet'),
  versionOf: text('{number} van {moment}', '{number} of {moment}'),
  you: text('U', 'You'),
  write: text('schrijft dit verslag', 'write this report'),
  read: text('leest dit verslag als tweede lezer', 'read this report as second reader'),
  preview: text('ziet dit verslag vooraf', 'see this report beforehand'),
  sign: text('tekent dit verslag', 'sign this report'),
  none: text('De cijfers zijn nog niet berekend', 'The figures are not computed yet'),
  noneText: text(
    'Voor het voorbeeld en de controles worden alle cijfers van het verslag berekend en beschermd. Dat duurt een paar seconden tot enkele minuten.',
    'For the preview and the checks all figures of the report are computed and protected. That takes a few seconds to some minutes.',
  ),
  saveFirst: text('Blok bewaren en {label}', 'Save the block and {label}'),
  busy: text('De cijfers worden berekend', 'The figures are being computed'),
  busyText: text(
    'Begonnen op {moment}. U kunt doorschrijven; deze pagina hoeft niet open te blijven.',
    'Begun on {moment}. You can go on writing; this page need not stay open.',
  ),
  failed: text('De cijfers konden niet worden berekend', 'The figures could not be computed'),
  ready: text('Cijfers van {moment}.', 'Figures of {moment}.'),
  compute: text('Cijfers berekenen', 'Compute the figures'),
  again: text('Cijfers opnieuw berekenen', 'Compute the figures again'),
  refresh: text('Stand vernieuwen', 'Refresh the state'),
} as const;

/** The way back to a report. */
export function reportCrumbs({ language, to }: SignedIn, held: HeldReport, within = true): readonly Crumb[] {
  return [
    { href: to('/verslagen'), label: words.reports[language] },
    ...(within ? [{ href: to(held.place), label: held.draft.title }] : []),
  ];
}

/** Which report this is, how it stands, and as what somebody is here. */
export function ReportStrip({ visit, held }: { visit: SignedIn; held: HeldReport }) {
  const { language } = visit;
  const { draft, reading } = held;
  const signs = held.route.steps.some(({ id, act }) => act === 'sign' && bearsStep(visit, held, id));
  const role = held.writes
    ? words.write
    : draft.askedAs === 'second-reader'
      ? words.read
      : signs
        ? words.sign
        : words.preview;
  return (
    <DefinitionList
      inline
      items={[
        { term: words.about[language], text: held.period },
        { term: words.state[language], text: stateOfReport(held, language) },
        {
          term: words.version[language],
          text: reading
            ? say(words.versionOf[language], language, {
                number: reading.number,
                moment: momentInWords(new Date(reading.madeAt ?? reading.at), language),
              })
            : words.noVersion[language],
        },
        { term: words.you[language], text: role[language] },
      ]}
    />
  );
}

const states = {
  published: text('Gepubliceerd', 'Published'),
  stopped: text('Gestopt', 'Stopped'),
  writing: text('Wordt geschreven', 'Being written'),
  returned: text('Terug met opmerkingen', 'Sent back with remarks'),
  done: text('Akkoord; klaar om te publiceren', 'Agreed; ready to be published'),
  publishing: text('Wordt gepubliceerd', 'Being published'),
  with: text('Bij: {step}', 'With: {step}'),
} as const;

/** How a report stands, in words. */
export function stateOfReport({ draft, route, stepName }: HeldReport, language: Language): string {
  if (draft.endedAs !== null) return states[draft.endedAs][language];
  const last = draft.events.findLast(({ kind }) => kind !== 'seen');
  if (last?.kind === 'publishing') return states.publishing[language];
  if (route.returned) return states.returned[language];
  if (route.isDone) return states.done[language];
  if (route.now) return say(states.with[language], language, { step: stepName(route.now) });
  return states.writing[language];
}

/** What a step of a route is in, in a word. */
export const stepWords: Readonly<Record<StepState['kind'], Text>> = {
  'not-yet': text('Nog niet aan de beurt', 'Not its turn yet'),
  now: text('Aan de beurt', 'Its turn'),
  returned: text('Teruggestuurd', 'Sent back'),
  'to-confirm': text('Op papier getekend, nog te bevestigen', 'Signed on paper, to be confirmed'),
  done: text('Klaar', 'Done'),
};

/** How far the figures are, with the button that computes them. */
export function FiguresState({
  visit,
  held,
  back,
  part,
  form,
}: {
  visit: SignedIn;
  held: HeldReport;
  back: string;
  /** The id of the part of the page that is shown anew when they are there; without it the whole page. */
  part?: string;
  /** The id of the form whose text is saved before they are computed; without it there is none on the page. */
  form?: string;
}) {
  const { language, to } = visit;
  const ready = figuresOfReport(visit, held);
  const button = (label: Text, second = false) =>
    form !== undefined ? (
      <button
        type="submit"
        form={form}
        name="doe"
        value="berekenen"
        class={second ? 'dl-link-button' : 'dl-button dl-button--second'}
      >
        {say(words.saveFirst[language], language, { label: label[language].toLowerCase() })}
      </button>
    ) : (
      <form method="post" action={to(`${held.place}/berekenen`)}>
        <input type="hidden" name="terug" value={back} />
        <button type="submit" class={second ? 'dl-link-button' : 'dl-button dl-button--second'}>
          {label[language]}
        </button>
      </form>
    );
  switch (ready.kind) {
    case 'none':
      return (
        <Notice kind="info" title={words.none[language]}>
          <p>{words.noneText[language]}</p>
          {button(words.compute)}
        </Notice>
      );
    case 'busy':
      return (
        <WaitsFor {...(part === undefined ? {} : { part })}>
          <Notice kind="info" title={words.busy[language]}>
            <p>
              {say(words.busyText[language], language, { moment: momentInWords(ready.since, language) })}{' '}
              <a href={to(back)}>{words.refresh[language]}</a>
            </p>
          </Notice>
          <RenewScript visit={visit} />
        </WaitsFor>
      );
    case 'failed':
      return (
        <Notice kind="danger" title={words.failed[language]}>
          {ready.words[language].split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
          {button(words.again)}
        </Notice>
      );
    case 'ready':
      return (
        <div class="dl-inline">
          <span>{say(words.ready[language], language, { moment: momentInWords(ready.at, language) })}</span>{' '}
          {button(words.again, true)}
        </div>
      );
    default:
      return ready satisfies never;
  }
}
