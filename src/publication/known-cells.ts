/** What earlier publications made known of a counted cell: what they printed, or that they hid it. */
export type KnownCells = ReadonlyMap<
  string,
  { readonly state: 'published'; readonly value: string } | { readonly state: 'hidden' }
>;
