import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { withClient } from '../../platform/database/databases.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await asOwner(`
    create table oath (version_id uuid primary key, oath_id uuid not null, unit text not null references unit,
      reference text, recorded_at timestamptz not null default now(), withdrawn_at timestamptz, change_reason text);
    create table oath_line (id uuid primary key, version_id uuid not null references oath, line integer not null);
    call keep_register('oath', record_column => 'oath_id');
    call keep_register('oath_line', 'id', parent_table => 'oath', parent_column => 'version_id')`);
});
afterAll(() => database.drop());

async function asOwner(statement: string): Promise<readonly Record<string, unknown>[]> {
  return withClient(
    database.storage.connection(database.organisation, 'owner'),
    async (client) => (await client.query<Record<string, unknown>>(statement)).rows,
  );
}

/** Policies, rights and triggers of a table, without its own names. */
async function kept(table: string, id: string): Promise<readonly string[]> {
  const rows = await asOwner(`
    select policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') as line
      from pg_policies where tablename = '${table}'
    union all select grantee || ' ' || privilege_type from information_schema.role_table_grants where table_name = '${table}'
    union all select grantee || ' may change ' || column_name from information_schema.column_privileges
      where table_name = '${table}' and privilege_type = 'UPDATE' and grantee like 'daglicht\\_%'
        and column_name in ('withdrawn_at', 'change_reason', 'reference', '${id}')
    union all select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal
    union all select 'excludable' from protected_table where table_name = '${table}' and excludable
    -- Whoever keeps a register beside the central coordinator is said for that register alone.
    union all select role || ' ' || relation || ' ' || may from table_access
      where table_name = '${table}' and role = 'central-coordinator'
    union all select policyname || ' beside ' || tablename from pg_policies
      where policyname in ('seen_with_${table}', 'added_with_${table}', 'changed_with_${table}')
    union all select 'who recorded' from pg_attribute where attrelid = '${table}'::regclass and attname = 'recorded_by'
    union all select 'sealed' from sealed_table where table_name = '${table}'
    order by 1`);
  return rows.map(({ line }) =>
    String(line)
      .replaceAll(table, 'TABLE')
      .replaceAll(/incident|oath/g, 'RECORD')
      .replaceAll(id.replaceAll(/incident|oath/g, 'RECORD'), 'KEY'),
  );
}

test.each([
  ['oath', 'oath_id', 'incident', 'incident_id'],
  ['oath_line', 'id', 'incident_subject', 'id'],
])('%s is kept as the tables of the registers are', async (table, id, other, otherId) => {
  const found = await kept(table, id);
  expect(found).toContain('sealed');
  expect(found).toEqual(await kept(other, otherId));
});
