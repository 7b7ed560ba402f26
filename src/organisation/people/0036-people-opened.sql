-- People and appointments, for who looks after them (decision 0053).

alter table person_contact add column name_key text not null default '';
comment on column person_contact.name_key is
  'The words of the name for searching, folded, each after a blank: " anna vries". Made by the program.';

update person_contact set name_key = ' ' || trim(regexp_replace(
  translate(lower(name), 'áàâäãéèêëíìîïóòôöõúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn'), '[^[:alnum:]]+', ' ', 'g'))
where name is not null;

create table person_search (
  id uuid primary key,
  person_id uuid not null references person,
  words text not null,
  recorded_at timestamptz not null default now()
);
comment on table person_search is 'What somebody searched for: a name never stands in an address. Gone after 30 days.';
call protect_table('person_search', person_column => 'person_id');

-- Roles that one person does not have at the same time, each with its rule (docs/design/domain.md, 3.4).
create table incompatible_role (
  role text not null,
  other text not null,
  rule text not null check (rule in ('counsellor-apart', 'administrator-without-content', 'auditor-apart')),
  primary key (role, other),
  check (role < other)
);
comment on table incompatible_role is 'Pairs of roles that one person does not have at one time.';
call protect_table('incompatible_role');
insert into incompatible_role (role, other, rule)
select least(a, b), greatest(a, b), rule from (
  select 'counsellor' as a, unnest(array['coordinator', 'central-coordinator', 'hr-adviser', 'investigator',
    'compliance-officer', 'complaints-committee', 'head']) as b, 'counsellor-apart' as rule
  union all
  select 'lead-counsellor', unnest(array['coordinator', 'central-coordinator', 'hr-adviser', 'investigator',
    'compliance-officer', 'complaints-committee', 'head']), 'counsellor-apart'
  union all
  select 'technical-administrator', unnest(array['hr-adviser', 'coordinator', 'central-coordinator', 'counsellor',
    'lead-counsellor', 'compliance-officer', 'investigator', 'complaints-committee', 'head', 'privacy-officer',
    'protection-officer']), 'administrator-without-content'
  union all
  select 'auditor', unnest(array['coordinator', 'central-coordinator', 'compliance-officer', 'investigator',
    'complaints-committee', 'head', 'technical-administrator', 'functional-administrator']), 'auditor-apart'
) pairs;

create function refuse_incompatible_roles() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      -- Two at once would each not see the other.
      perform pg_advisory_xact_lock(hashtext('appointments'), hashtext(new.person_id::text));
      if exists (
        select from appointment a
        join incompatible_role i on i.role = least(a.role, new.role) and i.other = greatest(a.role, new.role)
        where a.person_id = new.person_id and a.id <> new.id and a.withdrawn_at is null
          and a.valid_from < coalesce(new.valid_until, 'infinity') and new.valid_from < coalesce(a.valid_until, 'infinity')
      ) then
        raise exception 'roles that one person does not have at one time' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end
  $$;
create trigger incompatible_roles before insert or update on appointment
  for each row when (new.withdrawn_at is null) execute function refuse_incompatible_roles();

-- The structure is no secret of anybody who works here.
do $$
declare one text;
begin
  foreach one in array array['unit', 'unit_name', 'unit_parent', 'unit_succession', 'unit_policy',
                             'headcount_definition', 'organisation_root', 'incompatible_role'] loop
    execute format('create policy people_read on %I for select to daglicht_person using ((select acting_kind()) = ''person'')', one);
    execute format('grant select on %I to daglicht_person', one);
  end loop;
end $$;

call open_table('person', 'functional-administrator', 'concern', 'see');
call open_table('person', 'functional-administrator', 'concern', 'do');
call open_table('person', 'technical-administrator', 'concern', 'see');
call open_table('person_contact', 'functional-administrator', 'concern', 'see');
call open_table('person_contact', 'functional-administrator', 'concern', 'do');
call open_table('person_contact', 'technical-administrator', 'concern', 'see');
call open_table('person_number', 'functional-administrator', 'concern', 'see');
call open_table('person_number', 'functional-administrator', 'concern', 'do');
call open_table('employment', 'functional-administrator', 'concern', 'see');
call open_table('appointment', 'functional-administrator', 'concern', 'see');
call open_table('appointment', 'functional-administrator', 'concern', 'do');
call open_table('appointment', 'technical-administrator', 'concern', 'see');
call open_table('proposal', 'functional-administrator', 'concern', 'see');
call open_table('proposal', 'functional-administrator', 'concern', 'do');
call open_table('person_search', 'functional-administrator', 'own', 'see');
call open_table('person_search', 'functional-administrator', 'own', 'do');
call open_table('person_search', 'technical-administrator', 'own', 'see');
call open_table('person_search', 'technical-administrator', 'own', 'do');

-- Four eyes for what gives much: the database itself wants the approval of another, once there is another.
alter table appointment add column proposal_id uuid references proposal;
comment on column appointment.proposal_id is 'The approved proposal by which it was made, where one was needed.';

