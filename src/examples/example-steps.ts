import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Daglicht, examplesFolder, namedProfile } from '../app.ts';
import { type ProfileFiles, readJson } from '../codes/profile.ts';
import { describeWithProfile } from '../codes/profile-versions.ts';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { answerCalls } from '../collection/returns/call-answers.ts';
import { pinFilePlace } from '../organisation/keys/pins.ts';
import { today } from '../organisation/period.ts';
import { organisationSchema } from '../organisation/records.ts';
import { operator, publicationActor } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look, perform } from '../platform/database/doorways.ts';
import { alone } from '../platform/database/supervisor/alone.ts';
import { detectIdentity, warningLabels } from '../platform/language/identifying/detect.ts';
import { type Text, text } from '../platform/language/text.ts';
import { unknownKind } from '../platform/language/unknown-kind.ts';
import { parseDocument } from '../publication/document/parse.ts';
import { publishReport } from '../publication/publishing.ts';
import { addNote, publicationList, publicationQuestion } from '../publication/records.ts';
import { readDesks, whereToTurnFile } from '../reporting/where-to-turn/desks.ts';
import { holdCeremony } from './example-ceremony.ts';
import { type Example, readExample, stepDone, stepsDone } from './example-files.ts';
import { addExamplePeople } from './example-people.ts';
import { putToWork } from './people-at-work.ts';

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

/** Loads the example of that key, from the step where it stopped. */
export async function loadExampleOf(
  daglicht: Daglicht,
  key: string,
  tell: (line: Text) => void,
): Promise<void> {
  const example = await readExample(key);
  if (example) await loadExample(daglicht, key, example, tell);
}

async function loadExample(
  daglicht: Daglicht,
  key: string,
  example: Example,
  tell: (line: Text) => void,
): Promise<void> {
  const organisation = await daglicht.organisation(key);
  // Of two programs that start at the same moment one loads, and the other finds it done.
  await alone(daglicht.storage.connection(key, 'runtime'), 'example', () =>
    loadSteps(organisation, example, pinFilePlace(daglicht.environment, daglicht.folder), tell),
  );
}

async function loadSteps(
  organisation: OpenOrganisation,
  example: Example,
  pinFile: string,
  tell: (line: Text) => void,
): Promise<void> {
  const { key } = organisation;
  const actor = operator('voorbeeld');
  const done = await look(organisation.door, actor, stepsDone, concern, {});
  if (done >= example.steps.length) return;
  tell(text(`Voorbeeld ${key} wordt klaargezet …`, `The example ${key} is being loaded …`));
  const folder = join(examplesFolder, key);
  if (done === 0) {
    await perform(organisation.door, actor, describeWithProfile, concern, {
      description: await readJson(join(folder, 'organisation.json'), organisationSchema),
      profile: { files: await profileFiles(folder, example), from: null },
    });
  }
  const described = await organisation.on(today());
  for (let next = done; next < example.steps.length; ) {
    const together = leadingImports(example.steps.slice(next));
    await sideBySide(chainsOf(together), (step) => runStep({ folder, pinFile }, described, example, step));
    next += together.length;
    await perform(organisation.door, actor, stepDone, concern, { step: next - 1 });
  }
}

/** The files of the profile that an example follows, with the desks of its own where it has some. */
async function profileFiles(folder: string, example: Example): Promise<ProfileFiles> {
  const { files } = await namedProfile(example.profile);
  const own = await readDesks(folder);
  return own === undefined ? files : { ...files, [whereToTurnFile]: own };
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

/** Chains that are done at the same time: while one waits for the database, another reads. */
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

/** The people of an example (UUID), by name. */
function peopleOf(
  organisation: OpenOrganisation,
  example: Example,
): Promise<Readonly<Record<string, string>>> {
  const all = example.steps.flatMap((one) => (one.do === 'people' ? one.people : []));
  return perform(organisation.door, operator('voorbeeld'), addExamplePeople, concern, all);
}

async function runStep(
  { folder, pinFile }: { readonly folder: string; readonly pinFile: string },
  organisation: OpenOrganisation,
  example: Example,
  step: Example['steps'][number],
): Promise<void> {
  const actor = operator('voorbeeld');
  switch (step.do) {
    case 'import': {
      const action = organisation.catalogue.importInto(step.register, organisation.profile);
      if (!action) throw new Error(`Example ${organisation.key} names no register: ${step.register}`);
      const input = {
        file: join(folder, step.file),
        sender: 'voorbeeld',
        period: step.period ?? null,
        mapping: step.mapping ?? {},
        replace: step.replace ?? false,
        dryRun: false,
      };
      await perform(organisation.door, actor, action, concern, input);
      return;
    }
    case 'people':
      await perform(organisation.door, actor, addExamplePeople, concern, step.people);
      return;
    case 'ceremony': {
      const people = await peopleOf(organisation, example);
      await holdCeremony({ organisation, people, pinFile }, step.ceremony);
      return;
    }
    case 'at-work': {
      const people = await peopleOf(organisation, example);
      await putToWork({ organisation, folder, notice: example.notice, people }, step.work);
      return;
    }
    case 'calls':
      await perform(organisation.door, actor, answerCalls, concern, step.answers);
      return;
    case 'summaries':
      await summarise(organisation, join(folder, step.file));
      return;
    case 'publish': {
      const document = await readFile(join(folder, step.document), 'utf8');
      const published = await look(organisation.door, publicationActor, publicationList, concern, {});
      const exists = published.some(
        (line) => line.slug === parseDocument(document).slug && line.publishedOn === step.on,
      );
      if (!exists)
        await publishReport(organisation, actor, {
          document,
          publishedOn: step.on,
          notice: example.notice,
        });
      return;
    }
    case 'note': {
      // The step may have been done before the program was killed; a note is written once.
      const annotated = await look(organisation.door, publicationActor, publicationQuestion, concern, {
        slug: step.slug,
      });
      const exists = annotated?.notes.some(
        (note) => note.notedOn === step.on && note.text.nl === step.text.nl,
      );
      if (!exists)
        await perform(organisation.door, publicationActor, addNote, concern, {
          slug: step.slug,
          notedOn: step.on,
          text: step.text,
        });
      return;
    }
    default:
      throw unknownKind(step satisfies never);
  }
}

async function summarise(organisation: OpenOrganisation, file: string): Promise<void> {
  const source = await readJson(file, summariesSchema);
  const [list] = organisation.catalogue.lists;
  if (!list) throw new RangeError('No register of this organisation has public summaries.');
  const actor = operator('voorbeeld');
  const context = {
    allowedNames: organisation.profile.allowedNames,
    unitNames: [],
    patterns: organisation.profile.identifierDetectors,
  };
  const files = 'rule' in source ? [{ file: source.file, rows: undefined }] : source.files;
  for (const one of files) {
    const records = await look(organisation.door, actor, list.summaries.imported, concern, {
      file: one.file,
    });
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
    await perform(organisation.door, actor, list.summaries.write(organisation.profile), concern, summaries);
  }
}
