-- Work that nobody waits for (decision 0072): each job once, whichever instance takes it. A role of its own does it, which
-- reaches no register: what a person's work is about is asked as that person.

create table job (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z-]+$'),
  key text not null,
  run_at timestamptz not null,
  state text not null default 'waits' check (state in ('waits', 'runs', 'done', 'failed')),
  attempts integer not null default 0,
  holder uuid,
  lease_until timestamptz,
  progress text,
  fault text check (length(fault) <= 200),
  begun_at timestamptz,
  ended_at timestamptz,
  recorded_at timestamptz not null default now(),
  unique (kind, key),
  check ((state = 'runs') = (holder is not null and lease_until is not null)),
  check ((state in ('done', 'failed')) = (ended_at is not null))
);
comment on table job is 'Work of the program itself, with nothing of what it is about.';
comment on column job.key is 'The day or the moment that it is for: the same work is never noted twice.';
comment on column job.holder is 'The process that does it, until its lease ends: then another takes over.';
comment on column job.progress is 'How far it is, in its own words, so that who takes over begins there.';
create index job_open on job (run_at) where state in ('waits', 'runs');

call protect_table('job');
call open_table('job', 'technical-administrator', 'concern', 'see');
revoke select on job from daglicht_person;
grant select (id, kind, key, run_at, state, attempts, lease_until, fault, begun_at, ended_at, recorded_at) on job to daglicht_person;

create policy system_all on job to daglicht_system using ((select acting_kind()) = 'system')
  with check ((select acting_kind()) = 'system');
grant select, insert, update, delete on job to daglicht_system;

create policy system_adds_own on audit_entry for insert to daglicht_system
  with check (actor_kind = (select acting_kind()) and actor_kind = 'system' and at = now()
    and transaction_id = pg_current_xact_id() and actor = (select current_setting('app.actor', true)));
grant insert on audit_entry to daglicht_system;
