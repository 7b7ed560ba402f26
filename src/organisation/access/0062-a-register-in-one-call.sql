-- What every table of a register has, in one call, so that a register that is added has it too: policies by relation,
-- who keeps it, the end of the operator's rights, exclusion, reading by who publishes, and seals.
create procedure keep_register(
  name text, row_key text default 'version_id', record_column text default null, unit_column text default 'unit',
  parent_table text default null, parent_column text default null
)
  language plpgsql
  as $$
    declare
      has_parent constant boolean := parent_table is not null;
    begin
      call protect_table(name, case when has_parent then null else unit_column end, null, record_column,
                         parent_table, parent_column, true);
      call narrow_operator(name);
      if has_parent then
        execute format('grant select, insert on %I to daglicht_person', name);
      else
        call open_table(name, 'central-coordinator', 'concern', 'see');
        call open_table(name, 'central-coordinator', 'concern', 'do');
        update protected_table set excludable = true where table_name = name;
      end if;
      call narrow_people(name);
      call end_operator(name, true);
      execute format('drop policy if exists publication_reads on %I', name);
      execute format('create policy publication_reads on %I for select to daglicht_publication
                        using ((select acting_kind()) = ''publication'')', name);
      execute format('grant select on %I to daglicht_publication', name);
      call seal_rows_of(name, row_key);
    end
  $$;
comment on procedure keep_register(text, text, text, text, text, text) is
  'Makes a table the table of a register, or of lines of its records where it has a parent: who sees, keeps and publishes its rows, and that they are sealed.';
revoke execute on procedure keep_register(text, text, text, text, text, text) from public;
