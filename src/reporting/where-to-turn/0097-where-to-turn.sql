-- What the public pages "where to turn" say of this organisation: the part of its profile that is meant for everybody,
-- and no other part. The login behind the public origin can read nothing else of a profile.

create function where_to_turn() returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select v.content::jsonb ->> 'where-to-turn.json' from profile_version v where v.id = profile_holding(today())
  $$;
comment on function where_to_turn() is 'JSON: the desks of the organisation today, as its profile names them; null where it names none.';
revoke execute on function where_to_turn() from public;
grant execute on function where_to_turn() to daglicht_public;
