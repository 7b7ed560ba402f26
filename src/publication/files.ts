import { catalogueFile, dataFiles } from './data/data-files.ts';
import { renderSingleFile } from './html/single-file.tsx';
import { renderPdf } from './pdf/render-pdf.ts';
import { type PublicationFile, publicationFile } from './publication-file.ts';
import type { ReportModel } from './report-model.ts';

/** What of a report was written before. */
export interface WrittenTexts {
  readonly page: string;
  /** The facts as CSV. */
  readonly facts: Uint8Array;
}

/**
 * Every format of a published report, made from its protected model alone. The PDF to keep has the data inside.
 *
 * @param meanwhile what is done with the page and the data while the papers are set; when it fails nothing is made
 * @param written what is not to be written again
 */
export async function renderFiles(
  model: ReportModel,
  meanwhile: (files: readonly PublicationFile[]) => Promise<void> = async () => undefined,
  written?: WrittenTexts,
): Promise<readonly PublicationFile[]> {
  const data = dataFiles(model, written?.facts);
  const [papers, page] = await Promise.all([
    paperEditions(model, data),
    singlePage(model, written?.page).then(async (made) => {
      await meanwhile([made, ...data]);
      return made;
    }),
  ]);
  const files = [page, ...papers, ...data];
  return [...files, catalogueFile(model, files)];
}

async function paperEditions(
  model: ReportModel,
  data: readonly PublicationFile[],
): Promise<readonly PublicationFile[]> {
  const { slug, language } = model;
  const { reading, archive } = await renderPdf(
    model,
    data
      .filter(({ mediaType }) => inside.has(mediaType))
      .map(({ name, mediaType, content }) => ({ name, mediaType, description: model.title, content })),
  );
  return [
    publicationFile(`${slug}.pdf`, 'application/pdf', language, reading),
    ...(archive ? [publicationFile(`${slug}-archief.pdf`, 'application/pdf', language, archive)] : []),
  ];
}

async function singlePage(model: ReportModel, written?: string): Promise<PublicationFile> {
  const page = written ?? renderSingleFile(model);
  return publicationFile(`${model.slug}.html`, 'text/html', model.language, page);
}

/** What lasts without a program of its own: text. Workbooks hold the same cells. */
const inside = new Set(['text/csv', 'application/json', 'application/ld+json', 'application/schema+json']);
