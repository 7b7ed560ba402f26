-- Years of the trail (decision 0054): a year that is over is closed, with the hash at its end; retention drops it whole,
-- and the chain goes on from there. Which years, the retention of the organisation says.

create table audit_segment (
  year integer primary key,
  first_seq bigint not null,
  last_seq bigint not null,
  last_hash bytea not null,
  closed_at timestamptz not null default now(),
  dropped_at timestamptz,
  check (last_seq >= first_seq)
);
comment on table audit_segment is 'The years of the trail that are over, each a part of the chain. Of one that was dropped the hash at its end is left.';
call protect_table('audit_segment');
create policy operator_reads on audit_segment for select to daglicht_operator using ((select acting_kind()) = 'operator');
grant select on audit_segment to daglicht_operator;
call open_table('audit_segment', 'auditor', 'concern', 'see');

create function close_audit_years() returns setof audit_segment
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      one record;
      first bigint;
      next_first bigint;
    begin
      -- One at a time, with who links.
      perform 1 from audit_chain for update skip locked;
      if not found then return; end if;
      for one in
        select extract(year from e.at at time zone 'Europe/Amsterdam')::integer as year, max(l.seq) as last
        from audit_link l join audit_entry e on e.id = l.entry
        where l.seq > coalesce((select max(s.last_seq) from audit_segment s), 0)
        group by 1 order by 1
      loop
        -- Two days later no transaction of that year can still be running.
        exit when (today() - 2) < make_date(one.year + 1, 1, 1);
        select coalesce(max(s.last_seq), 0) + 1 into next_first from audit_segment s;
        if one.last >= next_first then
          return query insert into audit_segment (year, first_seq, last_seq, last_hash)
            select one.year, next_first, one.last, l.hash from audit_link l where l.seq = one.last
            returning *;
        end if;
      end loop;
    end
  $$;
comment on function close_audit_years() is 'Closes the years of the trail that are over, and tells which.';
revoke execute on function close_audit_years() from public;
grant execute on function close_audit_years() to daglicht_operator;

create procedure drop_audit_year(dropped integer)
  language plpgsql
  as $$
    declare
      segment audit_segment;
      sealed text;
    begin
      perform 1 from audit_chain for update;
      select * into segment from audit_segment where year = dropped and dropped_at is null;
      if not found then
        raise exception 'the year % of the trail is not closed, or gone already', dropped;
      end if;
      if exists (select from audit_segment where year < dropped and dropped_at is null) then
        raise exception 'an earlier year of the trail still stands: the oldest goes first';
      end if;
      -- Rows that stand are sealed in the trail that stays.
      for sealed in select table_name from sealed_table loop
        call seal_anew(sealed);
      end loop;
      delete from record_seal r where r.id::text in (
        select split_part(pair, ' ', 1)
        from audit_link l join audit_entry e on e.id = l.entry
        cross join lateral unnest(string_to_array(e.details ->> 'seals', ', ')) as pair
        where l.seq between segment.first_seq and segment.last_seq and e.action = 'audit.seal');
      with gone as (
        delete from audit_link where seq between segment.first_seq and segment.last_seq returning entry)
      delete from audit_entry where id in (select entry from gone);
      update audit_segment set dropped_at = now() where year = dropped;
    end
  $$;
comment on procedure drop_audit_year(integer) is
  'Drops a closed year of the trail whole, the oldest first. For the retention of the owner; the signed head at its end, outside the database, is what the chain then begins with.';
revoke execute on procedure drop_audit_year(integer) from public;
