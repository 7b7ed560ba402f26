-- Who is forgotten is forgotten in signing in too (decision 0068). Accounts, invitations and access tokens keep their ids, to
-- which the trail refers; what they were called goes, and what led into them.
create function forget_sign_ins(gone uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      accounts constant uuid[] := array(select id from account where person_id = any (gone));
      acting constant text := current_setting('app.actor_kind', true);
    begin
      -- The rule does this, not who brings in the list by which it is carried out: they may not.
      perform set_config('app.actor_kind', '', true);
      delete from session where person_id = any (gone);
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
comment on function forget_sign_ins(uuid[]) is
  'Removes what accounts, invitations and access tokens of people who are forgotten were called, and what led into them.';
revoke execute on function forget_sign_ins(uuid[]) from public;

create or replace function forget_who_left_unasked(months integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      gone uuid[];
      place protected_table;
      still uuid[];
      before constant date := today() - make_interval(months => months);
    begin
      if months < 6 then
        raise exception 'names are kept for six months at least' using errcode = 'insufficient_privilege';
      end if;
      select coalesce(array_agg(distinct c.person_id), '{}') into gone
      from person_contact c
      join (select person_id, max(coalesce(ended_on, 'infinity')) as last from employment
            where withdrawn_at is null group by person_id) e on e.person_id = c.person_id
      where e.last < before
        and not exists (select from appointment a where a.person_id = c.person_id and a.withdrawn_at is null
                        and (a.valid_until is null or a.valid_until > before))
        and not exists (select from record_assignment g where g.person_id = c.person_id and g.withdrawn_at is null
                        and (g.valid_until is null or g.valid_until > before))
        and not exists (select from open_work o where o.from_person = c.person_id and o.settled_at is null);
      for place in
        select * from protected_table
        where person_column is not null and table_name not in ('person', 'person_contact', 'person_number', 'person_search',
          'employment', 'appointment', 'account', 'invitation', 'record_assignment', 'certificate')
      loop
        execute format('select coalesce(array_agg(distinct %1$I), ''{}'') from public.%2$I where %1$I = any ($1)',
                       place.person_column, place.table_name) into still using gone;
        gone := array(select unnest(gone) except select unnest(still));
      end loop;
      delete from person_contact where person_id = any (gone);
      delete from certificate where person_id = any (gone);
      perform forget_sign_ins(gone);
      return cardinality(gone);
    end
  $$;

-- Of those who were forgotten before: only this rule takes every version of a name away.
do $$
begin
  perform forget_sign_ins(array(
    select person_id from (select person_id from account union select person_id from invitation) known
    where not exists (select from person_contact c where c.person_id = known.person_id)));
end
$$;
