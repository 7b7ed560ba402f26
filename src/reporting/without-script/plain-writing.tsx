import type { ComponentChildren, VNode } from 'preact';
import type { Keyring } from '../../platform/encryption/boxes/report.ts';
import { recipientsOf } from '../../platform/encryption/boxes/report.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { type Reading, SheetPage } from '../where-to-turn/pages/sheet-page.tsx';
import { sheetAddress } from '../where-to-turn/sheets.ts';
import { OtherRoutes } from '../writing/writing-page.tsx';
import { questions, shared, writing } from '../writing/writing-words.ts';
import {
  answersOf,
  type Fault,
  functionsOf,
  pointedOut,
  stepPrefix,
  type TypedReport,
  withoutOf,
} from './typed-report.ts';

const words = {
  differsTitle: text('Wat er anders is zonder JavaScript', 'What differs without JavaScript'),
  differs: text(
    'Zonder JavaScript versleutelt de server uw tekst, en niet uw browser. De server leest haar dan mee op het moment dat u verstuurt. Hij bewaart niets leesbaars: niet van wat u typt, niet van uw code. Wie dat niet wil, zet JavaScript aan of kiest een andere weg.',
    'Without JavaScript the server encrypts your text, and not your browser. The server can read it at the moment you send it. It keeps nothing readable: not of what you type, not of your code. Whoever does not want that turns JavaScript on or chooses another route.',
  ),
  cookie: text(
    'Tijdens het invullen bewaart uw browser één cookie. Die verdwijnt als u verstuurt, of als u de browser sluit.',
    'While you fill this in your browser keeps one cookie. It goes when you send, or when you close the browser.',
  ),
  choose: text('Kies een antwoord', 'Choose an answer'),
  functions: text('Om welke functie gaat het? (alleen bij „ja”)', 'Which function is it? (with “yes” only)'),
  name: text('Uw naam (alleen als u die wilt geven)', 'Your name (only if you want to give it)'),
  codeText: text(
    'Alleen met deze code leest u een antwoord en stuurt u er iets bij. Wij kunnen haar niet opzoeken of opnieuw geven. Schrijf haar op papier en leg haar waar niemand anders kijkt. Op de volgende bladzijde typt u de laatste groep over.',
    'Only with this code you read an answer and add something. We cannot look it up or give it again. Write it on paper and lay it where nobody else looks. On the next page you type the last group over.',
  ),
  again: text(
    'Het duurde langer dan een kwartier. Uw antwoorden staan er nog; er is een nieuwe code gemaakt. Noteer deze, de vorige werkt niet.',
    'It took longer than a quarter of an hour. Your answers are still there; a new code was made. Note this one, the previous does not work.',
  ),
  lost: text(
    'Wat u invulde is niet meer te openen: uw browser stuurde zijn cookie niet mee. Er is niets verstuurd. Vul het opnieuw in.',
    'What you filled in can no longer be opened: your browser did not send its cookie along. Nothing was sent. Fill it in anew.',
  ),
  notTaken: text(
    'Wat u verstuurde kwam niet heel aan, of het is te lang. Er is niets verstuurd. Ga in uw browser een bladzijde terug: daar staat wat u typte. Maak het korter, of probeer het nog eens.',
    'What you sent did not arrive whole, or it is too long. Nothing was sent. Go back a page in your browser: what you typed stands there. Make it shorter, or try once more.',
  ),
  anew: text('Opnieuw beginnen', 'Begin anew'),
  toQuestions: text('Terug naar de vragen', 'Back to the questions'),
} as const;

export type PlainNotice = 'again' | 'lost';

const address = ({ language }: Reading, path: string): string =>
  `${language === 'nl' ? '' : `/${language}`}${path}`;

/** A page of this road: its errors first, and its form. */
export function PlainPage({
  reading,
  path,
  heading,
  errors = [],
  children,
}: {
  reading: Reading;
  path: string;
  heading: string;
  errors?: readonly Fault[];
  children: ComponentChildren;
}) {
  const { language } = reading;
  return (
    <SheetPage reading={reading} sheet={{ path, title: shared.title[language] }}>
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{heading}</h1>
      {children}
    </SheetPage>
  );
}

