-- A form that is sent after its session ended is kept for who signed in then (decision 0069): sealed, theirs alone, for
-- an hour, and a few at a time.
alter table kept_text drop constraint kept_text_purpose_check;
alter table kept_text add constraint kept_text_purpose_check check (purpose in ('draft', 'search', 'post'));

create function keep_post(of_session bytea, post uuid, at_place text, content bytea) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      who uuid;
    begin
      if acting_kind() is distinct from 'identity' then
        raise exception 'only who lets people in keeps what they sent' using errcode = 'insufficient_privilege';
      end if;
      delete from kept_text where purpose = 'post' and recorded_at < now() - interval '1 hour';
      -- The session is over, but it was one of somebody, not longer ago than a day.
      select s.person_id into who from session s
      where s.token_hash = of_session and s.stage = 'full' and s.ends_at > now() - interval '1 day';
      if who is null or (select count(*) from kept_text t where t.person_id = who and t.purpose = 'post') >= 10 then
        return false;
      end if;
      insert into kept_text (id, person_id, purpose, place, sealed) values (post, who, 'post', at_place, content);
      return true;
    end
  $$;
comment on function keep_post(bytea, uuid, text, bytea) is
  'Keeps a form for the person of a session that ended. False where the session was nobody''s, or too much is kept already.';
revoke execute on function keep_post(bytea, uuid, text, bytea) from public;
grant execute on function keep_post(bytea, uuid, text, bytea) to daglicht_identity;
