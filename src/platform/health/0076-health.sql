-- How the program is doing (decision 0072): nothing of a person, no sizes.

create table health_note (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill', 'chain')),
  day date not null check (day >= '2020-01-01'),
  is_right boolean not null default true,
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table health_note is 'When a backup was made, when putting one back was practised, and when the chain of the trail was checked.';
create index health_note_last on health_note (kind, day desc, recorded_at desc);

create table health_state (
  line text primary key,
  light text not null check (light in ('green', 'amber', 'red')),
  since timestamptz not null default now()
);
comment on table health_state is 'The light of each line when it was last looked at: of a change to red is written once.';

call protect_table('health_note');
call protect_table('health_state');
call open_table('health_note', 'technical-administrator', 'concern', 'see');
call open_table('health_note', 'technical-administrator', 'concern', 'do');
revoke update, delete on health_note from daglicht_person;
create policy noted_now on health_note as restrictive for insert to daglicht_person
  with check (kind in ('backup', 'drill') and is_right and recorded_by = (select acting_person())::text
    and recorded_at = now() and day <= today());

create policy system_all on health_note to daglicht_system using ((select acting_kind()) = 'system')
  with check ((select acting_kind()) = 'system');
create policy system_all on health_state to daglicht_system using ((select acting_kind()) = 'system')
  with check ((select acting_kind()) = 'system');
grant select, insert, delete on health_note to daglicht_system;
grant select, insert, update on health_state to daglicht_system;

-- A backup is made at the server: what makes it says so there.
create policy operator_notes on health_note for insert to daglicht_operator
  with check ((select acting_kind()) = 'operator' and kind in ('backup', 'drill') and is_right
    and recorded_by = (select current_setting('app.actor', true)) and recorded_at = now() and day <= today());
grant insert on health_note to daglicht_operator;

create function health_facts() returns table (
  is_set boolean, undelivered boolean, refused boolean, retries boolean, stuck boolean,
  late boolean, failed boolean, backup date, drill date, chain date, chain_right boolean, secret_ends date, day date)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not (acting_kind() = 'system'
              or acting_kind() = 'person' and exists (
                select from acting_roles() r where r.role = 'technical-administrator')) then
        raise exception 'how the program is doing is not for this one' using errcode = 'insufficient_privilege';
      end if;
      return query select
        exists (select from mail_setting s where s.withdrawn_at is null),
        exists (select from mail_message m where m.state = 'undelivered' and m.kind <> 'test' and m.ended_at > now() - interval '7 days'),
        exists (select from mail_message m where m.ended_at is null and m.kind <> 'test' and m.fault in ('sign-in', 'token', 'secret', 'address')),
        exists (select from mail_message m where m.ended_at is null and m.kind <> 'test' and m.attempts > 0),
        exists (select from mail_message m where m.ended_at is null and m.kind <> 'test' and m.recorded_at < now() - interval '1 day'),
        exists (select from job j where j.state = 'waits' and j.run_at < now() - interval '30 minutes'
                or j.state = 'runs' and j.lease_until < now() - interval '30 minutes'),
        exists (select from (select distinct on (j.kind) j.state from job j where j.ended_at is not null
                             order by j.kind, j.ended_at desc) last where last.state = 'failed'),
        (select max(n.day) from health_note n where n.kind = 'backup'),
        (select max(n.day) from health_note n where n.kind = 'drill'),
        (select n.day from health_note n where n.kind = 'chain' order by n.recorded_at desc limit 1),
        (select n.is_right from health_note n where n.kind = 'chain' order by n.recorded_at desc limit 1),
        least((select p.secret_ends_on from sign_in_provider p where p.id = standing_provider()),
              (select s.secret_ends_on from mail_setting s where s.withdrawn_at is null)),
        today();
    end
  $$;
comment on function health_facts() is 'What the health page knows from the database, in yes, no and days.';
revoke execute on function health_facts() from public;
grant execute on function health_facts() to daglicht_system, daglicht_person;
