import { prepareLists } from '../../organisation/keys/drafts.ts';
import { KeysRefused } from '../../organisation/keys/key-refused.ts';
import {
  type KeyHolder,
  type KeysAsRecorded,
  keyHolders,
  keysQuestion,
} from '../../organisation/keys/recorded.ts';
import { ownVault } from '../../organisation/keys/vaults.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import type { KeyList, Root } from '../../platform/encryption/documents/documents.ts';
import { daysAfter } from '../../platform/encryption/documents/lists.ts';
import { text } from '../../platform/language/text.ts';
import { type Choice, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { holderLabel } from './holder-label.ts';
import { keyWords } from './key-words.ts';
import { NotPinned, notPinned } from './not-pinned.tsx';
import { keyCrumbs } from './vault-page.tsx';

const words = {
  title: text('Lijsten voorbereiden', 'Prepare lists'),
  lead: text(
    'Kies voor iedereen met een kluis wat die persoon mag. Wie meldingen ontvangt, staat met functie en zonder naam op de openbare pagina. Er zijn minstens twee ontvangers nodig. Daarna tekenen twee sleutelbeheerders.',
    'Choose for everybody with a vault what that person may. Who receives reports stands on the public page by function, without name. At least two receivers are needed. Then two key officers sign.',
  ),
  nothing: text('niets', 'nothing'),
  reads: text('leest', 'reads'),
  manages: text('leest, antwoordt en haalt anderen erbij', 'reads, answers and invites others'),
  receives: text('ontvangt meldingen', 'receives reports'),
  until: text('Geldig tot en met', 'Valid until'),
  untilHint: text(
    'Hoogstens 400 dagen. Bijvoorbeeld 31-12-2027.',
    'At most 400 days. For example 31-12-2027.',
  ),
  untilWrong: text(
    'Vul een dag in de toekomst in, hoogstens 400 dagen vooruit.',
    'Fill in a day to come, at most 400 days ahead.',
  ),
  wrong: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
  few: text(
    'Kies minstens twee mensen die meldingen ontvangen.',
    'Choose at least two people who receive reports.',
  ),
  submit: text('Klaarzetten om te tekenen', 'Make ready to sign'),
} as const;

const path = '/sleutels/lijsten';

interface Here {
  readonly keys: KeysAsRecorded;
  readonly holders: readonly KeyHolder[];
}

/** Who has a vault, for an officer; null for anybody else. */
async function preparing({ premises, actor }: SignedIn): Promise<Here | null> {
  const own = await look(premises.door, actor, ownVault, concern, {});
  const keys = await look(premises.door, actor, keysQuestion, concern, {});
  const newest = keys.roots.at(-1);
  const root = newest ? (JSON.parse(newest.signed.doc) as Root) : null;
  if (!root?.officers.some(({ person }) => person === own?.person)) return null;
  return { keys, holders: await look(premises.door, actor, keyHolders, concern, {}) };
}

const fieldOf = ({ person }: KeyHolder): string => `persoon-${person}`;

interface Chosen {
  readonly as: string;
  readonly rights: 'read' | 'manage';
  readonly receives: boolean;
}

const chosenValue = ({ as, rights, receives }: Chosen): string =>
  [as, rights, receives ? 'receives' : ''].filter(Boolean).join(' ');

/** What somebody may, by each role that they have. */
function possibilities(
  { held }: KeyHolder,
  language: SignedIn['language'],
): readonly (Choice & { readonly chosen: Chosen | null })[] {
  return [
    { value: '', label: words.nothing[language], chosen: null },
    ...held.flatMap((one) => {
      const role = roleNamed(one);
      if (role === undefined || role === 'employee' || role === 'supervisor') return [];
      const name = roleWords[role].name[language];
      return (
        [
          { as: role, rights: 'manage', receives: true, told: [words.receives, words.manages] },
          { as: role, rights: 'manage', receives: false, told: [words.manages] },
          { as: role, rights: 'read', receives: false, told: [words.reads] },
        ] as const
      ).map(({ told, ...chosen }) => ({
        value: chosenValue(chosen),
        label: `${name}: ${told.map((word) => word[language]).join('; ')}`,
        chosen,
      }));
    }),
  ];
}

function page(
  visit: SignedIn,
  { holders }: Here,
  typed: (field: string) => string,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const title = words.title[language];
  return (
    <FormPage
      visit={visit}
      title={title}
      action={path}
      errors={errors}
      crumbs={keyCrumbs(visit, path, title)}
      before={<p>{words.lead[language]}</p>}
      button={words.submit[language]}
      back={{ href: '/sleutels', label: keyWords.back[language] }}
    >
      {holders.map((holder) => (
        <SelectField
          key={holder.person}
          id={fieldOf(holder)}
          label={holderLabel(holder, language)}
          language={language}
          choices={possibilities(holder, language)}
          value={typed(fieldOf(holder))}
          {...errorOf(errors, fieldOf(holder))}
        />
      ))}
      <TextField
        id="geldig"
        label={words.until[language]}
        hint={words.untilHint[language]}
        language={language}
        value={typed('geldig')}
        short
        autocomplete="off"
        {...errorOf(errors, 'geldig')}
      />
    </FormPage>
  );
}

/** The form that says who may read and who receives, with what holds now. */
export async function showPrepareLists(visit: SignedIn): Promise<Response> {
  const here = await preparing(visit);
  if (!here) return notFound(visit);
  const closed = await notPinned(visit, here.keys);
  if (closed)
    return pageAnswer(
      <NotPinned visit={visit} closed={closed} title={words.title[visit.language]} at={path} />,
    );
  const { intake, people } = here.keys.lists;
  const entries = (doc: string | undefined): KeyList['entries'] =>
    doc ? (JSON.parse(doc) as KeyList).entries : [];
  const receivers = new Set(entries(intake?.signed.doc).map(({ person }) => person));
  const first = new Map(
    entries(people?.signed.doc).map(({ person, function: as, roles }) => [
      `persoon-${person}`,
      chosenValue({ as, rights: roles.length > 1 ? 'manage' : 'read', receives: receivers.has(person) }),
    ]),
  );
  const [year, month, day] = daysAfter(here.keys.today, 365).split('-');
  first.set('geldig', `${day}-${month}-${year}`);
  return pageAnswer(page(visit, here, (field) => first.get(field) ?? '', []));
}

/** Prepares both lists. */
export async function takePrepareLists(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, context } = visit;
  const here = await preparing(visit);
  if (!here) return notFound(visit);
  const typed = await readForm(context, [...here.holders.map(fieldOf), 'geldig']);
  const errors: FieldError[] = [];
  const entries = here.holders.flatMap((holder) => {
    const found = possibilities(holder, language).find(({ value }) => value === typed(fieldOf(holder)));
    if (!found) errors.push({ field: fieldOf(holder), message: words.wrong[language] });
    return found?.chosen ? [{ person: holder.person, ...found.chosen }] : [];
  });
  const [first] = here.holders;
  if (errors.length === 0 && first && entries.filter(({ receives }) => receives).length < 2)
    errors.push({ field: fieldOf(first), message: words.few[language] });
  const until = dayTyped(typed('geldig'));
  if (until === undefined || until <= here.keys.today || until > daysAfter(here.keys.today, 400))
    errors.push({ field: 'geldig', message: words.untilWrong[language] });
  if (errors.length > 0 || until === undefined) return pageAnswer(page(visit, here, typed, errors), 400);
  try {
    await perform(premises.door, actor, prepareLists, concern, { until, entries });
  } catch (error) {
    if (!(error instanceof KeysRefused)) throw error;
    const message = `${error.explanation.what[language]} ${error.explanation.next[language]}`;
    return pageAnswer(page(visit, here, typed, [{ field: 'geldig', message }]), 409);
  }
  return goTo(visit, '/sleutels?gedaan=klaargezet');
}
