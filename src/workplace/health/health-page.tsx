import { channelKeys, keysInHealth } from '../../organisation/keys/channel-state.ts';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type HealthVerdict, healthOf } from '../../platform/health/health.ts';
import { healthFacts } from '../../platform/health/read-health.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { keyWords } from '../keys/key-words.ts';
import { lightWords, lineWords, reasonWords } from './health-words.ts';

const words = {
  title: text('Gezondheid', 'Health'),
  right: text('Alles is in orde', 'Everything is in order'),
  rightText: text('Er is nu niets te doen.', 'There is nothing to do now.'),
  amber: text('Er is iets om op te letten', 'Something asks for attention'),
  red: text('Er is nu iets te doen', 'There is something to do now'),
  below: text('Hieronder staat wat, het dringendste eerst.', 'Below is what, the most urgent first.'),
  line: text('Onderdeel', 'Part'),
  light: text('Stand', 'State'),
  why: text('Wat er is en wat u kunt doen', 'What there is and what you can do'),
  noted: text('De dag is vastgelegd', 'The day was recorded'),
  notedText: text('Hij staat hieronder.', 'It stands below.'),
  on: text('Verder', 'Further'),
  mail: text('Post instellen en testen', 'Set and test mail'),
  jobs: text('Taken bekijken', 'Look at the jobs'),
  backup: text('Reservekopie vastleggen', 'Record a backup'),
  drill: text('Oefening van terugzetten vastleggen', 'Record a drill of putting back'),
  state: text('Versie en database', 'Version and database'),
  provider: text('Aanmelddienst', 'Sign-in provider'),
  how: text(
    'Wat op rood gaat, wordt een keer gemaild naar het adres bij de post. Er staat hier niets van personen.',
    'What turns red is mailed once to the address of mail. There is nothing of persons here.',
  ),
} as const;

const order = { red: 0, amber: 1, green: 2 } as const;

function why({ line, reason, day }: HealthVerdict, language: Language): string {
  const told = reasonWords[line][reason];
  if (told === undefined) return '';
  return say(told[language], language, { day: day === null ? '' : dateInWords(day, language) });
}

/** How the program is doing, in words, for the technical administrator. */
export async function showHealth(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const facts = await look(premises.door, actor, healthFacts, concern, {});
  const keys = await look(premises.door, actor, keysQuestion, concern, {});
  const { databases } = await premises.status();
  const verdicts = healthOf(facts, {
    isMigrated: databases.every(({ pending }) => pending.length === 0),
    free: await premises.free(),
    channel: keysInHealth(await channelKeys(keys, await premises.pinOf(keys.org))),
  }).toSorted((one, other) => order[one.light] - order[other.light]);
  const worst = verdicts[0]?.light ?? 'green';
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/gezondheid')}>
      {context.req.query('gedaan') === 'vastgelegd' && (
        <Notice kind="ok" title={words.noted[language]}>
          <p>{words.notedText[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <Notice
        kind={worst === 'green' ? 'ok' : worst === 'amber' ? 'warn' : 'danger'}
        title={(worst === 'green' ? words.right : words[worst])[language]}
      >
        <p>{(worst === 'green' ? words.rightText : words.below)[language]}</p>
      </Notice>
      <TextTable
        caption={words.title[language]}
        captionHidden
        heads={[words.line[language], words.light[language], words.why[language]]}
        rows={verdicts.map((one) => [
          lineWords[one.line][language],
          lightWords[one.light][language],
          why(one, language),
        ])}
      />
      <p>{words.how[language]}</p>
      <section class="dl-flow" aria-labelledby="verder">
        <h2 id="verder">{words.on[language]}</h2>
        <ul>
          {(
            [
              ['/gezondheid/post', words.mail],
              ['/gezondheid/taken', words.jobs],
              ['/gezondheid/vastleggen/reservekopie', words.backup],
              ['/gezondheid/vastleggen/oefening', words.drill],
              ['/toestand', words.state],
              ['/aanmelddienst', words.provider],
              ['/sleutels', keyWords.title],
            ] as const
          ).map(([path, label]) => (
            <li key={path}>
              <a href={to(path)}>{label[language]}</a>
            </li>
          ))}
        </ul>
      </section>
    </Page>,
  );
}

/** The way back to the page of health, above its sub-pages. */
export function healthCrumbs(
  { to, language }: SignedIn,
  path: string,
  label: string,
): readonly { readonly href: string; readonly label: string }[] {
  return [
    { href: to('/gezondheid'), label: words.title[language] },
    { href: to(path), label },
  ];
}
