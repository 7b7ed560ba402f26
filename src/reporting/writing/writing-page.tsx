import type { ComponentChildren, VNode } from 'preact';
import type { Language, Text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { desksFor } from '../where-to-turn/desks.ts';
import { OutsideNamed } from '../where-to-turn/pages/outside-routes.tsx';
import { DeskEntry } from '../where-to-turn/pages/parts.tsx';
import { type Reading, SheetPage } from '../where-to-turn/pages/sheet-page.tsx';
import { sheetAddress } from '../where-to-turn/sheets.ts';
import { questions, shared, toldByScripts, writing } from './writing-words.ts';
import type { WrittenChannel } from './written-channel.ts';

const inLanguage = (language: Language, path: string): string =>
  `${language === 'nl' ? '' : `/${language}`}${path}`;

/** What the organisation is called on its pages. */
export const nameOn = ({ shown, key, language }: Reading): string => shown.name?.[language] ?? key;

/** The other ways to report: shown where one cannot write, and below what was sent. */
export function OtherRoutes({ reading }: { reading: Reading }) {
  const { shown, language } = reading;
  const desks = desksFor(shown.profile, 'signal', shown.day);
  return (
    <section id="wegen" class="dl-flow">
      {desks.length > 0 && <h2>{shared.desks[language]}</h2>}
      {desks.map((desk) => (
        <DeskEntry key={desk.key} desk={desk} reading={reading} />
      ))}
      <OutsideNamed reading={reading} />
    </section>
  );
}

/** What stands here where no script runs. */
export function WithoutScript({
  heading,
  language,
  plain,
}: {
  heading: Text;
  language: Language;
  /** Where the same is done without a script. */
  plain: string;
}) {
  return (
    <div data-without-script="" class="dl-flow">
      <h1>{heading[language]}</h1>
      <Notice kind="warn" title={shared.withoutScriptTitle[language]}>
        <p>{shared.withoutScript[language]}</p>
        <p>
          <a href={inLanguage(language, plain)}>{shared.plainRoad[language]}</a>
        </p>
      </Notice>
    </div>
  );
}

/** A field that a script reads and that no form could send: it has no name. */
export function OwnField({
  id,
  label,
  hint,
  lines,
  readonly,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  lines?: number;
  readonly?: boolean;
}) {
  const field = {
    id,
    class: readonly ? 'dl-input dl-input--code' : 'dl-input',
    autocomplete: 'off',
    spellcheck: false,
    autocapitalize: 'off' as const,
    readonly,
    'aria-describedby': hint === undefined ? undefined : `${id}-uitleg`,
  };
  return (
    <div class="dl-field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="dl-field__hint" id={`${id}-uitleg`}>
          {hint}
        </p>
      )}
      {lines === undefined ? <input type="text" {...field} /> : <textarea rows={lines} {...field} />}
    </div>
  );
}

/** One of a few, read by a script. */
function OwnChoices({
  name,
  label,
  choices,
}: {
  name: string;
  label: string;
  choices: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <fieldset class="dl-fieldset">
      <legend class="dl-hidden">{label}</legend>
      {choices.map((choice, at) => {
        const id = at === 0 ? name : `${name}-${choice.value}`;
        return (
          <div key={choice.value} class="dl-choice">
            <input type="radio" id={id} name={name} value={choice.value} autocomplete="off" />
            <label for={id}>{choice.label}</label>
          </div>
        );
      })}
    </fieldset>
  );
}

