import { gzipSync } from 'node:zlib';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor } from '../../platform/database/doorways.ts';
import type { StoredBody } from '../../platform/web/answers/stored-answer.ts';
import { sha256 } from '../hashes.ts';
import { type PublicationLine, publicationQuestion } from '../records.ts';
import type { ReportModel } from '../report-model.ts';
import { type SiteContents, siteContentsQuestion } from './questions.ts';

/** How long the site may show what was published before without asking again, in milliseconds. */
const FRESH = 1000;
/** Reports kept in memory, and bytes of pages and files kept: the oldest make way. */
const MOST_REPORTS = 12;
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST = 8 * 1024 * 1024;

/**
 * What the site of one organisation holds: its contents as they are now, the reports, and the pages rendered
 * from them. Publications never change, so a page stays until something is published or noted.
 */
export interface Shelf {
  readonly door: OrganisationDoor;
  /** The contents, at most a second old. Throws what the database throws when it is gone. */
  readonly contents: () => Promise<SiteContents>;
  readonly report: (line: PublicationLine) => Promise<ReportModel>;
  /** A page or file answered before; undefined when there is none or when the contents must be asked first. */
  readonly kept: (path: string) => StoredBody | undefined;
  /** What a page that is not kept says of itself, the headers of the front included. */
  readonly pageHeaders: Readonly<Record<string, string>>;
  /** Keeps a page that was rendered from these contents, unless something was published meanwhile. */
  readonly keepPage: (path: string, html: string, from: SiteContents) => StoredBody;
  /** Keeps a stored file likewise, unless it is so large that it would drive out everything else. */
  readonly keepFile: (path: string, file: StoredBody, from: SiteContents) => StoredBody;
}

const pageHeaders = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' };

/** Opens the shelf of an organisation. It reads nothing until it is asked. */
export function openShelf(
  door: OrganisationDoor,
  headers: Readonly<Record<string, string>>,
  now: () => number = Date.now,
): Shelf {
  const bodies = new Map<string, StoredBody>();
  const reports = new Map<string, ReportModel>();
  let bytes = 0;
  let known: { contents: SiteContents; stamp: string; at: number } | undefined;
  let asking: Promise<SiteContents> | undefined;

  const ask = async (): Promise<SiteContents> => {
    const contents = await look(door, publicReader, siteContentsQuestion, concern, {});
    const stamp = sha256(JSON.stringify(contents));
    // The same contents stay the same value: by it a page knows whether it is still of today.
    if (stamp === known?.stamp) {
      known = { ...known, at: now() };
      return known.contents;
    }
    bodies.clear();
    bytes = 0;
    known = { contents, stamp, at: now() };
    return contents;
  };
  const keep = (path: string, body: StoredBody, from: SiteContents): StoredBody => {
    // A kept answer passes by the front and its headers, so it carries them itself.
    const whole = { ...body, headers: { ...headers, ...body.headers } };
    if (sizeOf(whole) > LARGEST || bodies.has(path) || from !== known?.contents) return whole;
    bodies.set(path, whole);
    bytes += sizeOf(whole);
    dropOldest(
      bodies,
      () => bytes > MOST_BYTES,
      (dropped) => {
        bytes -= sizeOf(dropped);
      },
    );
    return whole;
  };
  const isFresh = (): boolean => known !== undefined && now() - known.at < FRESH;

  return {
    door,
    contents: () => {
      if (known && isFresh()) return Promise.resolve(known.contents);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    report: async (line) => {
      const kept = reports.get(line.id);
      if (kept) return kept;
      const found = await look(door, publicReader, publicationQuestion, concern, {
        slug: line.slug,
        version: line.version,
      });
      if (!found) throw new Error(`Publication ${line.slug} v${line.version} is in the list but not there.`);
      reports.set(line.id, found.model);
      dropOldest(reports, () => reports.size > MOST_REPORTS);
      return found.model;
    },
    pageHeaders: { ...headers, ...pageHeaders },
    kept: (path) => (isFresh() ? bodies.get(path) : undefined),
    keepPage: (path, html, from) => keep(path, pageBody(html), from),
    keepFile: keep,
  };
}

/** A page as it is kept: compressed as small as can be, because it is answered many times. */
function pageBody(html: string): StoredBody {
  return {
    plain: null,
    gzip: gzipSync(html, { level: 9 }),
    tag: `"${sha256(html).slice(0, 32)}"`,
    headers: pageHeaders,
  };
}

function sizeOf(body: StoredBody): number {
  return (body.plain?.byteLength ?? 0) + (body.gzip?.byteLength ?? 0);
}

function dropOldest<T>(kept: Map<string, T>, tooMuch: () => boolean, dropped?: (value: T) => void): void {
  for (const [key, value] of kept) {
    if (!tooMuch()) return;
    kept.delete(key);
    dropped?.(value);
  }
}
