-- Lists that somebody saved under a name of their own (decision 0073). Name, filters and searched words may name people:
-- all of it is sealed before it comes here, and belongs to one person.
create table saved_view (
  id uuid primary key,
  person_id uuid not null default acting_person() references person,
  register text not null,
  sealed bytea not null check (octet_length(sealed) <= 8000),
  recorded_at timestamptz not null default now()
);
comment on table saved_view is 'A list of a register that somebody saved under a name: sealed, theirs alone.';
create index saved_view_person on saved_view (person_id, register);
call protect_table('saved_view');
grant select, insert, delete, update (sealed) on saved_view to daglicht_person;
create policy own_view on saved_view to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()));

-- Nobody keeps more than a few, whatever asks it.
create function few_views() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      perform pg_advisory_xact_lock(hashtext('saved_view'), hashtext(new.person_id::text || new.register));
      if (select count(*) from saved_view v where v.person_id = new.person_id and v.register = new.register) >= 10 then
        raise exception 'ten lists of a register are saved at most' using errcode = 'check_violation';
      end if;
      return new;
    end
  $$;
create trigger few_views before insert on saved_view for each row execute function few_views();

-- Who is forgotten has none: the rule that takes names away deletes every version of a name (decision 0068).
create function forget_views() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from saved_view where person_id = old.person_id;
      delete from change_set where person_id = old.person_id;
      return null;
    end
  $$;
create trigger views_go after delete on person_contact for each row execute function forget_views();
