import { readAssets } from '../../platform/web/assets.ts';
import type { Directory } from '../../platform/web/front/directory.ts';
import { type Front, openFront } from '../../platform/web/front/front.ts';
import type { Origin } from '../../platform/web/front/origins.ts';
import type { SiteOptions } from '../../publication/site/site.ts';

/** The fronts of the three origins, with what their pages are made of. */
export interface Fronts {
  readonly of: Readonly<Record<Origin, Front>>;
  readonly options: SiteOptions;
}

/** Reads what pages are made of and opens the fronts. @throws when the file with a look of one's own cannot be read */
export function openFronts(
  directory: Directory,
  given: Omit<SiteOptions, 'assets'> & { readonly tokensFile: string | undefined },
): Fronts {
  const { tokensFile, secure, tell } = given;
  const options = { assets: readAssets(tokensFile), secure, tell };
  return {
    of: {
      public: openFront({ origin: 'public', directory, ...options }),
      work: openFront({ origin: 'work', directory, ...options }),
      files: openFront({ origin: 'files', directory, ...options }),
    },
    options,
  };
}
