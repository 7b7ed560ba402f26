import { catalogueFile, dataFiles } from './data/data-files.ts';
import { renderSingleFile } from './html/single-file.tsx';
import { renderPdf } from './pdf/render-pdf.ts';
import type { PublicationFile } from './records.ts';
import type { ReportModel } from './report-model.ts';

/** Every format of a published report, made from its protected model alone. */
export async function renderFiles(model: ReportModel): Promise<readonly PublicationFile[]> {
  const { slug, language } = model;
  const pdf = renderPdf(model);
  const files: readonly PublicationFile[] = [
    {
      name: `${slug}.html`,
      mediaType: 'text/html',
      language,
      content: new TextEncoder().encode(renderSingleFile(model)),
    },
    { name: `${slug}.pdf`, mediaType: 'application/pdf', language, content: pdf.reading },
    { name: `${slug}-archief.pdf`, mediaType: 'application/pdf', language, content: pdf.archive },
    ...dataFiles(model),
  ];
  return [...files, catalogueFile(model, files)];
}
