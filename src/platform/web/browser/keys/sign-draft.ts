import { remember } from '../../../encryption/boxes/remember.ts';
import { utf8 } from '../../../encryption/bytes.ts';
import { hashOf } from '../../../encryption/labels.ts';
import { codeOf } from '../../../encryption/receipt-code.ts';
import { unlockVault } from '../../../encryption/unlock.ts';
import { FormFault, type KeyForm, keyForm, onSend, put, sendMade } from './form.ts';
import { type GivenDraft, type Judged, judgeDraft, NotSigned } from './judge-draft.ts';

/*
 * The page on which an officer signs a root or both lists: it unlocks the vault, holds the draft against what was typed,
 * and sends the signatures with what is remembered from now on.
 */

const page = keyForm('sign-draft');
if (page) begin(page);

function begin(of: KeyForm): void {
  const given = of.given as GivenDraft;
  // What goes onto the sheet comes from the text that is signed here: what the server shows later could be of another.
  if ('root' in given.draft)
    void hashOf('root', utf8(given.draft.root)).then((hash) => put('wortelafdruk', codeOf(hash)));
  onSend(of, async () => {
    const keys = await unlockVault(given.vault, of.typed('ontgrendelen'));
    if (!keys) throw new FormFault([{ field: 'ontgrendelen', message: of.word('notUnlocked') }]);
    const { signatures, what, before } = await judgeDraft(given, keys, (person) =>
      of.typed(fieldOf(person)),
    ).catch((fault) => worded(of, given, fault));
    const boxes = before?.boxes ? { boxes: before.boxes } : {};
    const head = await remember(given.vault, keys, before, { ...what, ...boxes });
    return sendMade(of, {
      draft: given.draft.id,
      signatures,
      state: { after: given.state?.revision ?? 0, head },
    });
  });
}

const fieldOf = (person: string): string => `afdruk-${person}`;

/** What is wrong, at its field where it is about somebody's fingerprint. */
function worded(of: KeyForm, { names }: GivenDraft, fault: unknown): Judged {
  if (!(fault instanceof NotSigned)) throw fault;
  throw new FormFault(
    fault.faults.map(({ person, because }) => ({
      field: person === null ? '' : fieldOf(person),
      message: of.word(because).replaceAll('{who}', () => names[person ?? ''] ?? '?'),
    })),
  );
}
