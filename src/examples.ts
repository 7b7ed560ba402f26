import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type Daglicht, examplesFolder, importInto, type OpenOrganisation } from './app.ts';
import { readJson } from './codes/profile.ts';
import { answerCalls, callAnswerSchema } from './collection/call-answers.ts';
import { publishReport } from './commands/publishing.ts';
import { describeOrganisation, organisationSchema } from './organisation/records.ts';
import { operator, publicationActor } from './platform/access/actor.ts';
import { alone } from './platform/database/alone.ts';
import { type Action, look, perform, type Question } from './platform/database/doorways.ts';
import { importedRecords, writeSummaries } from './publication/appendix.ts';
import { parseDocument } from './publication/document/parse.ts';
import { detectIdentity, warningLabels } from './publication/identifying/detect.ts';
import { addNote, publicationList, publicationQuestion } from './publication/records.ts';

const textSchema = z.strictObject({ nl: z.string(), en: z.string() });

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('import'),
    register: z.string(),
    file: z.string(),
    period: z.string().optional(),
    replace: z.boolean().optional(),
    mapping: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ do: z.literal('calls'), answers: z.array(callAnswerSchema) }),
  z.strictObject({ do: z.literal('summaries'), file: z.string() }),
  z.strictObject({ do: z.literal('publish'), document: z.string(), on: z.iso.date() }),
  z.strictObject({ do: z.literal('note'), slug: z.string(), on: z.iso.date(), text: textSchema }),
]);

const exampleSchema = z.strictObject({
  organisation: z.string(),
  profile: z.string(),
  notice: textSchema,
  steps: z.array(stepSchema),
});
export type Example = z.infer<typeof exampleSchema>;

/** Public summaries: as printed in the source, or written one by one by row of an imported file. */
const summariesSchema = z.union([
  z.strictObject({
    rule: z.literal('as-printed'),
    because: z.string(),
    author: z.string(),
    secondReader: z.string(),
    decidedOn: z.iso.date(),
    file: z.string(),
  }),
  z.strictObject({
    author: z.string(),
    secondReader: z.string(),
    decidedOn: z.iso.date(),
    files: z.array(
      z.strictObject({
        file: z.string(),
        rows: z.array(z.strictObject({ row: z.number(), text: z.string(), settlement: z.string() })),
      }),
    ),
  }),
]);

/** The description of an example that comes with the program; undefined for a real organisation. */
export async function readExample(key: string): Promise<Example | undefined> {
  const file = join(examplesFolder, key, 'example.json');
  return existsSync(file) ? readJson(file, exampleSchema) : undefined;
}

/** The examples that come with the program. */
export const exampleKeys = ['bron', 'oefen'] as const;

/**
 * Loads every example that is not there yet: structure, registers, publications. Tells what it does. Two
 * organisations are two databases: they load side by side, each on a processor of its own where there are two.
 */
export async function loadExamples(daglicht: Daglicht, tell: (line: string) => void): Promise<void> {
  // An organisation without a database is not loaded: it need not be opened to see that.
  const present = daglicht.storage.mayMigrate ? await daglicht.storage.organisations() : exampleKeys;
  const isWaiting = async (key: string): Promise<boolean> =>
    !present.some((one) => one === key) || !(await isLoaded(daglicht, key));
  const waiting = (
    await Promise.all(exampleKeys.map(async (key) => ((await isWaiting(key)) ? [key] : [])))
  ).flat();
  const last = waiting.at(-1);
  await Promise.all(
    waiting.map((key) =>
      key === last ? loadExampleOf(daglicht, key, tell) : loadApart(daglicht, key, tell),
    ),
  );
}

/** Loads the example of that key, from the step where it stopped. */
export async function loadExampleOf(
  daglicht: Daglicht,
  key: string,
  tell: (line: string) => void,
): Promise<void> {
  const example = await readExample(key);
  if (example) await loadExample(daglicht, key, example, tell);
}

async function isLoaded(daglicht: Daglicht, key: string): Promise<boolean> {
  const example = await readExample(key);
  if (!example) return true;
  const { door } = await daglicht.organisation(key, example.profile);
  return (await look(door, operator('voorbeeld'), stepsDone, {})) >= example.steps.length;
}

/** Loads an example in a thread of its own; what goes wrong there is done again here, so that it is told as always. */
async function loadApart(daglicht: Daglicht, key: string, tell: (line: string) => void): Promise<void> {
  const { environment, folder: dataFolder } = daglicht;
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const thread = new Worker(new URL('./examples-worker.ts', import.meta.url), {
    workerData: { key, environment: given, dataFolder },
  });
  thread.on('message', tell);
  const isDone = await new Promise<boolean>((settle) => {
    thread.on('error', () => settle(false)).on('exit', (code) => settle(code === 0));
  });
  if (!isDone) await loadExampleOf(daglicht, key, tell);
}

/** Remembers that a step of an example was done, so that a killed start goes on where it stopped. */
const stepDone: Action<{ step: number }, null> = {
  name: 'example.step',
  input: z.strictObject({ step: z.number().int() }),
  object: (input) => String(input.step),
  change: async () => ({ result: null, audit: {} }),
};

const stepsDone: Question<Record<string, never>, number> = {
  name: 'example.progress',
  confidential: false,
  object: () => 'example',
  ask: async (database) => {
    const rows = await database
      .selectFrom('audit_entry')
      .select('object')
      .where('action', '=', stepDone.name)
      .execute();
    return Math.max(0, ...rows.map((row) => Number(row.object) + 1));
  },
};

