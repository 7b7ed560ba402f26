/**
 * Who does or asks something. The first actors are the operator at the command line, the public, and the
 * publication, which alone reads frozen inputs. Each kind has its own database role.
 */
export type ActorKind = 'operator' | 'public' | 'publication';

export interface Actor {
  readonly kind: ActorKind;
  /** The name in the audit trail: an operating system account, or the kind where there is no person. */
  readonly name: string;
  /** Where it came from: "command line", "public site", "job". Never an address of a person. */
  readonly origin: string;
}

export const publicReader: Actor = { kind: 'public', name: 'public', origin: 'public site' };
export const publicationActor: Actor = { kind: 'publication', name: 'publication', origin: 'command line' };

/** The operator at the command line. */
export function operator(name: string): Actor {
  return { kind: 'operator', name, origin: 'command line' };
}