/** The form of one step: what was typed so far travels along, sealed. */
export function PlainForm({
  reading,
  path,
  step,
  kept,
  button,
  isSecond = false,
  more,
  children,
}: {
  reading: Reading;
  path: string;
  step: string;
  kept?: string;
  button: string;
  /** Whether another button of the page is what one came for. */
  isSecond?: boolean;
  /** Another button, by the step that it asks for. */
  more?: { readonly step: string; readonly label: string };
  children?: ComponentChildren;
}) {
  return (
    <form method="post" action={address(reading, path)} class="dl-form" novalidate autocomplete="off">
      {kept !== undefined && <input type="hidden" name="bewaard" value={kept} />}
      {children}
      <div class="dl-buttons">
        {/* Browsers of text show the value of a button and not what stands in it. */}
        <input
          type="submit"
          class={isSecond ? 'dl-button dl-button--second' : 'dl-button'}
          name={`${stepPrefix}${step}`}
          value={button}
        />
        {more && (
          <input
            type="submit"
            class="dl-button dl-button--second"
            name={`${stepPrefix}${more.step}`}
            value={more.label}
          />
        )}
      </div>
    </form>
  );
}

const errorAt = (errors: readonly Fault[], field: string): { readonly error?: string } => {
  const found = errors.find((one) => one.field === field);
  return found ? { error: found.message } : {};
};

/** Every question on one page. */
export function questionsPage(
  reading: Reading,
  keyring: Keyring,
  typed: TypedReport,
  errors: readonly Fault[] = [],
  notice: PlainNotice | null = null,
): VNode {
  const { language } = reading;
  const at = (field: string) => ({ language, ...errorAt(errors, field) });
  return (
    <PlainPage
      reading={reading}
      path={reportAddresses.plain}
      heading={writing.heading[language]}
      errors={errors}
    >
      {notice === 'lost' && (
        <Notice kind="warn" title={shared.wrongTitle[language]}>
          <p>{words.lost[language]}</p>
        </Notice>
      )}
      <p class="dl-lead">{writing.lead[language]}</p>
      <Notice kind="warn" title={words.differsTitle[language]}>
        <p>{words.differs[language]}</p>
        <p>{words.cookie[language]}</p>
      </Notice>
      <p>
        <a href={sheetAddress(language, 1)}>{writing.safe[language]}</a>
      </p>
      <PlainForm reading={reading} path={reportAddresses.plain} step="code" button={shared.next[language]}>
        {/* Browsers of text mark the first of a few buttons as chosen; here nobody chooses without knowing. */}
        <SelectField
          id="over"
          label={writing.aboutTitle[language]}
          hint={writing.aboutWhy[language]}
          choices={[
            { value: '', label: words.choose[language] },
            { value: 'nee', label: writing.aboutNo[language] },
            { value: 'onbekend', label: writing.aboutUnsure[language] },
            { value: 'ja', label: writing.aboutYes[language] },
          ]}
          value={typed.over}
          {...at('over')}
        />
        <ChoiceField
          id="functie"
          label={words.functions[language]}
          kind="checkbox"
          choices={functionsOf(keyring, language).map(({ label }) => ({ value: label, label }))}
          chosen={typed.functie}
          {...at('functie')}
        />
        {questions.map(({ id, asks, why }, index) => (
          <TextField
            key={id}
            id={id}
            label={asks[language]}
            hint={index === 0 ? why[language] : `${why[language]} ${shared.skip[language]}`}
            lines={index === 0 ? 10 : 4}
            value={typed.answers[id] ?? ''}
            autocomplete="off"
            {...at(id)}
          />
        ))}
        <SelectField
          id="bekend"
          label={writing.who[language]}
          hint={`${writing.whoWhy[language]} ${shared.skip[language]}`}
          choices={[
            { value: '', label: words.choose[language] },
            ...Object.entries(writing.levels).map(([value, label]) => ({ value, label: label[language] })),
          ]}
          value={typed.bekend}
          {...at('bekend')}
        />
        <TextField
          id="naam"
          label={words.name[language]}
          value={typed.naam}
          autocomplete="off"
          {...at('naam')}
        />
        <TextField
          id="bereikbaar"
          label={writing.contact[language]}
          hint={writing.contactHint[language]}
          lines={2}
          value={typed.bereikbaar}
          autocomplete="off"
          {...at('bereikbaar')}
        />
      </PlainForm>
      <OtherRoutes reading={reading} />
    </PlainPage>
  );
}