async function loadExample(
  daglicht: Daglicht,
  key: string,
  example: Example,
  tell: (line: string) => void,
): Promise<void> {
  const organisation = await daglicht.organisation(key, example.profile);
  // Of two programs that start at the same moment one loads, and the other finds it done.
  await alone(daglicht.storage.connection(key, 'runtime'), 'example', () =>
    loadSteps(organisation, example, tell),
  );
}

async function loadSteps(
  organisation: OpenOrganisation,
  example: Example,
  tell: (line: string) => void,
): Promise<void> {
  const { key } = organisation;
  const actor = operator('voorbeeld');
  const done = await look(organisation.door, actor, stepsDone, {});
  if (done >= example.steps.length) return;
  tell(`Voorbeeld ${key} wordt klaargezet …`);
  const folder = join(examplesFolder, key);
  if (done === 0) {
    await perform(
      organisation.door,
      actor,
      describeOrganisation,
      await readJson(join(folder, 'organisation.json'), organisationSchema),
    );
  }
  for (let next = done; next < example.steps.length; ) {
    const together = leadingImports(example.steps.slice(next));
    await sideBySide(chainsOf(together), (step) => runStep(organisation, folder, example, step));
    next += together.length;
    await perform(organisation.door, actor, stepDone, { step: next - 1 });
  }
}

/** The first step, with the imports that follow at once where it is one itself. */
function leadingImports(steps: Example['steps']): Example['steps'] {
  const last = steps.findIndex((step) => step.do !== 'import');
  return steps.slice(0, last === -1 ? steps.length : Math.max(1, last));
}

/** Imports into one register keep their order; those into different registers need not wait for each other. */
function chainsOf(steps: Example['steps']): readonly Example['steps'][] {
  return [...Map.groupBy(steps, (step) => (step.do === 'import' ? step.register : '')).values()];
}

/** Chains that are done at the same time: each reads in a thread of its own. */
const chainsAtOnce = 3;

async function sideBySide(
  chains: readonly Example['steps'][],
  run: (step: Example['steps'][number]) => Promise<void>,
): Promise<void> {
  const waiting = [...chains];
  const one = async (): Promise<void> => {
    for (let chain = waiting.shift(); chain; chain = waiting.shift())
      for (const step of chain) await run(step);
  };
  await Promise.all(Array.from({ length: chainsAtOnce }, one));
}

async function runStep(
  organisation: OpenOrganisation,
  folder: string,
  example: Example,
  step: Example['steps'][number],
): Promise<void> {
  const actor = operator('voorbeeld');
  switch (step.do) {
    case 'import': {
      const action = importInto(step.register, organisation.profile);
      if (!action) throw new Error(`Example ${organisation.key} names no register: ${step.register}`);
      const input = {
        file: join(folder, step.file),
        sender: 'voorbeeld',
        period: step.period ?? null,
        mapping: step.mapping ?? {},
        replace: step.replace ?? false,
        dryRun: false,
      };
      await perform(organisation.door, actor, action, input);
      return;
    }
    case 'calls':
      await perform(organisation.door, actor, answerCalls, step.answers);
      return;
    case 'summaries':
      await summarise(organisation, join(folder, step.file));
      return;
    case 'publish': {
      const document = await readFile(join(folder, step.document), 'utf8');
      const published = await look(organisation.door, publicationActor, publicationList, {});
      const exists = published.some(
        (line) => line.slug === parseDocument(document).slug && line.publishedOn === step.on,
      );
      if (!exists)
        await publishReport(organisation, 'voorbeeld', {
          document,
          publishedOn: step.on,
          notice: example.notice,
        });
      return;
    }
    case 'note': {
      // The step may have been done before the program was killed; a note is written once.
      const annotated = await look(organisation.door, publicationActor, publicationQuestion, {
        slug: step.slug,
      });
      const exists = annotated?.notes.some(
        (note) => note.notedOn === step.on && note.text.nl === step.text.nl,
      );
      if (!exists)
        await perform(organisation.door, publicationActor, addNote, {
          slug: step.slug,
          notedOn: step.on,
          text: step.text,
        });
    }
  }
}

async function summarise(organisation: OpenOrganisation, file: string): Promise<void> {
  const source = await readJson(file, summariesSchema);
  const actor = operator('voorbeeld');
  const context = {
    allowedNames: organisation.profile.allowedNames,
    unitNames: [],
    patterns: organisation.profile.identifierDetectors,
  };
  const files = 'rule' in source ? [{ file: source.file, rows: undefined }] : source.files;
  for (const one of files) {
    const records = await look(organisation.door, actor, importedRecords, { file: one.file });
    const summaries = records.flatMap((record) => {
      const written = one.rows?.find((row) => row.row === record.rowNumber);
      const words = one.rows ? written?.text : record.description;
      if (words === undefined || words === null) return [];
      const settlement = (one.rows ? written?.settlement : record.settlement) ?? '';
      const because = 'rule' in source ? source.because : 'bij het schrijven beoordeeld';
      return [
        {
          incidentId: record.incidentId,
          language: 'nl' as const,
          text: words,
          settlement,
          author: source.author,
          secondReader: source.secondReader,
          state: 'approved' as const,
          decidedOn: source.decidedOn,
          decisions: detectIdentity(`${words}\n${settlement}`, context).map((warning) => ({
            warning: warningLabels[warning.kind].nl,
            found: warning.found,
            decision: 'kept' as const,
            because,
          })),
        },
      ];
    });
    await perform(organisation.door, actor, writeSummaries(organisation.profile), summaries);
  }
}
