import type { MiddlewareHandler } from 'hono';
import type { Assets } from '../assets.ts';
import { assetFiles } from './asset-files.ts';
import type { Refuse } from './error-answers.ts';
import { onlyMethods, plainForms, reading, readingAndForms, reportPages, reportPosts } from './methods.ts';
import { refuseNullBytes } from './null-bytes.ts';
import type { Origin } from './origins.ts';
import { onlyOwnForms } from './own-forms.ts';
import { withSecurityHeaders } from './security-headers.ts';

/** What the middleware of an origin is made with. */
export interface Premises {
  readonly assets: Assets;
  /** Whether readers come by https. */
  readonly secure: boolean;
  readonly refuse: Refuse;
}

/** How an origin answers. */
export interface OriginRules {
  /**
   * Whether a stored page is answered before everything else. Only where all readers see the same: such a page
   * carries the headers of the origin itself, and nothing has to be decided for it.
   */
  readonly storedPagesFirst: boolean;
  /** What every other request passes before it comes to a site, in the order in which it runs. */
  readonly middleware: (premises: Premises) => readonly MiddlewareHandler[];
}

/** The rules of each origin. No rule is shared between them but by being written here for both. */
export const originRules: Readonly<Record<Origin, OriginRules>> = {
  public: {
    storedPagesFirst: true,
    middleware: ({ assets, secure, refuse }) => [
      withSecurityHeaders(secure, reportPages),
      onlyMethods(reading, refuse, reportPosts),
      onlyOwnForms(secure, refuse, plainForms),
      refuseNullBytes(refuse),
      assetFiles(assets, refuse),
    ],
  },
  work: {
    storedPagesFirst: false,
    middleware: ({ assets, secure, refuse }) => [
      withSecurityHeaders(secure, 'where asked'),
      onlyMethods(readingAndForms, refuse),
      onlyOwnForms(secure, refuse),
      refuseNullBytes(refuse),
      assetFiles(assets, refuse),
    ],
  },
  files: {
    storedPagesFirst: false,
    middleware: ({ assets, secure, refuse }) => [
      withSecurityHeaders(secure, 'never'),
      onlyMethods(reading, refuse),
      refuseNullBytes(refuse),
      assetFiles(assets, refuse),
    ],
  },
};
