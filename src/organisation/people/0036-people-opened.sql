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

create function refuse_unapproved_appointment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if (new.role in ('central-coordinator', 'auditor', 'technical-administrator', 'functional-administrator',
                       'privacy-officer', 'protection-officer', 'head') or new.person_id = acting_person())
         and another_can_approve(acting_person(), new.person_id)
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
             and p.payload ->> 'role' = new.role and (p.payload ->> 'unit') is not distinct from new.unit
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
