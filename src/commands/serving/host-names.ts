import { z } from 'zod';
import { readJson } from '../../codes/profile.ts';
import type { Front } from '../../platform/web/front/front.ts';
import { type HostEntry, type Origin, origins } from '../../platform/web/front/origins.ts';

/**
 * Hosts by name, behind a proxy that speaks https: one port for all origins. Each organisation has a host of
 * its own on each origin, because a host is what separates cookies and policies.
 */
const hostsSchema = z
  .strictObject({
    /** Whether readers come by https; then browsers are asked to stay with it. */
    secure: z.boolean().default(true),
    hosts: z
      .array(
        z.strictObject({
          host: z.string().regex(/^[a-z0-9.-]+(:\d+)?$/),
          origin: z.enum(origins),
          organisation: z.string().nullable().default(null),
        }),
      )
      .min(1),
  })
  .refine(({ hosts }) => new Set(hosts.map(({ host }) => host)).size === hosts.length, {
    message: 'een hostnaam staat er tweemaal in; ieder adres hoort bij één plaats',
    params: { en: 'a host name stands in it twice; each address belongs to one place' },
  });

/** The hosts that a file names. */
export interface HostNames {
  readonly secure: boolean;
  readonly hosts: readonly HostEntry[];
}

/** Reads a file with hosts. Throws a ProfileError that says where the file is not as it should be. */
export function readHosts(file: string): Promise<HostNames> {
  return readJson(file, hostsSchema);
}

/** Leads each request to the front of the origin that its host belongs to; unknown hosts to the public one. */
export function frontByHost(hosts: readonly HostEntry[], fronts: Readonly<Record<Origin, Front>>): Front {
  const originOf = new Map(hosts.map(({ host, origin }) => [host, origin]));
  return (request, environment) => {
    const host = request.headers.get('host')?.toLowerCase() ?? '';
    return fronts[originOf.get(host) ?? 'public'](request, environment);
  };
}
