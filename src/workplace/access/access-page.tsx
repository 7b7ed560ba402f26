import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import { roles } from '../../platform/access/relation.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { SelectField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { allowedWords } from './allowed-words.ts';
import { relationWords } from './relation-words.ts';

const words = {
  title: text('Toegang', 'Access'),
  lead: text(
    'Wie wat mag zien en doen. Wat hier niet staat, mag niet. De database controleert het nog een keer, los van het programma.',
    'Who may see and do what. What does not stand here is not allowed. The database checks it once more, apart from the program.',
  ),
  who: text('Rol', 'Role'),
  kind: text('Soort gegevens', 'Kind of data'),
  allKinds: text('alle soorten', 'all kinds'),
  reviews: text(
    'Rollen nakijken: wie heeft welke rol, nu of op een eerdere dag',
    'Review of roles: who has which role, now or on an earlier day',
  ),
  why: text('Waarom mag iemand iets wel of niet?', 'Why may somebody do something or not?'),
  show: text('Toegang tonen', 'Show access'),
  all: text('alle rollen', 'all roles'),
  operator: text('beheerder aan de opdrachtregel', 'operator at the command line'),
  publication: text('het publiceren zelf', 'publishing itself'),
  public: text('iedereen, op de openbare site', 'everybody, on the public site'),
  system: text('het programma zelf: taken en post', 'the program itself: jobs and mail'),
  delegate: text('wie vragen kreeg met een link', 'who was handed questions by a link'),
  reporter: text('wie meldt, of een eigen postvak opent', 'whoever reports, or opens their own mailbox'),
  identity: text('het aanmelden zelf', 'signing in itself'),
  heads: [text('Wat', 'What'), text('Wie', 'Who'), text('Waarover', 'About what'), text('Waarom', 'Why')],
  see: text('zien', 'see'),
  do: text('doen', 'do'),
  only: text('alleen: {fields}', 'only: {fields}'),
  until: text('tot het eerste account', 'until the first account'),
  byToken: text('ook door een programma, met een sleutel', 'also by a program, with a token'),
  none: text('Deze rol mag hier niets', 'This role may do nothing here'),
  noneText: text(
    'Voor deze rol is bij deze soort gegevens niets opengezet.',
    'Nothing of this kind of data was opened for this role.',
  ),
  count: text(
    '{count, plural, one {# regel} other {# regels}}',
    '{count, plural, one {# row} other {# rows}}',
  ),
} as const;

/** What each kind of deed is about, where that is no register. */
const kindWords: Readonly<Record<string, Text>> = {
  organisation: text('organisatie en mensen', 'organisation and people'),
  identity: text('accounts en aanmelden', 'accounts and signing in'),
  audit: text('vastlegging', 'audit trail'),
  access: text('rollen', 'roles'),
  records: text('uitsluiting', 'exclusion'),
  figures: text('cijfers', 'figures'),
  flags: text('twijfels', 'doubts'),
  imports: text('ingelezen bestanden', 'imported files'),
  calls: text('uitvraag', 'annual call'),
  publication: text('verslag', 'report'),
  statement: text('jaarlijkse opgave', 'yearly statement'),
  example: text('voorbeelden', 'examples'),
  program: text('toestand van het programma', 'state of the program'),
  jobs: text('taken', 'jobs'),
  mail: text('post', 'mail'),
  health: text('gezondheid', 'health'),
  'printed-figures': text('gedrukte cijfers', 'printed figures'),
};

const parts = ['operator', 'publication', 'public', 'identity', 'system', 'delegate', 'reporter'] as const;

function whoWords(who: AccessRow['who']): Text {
  const part = parts.find((one) => one === who);
  if (part) return words[part];
  const role = roleNamed(who);
  return role ? roleWords[role].name : text(who, who);
}

/** The access table that a lawyer reads: by role, with the ground for each row. Everybody who works here may read it. */
export function showAccess(visit: SignedIn): Response {
  const { language, premises, to, context } = visit;
  const asked = context.req.query('rol') ?? '';
  const all: readonly AccessRow['who'][] = [...roles, ...parts];
  const chosen = all.find((one) => one === asked);
  const kindOf = (what: string): string => what.split('.')[0] ?? what;
  const kinds = [...new Set(premises.access.rows.map(({ what }) => kindOf(what)))];
  const kind = kinds.find((one) => one === context.req.query('soort'));
  const kindName = (one: string): string =>
    (premises.registerName(one) ?? kindWords[one] ?? text(one, one))[language];
  const rows = premises.access.rows.filter(
    ({ who, what }) =>
      (chosen === undefined || who === chosen) && (kind === undefined || kindOf(what) === kind),
  );
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/toegang')} wide>
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {hasRole(visit, 'auditor', 'functional-administrator', 'privacy-officer') && (
        <ul>
          <li>
            <a href={to('/toegang/rollen')}>{words.reviews[language]}</a>
          </li>
          <li>
            <a href={to('/toegang/waarom')}>{words.why[language]}</a>
          </li>
        </ul>
      )}
      <form method="get" action={to('/toegang')} class="dl-search" novalidate>
        <SelectField
          id="rol"
          label={words.who[language]}
          language={language}
          value={chosen ?? ''}
          choices={[
            { value: '', label: words.all[language] },
            ...all.map((who) => ({ value: who, label: whoWords(who)[language] })),
          ]}
        />
        <SelectField
          id="soort"
          label={words.kind[language]}
          language={language}
          value={kind ?? ''}
          choices={[
            { value: '', label: words.allKinds[language] },
            ...kinds
              .map((one) => ({ value: one, label: kindName(one) }))
              .sort((one, other) => one.label.localeCompare(other.label, language)),
          ]}
        />
        <button type="submit" class="dl-button">
          {words.show[language]}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <>
          <p>{say(words.count[language], language, { count: rows.length })}</p>
          <TextTable
            caption={words.title[language]}
            captionHidden
            heads={words.heads.map((one) => one[language])}
            rows={rows.map((row) => [
              `${allowedWords(row.what, premises.registerName)[language]} (${words[row.may][language]})`,
              whoWords(row.who)[language],
              [
                relationWords[row.on][language],
                ...(row.fields
                  ? [words.only[language].replace('{fields}', () => (row.fields ?? []).join(', '))]
                  : []),
                ...(row.until ? [words.until[language]] : []),
                ...(row.byToken ? [words.byToken[language]] : []),
              ].join('; '),
              language === 'nl' ? (
                row.because
              ) : (
                <span key="because" lang="nl">
                  {row.because}
                </span>
              ),
            ])}
          />
        </>
      )}
    </Page>,
  );
}
