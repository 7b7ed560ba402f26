import { type StepKey, stepBefore, steps } from '../questions.ts';
import { sheetAddress } from '../sheets.ts';
import { situationKeys } from '../situation-keys.ts';
import { situations } from '../situations/situations.ts';
import { words } from '../words.ts';
import { Channel } from './channel-part.tsx';
import { OutsideNamed } from './outside-routes.tsx';
import { Onwards } from './parts.tsx';
import { safeReading } from './safe-words.ts';
import { type Reading, SheetPage } from './sheet-page.tsx';

/** The first page: the situations, and a few questions for who does not know. */
export function firstPage(reading: Reading) {
  const { language, national } = reading;
  const emergency = national.other('emergency')?.ways.find(({ kind }) => kind === 'phone');
  const to = (sheet: number) => sheetAddress(language, sheet);
  return (
    <SheetPage reading={reading} sheet={null}>
      <h1>{words.heading[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {emergency && typeof emergency.value === 'string' && (
        <p>
          <strong>
            {words.danger[language]} <a href={`tel:${emergency.value}`}>{emergency.value}</a>.
          </strong>
        </p>
      )}
      <p>
        <a href={to(1)}>{words.safeLink[language]}</a>
      </p>
      <h2>{words.situations[language]}</h2>
      <ul class="dl-choices">
        {situationKeys.map((key) => (
          <li key={key}>
            <a href={to(situations[key].sheet)}>{situations[key].choice[language]}</a>
          </li>
        ))}
      </ul>
      <h2>{words.unsure[language]}</h2>
      <p>
        <a class="dl-button" href={to(steps.start.sheet)}>
          {words.unsureText[language]}
        </a>
      </p>
      <Channel reading={reading} />
      <OutsideNamed reading={reading} />
    </SheetPage>
  );
}

/** Advice for who reads with fear. */
export function safeReadingPage(reading: Reading) {
  const { language } = reading;
  return (
    <SheetPage reading={reading} sheet={1}>
      <h1>{safeReading.title[language]}</h1>
      <p class="dl-lead">{safeReading.lead[language]}</p>
      {safeReading.parts.map(({ title, lines }) => (
        <section key={title.nl} class="dl-flow">
          <h2>{title[language]}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line.nl}>{line[language]}</li>
            ))}
          </ul>
        </section>
      ))}
      <Onwards reading={reading} />
    </SheetPage>
  );
}

/** A question whose answers are links, or the route that follows from them. */
export function stepPage(reading: Reading, key: StepKey) {
  const { language } = reading;
  const step = steps[key];
  const before = stepBefore(key);
  const back = { reading, ...(before ? { before: before.sheet } : {}) };
  const to = (sheet: number) => sheetAddress(language, sheet);
  if (step.is === 'question')
    return (
      <SheetPage reading={reading} sheet={step.sheet}>
        <h1>{step.asks[language]}</h1>
        {step.why && <p>{step.why[language]}</p>}
        <ul class="dl-choices">
          {step.answers.map(({ says, to: next }) => (
            <li key={next}>
              <a href={to(steps[next].sheet)}>{says[language]}</a>
            </li>
          ))}
        </ul>
        <Onwards {...back} />
      </SheetPage>
    );
  const situation = situations[step.situation];
  return (
    <SheetPage reading={reading} sheet={step.sheet}>
      <p class="dl-kicker">{words.fits[language]}</p>
      <h1>{situation.title[language]}</h1>
      <h2>{words.why[language]}</h2>
      <p>{step.because[language]}</p>
      <p>
        <a class="dl-button" href={to(situation.sheet)}>
          {words.goThere[language]}
        </a>
      </p>
      <h2>{words.otherwise[language]}</h2>
      <Onwards {...back} />
    </SheetPage>
  );
}
