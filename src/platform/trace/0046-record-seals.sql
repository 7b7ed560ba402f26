-- Versions of records in the trail (decision 0054): what a transaction of the program added or changed is noted, and
-- sealed within seconds by a key outside the database; the seals enter the chain. What is changed past the program is
-- noted nowhere, and no longer fits its seal.

create table sealed_table (
  table_name text primary key,
  key_column text not null,
  left_out text[] not null default '{}'
);
comment on table sealed_table is 'The tables whose rows are sealed, each with the column (UUID) that names a row. The program has the same list.';
comment on column sealed_table.left_out is 'Columns that are no part of what is sealed: they change without a deed of their own.';

create table record_change (
  id bigint generated always as identity primary key,
  table_name text not null,
  keys uuid[] not null,
  anew boolean not null default false,
  transaction_id xid8 not null default pg_current_xact_id()
);
comment on table record_change is 'Rows that wait to be sealed. Written by triggers alone; gone when they are sealed.';
comment on column record_change.transaction_id is 'By it a note is found that no deed of the trail stands beside.';

create table record_seal (
  id uuid primary key,
  place bigint generated always as identity unique,
  table_name text not null,
  keys uuid[] not null,
  macs bytea not null,
  key_id text not null,
  sealed_at timestamptz not null default now(),
  check (octet_length(macs) = 16 * cardinality(keys))
);
comment on table record_seal is
  'HMAC-SHA-256 (16 bytes a row, in the order of the keys) of rows as they stood when sealed. The audit row of the same id holds the hash of this one.';

call protect_table('sealed_table');
call protect_table('record_change');
call protect_table('record_seal');

