import { differences, type ListedCode, listedCodes } from '../../codes/changes/differences.ts';
import { today } from '../../organisation/period.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { codeWords as words } from './code-words.ts';
import { latestOf, type Versions, versionsHere } from './profile-here.ts';

const own = {
  done: text('Wijziging vastgelegd', 'Change recorded'),
  doneText: text(
    'Zij staat bij de versies van het profiel, met haar eerste dag.',
    'It stands at the versions of the profile, with its first day.',
  ),
  toCome: text('Er komt een wijziging', 'A change is to come'),
  from: text('Vanaf {day}', 'From {day}'),
} as const;

/** One code list: its codes with their days, those that retired among them. */
export async function showCodeList(visit: SignedIn, key: string): Promise<Response> {
  const versions = await versionsHere(visit);
  const list = versions?.holding?.profile.codes.get(key);
  if (!versions || !list) return notFound(visit);
  const { language, to, context } = visit;
  const codes = listedCodes(key, versions.begun);
  const latest =
    latestOf(versions)
      ?.codes.get(key)
      ?.codes.map(({ code }) => code) ?? [];
  const named = new Map(codes.map((one) => [one.code, `${one.code} (${one.label[language]})`]));
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={list.title[language]}
      crumbs={[
        { href: to('/instellingen'), label: words.settings[language] },
        { href: to(`/instellingen/codes/${key}`), label: list.title[language] },
      ]}
      wide
    >
      {context.req.query('gedaan') === 'gewijzigd' && (
        <Notice kind="ok" title={own.done[language]}>
          <p>{own.doneText[language]}</p>
        </Notice>
      )}
      <Coming versions={versions} language={language} title={list.title} />
      <h1>{list.title[language]}</h1>
      <p>{words.listLead[language]}</p>
      <p>
        <a class="dl-button" href={to(`/instellingen/codes/${key}/nieuw`)}>
          {words.add[language]}
        </a>
      </p>
      <TextTable
        caption={list.title[language]}
        captionHidden
        heads={[
          words.code[language],
          words.labelNl[language],
          words.labelEn[language],
          words.from[language],
          words.until[language],
          words.state[language],
          words.change[language],
        ]}
        rows={codes.map((one) => [
          one.code,
          one.label.nl,
          one.label.en,
          one.from === null ? words.always[language] : dateInWords(one.from, language),
          one.until === null ? words.open[language] : dateInWords(one.until, language),
          stateOf(one, named, language),
          <Ways key={one.code} visit={visit} list={key} one={one} stands={latest.includes(one.code)} />,
        ])}
      />
    </Page>,
  );
}

/** What is to come of this list, so that nobody makes the same change twice. */
function Coming({ versions, language, title }: { versions: Versions; language: Language; title: Text }) {
  const all = [...versions.begun.slice(-1), ...versions.toCome];
  const told = versions.toCome.flatMap((one, index) => {
    const before = all[index];
    if (!before || one.from === null) return [];
    const day = dateInWords(one.from, language);
    return differences(before.profile, one.profile)
      .filter((each) => each.nl.startsWith(`${title.nl}: `))
      .map((each) => `${own.from[language].replace('{day}', () => day)}: ${each[language]}`);
  });
  if (told.length === 0) return null;
  return (
    <Notice kind="info" title={own.toCome[language]}>
      <ul>
        {told.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Notice>
  );
}

function stateOf(one: ListedCode, named: ReadonlyMap<string, string>, language: Language): string {
  if (one.countsAs !== null)
    return words.retiredAs[language].replace('{code}', () => named.get(one.countsAs ?? '') ?? '');
  const day = today();
  if (one.until !== null && one.until <= day) return words.retired[language];
  return one.from !== null && one.from > day ? words.toCome[language] : words.holds[language];
}

/** What can be changed of a code: nothing of one that was replaced, or is to be. */
function Ways({
  visit,
  list,
  one,
  stands,
}: {
  visit: SignedIn;
  list: string;
  one: ListedCode;
  stands: boolean;
}) {
  const { language, to } = visit;
  if (!stands) return <span />;
  const query = `?code=${encodeURIComponent(one.code)}`;
  const about = words.ofCode[language].replace('{code}', () => one.code);
  return (
    <span>
      <a href={to(`/instellingen/codes/${list}/naam${query}`)}>
        {words.rename[language]} <span class="dl-hidden">{about}</span>
      </a>
      <br />
      <a href={to(`/instellingen/codes/${list}/vervallen${query}`)}>
        {words.retire[language]} <span class="dl-hidden">{about}</span>
      </a>
    </span>
  );
}
