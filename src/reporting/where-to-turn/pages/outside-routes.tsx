import { Notice } from '../../../platform/web/components/notice.tsx';
import { sheetAddress } from '../sheets.ts';
import { words } from '../words.ts';
import { Onwards, OutsideEntry, TermLine, Ways } from './parts.tsx';
import { type Reading, SheetPage } from './sheet-page.tsx';

/** Everybody outside the organisation who receives a signal, under headings of their own. */
export function AllOutside({ reading, level }: { reading: Reading; level: 2 | 3 }) {
  const { language, national } = reading;
  const Heading = level === 2 ? 'h2' : 'h3';
  const [huis, ...authorities] = [
    ...national.authorities.filter(({ key }) => key === 'huis'),
    ...national.authorities.filter(({ key }) => key !== 'huis'),
  ];
  const crime = ['emergency', 'police', 'anonymous-crime'].flatMap((key) => national.other(key) ?? []);
  return (
    <>
      <Heading>{words.police[language]}</Heading>
      <ul class="dl-routes">
        {crime.map((route) => (
          <OutsideEntry key={route.key} route={route} reading={reading} />
        ))}
      </ul>
      {huis && (
        <>
          <Heading>{words.huis[language]}</Heading>
          <ul>
            <li>{words.huisAdvice[language]}</li>
            <li>{words.huisInquiry[language]}</li>
            <TermLine line={{ text: words.huisTerm, term: 'huis.decide' }} reading={reading} />
          </ul>
          <ul class="dl-routes">
            <OutsideEntry route={huis} reading={reading} />
          </ul>
        </>
      )}
      <Heading>{words.authorities[language]}</Heading>
      <p>{words.authoritiesText[language]}</p>
      <ul class="dl-routes">
        {authorities.map((route) => (
          <OutsideEntry key={route.key} route={route} reading={reading} />
        ))}
      </ul>
      <ul>
        <TermLine
          line={{ text: words.outsideAcknowledge, term: 'wbk.outside-acknowledge' }}
          reading={reading}
        />
        <TermLine line={{ text: words.outsideInform, term: 'wbk.outside-inform' }} reading={reading} />
        <li>{words.outsideForward[language]}</li>
      </ul>
    </>
  );
}

/** The routes outside that help with anything, and where all of them stand. */
export function OutsideNamed({ reading }: { reading: Reading }) {
  const { language, national } = reading;
  const huis = national.authorities.find(({ key }) => key === 'huis');
  const named = [national.other('emergency'), national.other('police'), huis].flatMap((route) => route ?? []);
  return (
    <>
      <h2>{words.outsideShort[language]}</h2>
      <ul>
        {named.map(({ key, name, ways }) => (
          <li key={key}>
            {name[language]}
            {key === 'huis' && ` (${words.huisShort[language]})`}
            <Ways ways={ways.filter(({ kind }) => kind === 'phone')} reading={reading} />
          </li>
        ))}
      </ul>
      <p>
        <a href={sheetAddress(language, 2)}>{words.outsideAll[language]}</a>
      </p>
    </>
  );
}

/**
 * The page of all routes outside the organisation.
 *
 * @param instead where it stands in place of a page that cannot be shown now
 */
export function outsidePage(reading: Reading, instead?: 'desks-unknown') {
  const { language, national } = reading;
  const ombudsman = national.other('ombudsman');
  return (
    <SheetPage reading={reading} sheet={2}>
      <h1>{words.outsideTitle[language]}</h1>
      <p class="dl-lead">{words.outsideLead[language]}</p>
      {instead === 'desks-unknown' && (
        <Notice kind="warn" title={words.desksUnknown[language]}>
          <p>{words.desksUnknownText[language]}</p>
        </Notice>
      )}
      <AllOutside reading={reading} level={2} />
      {ombudsman && (
        <>
          <h2>{words.ombudsmanText[language]}</h2>
          <ul class="dl-routes">
            <OutsideEntry route={ombudsman} reading={reading} />
          </ul>
        </>
      )}
      <h2>{words.public[language]}</h2>
      <p>{words.publicText[language]}</p>
      <Onwards reading={reading} />
    </SheetPage>
  );
}
