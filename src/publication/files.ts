import { catalogueFile, reportData } from './data/data-files.ts';
import { renderSingleFile } from './html/single-file.tsx';
import { beginPdf, type PagesUnderWay } from './pdf/render-pdf.ts';
import { type PublicationFile, publicationFile } from './publication-file.ts';
import type { ReportModel } from './report-model.ts';

/** What of a report was written before. */
export interface WrittenTexts {
  readonly page: string;
  /** The facts as CSV. */
  readonly facts: Uint8Array;
}

/** What of a report was begun already, and who looks at its files before they are all there. */
export interface Begun {
  readonly written?: WrittenTexts;
  readonly pages?: PagesUnderWay;
  /** Looks at the page and the data while the papers are set; when it fails nothing is made. */
  readonly meanwhile?: (files: readonly PublicationFile[]) => Promise<void>;
  /** Looks at the page and the PDF to read while the one to keep is made; when it fails nothing is made. */
  readonly read?: (page: PublicationFile, reading: PublicationFile) => void;
}

/** Every format of a published report, made from its protected model alone. The PDF to keep has the data inside. */
export async function renderFiles(
  model: ReportModel,
  begun: Begun = {},
): Promise<readonly PublicationFile[]> {
  const { slug, language } = model;
  const { written, pages = beginPdf(model) } = begun;
  const paper = (name: string, content: Uint8Array): PublicationFile =>
    publicationFile(name, 'application/pdf', language, content);
  try {
    const { texts, all } = reportData(model, written?.facts);
    const keeping = pages.keep(
      texts
        .filter(({ mediaType }) => inside.has(mediaType))
        .map(({ name, mediaType, content }) => ({ name, mediaType, description: model.title, content })),
    );
    keeping.catch(() => undefined);
    const data = all();
    const page = publicationFile(
      `${slug}.html`,
      'text/html',
      language,
      written?.page ?? renderSingleFile(model),
    );
    await begun.meanwhile?.([page, ...data]);
    const first = paper(`${slug}.pdf`, await pages.reading);
    begun.read?.(page, first);
    const { reading, archive } = await keeping;
    const papers = [
      reading === first.content ? first : paper(first.name, reading),
      ...(archive ? [paper(`${slug}-archief.pdf`, archive)] : []),
    ];
    const files = [page, ...papers, ...data];
    return [...files, catalogueFile(model, files)];
  } finally {
    pages.leave();
  }
}

/** What lasts without a program of its own: text. Workbooks hold the same cells. */
const inside = new Set(['text/csv', 'application/json', 'application/ld+json', 'application/schema+json']);
