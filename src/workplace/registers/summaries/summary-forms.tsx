import type {
  PublicSummary,
  SummariesBesideRecord,
  SummaryVersion,
} from '../../../collection/offers/public-summaries.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Notice, type NoticeKind } from '../../../platform/web/components/notice.tsx';
import type { Typed } from '../../front/forms.ts';
import { errorOf, type FieldError } from '../../front/simple-form.tsx';
import type { SignedIn } from '../../front/visit.ts';
import type { OpenRecord } from '../record-page.tsx';
import { stateOfSummary, summaryStates } from './summary-states.ts';
import type { SummaryWarning } from './summary-warnings.ts';
import { summaryWords as words } from './summary-words.ts';

/** How many warnings can be decided at once. */
export const mostWarnings = 20;
/** They are numbered in the form, from 1. */
export const numbers = Array.from({ length: mostWarnings }, (_, index) => index + 1);

/** A record with its summary in one language. */
export interface Opened {
  readonly record: OpenRecord;
  readonly beside: SummariesBesideRecord;
  /** In the language that is asked, the newest first. */
  readonly versions: readonly SummaryVersion[];
  readonly standing: SummaryVersion | null;
  readonly inLanguage: PublicSummary['language'];
  /** Its place with its language, without that of the page. */
  readonly here: string;
}

/** What stands in the forms, and what is wrong with it. */
export interface Shown {
  readonly typed: Typed<string>;
  readonly errors: readonly FieldError[];
}

const noticeKinds: Readonly<Record<keyof typeof summaryStates, NoticeKind>> = {
  none: 'info',
  draft: 'info',
  asked: 'warn',
  agreed: 'ok',
  void: 'warn',
  withheld: 'info',
};

/** How the summary stands. */
export function StateNotice({
  standing,
  language,
}: {
  standing: SummaryVersion | null;
  language: SignedIn['language'];
}) {
  const state = stateOfSummary(standing);
  return (
    <Notice kind={noticeKinds[state]} title={summaryStates[state].label[language]}>
      <p>{summaryStates[state].means[language]}</p>
      {standing?.reason && <p>{standing.reason}</p>}
    </Notice>
  );
}

