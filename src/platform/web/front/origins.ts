/**
 * The origins that one process serves. Nothing is shared between them: no cookie, no policy, no middleware.
 * A list, because a fourth (foreign learning packages) comes later.
 */
export const origins = ['public', 'work', 'files'] as const;
export type Origin = (typeof origins)[number];

/** Where an origin answers: a host as browsers send it ("bron.localhost:8100"), and whose data stand there. */
export interface HostEntry {
  readonly host: string;
  readonly origin: Origin;
  /** Key of the organisation; null for the address that lists the organisations. */
  readonly organisation: string | null;
}

/** The ports of the three origins when they are told apart by port: the first and the two that follow. */
export function loopbackPorts(first: number): Readonly<Record<Origin, number>> {
  return { public: first, work: first + 1, files: first + 2 };
}

/**
 * What stands before the name of an organisation on one machine. Cookies ignore ports: each origin that has any needs
 * a host of its own.
 */
const loopbackNames: Readonly<Record<Origin, string>> = { public: '', work: 'werk.', files: 'bestanden.' };

/** Hosts of organisations on one machine: `<organisation>.localhost` and what stands before it, and the list itself. */
export function loopbackHosts(organisations: readonly string[], first: number): readonly HostEntry[] {
  const ports = loopbackPorts(first);
  return origins.flatMap((origin) => [
    ...['localhost', '127.0.0.1', '[::1]'].map((name) => ({
      host: `${name}:${ports[origin]}`,
      origin,
      organisation: null,
    })),
    ...organisations.map((organisation) => ({
      host: `${loopbackNames[origin]}${organisation}.localhost:${ports[origin]}`,
      origin,
      organisation,
    })),
  ]);
}
