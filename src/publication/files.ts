import { catalogueFile, dataFiles } from './data/data-files.ts';
import { renderSingleFile } from './html/single-file.tsx';
import { renderPdf } from './pdf/render-pdf.ts';
import { type PublicationFile, publicationFile } from './publication-file.ts';
import type { ReportModel } from './report-model.ts';

/** Every format of a published report, made from its protected model alone. The PDF is set while the rest is made. */
export async function renderFiles(model: ReportModel): Promise<readonly PublicationFile[]> {
  const [papers, page, data] = await Promise.all([paperEditions(model), singlePage(model), openData(model)]);
  const files = [page, ...papers, ...data];
  return [...files, catalogueFile(model, files)];
}

async function paperEditions(model: ReportModel): Promise<readonly PublicationFile[]> {
  const { slug, language } = model;
  const { reading, archive } = await renderPdf(model);
  return [
    publicationFile(`${slug}.pdf`, 'application/pdf', language, reading),
    ...(archive ? [publicationFile(`${slug}-archief.pdf`, 'application/pdf', language, archive)] : []),
  ];
}

async function singlePage(model: ReportModel): Promise<PublicationFile> {
  return publicationFile(`${model.slug}.html`, 'text/html', model.language, renderSingleFile(model));
}

async function openData(model: ReportModel): Promise<readonly PublicationFile[]> {
  return dataFiles(model);
}
