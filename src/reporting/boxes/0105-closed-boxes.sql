-- A case is closed by who manages its mailbox, and opened again: nobody writes in it meanwhile, everybody reads on.
create function set_case_state(of_box uuid, next text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if next not in ('open', 'closed') or not manages_box(of_box) then return false; end if;
      perform from box b where b.case_id = (select c.case_id from box c where c.id = of_box) order by b.id for update;
      -- Whoever waited may have been left out meanwhile.
      if not manages_box(of_box) then return false; end if;
      update box b set state = next
        where b.case_id = (select c.case_id from box c where c.id = of_box) and b.state <> next;
      return found;
    end
  $$;
comment on function set_case_state(uuid, text) is
  'Closes all boxes of a case, or opens them again, for a manager of one of them; false where nothing changed.';
revoke execute on function set_case_state(uuid, text) from public;
grant execute on function set_case_state(uuid, text) to daglicht_person;
