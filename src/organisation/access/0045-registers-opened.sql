-- Registers are kept by people (decision 0056). Who is appointed for the concern may do at the command line, with an
-- access token, what the operator did; from the first account on the operator may not.

create procedure narrow_people(name text)
  language plpgsql
  as $$
    declare
      has_recorded boolean;
      has_withdrawn boolean;
      columns text;
    begin
      select coalesce(bool_or(attname = 'recorded_at'), false), coalesce(bool_or(attname = 'withdrawn_at'), false)
        into has_recorded, has_withdrawn
      from pg_attribute where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped;
      -- People change of a row what the operator does: what makes it withdrawn, or a version of what it corrects.
      select string_agg(quote_ident(column_name), ', ') into columns
      from information_schema.column_privileges
      where table_schema = 'public' and table_name = name and grantee = 'daglicht_operator' and privilege_type = 'UPDATE';
      execute format('revoke update, delete on %I from daglicht_person', name);
      if columns is not null then
        execute format('grant update (%s) on %I to daglicht_person', columns, name);
      end if;
      execute format('drop policy if exists rows_of_now on %I', name);
      execute format('drop policy if exists withdrawn_now on %I', name);
      execute format('create policy rows_of_now on %I as restrictive for insert to daglicht_person with check (true%s%s)', name,
        case when has_recorded then ' and recorded_at between now() and clock_timestamp()' else '' end,
        case when has_withdrawn then ' and withdrawn_at is null' else '' end);
      execute format('create policy withdrawn_now on %I as restrictive for update to daglicht_person using (true) with check (true%s)',
        name, case when has_withdrawn then ' and (withdrawn_at is null or withdrawn_at = now())' else '' end);
    end
  $$;
comment on procedure narrow_people(text) is
  'Leaves people no more of a table than adding rows of now and withdrawing them now, in the columns that the operator may change.';

create procedure end_operator(name text, reading boolean)
  language plpgsql
  as $$
    begin
      execute format('drop policy if exists operator_until_accounts on %I', name);
      execute format('drop policy if exists operator_adds_until_accounts on %I', name);
      execute format('drop policy if exists operator_changes_until_accounts on %I', name);
      if reading then
        execute format('create policy operator_until_accounts on %I as restrictive for select to daglicht_operator
                          using (not (select public.accounts_stand()))', name);
      end if;
      execute format('create policy operator_adds_until_accounts on %I as restrictive for insert to daglicht_operator
                        with check (not (select public.accounts_stand()))', name);
      execute format('create policy operator_changes_until_accounts on %I as restrictive for update to daglicht_operator
                        using (not (select public.accounts_stand())) with check (not (select public.accounts_stand()))', name);
    end
  $$;
comment on procedure end_operator(text, boolean) is
  'Ends what the operator may do with a table at the first account: changing it, and with "reading" seeing it too.';
revoke execute on procedure narrow_people(text), end_operator(text, boolean) from public;

-- The registers, their returns and what was read into them: the central coordinator keeps them for the concern.
do $$
declare one text;
begin
  foreach one in array array[
    'basis_reason', 'call_answer', 'employment', 'import_coverage', 'import_row', 'import_source', 'incident',
    'incident_summary', 'outside_activity', 'printed_figure', 'record_flag', 'remembered_mapping', 'reported_value',
    'statement', 'statement_row'] loop
    call open_table(one, 'central-coordinator', 'concern', 'see');
    call open_table(one, 'central-coordinator', 'concern', 'do');
  end loop;
  -- Structure and profile: the functional administrator, who sees no records.
  foreach one in array array[
    'unit', 'unit_name', 'unit_parent', 'unit_succession', 'unit_policy', 'headcount_definition', 'organisation_root',
    'structure_version', 'profile_version'] loop
    call open_table(one, 'functional-administrator', 'concern', 'see');
    call open_table(one, 'functional-administrator', 'concern', 'do');
  end loop;
  foreach one in array array[
    'basis_reason', 'call_answer', 'employment', 'import_coverage', 'import_row', 'import_source', 'incident',
    'incident_subject', 'incident_measure', 'incident_summary', 'outside_activity', 'printed_figure', 'record_flag',
    'remembered_mapping', 'reported_value', 'statement', 'statement_row'] loop
    call narrow_people(one);
    call end_operator(one, true);
  end loop;
  foreach one in array array['appointment', 'person_number', 'record_assignment', 'open_work', 'employment_statement'] loop
    call end_operator(one, true);
  end loop;
  foreach one in array array[
    'unit', 'unit_name', 'unit_parent', 'unit_succession', 'unit_policy', 'headcount_definition', 'organisation_root',
    'structure_version', 'profile_version'] loop
    call narrow_people(one);
    call end_operator(one, false);
  end loop;
end $$;

-- Settings of the sign-in provider come in by the terminal, and are a proposal that people decide (decision 0057).
create policy operator_proposes_until_accounts on proposal as restrictive for insert to daglicht_operator
  with check (kind = 'sign-in-provider' or not (select accounts_stand()));
create policy operator_changes_until_accounts on proposal as restrictive for update to daglicht_operator
  using (kind = 'sign-in-provider' or not (select accounts_stand()))
  with check (kind = 'sign-in-provider' or not (select accounts_stand()));
create policy operator_sees_until_accounts on proposal as restrictive for select to daglicht_operator
  using (kind = 'sign-in-provider' or not (select accounts_stand()));

-- What was published is read by everybody; which profile holds, by everybody who works here.
do $$
declare one text;
begin
  foreach one in array array['publication', 'publication_file', 'publication_note', 'profile_version', 'structure_version'] loop
    execute format('create policy people_read on %I for select to daglicht_person using ((select acting_kind()) = ''person'')', one);
    execute format('grant select on %I to daglicht_person', one);
  end loop;
end $$;

create policy identity_reads on profile_version for select to daglicht_identity using ((select acting_kind()) = 'identity');
grant select on profile_version to daglicht_identity;

grant execute on function units_in_use(text[]) to daglicht_person;

-- Who read a file, for who keeps the registers: of the trail no more than that.
create function imported_by(in_register text, moment timestamptz) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when e.actor_kind = 'person'
             then coalesce((select c.name from person_contact c where c.person_id::text = e.actor and c.withdrawn_at is null), e.actor)
             else e.actor end
    from audit_entry e
    where e.at = moment and e.action = in_register || '.import' and e.outcome = 'done'
      and (acting_kind() = 'operator' or reaches_all('import_source', 'see'))
    limit 1
  $$;
comment on function imported_by(text, timestamptz) is 'Who read the file that was read at that moment: the name of a person, or of the part of the program.';
revoke execute on function imported_by(text, timestamptz) from public;
grant execute on function imported_by(text, timestamptz) to daglicht_operator, daglicht_person;
