/** Why something is refused, as the protocol names it (section 11). A refusal never falls back to anything else. */
export type FaultCode =
  | 'E_FORMAT'
  | 'E_SUITE'
  | 'E_KEY'
  | 'E_CODE'
  | 'E_SLOT'
  | 'E_SIG'
  | 'E_QUORUM'
  | 'E_ROOT'
  | 'E_LIST'
  | 'E_EXPIRED'
  | 'E_ROLLBACK'
  | 'E_FORK'
  | 'E_RECORD'
  | 'E_AUTHOR'
  | 'E_MEMBER'
  | 'E_ESCROW'
  | 'E_COMMIT'
  | 'E_WRAP'
  | 'E_CARRY'
  | 'E_OBJECT'
  | 'E_LOG'
  | 'E_SHARE'
  | 'E_STALE'
  | 'E_EPOCH';

/** A refusal of the protocol. The message is for who looks into it; pages word the code for people. */
export class EncryptionFault extends Error {
  override readonly name = 'EncryptionFault';
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * Refuses unless the condition holds.
 * @throws EncryptionFault with that code.
 */
export function must(condition: boolean, code: FaultCode, message: string): asserts condition {
  if (!condition) throw new EncryptionFault(code, message);
}
