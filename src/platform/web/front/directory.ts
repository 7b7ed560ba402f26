import type { StoredBody } from '../answers/stored-answer.ts';
import type { HostEntry, Origin } from './origins.ts';

/** What stands behind an address. */
export interface Site {
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> };
  /** A page that can be answered at once, without looking anything up. */
  readonly kept?: (path: string) => StoredBody | undefined;
}

/** Which site answers at which host, on each origin. */
export interface Directory {
  /** "starting" until the sites are known; "unknown" for a host that is none of ours on that origin. */
  readonly find: (origin: Origin, host: string | undefined) => Site | 'unknown' | 'starting';
  /** Makes the sites known. */
  readonly open: (sites: readonly (HostEntry & { readonly site: Site })[]) => void;
}

/** A directory that knows no sites yet. */
export function newDirectory(): Directory {
  let known: Readonly<Record<Origin, ReadonlyMap<string, Site>>> | undefined;
  return {
    find: (origin, host) => {
      if (!known) return 'starting';
      return known[origin].get(host ?? '') ?? known[origin].get(host?.toLowerCase() ?? '') ?? 'unknown';
    },
    open: (sites) => {
      const on = (origin: Origin): ReadonlyMap<string, Site> =>
        new Map(sites.filter((one) => one.origin === origin).map((one) => [one.host, one.site]));
      known = { public: on('public'), work: on('work'), files: on('files') };
    },
  };
}
