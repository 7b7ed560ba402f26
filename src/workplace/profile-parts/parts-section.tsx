import { titleOf } from '../../codes/changes/profile-parts.ts';
import type { Profile } from '../../codes/profile.ts';
import { today } from '../../organisation/period.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import type { SignedIn } from '../front/visit.ts';
import { codeWords } from '../settings/code-words.ts';
import { partWords as words } from './part-words.ts';

/** Texts, names and holidays as they hold, with the way to change each. */
export function PartsSection({ visit: { language, to }, profile }: { visit: SignedIn; profile: Profile }) {
  const names = (all: readonly Text[]) => all.map((one) => one[language]).join(', ');
  const way = (path: string, title: Text) => (
    <a key={path} href={to(`/instellingen/profiel/${path}`)}>
      {title[language]}
    </a>
  );
  return (
    <section class="dl-flow" aria-labelledby="profiel-delen">
      <h2 id="profiel-delen">{words.section[language]}</h2>
      <TextTable
        caption={words.section[language]}
        captionHidden
        heads={[codeWords.change[language], words.now[language]]}
        rows={[
          [way('teksten', words.texts), names([profile.yearName, profile.contact.name])],
          [way('niveaus', words.levels), names(profile.levels.map(({ name }) => name))],
          [way('titels', words.titles), names(Object.values(profile.titles))],
          ...yearsOf(profile).map((year) => [
            way(`feestdagen/${year}`, inYear(words.holidays, year)),
            say(words.days[language], language, { count: daysIn(profile, year).length }),
          ]),
        ]}
      />
    </section>
  );
}

/** Texts, names and holidays of a version, to read. */
export function PartsOfVersion({ profile, language }: { profile: Profile; language: Language }) {
  const item = (term: Text, value: Text) => ({ term: term[language], text: value[language] });
  return (
    <Disclosure title={words.section[language]}>
      <DefinitionList
        items={[
          item(words.year, profile.yearName),
          item(words.gift, profile.policies.giftRule),
          {
            term: words.contact[language],
            text: `${profile.contact.name[language]}, ${profile.contact.email}`,
          },
          ...profile.levels.map(({ key, name }) => item(keyed(words.level, key), name)),
          ...profile.unitTypes.map(({ key, name }) => item(keyed(words.type, key), name)),
          ...Object.entries(profile.titles).map(([key, title]) => item(titleOf(key), title)),
          ...profile.holidays.map(({ date, name }) => ({
            term: dateInWords(date, language),
            text: name[language],
          })),
        ]}
      />
    </Disclosure>
  );
}

const keyed = (what: Text, key: string): Text => ({
  nl: what.nl.replace('{key}', () => key),
  en: what.en.replace('{key}', () => key),
});
const inYear = ({ nl, en }: Text, year: string): Text => ({
  nl: nl.replace('{year}', year),
  en: en.replace('{year}', year),
});
const daysIn = ({ holidays }: Profile, year: string) =>
  holidays.filter(({ date }) => date.startsWith(`${year}-`));

/** This year, the next, and every later one that has holidays. */
function yearsOf({ holidays }: Profile): readonly string[] {
  const now = today().slice(0, 4);
  const years = [now, String(Number(now) + 1), ...holidays.map(({ date }) => date.slice(0, 4))];
  return [...new Set(years)].filter((year) => year >= now).sort();
}
