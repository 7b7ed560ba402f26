-- A trace that cannot be altered unseen (decision 0054).

-- Who acts is the database role that the transaction took: what the program says beside it must be the same. The role
-- that was taken stays the same within functions that run as their owner.
create or replace function acting_kind() returns text
  language sql stable parallel safe
  return case when current_setting('role') = 'daglicht_' || current_setting('app.actor_kind', true)
    then nullif(current_setting('app.actor_kind', true), '') end;
comment on function acting_kind() is
  'The kind of actor of this transaction: both the role it took and what the program says; null when these differ. Policies call it as (select acting_kind()).';

alter table audit_entry add column about uuid;
comment on column audit_entry.about is
  'Whose data were seen or changed, where that person may know: own declarations and personnel data, never a signal or case.';
alter table audit_entry add column transaction_id xid8 not null default pg_current_xact_id();
comment on column audit_entry.transaction_id is 'By it what is not linked yet is found, so that a transaction that commits late is never passed over.';
create index audit_entry_transaction on audit_entry (transaction_id, id);
create index audit_entry_about on audit_entry (about, at) where about is not null;
create index audit_entry_action on audit_entry (action, at);

-- Time, kind and name are the database's: a row says when it was written and by whom, or is not written.
drop policy add_own on audit_entry;
drop policy person_adds_own on audit_entry;
drop policy identity_adds on audit_entry;
create policy adds_own on audit_entry for insert
  to daglicht_operator, daglicht_public, daglicht_publication, daglicht_identity, daglicht_person
  with check (
    actor_kind = (select acting_kind()) and at = now() and transaction_id = pg_current_xact_id()
    and actor = case (select acting_kind()) when 'person' then (select acting_person())::text
                else (select current_setting('app.actor', true)) end);

-- The chain.
create table audit_link (
  seq bigint primary key,
  entry uuid not null unique references audit_entry,
  hash bytea not null
);
comment on table audit_link is
  'The rows of the trail in a chain: each hash is that of the one before it and the row. Written by link_audit() alone.';

create table audit_chain (
  single boolean primary key default true check (single),
  seq bigint not null,
  hash bytea not null,
  linked_below xid8 not null
);
comment on table audit_chain is 'How far the chain is, locked by who links.';
comment on column audit_chain.linked_below is 'Rows of transactions before this one are all linked: only later ones are looked at.';
insert into audit_chain (seq, hash, linked_below) values (0, sha256('daglicht audit 1'), '0');

call protect_table('audit_link');
call protect_table('audit_chain');

create function audit_line(e audit_entry) returns text
  language sql stable
  return (
    select string_agg(coalesce(octet_length(part)::text, '-') || ':' || coalesce(part, ''), '' order by place)
    from unnest(array[
      e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind, e.actor, e.action,
      e.object, e.outcome, e.origin, e.about::text, e.details::text
    ]) with ordinality as one(part, place));
comment on function audit_line(audit_entry) is 'A row as it is hashed: every part with its length in bytes before it.';