/** Where too few are left who could read it: the other routes. */
export function stopPage(reading: Reading): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={reportAddresses.plain} heading={writing.stopTitle[language]}>
      <p class="dl-lead">{writing.stop[language]}</p>
      <OtherRoutes reading={reading} />
    </PlainPage>
  );
}

/** The code, to be noted. */
export function codePage(
  reading: Reading,
  kept: string,
  code: string,
  notice: PlainNotice | null = null,
): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={reportAddresses.plain} heading={writing.codeTitle[language]}>
      {notice === 'again' && (
        <Notice kind="warn" title={writing.codeMade[language]}>
          <p>{words.again[language]}</p>
        </Notice>
      )}
      <p>{words.codeText[language]}</p>
      <p>
        {writing.codeLabel[language]}: <strong class="dl-code-shown">{code}</strong>
      </p>
      <PlainForm
        reading={reading}
        path={reportAddresses.plain}
        step="controle"
        kept={kept}
        button={shared.next[language]}
        more={{ step: 'vragen', label: words.toQuestions[language] }}
      />
    </PlainPage>
  );
}

/** Everything once more, with the last group of the code. */
export function checkPage(
  reading: Reading,
  keyring: Keyring,
  { typed, kept }: { readonly typed: TypedReport; readonly kept: string },
  errors: readonly Fault[] = [],
): VNode {
  const { language } = reading;
  const { readers } = recipientsOf(keyring, withoutOf(typed, keyring, language));
  const names = new Set(readers.map(({ label }) => label[language]));
  return (
    <PlainPage
      reading={reading}
      path={reportAddresses.plain}
      heading={writing.checkTitle[language]}
      errors={errors}
    >
      <p class="dl-lead">{writing.checkText[language]}</p>
      <h2>{writing.readersTitle[language]}</h2>
      <p>{writing.readersText[language]}</p>
      <ul>
        {[...names].map((name) => (
          <li key={name}>{name}</li>
        ))}
        {pointedOut(typed, keyring, language).map(({ label }) => (
          <li key={label}>
            {writing.excluded[language]}: {label}
          </li>
        ))}
      </ul>
      <dl class="dl-answers">
        {answersOf(typed, keyring, language).map(({ asks, says }) => (
          <>
            <dt>{asks}</dt>
            <dd>
              <p class={says ? 'dl-said' : 'dl-soft'} dir="auto">
                {says || writing.nothing[language]}
              </p>
            </dd>
          </>
        ))}
      </dl>
      <PlainForm
        reading={reading}
        path={reportAddresses.plain}
        step="versturen"
        kept={kept}
        button={writing.send[language]}
        more={{ step: 'vragen', label: words.toQuestions[language] }}
      >
        <TextField
          id="groep"
          label={shared.lastGroup[language]}
          language={language}
          short
          autocomplete="off"
          {...errorAt(errors, 'groep')}
        />
      </PlainForm>
    </PlainPage>
  );
}

/** A form that is too large, came too slowly or not whole. */
export function notTakenPage(reading: Reading, path: string): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={path} heading={shared.wrongTitle[language]}>
      <p class="dl-lead">{words.notTaken[language]}</p>
      <p>
        <a href={address(reading, path)}>{words.anew[language]}</a>
      </p>
      <OtherRoutes reading={reading} />
    </PlainPage>
  );
}

/** It was received. */
export function donePage(reading: Reading, isEarlier: boolean): VNode {
  const { language } = reading;
  return (
    <PlainPage reading={reading} path={reportAddresses.plain} heading={writing.doneTitle[language]}>
      <p class="dl-lead">{(isEarlier ? writing.doneEarlier : writing.done)[language]}</p>
      <p>{writing.doneNext[language]}</p>
      <p>
        <a href={address(reading, reportAddresses.plainMailbox)}>{writing.toMailbox[language]}</a>
      </p>
      <p>{writing.otherRoutes[language]}</p>
      <OtherRoutes reading={reading} />
    </PlainPage>
  );
}