/** The text that stands, with who wrote and read it. */
export function Standing({
  standing,
  language,
}: {
  standing: SummaryVersion;
  language: SignedIn['language'];
}) {
  return (
    <section class="dl-flow" aria-labelledby="nu">
      <h2 id="nu">{words.now[language]}</h2>
      <blockquote lang={standing.language}>
        <p>{standing.text}</p>
        {standing.settlement !== '' && <p>{standing.settlement}</p>}
      </blockquote>
      <DefinitionList
        items={[
          { term: words.writtenBy[language], text: <bdi>{standing.author}</bdi> },
          ...(standing.secondReader === null
            ? []
            : [{ term: words.readBy[language], text: <bdi>{standing.secondReader}</bdi> }]),
        ]}
      />
      {standing.decisions.length > 0 && (
        <ul>
          {standing.decisions.map(({ found, warning, because }) => (
            <li key={found}>{say(words.kept[language], language, { found, warning, because })}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface FormParts extends Shown {
  readonly visit: SignedIn;
  readonly about: Opened;
}

/** For the second reader: agreeing, or sending it back. */
export function ReadForm({
  visit: { language, to },
  about,
  standing,
  typed,
  errors,
}: FormParts & { standing: SummaryVersion }) {
  return (
    <section class="dl-flow" aria-labelledby="lezen">
      <h2 id="lezen">{words.read[language]}</h2>
      <p>{words.readText[language]}</p>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <input type="hidden" name="naast" value={about.record.kept.version.versionId} />
        <div class="dl-buttons">
          <button type="submit" class="dl-button" name="doe" value="akkoord">
            {words.agree[language]}
          </button>
        </div>
      </form>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <TextField
          id="terugreden"
          label={words.reason[language]}
          hint={words.reasonHint[language]}
          language={language}
          value={typed('terugreden')}
          lines={3}
          {...errorOf(errors, 'terugreden')}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second" name="doe" value="terug">
            {words.sendBack[language]}
          </button>
        </div>
      </form>
    </section>
  );
}

/** Writing, with what may point at somebody. */
export function WriteForm({
  visit: { language, to },
  about,
  typed,
  errors,
  warnings,
  isFirst,
}: FormParts & { readonly warnings: readonly SummaryWarning[]; readonly isFirst: boolean }) {
  const decided = new Map(about.standing?.decisions.map(({ found, because }) => [found, because]));
  for (const number of numbers) {
    const found = typed(`wat${number}`);
    if (found !== '') decided.set(found, typed(`waarom${number}`));
  }
  return (
    <section class="dl-flow" aria-labelledby="schrijven">
      <h2 id="schrijven">{words.write[language]}</h2>
      {about.standing?.state === 'approved' && <p>{words.anew[language]}</p>}
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={about.standing?.id ?? ''} />
        <TextField
          id="tekst"
          label={words.text[language]}
          hint={words.textHint[language]}
          language={language}
          value={typed('tekst')}
          lines={6}
          {...errorOf(errors, 'tekst')}
        />
        <TextField
          id="afdoening"
          label={words.settlement[language]}
          hint={words.settlementHint[language]}
          language={language}
          value={typed('afdoening')}
          {...errorOf(errors, 'afdoening')}
        />
        {warnings.length > 0 && (
          <>
            <Notice kind="warn" title={words.warnings[language]}>
              <p>{words.warningsText[language]}</p>
            </Notice>
            {warnings.slice(0, mostWarnings).map(({ found, label }, index) => (
              <div key={found}>
                <input type="hidden" name={`wat${index + 1}`} value={found} />
                <TextField
                  id={`waarom${index + 1}`}
                  label={say(words.why[language], language, { found, label: label[language] })}
                  language={language}
                  value={decided.get(found) ?? ''}
                  {...errorOf(errors, `waarom${index + 1}`)}
                />
              </div>
            ))}
          </>
        )}
        <div class="dl-buttons">
          <button
            type="submit"
            class={isFirst ? 'dl-button' : 'dl-button dl-button--second'}
            name="doe"
            value="opslaan"
          >
            {words.save[language]}
          </button>
          <button type="submit" class="dl-button dl-button--second" name="doe" value="lezen">
            {words.ask[language]}
          </button>
        </div>
      </form>
    </section>
  );
}

/** Withholding the text. */
export function WithholdForm({
  visit: { language, to },
  about,
  standing,
  typed,
  errors,
}: FormParts & { standing: SummaryVersion }) {
  const fault = errorOf(errors, 'inhoudreden');
  return (
    <Disclosure title={words.withhold[language]} open={fault.error !== undefined}>
      <p>{words.withholdText[language]}</p>
      <form method="post" action={to(about.here)} class="dl-form" novalidate>
        <input type="hidden" name="basis" value={standing.id} />
        <TextField
          id="inhoudreden"
          label={words.reason[language]}
          hint={words.reasonHint[language]}
          language={language}
          value={typed('inhoudreden')}
          lines={3}
          {...fault}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second" name="doe" value="inhouden">
            {words.withhold[language]}
          </button>
        </div>
      </form>
    </Disclosure>
  );
}

/** Every version, the newest first. */
export function History({
  versions,
  language,
}: {
  versions: readonly SummaryVersion[];
  language: SignedIn['language'];
}) {
  return (
    <section class="dl-flow" aria-labelledby="verloop">
      <h2 id="verloop">{words.history[language]}</h2>
      {versions.length === 0 ? (
        <p>{words.noHistory[language]}</p>
      ) : (
        <ol>
          {versions.map((one) => (
            <li key={one.id}>
              <p>
                {say(words.inHistory[language], language, {
                  state: summaryStates[stateOfSummary({ ...one, applies: true })].label[language],
                  who: one.state === 'approved' ? (one.secondReader ?? one.author) : one.author,
                  moment: momentInWords(new Date(one.recordedAt), language),
                })}
                {one.writtenBy === null && `, ${words.byFile[language]}`}
              </p>
              {one.reason !== null && <p>{one.reason}</p>}
              <blockquote lang={one.language}>
                <p>{one.text}</p>
                {one.settlement !== '' && <p>{one.settlement}</p>}
              </blockquote>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