/** One step of a page whose steps are one document. The script shows one at a time. */
export function Step({
  name,
  title,
  language,
  go,
  back = true,
  children,
}: {
  name: string;
  title: string;
  language: Language;
  /** What the button says that goes on. */
  go?: string;
  back?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <section data-step={name} hidden class="dl-flow">
      <p class="dl-soft" data-count="" />
      <h1 tabindex={-1}>{title}</h1>
      {children}
      {(go !== undefined || back) && (
        <div class="dl-buttons">
          {go !== undefined && (
            <button type="submit" class="dl-button">
              {go}
            </button>
          )}
          {back && (
            <button type="button" class="dl-button dl-button--second" data-back="">
              {shared.back[language]}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** Words of a page for its script, as attributes of its form. */
export const wordsFor = (
  words: Readonly<Record<string, Text>>,
  language: Language,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).map(([name, value]) => [
      `data-${name.replaceAll(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}`,
      value[language],
    ]),
  );

/** The page on which a report is written: one document of small steps, of which nothing stays behind. */
export function writingPage(reading: Reading, { keyring, pin }: WrittenChannel): VNode {
  const { language, assets } = reading;
  const title = shared.title[language];
  const of = language === 'nl' ? 'stap {n} van {all}' : 'step {n} of {all}';
  const step = { language, go: shared.next[language] };
  return (
    <SheetPage reading={reading} sheet={{ path: reportAddresses.write, title }}>
      <WithoutScript heading={writing.heading} language={language} plain={reportAddresses.plain} />
      <form
        class="dl-form"
        novalidate
        hidden
        data-keys="write"
        data-given={JSON.stringify({ keyring, pin })}
        data-language={language}
        data-address={reportAddresses.send}
        data-title={`${title}, ${of} – ${nameOn(reading)}`}
        data-count={language === 'nl' ? 'Stap {n} van {all}' : 'Step {n} of {all}'}
        {...wordsFor(
          {
            ...toldByScripts,
            codeMade: writing.codeMade,
            aboutMissing: writing.aboutMissing,
            aboutWhomMissing: writing.aboutWhomMissing,
            whatMissing: writing.whatMissing,
            tooLong: writing.tooLong,
            change: writing.change,
            nothing: writing.nothing,
            excluded: writing.excluded,
            sending: writing.sending,
            notSent: writing.notSent,
            unsure: writing.unsure,
            closed: writing.closed,
            listReplaced: writing.listReplaced,
            doneEarlier: writing.doneEarlier,
          },
          language,
        )}
      >
        <Step
          {...step}
          name="begin"
          title={writing.heading[language]}
          go={writing.start[language]}
          back={false}
        >
          <p class="dl-lead">{writing.lead[language]}</p>
          <ul>
            {writing.before.map((line) => (
              <li key={line.nl}>{line[language]}</li>
            ))}
          </ul>
          <p>
            <a href={sheetAddress(language, 1)}>{writing.safe[language]}</a>
          </p>
        </Step>
        <Step {...step} name="over" title={writing.aboutTitle[language]}>
          <p>{writing.aboutWhy[language]}</p>
          <OwnChoices
            name="over"
            label={writing.aboutTitle[language]}
            choices={[
              { value: 'nee', label: writing.aboutNo[language] },
              { value: 'onbekend', label: writing.aboutUnsure[language] },
              { value: 'ja', label: writing.aboutYes[language] },
            ]}
          />
          <fieldset class="dl-fieldset" id="over-wie" hidden>
            <legend>{writing.aboutWhom[language]}</legend>
          </fieldset>
        </Step>
        {questions.map(({ id, asks, why }, at) => (
          <Step {...step} key={id} name={id} title={asks[language]}>
            <OwnField
              id={id}
              label={asks[language]}
              lines={at === 0 || at === 3 ? 10 : 5}
              hint={at === 0 ? why[language] : `${why[language]} ${shared.skip[language]}`}
            />
          </Step>
        ))}
        <Step {...step} name="bekend" title={writing.who[language]}>
          <p>
            {writing.whoWhy[language]} {shared.skip[language]}
          </p>
          <OwnChoices
            name="bekend"
            label={writing.who[language]}
            choices={Object.entries(writing.levels).map(([value, label]) => ({
              value,
              label: label[language],
            }))}
          />
          <div id="gegevens" hidden class="dl-flow">
            <OwnField id="naam" label={writing.name[language]} />
          </div>
          <OwnField
            id="bereikbaar"
            label={writing.contact[language]}
            hint={writing.contactHint[language]}
            lines={2}
          />
        </Step>
        <Step {...step} name="code" title={writing.codeTitle[language]}>
          <p>{writing.codeText[language]}</p>
          <OwnField id="code" label={writing.codeLabel[language]} lines={2} readonly />
          <p role="status" id="code-stand" />
          <p>
            <button type="button" class="dl-button dl-button--second" id="andere-code">
              {shared.newCode[language]}
            </button>
          </p>
        </Step>
        <Step {...step} name="controle" title={writing.checkTitle[language]} go={writing.send[language]}>
          <p class="dl-lead">{writing.checkText[language]}</p>
          <h2>{writing.readersTitle[language]}</h2>
          <p>{writing.readersText[language]}</p>
          <ul id="lezers" />
          <dl id="overzicht" class="dl-answers" />
          <OwnField id="laatste-groep" label={shared.lastGroup[language]} />
          <p>
            <button type="button" class="dl-button dl-button--second" data-to="code">
              {writing.seeCode[language]}
            </button>
          </p>
          <p role="status" id="stand" />
        </Step>
        <Step name="stop" title={writing.stopTitle[language]} language={language}>
          <p class="dl-lead">{writing.stop[language]}</p>
        </Step>
        <Step name="klaar" title={writing.doneTitle[language]} language={language} back={false}>
          <p class="dl-lead" id="klaar">
            {writing.done[language]}
          </p>
          <p>{writing.doneNext[language]}</p>
          <p>
            <a href={inLanguage(language, reportAddresses.mailbox)}>{writing.toMailbox[language]}</a>
          </p>
          <p>{writing.otherRoutes[language]}</p>
        </Step>
      </form>
      <OtherRoutes reading={reading} />
      <script type="module" src={assets.reportScripts.write} />
    </SheetPage>
  );
}
