import { fromHex, randomBytes, toHex } from '../../../encryption/bytes.ts';
import { vaultKeys } from '../../../encryption/keys.ts';
import { newPassphrase, readPassphrase, stretchPassphrase } from '../../../encryption/passphrase.ts';
import { passphraseWords } from '../../../encryption/passphrase-words.ts';
import { codeOf, newCode, readCode } from '../../../encryption/receipt-code.ts';
import { newSlotPlace, sealSlot, slotKeyOfCode, slotKeyOfPassphrase } from '../../../encryption/slots.ts';
import { FormFault, type KeyForm, keyForm, onSend, put, sendMade } from './form.ts';

/*
 * The page that makes a vault: the code and the passphrase come from here and are noted by whoever sits before it; what
 * is sent is public, or sealed with them.
 */

interface Given {
  readonly org: string;
  /** Null before the first vault: it is made here. */
  readonly person: string | null;
  readonly next: number;
}

const page = keyForm('make-vault');
if (page) begin(page);

function begin(of: KeyForm): void {
  const { org, person: known, next } = of.given as Given;
  const person = known ?? crypto.randomUUID();
  const code = newCode();
  const passphrase = newPassphrase(passphraseWords);
  const vault = randomBytes(32);
  const made = vaultKeys(vault);
  // The fingerprint that is read aloud comes from here: what the server shows later could be of another key.
  made.then(
    ({ key }) => put('vingerafdruk', codeOf(fromHex(key))),
    // In a browser that cannot sign the form is not shown.
    () => undefined,
  );
  put('code', code);
  put('wachtzin', passphrase);
  document.getElementById('afdrukken')?.addEventListener('click', () => print());
  onSend(of, async () => {
    checkNoted(of, code, passphrase);
    const { kem, sign } = await made;
    const place = { org, owner: person, version: next };
    const byCode = newSlotPlace({ ...place, type: 'code' });
    const byPassphrase = newSlotPlace({ ...place, type: 'pass' });
    const stretched = stretchPassphrase(readPassphrase(passphrase), byPassphrase.salt);
    const slots = [
      { place: byCode, key: await slotKeyOfCode(byCode, code) },
      { place: byPassphrase, key: await slotKeyOfPassphrase(byPassphrase, stretched) },
    ].map(async (one) => ({
      id: one.place.slot,
      type: one.place.type,
      label: '',
      salt: toHex(one.place.salt),
      box: toHex(await sealSlot(one.place, one.key, vault)),
    }));
    return sendMade(of, {
      person,
      version: next,
      kem: toHex(kem),
      sign: toHex(sign),
      slots: await Promise.all(slots),
    });
  });
}

/** Whether code and passphrase were noted: both are typed over from what was noted. */
function checkNoted(of: KeyForm, code: string, passphrase: string): void {
  const faults: { field: string; message: string }[] = [];
  if (!isCode(of.typed('code-over'), code))
    faults.push({ field: 'code-over', message: of.word('codeWrong') });
  if (!isPassphrase(of.typed('wachtzin-over'), passphrase))
    faults.push({ field: 'wachtzin-over', message: of.word('passphraseWrong') });
  if (faults.length > 0) throw new FormFault(faults);
}

function isCode(typed: string, code: string): boolean {
  try {
    return readCode(typed) === readCode(code);
  } catch {
    return false;
  }
}

function isPassphrase(typed: string, passphrase: string): boolean {
  try {
    return readPassphrase(typed) === passphrase;
  } catch {
    return false;
  }
}
