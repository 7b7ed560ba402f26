import { differences } from '../../codes/changes/differences.ts';
import type { RecordedVersion } from '../../codes/changes/settings-changes.ts';
import { codesOn } from '../../codes/code-lists.ts';
import { retentionOf } from '../../codes/retention.ts';
import { thresholdsOf } from '../../codes/thresholds.ts';
import { consents } from '../../organisation/consent/works-council.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { partWords } from '../profile-parts/part-words.ts';
import { PartsSection } from '../profile-parts/parts-section.tsx';
import { RetentionSection } from '../retention/retention-section.tsx';
import { codeWords } from './code-words.ts';
import { useWords } from './consent-words.ts';
import { type Versions, versionsHere } from './profile-here.ts';
import { thresholdItems } from './threshold-words.ts';

const words = {
  title: codeWords.settings,
  lead: text(
    'Codelijsten, teksten, namen, feestdagen, drempels en waarmee de ondernemingsraad instemde. Een wijziging is een nieuwe versie met een eerste dag; tot die dag is zij ongedaan te maken.',
    'Code lists, texts, names, holidays, thresholds and what the works council consented to. A change is a new version with a first day; until that day it can be undone.',
  ),
  noneTitle: text('De organisatie is nog niet beschreven', 'The organisation has not been described yet'),
  none: text(
    'Beschrijf haar aan de opdrachtregel met organisation; daarna staan hier de instellingen.',
    'Describe it at the command line with organisation; then the settings stand here.',
  ),
  now: text('Wat nu geldt', 'What holds now'),
  profile: text('Profiel', 'Profile'),
  since: text('Geldt vanaf', 'Holds from'),
  start: text('het begin', 'the beginning'),
  by: text('Vastgelegd door', 'Recorded by'),
  unknown: text('niet vastgelegd', 'not recorded'),
  toCome: text('Wat nog komt', 'What is to come'),
  noneToCome: text('Er komt geen wijziging.', 'No change is to come.'),
  undo: text('Ongedaan maken', 'Undo'),
  ofDay: text('wijziging van {day}', 'change of {day}'),
  before: text('Eerdere versies ({count})', 'Earlier versions ({count})'),
  what: text('Wijziging', 'Change'),
  first: text('Eerste versie.', 'First version.'),
  versionOf: text('Versie vanaf {day}', 'Version from {day}'),
  codes: text('Codes', 'Codes'),
  codesNow: text(
    '{count, plural, one {# geldt nu} other {# gelden nu}}',
    '{count, plural, one {# holds now} other {# hold now}}',
  ),
  thresholds: text('Drempels', 'Thresholds'),
  changeThresholds: text('Drempels wijzigen', 'Change thresholds'),
  council: text('Instemming van de ondernemingsraad', 'Consent of the works council'),
  councilLead: text(
    'Waarvoor artikel 27 van de Wet op de ondernemingsraden instemming vraagt, staat uit tot die is vastgelegd.',
    'What article 27 of the Dutch Works Councils Act asks consent for is off until that is recorded.',
  ),
  use: text('Waarvoor', 'For what'),
  state: text('Stand', 'State'),
  on: text('Aan', 'On'),
  off: text('Uit', 'Off'),
  consent: text('Instemming', 'Consent'),
  noConsent: text('geen', 'none'),
  record: text('Instemming vastleggen', 'Record consent'),
  end: text('Instemming beëindigen', 'End the consent'),
  change: codeWords.change,
} as const;

const done: ReadonlyMap<string, Text> = new Map([
  ['profiel', partWords.done],
  ['ongedaan', text('De wijziging is ongedaan gemaakt', 'The change was undone')],
  ['drempels', text('De drempels zijn vastgelegd', 'The thresholds were recorded')],
  [
    'voorgesteld',
    text(
      'De drempels zijn voorgesteld: een andere functioneel beheerder beslist binnen 72 uur',
      'The thresholds were proposed: another functional administrator decides within 72 hours',
    ),
  ],
  ['instemming', text('De instemming is vastgelegd', 'The consent was recorded')],
  ['beeindigd', text('De instemming is beëindigd: dit staat uit', 'The consent was ended: this is off')],
]);

