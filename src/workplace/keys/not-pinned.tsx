import { type ClosedBecause, channelKeys } from '../../organisation/keys/channel-state.ts';
import type { KeysAsRecorded } from '../../organisation/keys/recorded.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, type SignedIn } from '../front/visit.ts';
import { closedWords, keyWords } from './key-words.ts';
import { keyCrumbs } from './vault-page.tsx';

type NotPinnedBecause = Extract<ClosedBecause, 'not-pinned' | 'other-root'>;

/** Why no list can be prepared or signed: the key officers are not those that stand outside the database. */
export async function notPinned(
  { premises }: SignedIn,
  keys: KeysAsRecorded,
): Promise<NotPinnedBecause | null> {
  const { closed } = await channelKeys(keys, await premises.pinOf(keys.org));
  return closed === 'not-pinned' || closed === 'other-root' ? closed : null;
}

/** A page that says what has to be done on the server first. */
export function NotPinned({
  visit,
  closed,
  title,
  at,
}: {
  visit: SignedIn;
  closed: NotPinnedBecause;
  title: string;
  at: string;
}) {
  const { language, to } = visit;
  return (
    <Page frame={frameOf(visit)} title={title} crumbs={keyCrumbs(visit, at, title)}>
      <h1>{title}</h1>
      <Notice kind="warn" title={closedWords[closed].why[language]}>
        <p>{closedWords[closed].next[language]}</p>
      </Notice>
      <p>
        <a href={to('/sleutels')}>{keyWords.back[language]}</a>
      </p>
    </Page>
  );
}
