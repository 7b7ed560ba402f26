-- Retention terms of the profile (decision 0064): two people agree on them, one of whom is the privacy officer.

create table retention_kind (
  kind text primary key,
  least_months integer not null check (least_months > 0),
  usual_months integer not null check (usual_months >= least_months)
);
comment on table retention_kind is 'What a profile states how long it is kept. The program has the same list.';
comment on column retention_kind.usual_months is 'What holds where a profile says nothing.';
call protect_table('retention_kind');
insert into retention_kind (kind, least_months, usual_months) values
  ('incidents', 1, 24),
  ('incidents-not-established', 1, 6),
  ('security-incidents', 36, 36),
  ('outside-activities', 1, 84),
  ('gifts', 1, 84),
  ('names-of-who-left', 6, 24);

create function retention_in(content text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select jsonb_object_agg(k.kind, coalesce(
      p #> array['retention', k.kind, 'months'],
      case when k.kind = 'names-of-who-left' then p -> 'namesKeptMonths' end,
      to_jsonb(k.usual_months)))
    from retention_kind k, (select content::jsonb -> 'profile.json' as p) one
  $$;
comment on function retention_in(text) is 'The months of each kind that a recorded profile keeps.';

create function months_of(terms jsonb) returns jsonb
  language sql immutable parallel safe
  as $$ select jsonb_object_agg(key, value -> 'months') from jsonb_each(terms) $$;
comment on function months_of(jsonb) is 'The months of proposed terms, by kind.';

create function without_retention(content text) returns jsonb
  language sql immutable parallel safe
  as $$ select content::jsonb #- '{profile.json,retention}' #- '{profile.json,namesKeptMonths}' $$;
comment on function without_retention(text) is 'A recorded profile but for what it says of retention.';
revoke execute on function retention_in(text), months_of(jsonb), without_retention(text) from public;

insert into proposal_kind (kind, role, may) values
  ('retention', 'functional-administrator', 'propose'),
  ('retention', 'functional-administrator', 'decide'),
  ('retention', 'privacy-officer', 'propose'),
  ('retention', 'privacy-officer', 'decide');

-- A kind may ask that one of the two bears a role.
create table proposal_needs (
  kind text primary key,
  role text not null
);
comment on table proposal_needs is 'Kinds of proposal of which one of the two, who proposes or who approves, has this role.';
call protect_table('proposal_needs');
insert into proposal_needs (kind, role) values ('retention', 'privacy-officer');

create function proposal_has_needed(asked proposal) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select not exists (select from proposal_needs n where n.kind = asked.kind)
      or exists (
        select from proposal_needs n
        where n.kind = asked.kind
          and (exists (select from acting_roles() r where r.role = n.role and r.scope = 'concern')
            or exists (select from appointment a
                       where a.person_id = asked.proposer and a.role = n.role and a.unit is null and a.withdrawn_at is null
                         and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
                         and not has_lapsed(a, today()))))
  $$;
comment on function proposal_has_needed(proposal) is
  'Whether who proposed, or who acts, has the role that one of the two needs for this kind of proposal.';
revoke execute on function proposal_has_needed(proposal) from public;
grant execute on function proposal_has_needed(proposal) to daglicht_person;

create function refuse_without_needed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not proposal_has_needed(old) then
        raise exception 'a proposal of which one of the two has another role' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger needed_role_decides before update on proposal
  for each row when (acting_kind() = 'person' and new.outcome = 'approved') execute function refuse_without_needed();

-- Who approves records the version. The privacy officer records no other, and changes nothing else by it.
insert into table_access (table_name, role, relation, may) values
  ('profile_version', 'privacy-officer', 'concern', 'see'),
  ('profile_version', 'privacy-officer', 'concern', 'do');

create function check_retention() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      held text;
      is_approved boolean;
    begin
      if tg_op = 'UPDATE' then
        -- What is to come is undone by who keeps the profile.
        if exists (select from acting_roles() r where r.role = 'functional-administrator' and r.scope = 'concern') then
          return new;
        end if;
        raise exception 'a version of the profile that this person may not undo' using errcode = 'insufficient_privilege';
      end if;
      perform pg_advisory_xact_lock(hashtext('profile versions'));
      select v.content into held from profile_version v where v.id = profile_holding(new.valid_from);
      if exists (select from retention_kind k
                 where coalesce((retention_in(new.content) ->> k.kind)::integer, 0) < k.least_months) then
        raise exception 'a term that is shorter than it may be' using errcode = 'integrity_constraint_violation';
      end if;
      is_approved := exists (
        select from proposal p
        where p.id = new.proposal_id and p.kind = 'retention' and p.outcome = 'approved'
          -- Decided in this transaction, by who acts: none is kept for later.
          and p.decided_at = now() and p.decided_by = acting_person()
          and (p.payload ->> 'from')::date <= new.valid_from
          and months_of(p.payload -> 'to') = retention_in(new.content));
      if held is not null and retention_in(held) <> retention_in(new.content) and not is_approved then
        raise exception 'retention terms that another has to approve' using errcode = 'insufficient_privilege';
      end if;
      if not exists (select from acting_roles() r where r.role = 'functional-administrator' and r.scope = 'concern')
         and not (is_approved and held is not null and without_retention(held) = without_retention(new.content)) then
        raise exception 'a version of the profile that this person may not record' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger retention_of_people before insert or update on profile_version
  for each row when (acting_kind() = 'person') execute function check_retention();
