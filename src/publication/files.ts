import type { PublicationFile } from './records.ts';
import type { ReportModel } from './report-model.ts';

/** Every format of a published report, made from its protected model alone. */
export async function renderFiles(model: ReportModel): Promise<readonly PublicationFile[]> {
  return [
    {
      name: `${model.slug}.json`,
      mediaType: 'application/json',
      language: model.language,
      content: new TextEncoder().encode(`${JSON.stringify(model)}\n`),
    },
  ];
}
