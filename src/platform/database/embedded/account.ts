import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How the server process comes by an account that PostgreSQL accepts (it refuses uid 0). */
export type ServerAccount = {
  /**
   * `same`: the account of this process. `namespace`: a user namespace in which our own account carries
   * another number, so that files stay ours. `other`: root gives up its rights for those of another account.
   */
  readonly route: 'same' | 'namespace' | 'other';
  /** Words put before the command. */
  readonly prefix: readonly string[];
  /** For the route `other`: the account to become. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Names under which the server sees the clients that may enter (for `peer` authentication). */
  readonly clientNames: readonly string[];
};

type PasswdEntry = { name: string; uid: number; gid: number };

function passwdEntries(): PasswdEntry[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Name of an account by the system's own lookup (also LDAP and the like), or null when it has none. */
function accountName(uid: number): string | null {
  const found = spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' });
  const name = found.stdout?.trim() ?? '';
  return found.status === 0 && name !== '' && name !== String(uid) ? name : null;
}

/**
 * The number under which a user namespace shows every account from outside it. A server that ran under this
 * number could not tell its own account from any other.
 */
function overflowUid(): number {
  try {
    return Number(readFileSync('/proc/sys/kernel/overflowuid', 'utf8'));
  } catch {
    return 65_534;
  }
}

function namespacePrefix(entry: PasswdEntry): string[] {
  return ['unshare', '-U', `--map-user=${entry.uid}`, `--map-group=${entry.gid}`, '--'];
}

/**
 * Chooses the account for the server.
 *
 * @param ownerOfData uid that owns an existing data folder, or null for a new one
 * @returns null when root is refused a user namespace and there is no other account to become
 */
export function chooseAccount(ownerOfData: number | null): ServerAccount | null {
  const uid = process.getuid?.() ?? null;
  if (uid === null) return { route: 'same', prefix: [], uid: null, gid: null, clientNames: [] };
  const entries = passwdEntries();
  const ownName = entries.find((entry) => entry.uid === uid)?.name ?? accountName(uid);
  if (uid !== 0 && ownName !== null) {
    return { route: 'same', prefix: [], uid: null, gid: null, clientNames: [ownName] };
  }
  if (ownerOfData === null || ownerOfData === uid) {
    const within = entries.find((entry) => entry.uid > 0 && entry.uid !== overflowUid());
    const prefix = within ? namespacePrefix(within) : null;
    const [command, ...words] = prefix ?? [];
    if (within && prefix && command && spawnSync(command, [...words, 'true']).status === 0) {
      return { route: 'namespace', prefix, uid: null, gid: null, clientNames: [within.name] };
    }
  }
  if (uid !== 0) return null;
  const other =
    ownerOfData !== null && ownerOfData !== 0
      ? entries.find((entry) => entry.uid === ownerOfData)
      : (entries.find(({ name }) => name === 'daglicht') ?? entries.find(({ name }) => name === 'nobody'));
  if (!other || ownerOfData === 0) return null;
  const names = [...new Set(['root', ...(other.name === 'nobody' ? [] : [other.name])])];
  return { route: 'other', prefix: [], uid: other.uid, gid: other.gid, clientNames: names };
}
