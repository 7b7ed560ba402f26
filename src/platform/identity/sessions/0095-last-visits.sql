-- When somebody was last here, so that "Uw werk" can tell what came since (decision 0082). A visit begins with signing in;
-- of sessions side by side the one that began last is the visit.

create table last_visit (
  person_id uuid primary key references person,
  session_begun timestamptz not null,
  seen_at timestamptz not null,
  before_at timestamptz
);
comment on table last_visit is 'Of each person the visit of now and the one before it; nothing older is kept.';
comment on column last_visit.session_begun is 'When the session of this visit began.';
comment on column last_visit.seen_at is 'When “Uw werk” was last opened.';
comment on column last_visit.before_at is 'When it was last opened in an earlier visit; null: there was none.';
call protect_table('last_visit');
create policy identity_all on last_visit to daglicht_identity using ((select acting_kind()) = 'identity')
  with check ((select acting_kind()) = 'identity');
grant select, insert, update on last_visit to daglicht_identity;

-- Who is forgotten was never here.
create or replace function forget_sign_ins(gone uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      accounts constant uuid[] := array(select id from account where person_id = any (gone));
      acting constant text := current_setting('app.actor_kind', true);
    begin
      -- The rule does this, not who brings in the list by which it is carried out: they may not.
      perform set_config('app.actor_kind', '', true);
      delete from session where person_id = any (gone);
      delete from last_visit where person_id = any (gone);
      delete from known_browser where account_id = any (accounts);
      delete from recovery_code where account_id = any (accounts);
      delete from passkey where account_id = any (accounts);
      delete from provider_link where account_id = any (accounts);
      update account_secret set password_hash = null, totp_seed = null
      where account_id = any (accounts) and (password_hash is not null or totp_seed is not null);
      update account set state = 'ended', ended_at = coalesce(ended_at, now()), sign_in_name = 'vergeten ' || id
      where id = any (accounts);
      update invitation set withdrawn_at = case when spent_at is null then coalesce(withdrawn_at, now()) else withdrawn_at end,
        sign_in_name = 'vergeten ' || id
      where person_id = any (gone);
      update access_token set revoked_at = coalesce(revoked_at, now()), label = 'vergeten' where person_id = any (gone);
      delete from person_search where person_id = any (gone);
      perform set_config('app.actor_kind', coalesce(acting, ''), true);
    end
  $$;

-- What was recorded since a moment is found by index.
do $$
declare one text;
begin
  for one in
    select p.table_name from protected_table p
    where p.excludable and p.record_column is not null
      and (select count(*) from information_schema.columns c
           where c.table_schema = 'public' and c.table_name = p.table_name
             and c.column_name in ('recorded_at', 'recorded_by', 'withdrawn_at')) = 3
  loop
    execute format('create index %I on %I (recorded_at) where withdrawn_at is null', one || '_recorded', one);
  end loop;
end $$;
