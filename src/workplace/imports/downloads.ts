import { templateOf } from '../../collection/export/template.ts';
import { withFindings } from '../../collection/kept-files/with-findings.ts';
import { today } from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { FileFormat } from '../../platform/spreadsheets/sheet.ts';
import { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { FormRefused } from '../front/forms.ts';
import type { SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { adviceWords } from './finding-words.ts';
import { hasTemplate, readRegisters } from './import-registers.ts';
import { importWords as words } from './import-words.ts';
import { contentOf, ownFile } from './own-files.ts';

const types: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

function download(name: string, format: FileFormat, content: Uint8Array): Response {
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': types[format],
      'Content-Disposition': attachment(`${name}.${format}`),
      'Cache-Control': 'no-store',
    },
  });
}

/** A sheet of the program's own, to be saved under a name. */
export function sheetDownload(name: string, content: Uint8Array): Response {
  return download(name, 'xlsx', content);
}

/** A file of another kind, to be saved under its own name. */
export function fileDownload(name: string, content: Uint8Array): Response {
  const [, ending = ''] = /\.([a-z]+)$/.exec(name) ?? [];
  const type = ending === 'json' ? 'application/json' : types[ending === 'csv' ? 'csv' : 'xlsx'];
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': attachment(name),
      'Cache-Control': 'no-store',
    },
  });
}

/** The header by which a file is saved: in letters that every browser takes, and whole beside them. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w .-]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** An empty file with the columns of a register, as `template` makes it. */
export async function takeTemplate(visit: SignedIn, key: string): Promise<Response> {
  const { language, premises, actor } = visit;
  const into = await readRegisters(visit);
  const register = into?.registers.find((one) => one.key === key && hasTemplate(one));
  if (!into || !register) return notFound(visit);
  const structure = await look(premises.door, actor, structureQuestion, concern, {});
  const file = templateOf(register, { codes: into.profile.codes, structure, language, day: today() });
  return download(`${words.templateName[language]}-${register.key}`, 'xlsx', writeXlsx(file));
}

/** A file that waits, with what was found in its rows. */
export async function takeWithFindings(visit: SignedIn, id: string): Promise<Response> {
  const { language } = visit;
  const file = (await readRegisters(visit)) && (await ownFile(visit, id));
  const content = file && (await contentOf(visit, id));
  if (!file || !content || !file.outcome || !('report' in file.outcome)) return notFound(visit);
  const made = await withFindings(content, file.outcome.places, language, (finding) => {
    const { column, value } = finding;
    const place = [column, value === '' ? '' : `„${value}”`].filter((part) => part !== '').join(' ');
    return `${words[finding.weight][language]}: ${place === '' ? '' : `${place}: `}${adviceWords(finding)[language]}`;
  }).catch((error: unknown) => {
    if (error instanceof SpreadsheetError) return null;
    throw error;
  });
  if (made === null) throw new FormRefused(words.tooWide);
  const name = file.how.fileName.replace(/\.(csv|xlsx|ods)$/i, '');
  // It bears the name of the file, so that it is read back as the same file.
  return download(name, made.format, made.content);
}
