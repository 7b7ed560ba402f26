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
