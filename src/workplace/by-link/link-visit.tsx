import { delegateActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { type Action, perform } from '../../platform/database/doorways.ts';
import { linkCodeHash, newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { dropCookie, giveCookie, readCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { lostTexts } from '../front/kept-forms.tsx';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type Visit } from '../front/visit.ts';

const words = {
  code: text('Code van zes cijfers', 'Code of six digits'),
  codeHint: text(
    'Die kreeg u apart van de link, bijvoorbeeld per telefoon.',
    'You got it apart from the link, by telephone for instance.',
  ),
  codeMissing: text('Vul de code van zes cijfers in.', 'Fill in the code of six digits.'),
  codeWrong: text(
    'Met deze code gaat deze link niet open. Controleer de zes cijfers.',
    'With this code this link does not open. Check the six digits.',
  ),
  lostTitle: text('Er is nog niets opgeslagen', 'Nothing was saved yet'),
  lost: text(
    'U was te lang weg, of de link is gestopt. Vul de code nog eens in: uw tekst gaat mee. Werkt de code niet meer, kopieer dan uw tekst en vraag uw collega om een nieuwe link.',
    'You were away too long, or the link has stopped. Fill in the code again: your text goes along. If the code works no more, copy your text and ask your colleague for a new link.',
  ),
} as const;

/** The title of what says that nothing was saved yet. */
export const lostTitle = words.lostTitle;

/** What is asked of whoever came by a link, who has no account. */
export interface LinkKind {
  /** The first part of its addresses: "deel". */
  readonly path: string;
  readonly open: Action<
    { readonly link: Uint8Array; readonly code: Uint8Array; readonly visit: Uint8Array },
    boolean
  >;
  readonly leave: Action<Record<never, never>, null>;
  readonly title: Text;
  readonly lead: Text;
  /** When such a link works no more. */
  readonly ends: Text;
  /** The buttons that open it, keep what goes along with the code, and close it. */
  readonly go: Text;
  readonly goOn: Text;
  readonly leaveIt: Text;
}

/** The address of a link, without language. */
export function linkPath({ path }: LinkKind, link: string): string {
  return `/${path}/${link}`;
}

/** By what the database knows a visit: the link and what the cookie holds. */
function keyOf(link: string, cookie: string): string {
  return linkCodeHash(link, cookie).toString('hex');
}

/** The key of what this browser opened before; null where it opened nothing. */
export function keyInBrowser({ context, premises }: Visit, link: string): string | null {
  const cookie = readCookie(context, 'delegate', premises.secure);
  return cookie === undefined ? null : keyOf(link, cookie);
}

/** Tries a code; answers the key of what it opens, or null for one that is wrong or of a link that stopped. */
export async function openWithCode(
  { context, premises }: Visit,
  kind: LinkKind,
  link: string,
  code: string,
): Promise<string | null> {
  if (!isCode(code)) return null;
  const cookie = newToken();
  const isOpen = await perform(premises.door, delegateActor(''), kind.open, concern, {
    link: tokenHash(link),
    code: linkCodeHash(link, code),
    visit: linkCodeHash(link, cookie),
  });
  if (!isOpen) return null;
  giveCookie(context, 'delegate', cookie, premises.secure);
  return keyOf(link, cookie);
}

/** A code as it was typed, without blanks. */
export function sixDigits(typed: string): string {
  return typed.replaceAll(/\s/g, '');
}

function isCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

/** The error of a code that opened nothing. */
export function codeError({ language }: Visit, code: string): FieldError {
  return { field: 'code', message: (isCode(code) ? words.codeWrong : words.codeMissing)[language] };
}

/**
 * The page that asks for the code. It says the same of every link, also of one that never was.
 *
 * @param carried what was typed and goes along with the code; null where nothing was
 */
export async function codePage(
  visit: Visit,
  kind: LinkKind,
  link: string,
  errors: readonly FieldError[],
  carried: readonly (readonly [name: string, value: string])[] | null = null,
): Promise<Response> {
  const { language } = visit;
  const lost = carried === null ? null : await lostTexts(visit, carried);
  const path = linkPath(kind, link);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={kind.title[language]}
      action={carried === null ? path : `${path}/antwoorden`}
      errors={errors}
      before={
        carried === null ? (
          <p>{kind.lead[language]}</p>
        ) : (
          <Notice kind="warn" title={words.lostTitle[language]}>
            <p>{words.lost[language]}</p>
          </Notice>
        )
      }
      button={(carried === null ? kind.go : kind.goOn)[language]}
      after={lost}
    >
      {(carried ?? []).map(([name, value], index) => (
        <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
      ))}
      <TextField
        id="code"
        label={words.code[language]}
        hint={words.codeHint[language]}
        language={language}
        short
        digits
        autocomplete="off"
        {...errorOf(errors, 'code')}
      />
      <p>{kind.ends[language]}</p>
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Takes the code of a link. */
export async function takeLinkCode(visit: Visit, kind: LinkKind, link: string): Promise<Response> {
  const typed = await readForm(visit.context, ['code']);
  const code = sixDigits(typed('code'));
  if ((await openWithCode(visit, kind, link, code)) === null)
    return codePage(visit, kind, link, [codeError(visit, code)]);
  return goTo(visit, linkPath(kind, link));
}

/** A page that says how it ended. */
export function saidPage(visit: Visit, title: Text, what: Text): Response {
  const { language } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title[language]}>
      <h1>{title[language]}</h1>
      <p>{what[language]}</p>
    </Page>,
  );
}

/** The button that closes in this browser what a link opened. */
export function LeaveForm({
  visit: { language, to },
  kind,
  link,
}: {
  visit: Visit;
  kind: LinkKind;
  link: string;
}) {
  return (
    <form method="post" action={to(`${linkPath(kind, link)}/sluiten`)} class="dl-buttons">
      <button type="submit" class="dl-button dl-button--second">
        {kind.leaveIt[language]}
      </button>
    </form>
  );
}

/** Closes in this browser what a link opened; the link stays. */
export async function leaveLinkVisit(visit: Visit, kind: LinkKind, link: string): Promise<Response> {
  await readForm(visit.context, []);
  const key = keyInBrowser(visit, link);
  if (key !== null) await perform(visit.premises.door, delegateActor(key), kind.leave, concern, {});
  dropCookie(visit.context, 'delegate', visit.premises.secure);
  return goTo(visit, `${linkPath(kind, link)}?gedaan=gesloten`);
}