create function link_audit(most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  -- A few rows at the end of a long trail: by index, whatever the statistics of the table say.
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
  as $$
    declare
      chain audit_chain;
      one record;
      linked integer := 0;
      reached xid8;
      -- Before the rows are read: a transaction below it has ended, and its rows are seen.
      ended constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
    begin
      select * into chain from audit_chain for update skip locked;
      if not found then return 0; end if;
      for one in
        select e.id, e.transaction_id as xid, audit_line(e) as line from audit_entry e
        where e.transaction_id >= chain.linked_below and not exists (select from audit_link l where l.entry = e.id)
        order by e.transaction_id, e.id limit most
      loop
        chain.seq := chain.seq + 1;
        chain.hash := sha256(chain.hash || convert_to(one.line, 'UTF8'));
        insert into audit_link (seq, entry, hash) values (chain.seq, one.id, chain.hash);
        linked := linked + 1;
        reached := one.xid;
      end loop;
      -- With fewer than asked all that were seen are linked; else those before the last one.
      if linked < most or reached > ended then reached := ended; end if;
      if linked > 0 or reached > chain.linked_below then
        update audit_chain set seq = chain.seq, hash = chain.hash, linked_below = greatest(chain.linked_below, reached);
      end if;
      return linked;
    end
  $$;
comment on function link_audit(integer) is
  'Links what was committed since, in the order of transactions as far as they have ended. Writers never wait, and a late commit is linked when it comes.';
revoke execute on function link_audit(integer) from public;
grant execute on function link_audit(integer) to daglicht_operator;
create policy operator_reads on audit_link for select to daglicht_operator using ((select acting_kind()) = 'operator');
create policy operator_reads on audit_chain for select to daglicht_operator using ((select acting_kind()) = 'operator');
grant select on audit_link, audit_chain to daglicht_operator;

-- The auditor reads the trail; whoever works here reads who looked at their own data.
call open_table('audit_entry', 'auditor', 'concern', 'see');
call open_table('audit_link', 'auditor', 'concern', 'see');
call open_table('audit_chain', 'auditor', 'concern', 'see');
call open_table('person_contact', 'auditor', 'concern', 'see');

create function roles_at(who text, moment timestamptz) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select array(
      select distinct a.role from appointment a
      where a.person_id::text = who and a.recorded_at <= moment and (a.withdrawn_at is null or a.withdrawn_at > moment)
        and a.valid_from <= (moment at time zone 'Europe/Amsterdam')::date
        and (a.valid_until is null or (moment at time zone 'Europe/Amsterdam')::date < a.valid_until)
      order by 1)
    where exists (select from acting_roles() r where r.role = 'auditor' and r.scope = 'concern')
  $$;
comment on function roles_at(text, timestamptz) is 'The roles that somebody had at a moment, for the auditor; null for anybody else.';
revoke execute on function roles_at(text, timestamptz) from public;
grant execute on function roles_at(text, timestamptz) to daglicht_person;

create function who_looked() returns table (at timestamptz, action text, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.at, e.action, array(
      select distinct a.role from appointment a
      where a.person_id::text = e.actor and e.actor_kind = 'person'
        and a.recorded_at <= e.at and (a.withdrawn_at is null or a.withdrawn_at > e.at)
        and a.valid_from <= (e.at at time zone 'Europe/Amsterdam')::date
        and (a.valid_until is null or (e.at at time zone 'Europe/Amsterdam')::date < a.valid_until))
    from audit_entry e
    where e.about = acting_person() and e.outcome = 'done' and e.actor is distinct from acting_person()::text
    order by e.at desc limit 500
  $$;
comment on function who_looked() is
  'When the own data of the acting person were looked at or changed, for what, and by which function; no names.';
revoke execute on function who_looked() from public;
grant execute on function who_looked() to daglicht_person;

-- What the operator may do to a row that stands: withdraw it now, or make it a version of the record that it corrects.
-- Times are those of the transaction. Of tables that say how things are, with their versions kept elsewhere, all.
create procedure narrow_operator(name text)
  language plpgsql
  as $$
    declare
      place protected_table;
      has_recorded boolean;
      has_withdrawn boolean;
      columns text[];
    begin
      select * into place from protected_table p where p.table_name = name;
      select bool_or(attname = 'recorded_at'), bool_or(attname = 'withdrawn_at'),
        array_agg(quote_ident(attname)) filter (where attname in ('withdrawn_at', 'change_reason', 'reference', 'periods',
          place.record_column) or (attname = 'record_id' and name in ('import_row', 'record_flag')))
        into has_recorded, has_withdrawn, columns
      from pg_attribute where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped;
      execute format('drop policy if exists operator_all on %I', name);
      execute format('drop policy if exists operator_sees on %I', name);
      execute format('drop policy if exists operator_adds on %I', name);
      execute format('drop policy if exists operator_changes on %I', name);
      execute format('create policy operator_sees on %I for select to daglicht_operator using ((select acting_kind()) = ''operator'')', name);
      execute format('create policy operator_adds on %I for insert to daglicht_operator with check ((select acting_kind()) = ''operator''%s%s)',
        name, case when has_recorded then ' and recorded_at between now() and clock_timestamp()' else '' end,
        case when has_withdrawn then ' and withdrawn_at is null' else '' end);
      execute format('create policy operator_changes on %I for update to daglicht_operator using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator''%s)',
        name, case when has_withdrawn then ' and (withdrawn_at is null or withdrawn_at = now())' else '' end);
      execute format('revoke update, delete on %I from daglicht_operator', name);
      if columns is not null then
        execute format('grant update (%s) on %I to daglicht_operator', array_to_string(columns, ', '), name);
      end if;
    end
  $$;
comment on procedure narrow_operator(text) is
  'Leaves the operator no more of a table than adding rows of now and withdrawing them now. Called for every table that protect_table opens to operators.';
revoke execute on procedure narrow_operator(text) from public;

do $$
declare one text;
begin
  for one in select tablename from pg_policies where schemaname = 'public' and policyname = 'operator_all' loop
    call narrow_operator(one);
  end loop;
end $$;
grant update (meaning, recorded_at) on remembered_mapping to daglicht_operator;
grant update on unit, headcount_definition, organisation_root to daglicht_operator;

grant select on incompatible_role to daglicht_operator;
create policy operator_reads on incompatible_role for select to daglicht_operator using ((select acting_kind()) = 'operator');
