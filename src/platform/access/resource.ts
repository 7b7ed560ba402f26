/**
 * What something is done to or asked about. Of a record only table and id are named: the database itself looks up
 * whom and which unit it is about, so that no caller can say otherwise.
 */
export type Resource =
  | { readonly about: 'concern' }
  | { readonly about: 'unit'; readonly unit: string }
  | { readonly about: 'person'; readonly person: string }
  | { readonly about: 'record'; readonly table: string; readonly id: string };

/** The organisation as a whole, or nothing of it in particular. */
export const concern: Resource = { about: 'concern' };

/** A unit, by key. */
export function unitResource(unit: string): Resource {
  return { about: 'unit', unit };
}

/** A person, by id (UUID). */
export function personResource(person: string): Resource {
  return { about: 'person', person };
}

/** A record of a protected table, by the id (UUID) that all its versions bear. */
export function recordResource(table: string, id: string): Resource {
  return { about: 'record', table, id };
}
