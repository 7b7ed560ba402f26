/** What a published file is, found from the end of its name. */
export const fileKinds = [
  { key: 'archive', end: '-archief.pdf', role: 'archive' },
  { key: 'pdf', end: '.pdf', role: 'read' },
  { key: 'html', end: '.html', role: 'read' },
  { key: 'figures', end: '-cijfers.csv', role: 'figures' },
  { key: 'changes', end: '-veranderd.csv', role: 'records' },
  { key: 'printed', end: '-gedrukt.csv', role: 'records' },
  { key: 'incidents', end: '-incidenten.csv', role: 'records' },
  { key: 'columns', end: '.csv-metadata.json', role: 'description' },
  { key: 'schema', end: '.schema.json', role: 'description' },
  { key: 'catalogue', end: '.jsonld', role: 'description' },
  { key: 'ods', end: '.ods', role: 'figures' },
  { key: 'xlsx', end: '.xlsx', role: 'figures' },
  { key: 'json', end: '.json', role: 'figures' },
  { key: 'other', end: '', role: 'records' },
] as const;

/** One kind of file: how it is stated, and what it is for. */
export type FileKind = (typeof fileKinds)[number];

/** The kind of a file. Its place in the list is also the order in which files are shown. */
export function fileKind(name: string): FileKind {
  for (const kind of fileKinds) if (name.endsWith(kind.end)) return kind;
  throw new Error('Every name ends in nothing, which is the last kind.');
}
