import type { Daglicht } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { nameOf } from './open-sites.ts';

/** An organisation that cannot be served, and why. */
export interface BrokenOrganisation {
  readonly key: string;
  readonly error: unknown;
}

/** The organisations that can be served, and those that cannot. */
export interface OpenedEach {
  readonly opened: readonly OpenOrganisation[];
  readonly broken: readonly BrokenOrganisation[];
}

/**
 * Opens every organisation. One that cannot be opened (its database, a migration, its profile) keeps no other
 * from being served.
 *
 * @param known organisations that were found broken before: they are not opened
 * @throws what the first one says when there are organisations and none of them can be opened
 */
export async function openEach(
  daglicht: Pick<Daglicht, 'organisation'>,
  keys: readonly string[],
  known: readonly BrokenOrganisation[] = [],
): Promise<OpenedEach> {
  const opened: OpenOrganisation[] = [];
  const broken = [...known];
  for (const key of keys) {
    if (known.some((one) => one.key === key)) continue;
    try {
      const organisation = await daglicht.organisation(key);
      await nameOf(organisation);
      opened.push(organisation);
    } catch (error) {
      broken.push({ key, error });
    }
  }
  const [first] = broken;
  if (first && opened.length === 0) throw first.error;
  return { opened, broken };
}
