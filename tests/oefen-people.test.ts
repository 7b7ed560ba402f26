import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJson } from '../src/codes/profile.ts';
import { addExamplePeople, examplePeopleSchema } from '../src/examples/example-people.ts';
import { roles } from '../src/platform/access/relation.ts';
import { concern } from '../src/platform/access/resource.ts';
import { type Action, perform } from '../src/platform/database/doorways.ts';
import { examples, openTestOrganisation, tester } from './example-organisation.ts';

const exampleSchema = z.looseObject({
  steps: z.array(z.looseObject({ do: z.string(), people: examplePeopleSchema.optional() })),
});

test('In Oefen somebody can be played in every role, also that of supervisor, whose team holds the employee', async () => {
  const { steps } = await readJson(join(examples, 'oefen', 'example.json'), exampleSchema);
  const people = steps.flatMap((step) => step.people ?? []);
  expect(new Set(people.map(({ role }) => role))).toEqual(new Set(roles));
  const oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  try {
    const report = await oefen.import('staff', join(examples, 'oefen', 'data', 'personeelslijst.csv'));
    expect(report.outcome).toBe('imported');
    await perform(oefen.door, tester, addExamplePeople, concern, people);
    const teams: Action<Record<string, never>, readonly { supervisor: string; employee: string }[]> = {
      name: 'example.step',
      input: z.strictObject({}),
      object: () => 'example',
      change: async (database) => {
        const { rows } = await sql<{ supervisor: string; employee: string }>`
          select distinct s.name as supervisor, m.name as employee from employment e
          join person_contact s on s.person_id = e.supervisor_id join person_contact m on m.person_id = e.person_id
          where e.withdrawn_at is null and e.ended_on is null`.execute(database);
        return { result: rows, audit: null };
      },
    };
    const nameOf = (role: string) => people.find((one) => one.role === role)?.name;
    expect(await perform(oefen.door, tester, teams, concern, {})).toEqual([
      { supervisor: nameOf('supervisor'), employee: nameOf('employee') },
    ]);
  } finally {
    await oefen.close();
  }
});
