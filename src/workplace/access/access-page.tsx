import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import { type Relation, roles } from '../../platform/access/relation.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { SelectField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { deedWords } from '../audit/deed-words.ts';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';

const words = {
  title: text('Toegang', 'Access'),
  lead: text(
    'Wie wat mag zien en doen. Wat hier niet staat, mag niet. De database controleert het nog een keer, los van het programma.',
    'Who may see and do what. What does not stand here is not allowed. The database checks it once more, apart from the program.',
  ),
  who: text('Rol', 'Role'),
  show: text('Toegang tonen', 'Show access'),
  all: text('alle rollen', 'all roles'),
  operator: text('beheerder aan de opdrachtregel', 'operator at the command line'),
  publication: text('het publiceren zelf', 'publishing itself'),
  public: text('iedereen, op de openbare site', 'everybody, on the public site'),
  identity: text('het aanmelden zelf', 'signing in itself'),
  heads: [text('Wat', 'What'), text('Wie', 'Who'), text('Waarover', 'About what'), text('Waarom', 'Why')],
  see: text('zien', 'see'),
  do: text('doen', 'do'),
  only: text('alleen: {fields}', 'only: {fields}'),
  until: text('tot het eerste account', 'until the first account'),
  byToken: text('ook door een programma, met een sleutel', 'also by a program, with a token'),
  none: text('Deze rol mag nog niets', 'This role may do nothing yet'),
  noneText: text(
    'Voor deze rol is nog niets opengezet. Registers worden opengezet zodra de pagina’s ervoor er zijn.',
    'Nothing was opened for this role yet. Registers are opened as soon as there are pages for them.',
  ),
  count: text(
    '{count, plural, one {# regel} other {# regels}}',
    '{count, plural, one {# row} other {# rows}}',
  ),
} as const;

const relations: Readonly<Record<Relation, Text>> = {
  own: text('zichzelf', 'oneself'),
  team: text('het eigen team', 'the own team'),
  unit: text('het eigen onderdeel en wat eronder valt', 'the own unit and what is below it'),
  concern: text('de hele organisatie', 'the whole organisation'),
  assigned: text('wat aan de persoon is toegewezen', 'what was assigned to the person'),
  none: text('ongeacht waarover', 'whatever it is about'),
};

const parts = ['operator', 'publication', 'public', 'identity'] as const;

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
  const rows = premises.access.rows.filter(({ who }) => chosen === undefined || who === chosen);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/toegang')} wide>
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
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
              `${deedWords(row.what, premises.registerName)[language]} (${words[row.may][language]})`,
              whoWords(row.who)[language],
              [
                relations[row.on][language],
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