/** The settings of the organisation. */
export async function showSettings(visit: SignedIn): Promise<Response> {
  const versions = await versionsHere(visit);
  if (!versions) return notFound(visit);
  const { language, to, context, premises, actor } = visit;
  const { holding } = versions;
  const said = done.get(context.req.query('gedaan') ?? '');
  const uses = await look(premises.door, actor, consents, concern, { day: today() });
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/instellingen')}>
      {said && (
        <Notice kind="ok" title={said[language]}>
          <p>{words.lead[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {!holding && <Empty title={words.noneTitle[language]} text={words.none[language]} />}
      {holding && (
        <>
          <Standing visit={visit} versions={versions} holding={holding} />
          <h2>{codeWords.lists[language]}</h2>
          <TextTable
            caption={codeWords.lists[language]}
            captionHidden
            heads={[codeWords.list[language], words.codes[language]]}
            rows={[...holding.profile.codes.values()].map((list) => [
              <a key={list.key} href={to(`/instellingen/codes/${list.key}`)}>
                {list.title[language]}
              </a>,
              say(words.codesNow[language], language, { count: codesOn(list, today()).length }),
            ])}
          />
          <PartsSection visit={visit} profile={holding.profile} />
          <h2>{words.thresholds[language]}</h2>
          <DefinitionList
            items={thresholdItems(thresholdsOf(holding.profile.files), premises.catalogue, language)}
          />
          <p>
            <a class="dl-button dl-button--second" href={to('/instellingen/drempels')}>
              {words.changeThresholds[language]}
            </a>
          </p>
        </>
      )}
      <h2>{words.council[language]}</h2>
      <p>{words.councilLead[language]}</p>
      <TextTable
        caption={words.council[language]}
        captionHidden
        heads={[words.use[language], words.state[language], words.consent[language], words.change[language]]}
        rows={uses.map(({ use, isOn, consent }) => [
          useWords[use].name[language],
          isOn ? words.on[language] : words.off[language],
          consent === null
            ? words.noConsent[language]
            : `${dateInWords(consent.consentedOn, language)}, ${consent.reference}`,
          <a key={use} href={to(`/instellingen/instemming/${use}`)}>
            {(consent === null ? words.record : words.end)[language]}{' '}
            <span class="dl-hidden">{useWords[use].name[language]}</span>
          </a>,
        ])}
      />
      {holding && <RetentionSection visit={visit} terms={retentionOf(holding.profile)} />}
    </Page>,
  );
}

function Standing({
  visit,
  versions,
  holding,
}: {
  visit: SignedIn;
  versions: Versions;
  holding: RecordedVersion;
}) {
  const { language, to } = visit;
  const { begun, toCome } = versions;
  const all = [...begun, ...toCome];
  const row = (one: RecordedVersion) => [
    <a key={one.id} href={to(`/instellingen/versies/${one.id}`)}>
      {dayOf(one, language)}
    </a>,
    changeOf(all, one, language),
    byWords(one, language),
  ];
  const heads = [words.since[language], words.what[language], words.by[language]];
  return (
    <>
      <h2>{words.now[language]}</h2>
      <DefinitionList
        items={[
          { term: words.profile[language], text: holding.profile.name[language] },
          { term: words.since[language], text: dayOf(holding, language) },
          { term: words.by[language], text: byWords(holding, language) },
        ]}
      />
      <h2>{words.toCome[language]}</h2>
      {toCome.length === 0 ? (
        <p>{words.noneToCome[language]}</p>
      ) : (
        <TextTable
          caption={words.toCome[language]}
          captionHidden
          heads={[...heads, words.change[language]]}
          rows={toCome.map((one) => [
            ...row(one),
            <a key={`${one.id}-undo`} href={to(`/instellingen/versies/${one.id}`)}>
              {words.undo[language]}{' '}
              <span class="dl-hidden">
                {words.ofDay[language].replace('{day}', () => dayOf(one, language))}
              </span>
            </a>,
          ])}
        />
      )}
      {begun.length > 1 && (
        <Disclosure title={words.before[language].replace('{count}', String(begun.length - 1))}>
          <TextTable
            caption={words.before[language].replace('{count}', String(begun.length - 1))}
            captionHidden
            heads={heads}
            rows={begun.slice(0, -1).toReversed().map(row)}
          />
        </Disclosure>
      )}
    </>
  );
}

/** The first day of a version, in words. */
export function dayOf({ from }: RecordedVersion, language: Language): string {
  return from === null ? words.start[language] : dateInWords(from, language);
}

/** Who recorded a version, and when. */
export function byWords({ by, recordedAt }: RecordedVersion, language: Language): string {
  return `${by ?? words.unknown[language]}, ${momentInWords(recordedAt, language)}`;
}

/** What a version changed against the one before it. */
export function changeOf(all: readonly RecordedVersion[], one: RecordedVersion, language: Language): string {
  const before = all[all.indexOf(one) - 1];
  if (!before) return words.first[language];
  return differences(before.profile, one.profile)
    .map((each) => each[language])
    .join(' ');
}
