import { prepareRoot } from '../../organisation/keys/drafts.ts';
import { KeysRefused } from '../../organisation/keys/key-refused.ts';
import {
  type KeyHolder,
  type KeysAsRecorded,
  keyHolders,
  keysQuestion,
} from '../../organisation/keys/recorded.ts';
import { ownVault } from '../../organisation/keys/vaults.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import type { Root } from '../../platform/encryption/documents/documents.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { holderLabel } from './holder-label.ts';
import { keyWords } from './key-words.ts';
import { NotPinned, notPinned } from './not-pinned.tsx';
import { keyCrumbs } from './vault-page.tsx';

const words = {
  title: text('Sleutelbeheerders kiezen', 'Choose key officers'),
  lead: text(
    'Kies drie tot zeven mensen die een kluis hebben. Kies er bij voorkeur niet meer dan één die zelf meldingen ontvangt, en niemand die de server beheert. Wie er niet bij staat, heeft nog geen kluis.',
    'Choose three to seven people who have a vault. Preferably choose no more than one who receives reports, and nobody who keeps the server. Who is not listed has no vault yet.',
  ),
  officers: text('Sleutelbeheerders', 'Key officers'),
  officersWrong: text('Kies drie tot zeven mensen.', 'Choose three to seven people.'),
  none: text(
    'Er heeft nog niemand een kluis. Vraag wie sleutelbeheerder wordt zich aan te melden en er een te maken: Account, Sleutels.',
    'Nobody has a vault yet. Ask who becomes key officer to sign in and make one: Account, Keys.',
  ),
  sign: text('Hoeveel van hen tekenen samen?', 'How many of them sign together?'),
  signHint: text(
    'Minstens 2. Bij drie beheerders: 2; bij vijf: 3.',
    'At least 2. With three officers: 2; with five: 3.',
  ),
  signWrong: text(
    'Vul een getal in van 2 tot en met het aantal beheerders.',
    'Fill in a number from 2 to the number of officers.',
  ),
  open: text(
    'Hoeveel van hen geven samen een verloren toegang terug?',
    'How many of them give back a lost access together?',
  ),
  openHint: text(
    'Minstens 2, en één minder dan er zijn of nog minder: één kwijtgeraakte kluis mag niet alles kosten.',
    'At least 2, and one fewer than there are or less: one lost vault may not cost everything.',
  ),
  openWrong: text(
    'Vul een getal in van 2 tot één minder dan het aantal beheerders.',
    'Fill in a number from 2 to one fewer than the number of officers.',
  ),
  submit: text('Klaarzetten om te tekenen', 'Make ready to sign'),
} as const;

const path = '/sleutels/beheerders';

interface Here {
  readonly holders: readonly KeyHolder[];
  readonly now: Root | null;
  readonly keys: KeysAsRecorded;
}

/** Who has a vault, for who prepares a root; null for anybody else. */
async function preparing(visit: SignedIn): Promise<Here | null> {
  const { premises, actor } = visit;
  const own = await look(premises.door, actor, ownVault, concern, {});
  const keys = await look(premises.door, actor, keysQuestion, concern, {});
  const newest = keys.roots.at(-1);
  const now = newest ? (JSON.parse(newest.signed.doc) as Root) : null;
  const mayPrepare = now
    ? now.officers.some(({ person }) => person === own?.person)
    : hasRole(visit, 'functional-administrator');
  if (!mayPrepare) return null;
  return { holders: await look(premises.door, actor, keyHolders, concern, {}), now, keys };
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
      {holders.length === 0 ? (
        <p>{words.none[language]}</p>
      ) : (
        <ChoiceField
          id="beheerders"
          label={words.officers[language]}
          language={language}
          kind="checkbox"
          choices={holders.map((holder) => ({ value: holder.person, label: holderLabel(holder, language) }))}
          chosen={typed('beheerders').split('\n')}
          {...errorOf(errors, 'beheerders')}
        />
      )}
      {(['sign', 'open'] as const).map((field) => (
        <TextField
          key={field}
          id={field === 'sign' ? 'tekenen' : 'openen'}
          label={words[field][language]}
          hint={words[`${field}Hint`][language]}
          language={language}
          value={typed(field === 'sign' ? 'tekenen' : 'openen')}
          short
          digits
          autocomplete="off"
          {...errorOf(errors, field === 'sign' ? 'tekenen' : 'openen')}
        />
      ))}
    </FormPage>
  );
}

/** The form that chooses key officers, with those of today. */
export async function showPrepareRoot(visit: SignedIn): Promise<Response> {
  const here = await preparing(visit);
  if (!here) return notFound(visit);
  const { now, keys } = here;
  // The next root follows the one that counts: that one is pinned first.
  const closed = await notPinned(visit, keys);
  if (closed)
    return pageAnswer(
      <NotPinned visit={visit} closed={closed} title={words.title[visit.language]} at={path} />,
    );
  const first: Readonly<Record<string, string>> = {
    beheerders: now?.officers.map(({ person }) => person).join('\n') ?? '',
    tekenen: String(now?.sign ?? 2),
    openen: String(now?.open ?? 2),
  };
  return pageAnswer(page(visit, here, (field) => first[field] ?? '', []));
}

/** Prepares a root with the officers chosen. */
export async function takePrepareRoot(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, context } = visit;
  const typed = await readForm<string>(context, ['beheerders', 'tekenen', 'openen'], ['beheerders']);
  const here = await preparing(visit);
  if (!here) return notFound(visit);
  const officers = typed('beheerders').split('\n').filter(Boolean);
  const known = new Set(here.holders.map(({ person }) => person));
  const [sign, open] = [Number(typed('tekenen').trim()), Number(typed('openen').trim())];
  const errors: FieldError[] = [];
  if (officers.length < 3 || officers.length > 7 || !officers.every((person) => known.has(person)))
    errors.push({ field: 'beheerders', message: words.officersWrong[language] });
  const isBetween = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 2 && value <= most;
  if (!isBetween(sign, Math.max(2, officers.length)))
    errors.push({ field: 'tekenen', message: words.signWrong[language] });
  if (!isBetween(open, Math.max(2, officers.length - 1)))
    errors.push({ field: 'openen', message: words.openWrong[language] });
  if (errors.length > 0) return pageAnswer(page(visit, here, typed, errors), 400);
  try {
    await perform(premises.door, actor, prepareRoot, concern, { officers, sign, open });
  } catch (error) {
    if (error instanceof AccessDenied) return notFound(visit);
    if (!(error instanceof KeysRefused)) throw error;
    const message = `${error.explanation.what[language]} ${error.explanation.next[language]}`;
    return pageAnswer(page(visit, here, typed, [{ field: 'beheerders', message }]), 409);
  }
  return goTo(visit, '/sleutels?gedaan=klaargezet');
}
