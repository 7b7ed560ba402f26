-- What an attack on the access showed (decisions 0056, 0060): ways by which the terminal, or one person alone, came to
-- be somebody else, or hid what they are.

-- From the first account on the terminal lets in new people as administrators, and nobody who is somebody already.
create function terminal_may_invite(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select not accounts_stand() or not (
      exists (select from appointment a where a.person_id = who and a.withdrawn_at is null
              and (a.valid_until is null or today() < a.valid_until))
      or exists (select from employment e where e.person_id = who and e.withdrawn_at is null
                 and (e.ended_on is null or e.ended_on >= today()))
      or exists (select from account a where a.person_id = who and a.state <> 'ended'))
  $$;
comment on function terminal_may_invite(uuid) is
  'Whether whoever keeps the server may invite somebody: before the first account anybody, then nobody who has a role, works here or has an account.';
revoke execute on function terminal_may_invite(uuid) from public;
grant execute on function terminal_may_invite(uuid) to daglicht_operator;

create function check_invitation_of_terminal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not accounts_stand()
         or (new.purpose = 'first' and terminal_may_invite(new.person_id)
             and (tg_op = 'INSERT' or (old.purpose = 'first' and new.withdrawn_at = now()))) then
        return new;
      end if;
      raise exception 'an invitation that the terminal may not make or change' using errcode = 'insufficient_privilege';
    end
  $$;
create trigger invitations_of_terminal before insert or update on invitation
  for each row when (acting_kind() = 'operator') execute function check_invitation_of_terminal();

-- Accounts are not made by the terminal; names and addresses of people not changed by it.
call end_operator('account', false);
create policy operator_changes_until_accounts on person_contact as restrictive for update to daglicht_operator
  using (not (select accounts_stand())) with check (not (select accounts_stand()));

-- An account goes on, never back: what ended at the first account does not begin again.
create function refuse_going_back() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if new.id <> old.id or new.person_id <> old.person_id
         or array_position(array['setting-up', 'active', 'ended'], new.state)
            < array_position(array['setting-up', 'active', 'ended'], old.state) then
        raise exception 'an account goes on, never back' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger account_goes_on before update on account for each row execute function refuse_going_back();

-- Who has any role by appointment is let in by two, once there are two who could.
create or replace function access_needs_two(inviter uuid, invitee uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select inviter is not null and inviter <> invitee
      and exists (
        select from appointment a
        where a.person_id = invitee and a.withdrawn_at is null and (a.valid_until is null or today() < a.valid_until))
      and exists (
        select from appointment a
        where a.role = 'technical-administrator' and a.unit is null and a.withdrawn_at is null
          and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
          and a.person_id <> inviter and a.person_id <> invitee)
  $$;

-- The policy comes first: who may not appoint learns nothing of the roles that somebody has.
drop trigger incompatible_roles on appointment;
create constraint trigger incompatible_roles after insert or update on appointment
  for each row when (new.withdrawn_at is null) execute function refuse_incompatible_roles();

-- Names are forgotten by who looks after people.
alter function forget_who_left(integer) rename to forget_who_left_unasked;
create function forget_who_left(months integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if acting_kind() = 'person' and not reaches_all('person_contact', 'do') then
        raise exception 'names are forgotten by who looks after people' using errcode = 'insufficient_privilege';
      end if;
      return forget_who_left_unasked(months);
    end
  $$;
comment on function forget_who_left(integer) is
  'Removes names and addresses of who left so many months ago and has no part in anything, for who looks after people.';
revoke execute on function forget_who_left(integer), forget_who_left_unasked(integer) from public;
revoke execute on function forget_who_left_unasked(integer) from daglicht_person, daglicht_operator;
grant execute on function forget_who_left(integer) to daglicht_person, daglicht_operator;

-- Whose data were looked at, the public site never says.
drop policy adds_own on audit_entry;
create policy adds_own on audit_entry for insert
  to daglicht_operator, daglicht_public, daglicht_publication, daglicht_identity, daglicht_person
  with check (
    actor_kind = (select acting_kind()) and at = now() and transaction_id = pg_current_xact_id()
    and (about is null or (select acting_kind()) in ('person', 'operator'))
    and actor = case (select acting_kind()) when 'person' then (select acting_person())::text
                else (select current_setting('app.actor', true)) end);

-- Signing in elsewhere is matched by an address that has stood: who changed it for another a moment ago could come in.
create function address_changed_lately(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from person_contact now_stands
      join person_contact before on before.person_id = now_stands.person_id and before.withdrawn_at is not null
      where now_stands.person_id = who and now_stands.withdrawn_at is null
        and now_stands.recorded_at > now() - interval '7 days'
        and before.mail is distinct from now_stands.mail and before.withdrawn_at > now() - interval '7 days')
  $$;
comment on function address_changed_lately(uuid) is 'Whether the mail address of somebody became another within a week.';
revoke execute on function address_changed_lately(uuid) from public;
grant execute on function address_changed_lately(uuid) to daglicht_identity;
