import { Notice } from '../../../platform/web/components/notice.tsx';
import { desksFor } from '../desks.ts';
import { sheetAddress } from '../sheets.ts';
import { type SituationKey, situationKeys } from '../situation-keys.ts';
import { situations } from '../situations/situations.ts';
import { words } from '../words.ts';
import { Channel } from './channel-part.tsx';
import { AllOutside, OutsideNamed } from './outside-routes.tsx';
import { DeskEntry, Lines, Onwards } from './parts.tsx';
import { type Reading, SheetPage } from './sheet-page.tsx';

/** The page of one situation: who, what happens, who comes to know, protection, what it is not for, the way back. */
export function situationPage(reading: Reading, key: SituationKey) {
  const { language, shown } = reading;
  const situation = situations[key];
  const desks = desksFor(shown.profile, key, shown.day);
  const given = { desks, reading };
  return (
    <SheetPage reading={reading} sheet={situation.sheet}>
      <p>
        <a href={sheetAddress(language, null)}>{words.toStart[language]}</a>
      </p>
      <h1>{situation.title[language]}</h1>
      <p class="dl-lead">{situation.lead[language]}</p>
      <h2>{words.desks[language]}</h2>
      {desks.length === 0 && (
        <Notice kind="warn" title={words.noDesk[language]}>
          <p>{situation.withoutDesk[language]}</p>
        </Notice>
      )}
      {desks.map((desk) => (
        <DeskEntry key={desk.key} desk={desk} reading={reading} />
      ))}
      {key === 'signal' && <Channel reading={reading} />}
      <Lines title={words.happens} lines={situation.happens} {...given} />
      <Lines title={words.knowsHere} lines={situation.knows} {...given} />
      <Lines title={words.protection} lines={situation.protection} {...given} />
      <h2>{words.notFor[language]}</h2>
      <ul>
        {situation.notFor.map(({ text, to }) => (
          <li key={text.nl}>
            {text[language]}. {words.insteadTo[language]}{' '}
            <a href={sheetAddress(language, situations[to].sheet)}>{situations[to].title[language]}</a>.
          </li>
        ))}
      </ul>
      <Lines title={words.wayBack} lines={situation.wayBack} {...given} />
      {situation.outside === 'all' ? (
        <>
          <h2>{words.outsideShort[language]}</h2>
          <p>{words.outsideLead[language]}</p>
          <AllOutside reading={reading} level={3} />
        </>
      ) : (
        <OutsideNamed reading={reading} />
      )}
      <h2>{words.otherRoutes[language]}</h2>
      <ul>
        {situationKeys
          .filter((one) => one !== key)
          .map((one) => (
            <li key={one}>
              <a href={sheetAddress(language, situations[one].sheet)}>{situations[one].choice[language]}</a>
            </li>
          ))}
      </ul>
      <Onwards reading={reading} />
    </SheetPage>
  );
}
