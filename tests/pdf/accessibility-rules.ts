import { listOf, nodesOf, type StructureNode, type TakenApart } from './tagged-pdf.ts';

/** A rule of PDF/UA-1 (ISO 14289-1, Matterhorn protocol) that can be read off a file. */
export interface AccessibilityRule {
  readonly name: string;
  /** What breaks it; empty when it holds. */
  readonly broken: (pdf: TakenApart) => readonly string[];
}

const standardTags = new Set(
  'Document Part Div Sect Art BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form'.split(
    ' ',
  ),
);
const under: Readonly<Record<string, readonly string[]>> = {
  Table: ['Caption', 'THead', 'TBody', 'TFoot', 'TR'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['Caption', 'LI', 'L'],
  LI: ['Lbl', 'LBody'],
  TOC: ['Caption', 'TOC', 'TOCI'],
};

const rule = (name: string, broken: AccessibilityRule['broken']): AccessibilityRule => ({ name, broken });
const when = (wrong: boolean, what: string): readonly string[] => (wrong ? [what] : []);
const filled = (value: unknown): boolean => typeof value === 'string' && value.length > 2;

/** The rules that every published PDF must keep; beside the exporter's own gate, because we read the file itself. */
export const accessibilityRules: readonly AccessibilityRule[] = [
  rule('The document names its language', (pdf) => when(!filled(pdf.catalogue['/Lang']), 'no /Lang')),
  rule('The document is marked as tagged', (pdf) =>
    when(pdf.dictionary(pdf.catalogue['/MarkInfo'])['/Marked'] !== true, 'no /Marked'),
  ),
  rule('Readers show the title instead of the file name', (pdf) => [
    ...when(!filled(pdf.information['/Title']), 'no title'),
    ...when(
      pdf.dictionary(pdf.catalogue['/ViewerPreferences'])['/DisplayDocTitle'] !== true,
      'no DisplayDocTitle',
    ),
  ]),
  rule('The metadata say PDF/UA-1 and the title', (pdf) => {
    const metadata = pdf.stream(pdf.catalogue['/Metadata']);
    return [
      ...when(!/pdfuaid:part(>|=")1/.test(metadata), 'no pdfuaid:part 1'),
      ...when(!metadata.includes('dc:title'), 'no dc:title'),
    ];
  }),
  rule('Every page belongs to the structure', (pdf) =>
    pdf.pages.flatMap((page, index) => when(typeof page['/StructParents'] !== 'number', `page ${index + 1}`)),
  ),
  rule('The tab order follows the structure', (pdf) =>
    pdf.pages.flatMap((page, index) =>
      when(listOf(pdf.resolve(page['/Annots'])).length > 0 && page['/Tabs'] !== '/S', `page ${index + 1}`),
    ),
  ),
  rule('Every link says where it leads and stands in the structure', (pdf) =>
    pdf.pages.flatMap((page, index) =>
      listOf(pdf.resolve(page['/Annots']))
        .map(pdf.dictionary)
        .flatMap((one) => [
          ...when(!filled(one['/Contents']), `page ${index + 1}: no Contents`),
          ...when(typeof one['/StructParent'] !== 'number', `page ${index + 1}: no StructParent`),
        ]),
    ),
  ),
  rule('Every tag is a standard one, or mapped to one', (pdf) => {
    const roles = pdf.dictionary(pdf.dictionary(pdf.catalogue['/StructTreeRoot'])['/RoleMap']);
    return nodes(pdf).flatMap((one) => when(!standardTags.has(one.tag) && !roles[`/${one.tag}`], one.tag));
  }),
  rule('Every figure has a text alternative', (pdf) =>
    tagged(pdf, 'Figure').flatMap((one) => when(!filled(one.node['/Alt']), 'Figure without Alt')),
  ),
  rule('Every header cell has a scope', (pdf) =>
    tagged(pdf, 'TH').flatMap((one) =>
      when(
        !listOf(one.node['/A'])
          .map(pdf.dictionary)
          .some((attribute) => filled(attribute['/Scope'])),
        'TH',
      ),
    ),
  ),
  rule('Every table has header cells', (pdf) =>
    tagged(pdf, 'Table').flatMap((one) => when(!nodesOf(one).some(({ tag }) => tag === 'TH'), 'Table')),
  ),
  rule('Tables, lists and contents are built as they should', (pdf) =>
    nodes(pdf).flatMap((one) => {
      const allowed = under[one.tag];
      return allowed
        ? one.children.flatMap((kid) => when(!allowed.includes(kid.tag), `${kid.tag} in ${one.tag}`))
        : [];
    }),
  ),
  rule('Headings begin at one and never skip a level', (pdf) => {
    let before = 0;
    return nodes(pdf).flatMap((one) => {
      const level = Number(/^H([1-6])$/.exec(one.tag)?.[1] ?? 0);
      if (level === 0) return [];
      const skipped = level > before + 1;
      const found = when(skipped, `H${level} after H${before}`);
      before = level;
      return found;
    });
  }),
  rule('Every footnote has its own identity', (pdf) => {
    const ids = tagged(pdf, 'Note').map((one) => one.node['/ID']);
    return [
      ...when(
        ids.some((id) => !filled(id)),
        'Note without ID',
      ),
      ...when(new Set(ids).size < ids.length, 'ID twice'),
    ];
  }),
  rule('The document has bookmarks', (pdf) =>
    when(
      !filled(pdf.dictionary(pdf.dictionary(pdf.catalogue['/Outlines'])['/First'])['/Title']),
      'no outline',
    ),
  ),
  rule('Every font is embedded and can be read as text', (pdf) =>
    pdf.pages.flatMap((page) =>
      Object.values(pdf.dictionary(pdf.dictionary(page['/Resources'])['/Font'])).flatMap((reference) => {
        const font = pdf.dictionary(reference);
        const [descendant] = listOf(pdf.resolve(font['/DescendantFonts']));
        const descriptor = pdf.dictionary(pdf.dictionary(descendant)['/FontDescriptor']);
        return [
          ...when(!Object.keys(descriptor).some((key) => key.startsWith('/FontFile')), 'font not embedded'),
          ...when(!filled(font['/ToUnicode']), 'font without ToUnicode'),
        ];
      }),
    ),
  ),
  rule('All that is drawn as text is content or decoration, never neither', (pdf) =>
    pdf.pages.flatMap((page, index) =>
      when(
        listOf(page['/Contents']).some((one) => textOutsideMarks(pdf.stream(one))),
        `page ${index + 1}`,
      ),
    ),
  ),
  rule('Nothing runs and nothing is asked of the reader', (pdf) =>
    ['/OpenAction', '/AA', '/AcroForm'].filter((key) => key in pdf.catalogue),
  ),
];

function nodes(pdf: TakenApart): readonly StructureNode[] {
  return nodesOf(pdf.structure).slice(1);
}

function tagged(pdf: TakenApart, tag: string): readonly StructureNode[] {
  return nodes(pdf).filter((one) => one.tag === tag);
}

/** Whether a content stream shows text outside marked content (BDC/BMC … EMC). */
function textOutsideMarks(content: string): boolean {
  const bare = content.replace(/\((?:\\.|[^\\)])*\)/gs, '').replace(/<[0-9A-Fa-f\s]*>/g, '');
  let depth = 0;
  for (const [word] of bare.matchAll(/\b(?:BDC|BMC|EMC|TJ|Tj)\b/g)) {
    if (word === 'EMC') depth -= 1;
    else if (word === 'BDC' || word === 'BMC') depth += 1;
    else if (depth === 0) return true;
  }
  return false;
}
