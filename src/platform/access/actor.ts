/**
 * Who does or asks something. Each kind has its own database role. The operator acts at the command line, the
 * publication alone reads frozen inputs, identity alone reads what leads into an account, the system does what nobody
 * waits for, a delegate answers the questions of one link and reaches nothing else, a reporter sends a report or holds a
 * mailbox and reaches nothing else, and a person is somebody whom the organisation knows: what they may do follows from their appointments and employments, which the database reads itself.
 */
export type ActorKind = Actor['kind'];

interface Named {
  /** The name in the audit trail: an operating system account, or the kind where there is no person. */
  readonly name: string;
  /** Where it came from: "command line", "public site", "job". Never an address of a person. */
  readonly origin: string;
}

/** A part of the program, or whoever runs it. */
export interface OfficeActor extends Named {
  readonly kind: 'operator' | 'public' | 'publication' | 'identity' | 'system';
}

/** Whoever came by a link and its code: the database finds out by itself which link that is. */
export interface DelegateActor extends Named {
  readonly kind: 'delegate';
  /** What the database knows the visit by (SHA-256 in hexadecimal); empty before the code was given. */
  readonly key: string;
}

/** Somebody who signed in, or a program with an access token of theirs. */
export interface PersonActor extends Named {
  readonly kind: 'person';
  /** The person's id in the organisation (UUID); the audit trail names them by it. */
  readonly person: string;
  /** The names of actions and questions that the access token allows; absent for somebody who is there. */
  readonly scope?: ReadonlySet<string>;
}

/** Whoever reports or comes back to their mailbox: nobody knows who it is. */
export interface ReporterActor extends Named {
  readonly kind: 'reporter';
  /** The hash of the locator of the mailbox, in hexadecimal digits; empty for who only begins to write. */
  readonly mailbox: string;
}

export type Actor = OfficeActor | DelegateActor | ReporterActor | PersonActor;

export const publicReader: Actor = { kind: 'public', name: 'public', origin: 'public site' };
export const publicationActor: Actor = { kind: 'publication', name: 'publication', origin: 'command line' };

/** Signing in, before it is known who comes. */
export const identityActor: Actor = { kind: 'identity', name: 'identity', origin: 'workplace' };

/** What the program does by itself: jobs and mail. It reaches no register. */
export const systemActor: Actor = { kind: 'system', name: 'daglicht', origin: 'job' };

/** Whoever came by a link; with the key of the visit once its code was given. */
export function delegateActor(key: string): DelegateActor {
  return { kind: 'delegate', name: 'delegate', origin: 'link', key };
}

/** Whoever reports; with the hash of the locator of their mailbox, once they have one. */
export function reporterActor(mailbox: string): ReporterActor {
  return { kind: 'reporter', name: 'reporter', origin: 'public site', mailbox };
}

/** The operator at the command line. */
export function operator(name: string): Actor {
  return { kind: 'operator', name, origin: 'command line' };
}

/** Somebody who signed in, by their id (UUID) in the organisation. */
export function personActor(person: string, origin: string): PersonActor {
  return { kind: 'person', person, name: person, origin };
}

/**
 * A program that acts as somebody, by an access token.
 *
 * @param token the id of the token (UUID), of which the trail keeps the first part
 * @param scope the names of actions and questions that it allows
 */
export function personByToken(person: string, token: string, scope: readonly string[]): PersonActor {
  return {
    kind: 'person',
    person,
    name: person,
    origin: `command line, token ${token.slice(0, 8)}`,
    scope: new Set(scope),
  };
}