create function note_records() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      -- Who changes a row past the program is nobody here: the row will not fit its seal.
      if acting_kind() is null then return null; end if;
      if tg_argv[1] is not null and tg_op = 'UPDATE' then
        execute format('insert into public.record_change (table_name, keys)
                          select %L, array_agg(t.%I) from touched t
                          where not exists (select from before b where b.%2$I = t.%2$I
                            and to_jsonb(b) - %3$L::text[] = to_jsonb(t) - %3$L::text[])
                          having count(*) > 0', tg_table_name, tg_argv[0], tg_argv[1]);
        return null;
      end if;
      execute format('insert into public.record_change (table_name, keys)
                        select %L, array_agg(%I) from touched having count(*) > 0', tg_table_name, tg_argv[0]);
      return null;
    end
  $$;

create procedure seal_rows_of(name text, key_column text, left_out text[] default '{}')
  language plpgsql
  as $$
    declare
      passed constant text := quote_literal(key_column)
        || case when left_out = '{}' then '' else ', ' || quote_literal(left_out) end;
      before constant text := case when left_out = '{}' then '' else 'old table as before ' end;
    begin
      insert into sealed_table values (name, key_column, left_out) on conflict do nothing;
      execute format('create trigger sealed_when_added after insert on %I referencing new table as touched
                        for each statement execute function note_records(%s)', name, passed);
      execute format('create trigger sealed_when_changed after update on %I referencing %snew table as touched
                        for each statement execute function note_records(%s)', name, before, passed);
      execute format('create trigger sealed_when_gone after delete on %I referencing old table as touched
                        for each statement execute function note_records(%s)', name, passed);
      call seal_anew(name);
    end
  $$;
comment on procedure seal_rows_of(text, text, text[]) is 'Seals the rows of a table from now on, and those that stand.';

create procedure seal_anew(name text)
  language plpgsql
  as $$
    begin
      execute format('insert into record_change (table_name, keys, anew)
                        select %L, array_agg(key), true from (
                          select %I as key, (row_number() over (order by %2$I) - 1) / 1000 as part from %I) rows
                        group by part', name, (select key_column from sealed_table where table_name = name), name);
    end
  $$;
comment on procedure seal_anew(text) is
  'Seals every row of a table as it stands now: for a migration that changes rows. The trail says that it was done.';
revoke execute on procedure seal_rows_of(text, text, text[]), seal_anew(text) from public;

create function record_digests(name text, wanted uuid[]) returns table (key uuid, digest bytea)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      column_name text;
      without text[];
    begin
      select s.key_column, s.left_out into column_name, without from sealed_table s where s.table_name = name;
      if column_name is null then return; end if;
      return query execute format(
        'select t.%I, sha256(convert_to(jsonb_strip_nulls(to_jsonb(t) - $2)::text, ''UTF8'')) from public.%I t where t.%1$I = any ($1)',
        column_name, name) using wanted, without;
    end
  $$;
comment on function record_digests(text, uuid[]) is 'What rows are as they stand, as hashes: no content.';

create function record_digests_after(name text, after uuid, most integer) returns table (key uuid, digest bytea)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      column_name text;
      without text[];
    begin
      select s.key_column, s.left_out into column_name, without from sealed_table s where s.table_name = name;
      if column_name is null then return; end if;
      return query execute format(
        'select t.%I, sha256(convert_to(jsonb_strip_nulls(to_jsonb(t) - $3)::text, ''UTF8'')) from public.%I t
         where $1 is null or t.%1$I > $1 order by t.%1$I limit $2', column_name, name) using after, most, without;
    end
  $$;

create function take_record_changes(most integer) returns table (table_name text, keys uuid[], anew boolean, without_deed bigint)
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with taken as (
      delete from record_change c where c.id in (
        select w.id from record_change w order by w.id limit most for update skip locked)
      returning c.table_name, c.keys, c.anew, c.transaction_id)
    select t.table_name, array_agg(distinct k.key), t.anew,
      -- What is sealed anew says so itself.
      count(distinct k.key) filter (where not t.anew and not exists (
        select from audit_entry e where e.transaction_id = t.transaction_id))
    from taken t cross join lateral unnest(t.keys) as k(key) group by t.table_name, t.anew
  $$;
comment on function take_record_changes(integer) is 'Takes notes of changed rows, in one transaction with sealing them.';

revoke execute on function record_digests(text, uuid[]), record_digests_after(text, uuid, integer), take_record_changes(integer)
  from public;
grant execute on function record_digests(text, uuid[]), record_digests_after(text, uuid, integer), take_record_changes(integer)
  to daglicht_operator;
create policy operator_reads on sealed_table for select to daglicht_operator using ((select acting_kind()) = 'operator');
create policy operator_reads on record_seal for select to daglicht_operator using ((select acting_kind()) = 'operator');
create policy operator_seals on record_seal for insert to daglicht_operator
  with check ((select acting_kind()) = 'operator' and sealed_at = now());
grant select on sealed_table, record_seal to daglicht_operator;
grant insert (id, table_name, keys, macs, key_id) on record_seal to daglicht_operator;

-- A dump reads where the numbering of a table is.
grant select on all sequences in schema public to daglicht_backup;

call seal_rows_of('incident', 'version_id');
call seal_rows_of('incident_subject', 'id');
call seal_rows_of('incident_measure', 'id');
call seal_rows_of('incident_summary', 'id');
call seal_rows_of('outside_activity', 'version_id');
call seal_rows_of('employment', 'version_id');
call seal_rows_of('reported_value', 'id');
call seal_rows_of('call_answer', 'id');
call seal_rows_of('printed_figure', 'id');
call seal_rows_of('basis_reason', 'id');
call seal_rows_of('statement', 'id');
call seal_rows_of('import_source', 'id');
call seal_rows_of('appointment', 'id');
call seal_rows_of('proposal', 'id');
call seal_rows_of('publication', 'id');
call seal_rows_of('publication_note', 'id');
call seal_rows_of('record_assignment', 'id');
call seal_rows_of('person_number', 'id');
call seal_rows_of('certificate', 'id');
call seal_rows_of('open_work', 'id');
call seal_rows_of('structure_version', 'id');
-- The day of last use is noted when a token is used, before the deed for which it is.
call seal_rows_of('access_token', 'id', '{last_used_on}');
