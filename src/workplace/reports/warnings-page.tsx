import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { decideWarning, reopenWarning } from '../../publication/workbench/remarks.ts';
import type { ReportWarning } from '../../publication/workbench/warnings.ts';
import { readForm } from '../front/forms.ts';
import { renewingAnswer } from '../front/renewed.tsx';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { neededFault } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { byWhom, type HeldReport, nameOfBlock, openReport, setNow } from './held-report.ts';
import { FiguresState, ReportStrip, reportCrumbs } from './report-parts.tsx';

const words = {
  title: text('Waarschuwingen', 'Warnings'),
  solve: text('Moet opgelost', 'Must be solved'),
  solveText: text(
    'Zolang dit er staat kan het verslag niet gelezen of gepubliceerd worden.',
    'As long as this stands the report cannot be read or published.',
  ),
  decide: text('Beslissen', 'Decide'),
  decideText: text(
    'Los het op in het blok, of laat het staan en schrijf waarom. Wie tekent leest dat.',
    'Solve it in the block, or leave it and write why. Who signs reads that.',
  ),
  decided: text('Beslist', 'Decided'),
  remarks: text('Opmerkingen van lezers die nog open staan', 'Remarks of readers that are still open'),
  remarksLink: text('Naar de opmerkingen', 'To the remarks'),
  remarkCount: text(
    '{count, plural, one {# opmerking} other {# opmerkingen}}',
    '{count, plural, one {# remark} other {# remarks}}',
  ),
  none: text('Er is niets gevonden', 'Nothing was found'),
  noneText: text(
    'Het verslag kan ter lezing. Dat er niets is gevonden, zegt niet dat alles klopt: daarvoor leest een tweede.',
    'The report can go to its readers. That nothing was found does not say that all is right: for that somebody else reads it.',
  ),
  first: text('Bereken eerst de cijfers', 'Compute the figures first'),
  firstText: text('Daarna worden alle blokken nagelopen.', 'Then all blocks are gone through.'),
  whole: text('Het hele verslag', 'The whole report'),
  line: text('{block}, regel {line}', '{block}, line {line}'),
  leave: text('Laten staan', 'Leave it'),
  leaveTitle: text('Waarschuwing laten staan', 'Leave a warning'),
  why: text('Waarom kan dit blijven staan?', 'Why can this stay?'),
  whyMissing: text('Schrijf waarom dit kan blijven staan.', 'Write why this can stay.'),
  notLeave: text('Niet laten staan', 'Do not leave it'),
  reopen: text('Weer openen', 'Open again'),
  because: text('Blijft staan, want: {reason}. {who}', 'Stays, because: {reason}. {who}'),
  toRead: text('Naar leesversies, lezers en handtekeningen', 'To reading versions, readers and signatures'),
} as const;