create unique index appointment_proposal on appointment (proposal_id) where proposal_id is not null;

create function gives_much(role text) returns boolean
  language sql immutable parallel safe
  return role in ('central-coordinator', 'auditor', 'technical-administrator', 'functional-administrator',
                  'privacy-officer', 'protection-officer', 'head');
comment on function gives_much(text) is 'Whether a role gives so much that two people decide who has it.';

create function another_can_approve(proposer uuid, beneficiary uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from appointment a
      where a.role = 'functional-administrator' and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
        and a.person_id <> proposer and a.person_id <> beneficiary
    )
  $$;
comment on function another_can_approve(uuid, uuid) is 'Whether somebody else than who proposes and who gains may decide.';
revoke execute on function another_can_approve(uuid, uuid) from public;
grant execute on function another_can_approve(uuid, uuid) to daglicht_person;

-- Who takes the others' role away does not decide alone from then on: four eyes hold for good once there were two.
create function needs_another(proposer uuid, beneficiary uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select another_can_approve(proposer, beneficiary)
      or ((select count(distinct a.person_id) >= 2 from appointment a
           where a.role = 'functional-administrator' and a.unit is null)
          -- Of two, each decides about the other.
          and (beneficiary = proposer or not another_can_approve(proposer, proposer)))
  $$;
comment on function needs_another(uuid, uuid) is 'Whether another decides, even where there is none at this moment.';
revoke execute on function needs_another(uuid, uuid) from public;
grant execute on function needs_another(uuid, uuid) to daglicht_person;

create function refuse_unapproved_appointment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if (gives_much(new.role) or new.person_id = acting_person())
         and needs_another(acting_person(), new.person_id)
         -- What stood and now ends earlier is no new appointment.
         and not exists (
           select from appointment a
           where a.person_id = new.person_id and a.role = new.role and a.unit is not distinct from new.unit
             and a.valid_from = new.valid_from and a.withdrawn_at = now()
             and new.valid_until < coalesce(a.valid_until, 'infinity')
         )
         and not exists (
           select from proposal p
           where p.id = new.proposal_id and p.kind = 'appoint' and p.outcome = 'approved' and p.beneficiary = new.person_id
             -- Decided in this transaction, by who acts: none is kept for later.
             and p.decided_at = now() and p.decided_by = acting_person()
             and p.payload ->> 'role' = new.role and (p.payload ->> 'unit') is not distinct from new.unit
             and p.payload ->> 'from' = to_char(new.valid_from, 'YYYY-MM-DD')
             and (p.payload ->> 'until') is not distinct from to_char(new.valid_until, 'YYYY-MM-DD')
             and not exists (select from appointment a where a.proposal_id = p.id and a.id <> new.id)
         ) then
        raise exception 'an appointment that another has to approve' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger unapproved_appointments before insert on appointment
  for each row when (acting_kind() = 'person') execute function refuse_unapproved_appointment();

-- An account that ends takes its sessions with it, whoever ends it.
create function end_sessions_of_account() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from session where account_id = new.id;
      return null;
    end
  $$;
create trigger account_ends after update on account
  for each row when (new.state = 'ended' and old.state <> 'ended') execute function end_sessions_of_account();

-- Of the rows that they reach people change only what a deed of theirs changes, so that no row becomes another.
revoke insert, update on account, invitation, proposal, appointment, person, person_contact, person_number, person_search
  from daglicht_person;
revoke select on invitation from daglicht_person;
grant select (id, person_id, sign_in_name, purpose, failures, expires_at, spent_at, withdrawn_at, invited_by, has_code, code_by,
  recorded_at)
  on invitation to daglicht_person;
grant insert (id, person_id, sign_in_name, purpose, link_hash, code_hash, expires_at, invited_by) on invitation to daglicht_person;
grant update (withdrawn_at, code_hash, code_by) on invitation to daglicht_person;
grant update (state, ended_at) on account to daglicht_person;
grant insert (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, proposer, expires_at) on proposal to daglicht_person;
grant update (outcome, decided_by, decided_at) on proposal to daglicht_person;
grant insert (id, person_id, role, unit, valid_from, valid_until, appointed_by, reason, proposal_id) on appointment to daglicht_person;
grant update (withdrawn_at) on appointment to daglicht_person;
grant insert on person, person_contact, person_number, person_search to daglicht_person;
grant update (withdrawn_at) on person_contact to daglicht_person;
grant update (valid_until, withdrawn_at) on person_number to daglicht_person;

create function refuse_all_but_withdrawing() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if old.withdrawn_at is not null or new.withdrawn_at is distinct from now() then
        raise exception 'what was withdrawn stays so, and what is withdrawn is so from now' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger appointments_are_withdrawn before update on appointment
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();
create trigger contacts_are_withdrawn before update on person_contact
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();

create function refuse_all_but_ending() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if old.state = 'ended' or new.state <> 'ended' or new.ended_at is distinct from now() then
        raise exception 'people end accounts, and do nothing else to them' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger accounts_are_ended before update on account
  for each row when (acting_kind() = 'person') execute function refuse_all_but_ending();

-- Somebody remains who looks after appointments, and somebody who looks after accounts.
create function administrators_remain(role_ended text, without uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select role_ended not in ('technical-administrator', 'functional-administrator') or count(*) > 0
    from appointment a
    where a.role = role_ended and a.unit is null and a.withdrawn_at is null and a.person_id <> without
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
  $$;
comment on function administrators_remain(text, uuid) is
  'Whether an administrator of a kind remains without somebody; true for any other role.';
revoke execute on function administrators_remain(text, uuid) from public;
grant execute on function administrators_remain(text, uuid) to daglicht_person, daglicht_operator;

create function refuse_last_administrators() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      perform pg_advisory_xact_lock(hashtext('administrators'));
      if not administrators_remain(old.role, old.person_id) then
        raise exception 'an administrator of each kind remains' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger last_administrators before update on appointment
  for each row when (acting_kind() = 'person' and old.unit is null and new.withdrawn_at is not null
                     and old.role in ('technical-administrator', 'functional-administrator'))
  execute function refuse_last_administrators();

-- Whoever lets somebody in holds link and code, and could go in instead. Where that person decides or sees much, one
-- makes the link and another the code, once there is another.
create function access_needs_two(inviter uuid, invitee uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select inviter is not null and inviter <> invitee
      and exists (
        select from appointment a
        where a.person_id = invitee and gives_much(a.role) and a.withdrawn_at is null
          and (a.valid_until is null or today() < a.valid_until))
      and exists (
        select from appointment a
        where a.role = 'technical-administrator' and a.unit is null and a.withdrawn_at is null
          and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
          and a.person_id <> inviter and a.person_id <> invitee)
  $$;
comment on function access_needs_two(uuid, uuid) is 'Whether one makes the link and another the code by which somebody gets in.';
revoke execute on function access_needs_two(uuid, uuid) from public;
grant execute on function access_needs_two(uuid, uuid) to daglicht_person, daglicht_operator;

create function check_invitation() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if tg_op = 'INSERT' then
        if new.purpose in ('staff', 'recovery') and new.invited_by = acting_person()::text
           and new.expires_at <= now() + interval '72 hours'
           and (new.code_hash is null) = access_needs_two(acting_person(), new.person_id) then
          return new;
        end if;
      elsif old.spent_at is null and old.withdrawn_at is null then
        if new.withdrawn_at = now() and new.code_hash is not distinct from old.code_hash
           and new.code_by is not distinct from old.code_by then
          return new;
        end if;
        if new.withdrawn_at is null and old.code_hash is null and new.code_hash is not null and old.expires_at > now()
           and new.code_by = acting_person() and old.invited_by <> acting_person()::text and old.person_id <> acting_person() then
          -- Who makes the code does not know the link.
          new.code_hash := sha256(old.link_hash || new.code_hash);
          return new;
        end if;
      end if;
      raise exception 'an invitation that this person may not make or change so' using errcode = 'insufficient_privilege';
    end
  $$;
create trigger invitations_of_people before insert or update on invitation
  for each row when (acting_kind() = 'person') execute function check_invitation();

-- Whether somebody was let in by this one alone a short while ago: then it may be the same at the keyboard.
create function was_let_in_by(who uuid, by uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from invitation i where i.person_id = who and i.invited_by = by::text and i.code_by is null
                   and i.spent_at > now() - interval '72 hours')
  $$;
comment on function was_let_in_by(uuid, uuid) is 'Whether somebody came in within 72 hours by link and code of this one alone.';
revoke execute on function was_let_in_by(uuid, uuid) from public;
grant execute on function was_let_in_by(uuid, uuid) to daglicht_person;

create function check_proposal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      who constant uuid := acting_person();
    begin
      if tg_op = 'INSERT' then
        if new.kind = 'appoint' and new.outcome is null and new.decided_by is null and new.proposer = who
           and new.proposed_by = who::text and new.payload ->> 'person' = new.beneficiary::text
           and new.expires_at <= now() + interval '72 hours' then
          return new;
        end if;
      elsif old.kind = 'appoint' and old.outcome is null and old.expires_at > now() and new.decided_by = who
            and new.decided_at = now() then
        if new.outcome = 'withdrawn' and old.proposer = who then return new; end if;
        if new.outcome in ('approved', 'refused') and old.proposer <> who and old.beneficiary <> who
           and (new.outcome = 'refused' or not (was_let_in_by(who, old.proposer) or was_let_in_by(who, old.beneficiary))) then
          return new;
        end if;
      end if;
      raise exception 'a proposal that this person may not make or decide so' using errcode = 'insufficient_privilege';
    end
  $$;
create trigger proposals_of_people before insert or update on proposal
  for each row when (acting_kind() = 'person') execute function check_proposal();

-- A search is gone after 30 days, whoever searches next.
create function forget_searches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from person_search where recorded_at < now() - interval '30 days';
      return null;
    end
  $$;
create trigger searches_go after insert on person_search for each statement execute function forget_searches();
