import { errorMessage } from '../language/explained-error.ts';

/** Why a message did not go out. */
export type MailFault =
  | 'unreachable'
  | 'address'
  | 'tls'
  | 'sign-in'
  | 'token'
  | 'secret'
  | 'refused'
  | 'later'
  | 'slow';

/** A message did not go out. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  readonly fault: MailFault;

  constructor(fault: MailFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

/** Whether a fault of a connection is about how it is secured. */
export function isOfSecurity(error: unknown): boolean {
  return /certificate|self.signed|altname|\bSSL\b|\bTLS\b/i.test(errorMessage(error));
}
