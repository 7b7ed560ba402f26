import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Database, Question } from '../platform/database/doorways.ts';
import type { DB } from '../platform/database/schema.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { text } from '../platform/language/text.ts';
import type { Structure } from './structure.ts';

/** Words in both languages, or once where they are the same in both. */
const textSchema = z.union([
  z.strictObject({ nl: z.string().min(1), en: z.string().min(1) }),
  z
    .string()
    .min(1)
    .transform((same) => ({ nl: same, en: same })),
]);
const validity = {
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
};

/** The structure of an organisation as a file describes it. */
export const organisationSchema = z.strictObject({
  name: textSchema,
  profile: z.string(),
  root: z.string(),
  units: z.array(
    z.strictObject({
      key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/),
      level: z.string(),
      type: z.string(),
      ...validity,
      names: z
        .array(
          z.strictObject({
            name: textSchema,
            abbreviation: z.string().nullable().default(null),
            ...validity,
          }),
        )
        .min(1),
      parents: z
        .array(
          z.strictObject({
            parent: z.string(),
            origin: z.enum(['source', 'added']).default('source'),
            ...validity,
          }),
        )
        .default([]),
      policies: z.array(z.strictObject({ policy: z.string(), ...validity })).default([]),
      externalAuthority: z.boolean().default(false),
    }),
  ),
  successions: z
    .array(
      z.strictObject({
        kind: z.enum(['rename', 'move', 'split', 'merge']),
        from: z.string(),
        to: z.string(),
        on: z.iso.date(),
        share: z
          .string()
          .regex(/^\d+(\/\d+)?$/)
          .nullable()
          .default(null),
      }),
    )
    .default([]),
  headcountDefinitions: z
    .array(
      z.strictObject({
        key: z.string(),
        basis: z.enum(['persons', 'employments', 'fte', 'not-recorded']),
        moment: z.enum(['reference-date', 'average', 'not-recorded']),
        population: textSchema,
      }),
    )
    .default([]),
});
export type OrganisationDescription = z.infer<typeof organisationSchema>;

/** The organisation has no structure yet. */
export class NoOrganisation extends WordedError {
  override name = 'NoOrganisation';

  constructor() {
    super(
      text(
        'Deze organisatie is nog niet beschreven; er is niets gewijzigd.\nWat nu: beschrijf haar onderdelen met organisation <bestand.json> --organisation <sleutel>.',
        'This organisation is not described yet; nothing was changed.\nNext: describe its units with organisation <file.json> --organisation <key>.',
      ),
    );
  }
}

type Row<Table extends keyof DB> = Omit<Selectable<DB[Table]>, 'recorded_at' | 'withdrawn_at'>;

/** The tables of the structure, each as one JSON value. */
interface StructureRows {
  readonly root: string | null;
  readonly units: readonly Row<'unit'>[];
  readonly names: readonly Row<'unit_name'>[];
  readonly parents: readonly Row<'unit_parent'>[];
  readonly policies: readonly Row<'unit_policy'>[];
  readonly successions: readonly Row<'unit_succession'>[];
  readonly definitions: readonly Row<'headcount_definition'>[];
}

/** The whole dated structure. Throws {@link NoOrganisation} when none was described yet. */
export async function readStructure(database: Database): Promise<Structure> {
  // One statement: every page of the workplace reads the structure.
  const { rows } = await sql<StructureRows>`
    select (select unit from organisation_root) as root,
      (select coalesce(jsonb_agg(to_jsonb(u) order by u.key), '[]') from unit u where u.withdrawn_at is null) as units,
      (select coalesce(jsonb_agg(to_jsonb(n) order by n.valid_from nulls first), '[]') from unit_name n
        where n.withdrawn_at is null) as names,
      (select coalesce(jsonb_agg(to_jsonb(p) order by p.valid_from nulls first), '[]') from unit_parent p
        where p.withdrawn_at is null) as parents,
      (select coalesce(jsonb_agg(to_jsonb(p) order by p.policy), '[]') from unit_policy p
        where p.withdrawn_at is null) as policies,
      (select coalesce(jsonb_agg(to_jsonb(s) order by s.on_day, s.to_unit), '[]') from unit_succession s
        where s.withdrawn_at is null) as successions,
      (select coalesce(jsonb_agg(to_jsonb(d) order by d.key), '[]') from headcount_definition d) as definitions`.execute(
    database,
  );
  const [found] = rows;
  if (!found || found.root === null) throw new NoOrganisation();
  const { root, units, names, parents, policies, successions, definitions } = found;
  const stretch = (row: { valid_from: string | null; valid_until: string | null }) => ({
    from: row.valid_from,
    until: row.valid_until,
  });
  return {
    root,
    units: units.map((unit) => ({
      key: unit.key,
      level: unit.level,
      type: unit.type,
      externalAuthority: unit.external_authority,
      ...stretch(unit),
      names: names
        .filter((name) => name.unit === unit.key)
        .map((name) => ({
          name: { nl: name.name_nl, en: name.name_en },
          abbreviation: name.abbreviation,
          ...stretch(name),
        })),
      parents: parents
        .filter((parent) => parent.unit === unit.key)
        .map((parent) => ({
          parent: parent.parent,
          origin: parent.origin === 'source' ? ('source' as const) : ('added' as const),
          ...stretch(parent),
        })),
      policies: policies
        .filter((policy) => policy.unit === unit.key)
        .map((policy) => ({ policy: policy.policy, ...stretch(policy) })),
    })),
    successions: successions.map((one) => ({
      kind: z.enum(['rename', 'move', 'split', 'merge']).parse(one.kind),
      from: one.from_unit,
      to: one.to_unit,
      on: one.on_day,
      share: one.share,
    })),
    headcountDefinitions: definitions.map((one) => ({
      key: one.key,
      basis: z.enum(['persons', 'employments', 'fte', 'not-recorded']).parse(one.basis),
      moment: z.enum(['reference-date', 'average', 'not-recorded']).parse(one.moment),
      population: { nl: one.population_nl, en: one.population_en },
    })),
  };
}

/** The structure, for those who may see it. */
export const structureQuestion: Question<Record<string, never>, Structure> = {
  name: 'organisation.structure',
  confidential: false,
  object: () => 'organisation',
  ask: (database) => readStructure(database),
};

/** The name of the organisation; undefined before it is described. */
export const organisationNameQuestion: Question<
  Record<string, never>,
  { nl: string; en: string } | undefined
> = {
  name: 'organisation.name',
  confidential: false,
  object: () => 'organisation',
  ask: async (database) => {
    const row = await database
      .selectFrom('organisation_root')
      .select(['name_nl', 'name_en'])
      .executeTakeFirst();
    return row && { nl: row.name_nl, en: row.name_en };
  },
};
