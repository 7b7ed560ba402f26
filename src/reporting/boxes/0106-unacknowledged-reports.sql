-- A report that nobody acknowledged: a statutory term runs, so whoever may read it is told each day, whatever they chose
-- of messages (workplace 5, "Receiving"). The message says that work waits and nothing else.

create function report_waits_unacknowledged(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from key_vault v
        join box_wrap w on w.key_hash = v.key_hash and w.rights <> 'party'
        join box b on b.id = w.box_id and b.kind = 'post' and b.state = 'open'
      where v.person_id = who
        and not exists (select from box_object o where o.box_id = b.id and not o.by_party)
        -- Two whole working days; a feast among them makes it a day early, never late.
        and 2 <= (select count(*) from generate_series(b.received_on + 1, today() - 1, interval '1 day') d
                  where extract(isodow from d) < 6))
  $$;
comment on function report_waits_unacknowledged(uuid) is
  'Whether a report that somebody may read waits for two working days and no handler wrote to who sent it.';
revoke execute on function report_waits_unacknowledged(uuid) from public;

create or replace function digest_rhythm(who uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when report_waits_unacknowledged(who) then 'daily'
      else coalesce((select c.rhythm from digest_choice c where c.person_id = who), 'daily') end
  $$;
