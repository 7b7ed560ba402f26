import { catalogueFile, dataFiles } from './data/data-files.ts';
import { renderSingleFile } from './html/single-file.tsx';
import { renderPdf } from './pdf/render-pdf.ts';
import type { PublicationFile } from './records.ts';
import type { ReportModel } from './report-model.ts';

/** Every format of a published report, made from its protected model alone. */
export async function renderFiles(model: ReportModel): Promise<readonly PublicationFile[]> {
  const [pdf, page, data] = await Promise.all([renderPdf(model), singlePage(model), openData(model)]);
  const { slug, language } = model;
  const files: readonly PublicationFile[] = [
    { name: `${slug}.html`, mediaType: 'text/html', language, content: page },
    { name: `${slug}.pdf`, mediaType: 'application/pdf', language, content: pdf.reading },
    { name: `${slug}-archief.pdf`, mediaType: 'application/pdf', language, content: pdf.archive },
    ...data,
  ];
  return [...files, catalogueFile(model, files)];
}

async function singlePage(model: ReportModel): Promise<Uint8Array> {
  return new TextEncoder().encode(renderSingleFile(model));
}

async function openData(model: ReportModel): Promise<readonly PublicationFile[]> {
  return dataFiles(model);
}
