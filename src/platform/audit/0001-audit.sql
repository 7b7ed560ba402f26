-- Every transaction runs as one of three group roles (daglicht_operator, daglicht_public,
-- daglicht_publication), which the runtime login must switch to: by itself it may read nothing.

create function acting_kind() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.actor_kind', true), '');

comment on function acting_kind() is
  'The kind of actor of this transaction, null without one. Policies call it as (select acting_kind()).';

create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor text not null,
  action text not null,
  object text not null,
  outcome text not null check (outcome in ('done', 'denied')),
  origin text not null,
  details jsonb not null
);

comment on table audit_entry is 'Who did or saw what, when and from where, without content. Rows are only ever added.';
comment on column audit_entry.object is 'What it was done to: a register, a file, a publication; never a person.';

create index audit_entry_at on audit_entry (at);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy add_own on audit_entry for insert to daglicht_operator, daglicht_public, daglicht_publication
  with check (actor_kind = (select acting_kind()));
create policy operator_reads on audit_entry for select to daglicht_operator
  using ((select acting_kind()) = 'operator');
grant insert on audit_entry to daglicht_operator, daglicht_public, daglicht_publication;
grant select on audit_entry to daglicht_operator;