/** What is wrong in a report, what is to be decided, and what was. */
export async function showWarnings(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const asked = visit.context.req.query('over');
  const set = setNow(visit, held);
  const one = set?.warnings.find(({ key, kind }) => key === asked && kind === 'decide');
  if (one) return decidePage(visit, held, one, '', []);
  const { language, to } = visit;
  const { draft, place } = held;
  const warnings = set?.warnings ?? [];
  const solve = warnings.filter(({ kind }) => kind === 'solve');
  const decide = warnings.filter(({ kind, key }) => kind === 'decide' && !draft.decisions.has(key));
  const decided = warnings.filter(({ kind, key }) => kind === 'decide' && draft.decisions.has(key));
  const remarks = draft.remarks.filter(({ answer }) => answer === null).length;
  const isClean = set !== null && solve.length + decide.length + remarks === 0;
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={words.title[language]}
      crumbs={reportCrumbs(visit, held)}
    >
      <h1>{words.title[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      <FiguresState visit={visit} held={held} back={`${place}/waarschuwingen`} />
      {set === null && <Empty title={words.first[language]} text={words.firstText[language]} />}
      {isClean && (
        <Notice kind="ok" title={words.none[language]}>
          <p>{words.noneText[language]}</p>
        </Notice>
      )}
      {solve.length > 0 && (
        <section class="dl-flow">
          <h2>{words.solve[language]}</h2>
          <p>{words.solveText[language]}</p>
          <ul>
            {solve.map((warning) => (
              <li key={warning.key}>
                <Where visit={visit} held={held} warning={warning} />: {warning.message[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(decide.length > 0 || remarks > 0) && (
        <section class="dl-flow">
          <h2>{words.decide[language]}</h2>
          <p>{words.decideText[language]}</p>
          <ul>
            {remarks > 0 && (
              <li>
                {words.remarks[language]}: {say(words.remarkCount[language], language, { count: remarks })}.{' '}
                <a href={to(`${place}/opmerkingen`)}>{words.remarksLink[language]}</a>
              </li>
            )}
            {decide.map((warning) => (
              <li key={warning.key}>
                <Where visit={visit} held={held} warning={warning} />: {warning.message[language]}{' '}
                <a href={to(`${place}/waarschuwingen?over=${warning.key}`)}>{words.leave[language]}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {decided.length > 0 && (
        <section class="dl-flow">
          <h2>{words.decided[language]}</h2>
          <ul>
            {decided.map((warning) => {
              const why = draft.decisions.get(warning.key);
              return (
                <li key={warning.key}>
                  <Where visit={visit} held={held} warning={warning} />: {warning.message[language]}
                  {why && (
                    <p>
                      {say(words.because[language], language, {
                        reason: why.reason,
                        who: byWhom(draft, why.by, why.at, language),
                      })}
                    </p>
                  )}
                  <form method="post" action={to(`${place}/waarschuwingen`)}>
                    <input type="hidden" name="over" value={warning.key} />
                    <button type="submit" class="dl-link-button" name="doe" value="openen">
                      {words.reopen[language]}
                    </button>
                  </form>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <p>
        <a href={to(`${place}/route`)}>{words.toRead[language]}</a>
      </p>
    </Page>,
  );
}

function Where({ visit, held, warning }: { visit: SignedIn; held: HeldReport; warning: ReportWarning }) {
  const { language, to } = visit;
  const block = held.draft.blocks.find(({ id }) => id === warning.block);
  if (!block) return <strong>{words.whole[language]}</strong>;
  return (
    <a href={to(`${held.place}/blok/${block.id}`)}>
      {say(words.line[language], language, {
        block: nameOfBlock(visit, block.source),
        line: warning.line ?? 1,
      })}
    </a>
  );
}

function decidePage(
  visit: SignedIn,
  held: HeldReport,
  warning: ReportWarning,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  const place = `${held.place}/waarschuwingen`;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.leaveTitle[language]}
      action={place}
      errors={errors}
      crumbs={[...reportCrumbs(visit, held), { href: visit.to(place), label: words.title[language] }]}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          <p>
            <Where visit={visit} held={held} warning={warning} />: {warning.message[language]}
          </p>
        </>
      }
      button={words.leaveTitle[language]}
      hidden={{ over: warning.key, doe: 'laten' }}
      back={{ href: place, label: words.notLeave[language] }}
    >
      <TextField
        id="reden"
        label={words.why[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest reason, in characters. */
const longestReason = 500;

/** Leaves a warning with its reason, or opens it again. */
export async function takeWarning(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const typed = await readForm(visit.context, ['over', 'doe', 'reden']);
  const key = typed('over');
  if (!/^[0-9a-f]{64}$/.test(key)) return notFound(visit);
  const { door } = visit.premises;
  const report = held.draft.id;
  if (typed('doe') === 'openen') {
    await perform(door, visit.actor, reopenWarning, concern, { report, warning: key });
    return goTo(visit, `${held.place}/waarschuwingen`);
  }
  const reason = typed('reden').trim();
  const fault = neededFault(reason, longestReason, words.whyMissing);
  const warning = setNow(visit, held)?.warnings.find((one) => one.key === key);
  if (fault && warning)
    return decidePage(visit, held, warning, typed('reden'), [
      { field: 'reden', message: fault[visit.language] },
    ]);
  // What was found is otherwise by now: the list says what stands.
  if (!fault && warning)
    await perform(door, visit.actor, decideWarning, concern, { report, warning: key, reason });
  return goTo(visit, `${held.place}/waarschuwingen`);
}
