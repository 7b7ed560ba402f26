import { type GivenState, remember, remembered } from '../../../src/platform/encryption/boxes/remember.ts';
import { type Bytes, fromHex, randomBytes, toHex } from '../../../src/platform/encryption/bytes.ts';
import { type DocumentType, signDocument } from '../../../src/platform/encryption/documents/documents.ts';
import { type VaultKeys, vaultKeys } from '../../../src/platform/encryption/keys.ts';
import { codeOf, newCode } from '../../../src/platform/encryption/receipt-code.ts';
import { newSlotPlace, sealSlot, slotKeyOfCode } from '../../../src/platform/encryption/slots.ts';
import type { SealedVault } from '../../../src/platform/encryption/unlock.ts';
import type { TestAccount } from './workplace.ts';

/** Somebody with a vault, as their browser makes it: two printed codes here, so that nothing takes a second. */
export interface TestVault {
  readonly account: TestAccount;
  /** By which documents name them. */
  readonly person: string;
  readonly secret: Bytes;
  readonly keys: VaultKeys;
  readonly codes: readonly string[];
  readonly fingerprint: string;
}

/** What a page brings along for its script. */
export function givenOn(body: string): unknown {
  const found = /data-given="([^"]*)"/.exec(body)?.[1];
  if (found === undefined) throw new Error('The page brings nothing for a script.');
  return JSON.parse(found.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
}

/** What a vault that was just made sends. */
export async function madeVault(
  given: { readonly org: string; readonly person: string | null; readonly next: number },
  secret: Bytes = randomBytes(32),
) {
  const person = given.person ?? crypto.randomUUID();
  const keys = await vaultKeys(secret);
  const codes = [newCode(), newCode()];
  const slots = codes.map(async (code) => {
    const place = newSlotPlace({ org: given.org, owner: person, version: given.next, type: 'code' });
    const box = await sealSlot(place, await slotKeyOfCode(place, code), secret);
    return { id: place.slot, type: 'code', label: '', salt: toHex(place.salt), box: toHex(box) };
  });
  const sent = {
    person,
    version: given.next,
    kem: toHex(keys.kem),
    sign: toHex(keys.sign),
    slots: await Promise.all(slots),
  };
  return { person, secret, keys, codes, sent };
}

/** Makes the vault of somebody, by the pages. */
export async function withVault(account: TestAccount): Promise<TestVault> {
  const given = givenOn((await account.browser.get('/sleutels/kluis')).body);
  const { person, secret, keys, codes, sent } = await madeVault(
    given as { org: string; person: string | null; next: number },
  );
  const answer = await account.browser.postJson('/sleutels/kluis', sent);
  if (answer.said.onTo !== '/sleutels?gedaan=kluis') throw new Error(answer.body);
  return { account, person, secret, keys, codes, fingerprint: codeOf(fromHex(keys.key)) };
}

interface GivenDraft {
  readonly vault: SealedVault;
  readonly state: GivenState | null;
  readonly draft: {
    readonly id: string;
    readonly root?: string;
    readonly intake?: string;
    readonly people?: string;
  };
}

const nothing = { root: '', held: {}, version: 0 };

/** What somebody's browser sends when they sign the draft that waits. */
export async function signatureOf({ account, keys }: TestVault) {
  const { draft, vault, state } = givenOn(
    (await account.browser.get('/sleutels/tekenen')).body,
  ) as GivenDraft;
  const before = await remembered(vault, keys, state);
  const { id, ...documents } = draft;
  const signatures = await Promise.all(
    Object.entries(documents).map(async ([name, doc]): Promise<[string, string]> => {
      const type: DocumentType = name === 'root' ? 'root' : 'list';
      return [name, (await signDocument(type, doc, keys)).sig];
    }),
  );
  return {
    draft: id,
    signatures: Object.fromEntries(signatures),
    state: { after: state?.revision ?? 0, head: await remember(vault, keys, before, nothing) },
  };
}

/** Signs the draft that waits. @returns where the browser goes on, or what it is told. */
export async function signs(vault: TestVault): Promise<string> {
  const { said, body } = await vault.account.browser.postJson('/sleutels/tekenen', await signatureOf(vault));
  return said.onTo ?? said.message ?? body;
}
