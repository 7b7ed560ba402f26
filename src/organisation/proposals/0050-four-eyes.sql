-- Four eyes for more than roles (decision 0062): a kind of proposal is a few rows that say who proposes and who decides.

create table proposal_kind (
  kind text not null,
  role text not null,
  may text not null check (may in ('propose', 'decide')),
  primary key (kind, role, may)
);
comment on table proposal_kind is 'Who proposes what another decides, and who decides it: by role, for the whole concern.';
call protect_table('proposal_kind');
insert into proposal_kind (kind, role, may) values
  ('appoint', 'functional-administrator', 'propose'),
  ('appoint', 'functional-administrator', 'decide'),
  -- Proposed from the terminal.
  ('sign-in-provider', 'functional-administrator', 'decide'),
  ('thresholds', 'functional-administrator', 'propose'),
  ('thresholds', 'functional-administrator', 'decide'),
  ('export-all', 'central-coordinator', 'propose'),
  ('export-all', 'functional-administrator', 'decide'),
  ('export-all', 'privacy-officer', 'decide');

create function acting_proposal_kinds(deed text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct k.kind), '{}')
    from proposal_kind k join acting_roles() r on r.role = k.role and r.scope = 'concern'
    where deed is null or k.may = deed
  $$;
comment on function acting_proposal_kinds(text) is 'The kinds of proposal that the acting person proposes or decides; null: either.';
revoke execute on function acting_proposal_kinds(text) from public;
grant execute on function acting_proposal_kinds(text) to daglicht_person;

-- Not open_table: people insert and change the columns that they could, and no more.
insert into table_access (table_name, role, relation, may) values
  ('proposal', 'central-coordinator', 'concern', 'see'),
  ('proposal', 'central-coordinator', 'concern', 'do'),
  ('proposal', 'privacy-officer', 'concern', 'see'),
  ('proposal', 'privacy-officer', 'concern', 'do');
create policy kinds_of_their_role on proposal as restrictive to daglicht_person
  using (kind = any ((select acting_proposal_kinds(null))::text[]))
  with check (kind = any ((select acting_proposal_kinds(null))::text[]));

create or replace function check_proposal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      who constant uuid := acting_person();
    begin
      if tg_op = 'INSERT' then
        if new.kind = any (acting_proposal_kinds('propose')) and new.outcome is null and new.decided_by is null
           and new.proposer = who and new.proposed_by = who::text and new.expires_at <= now() + interval '72 hours'
           and (case new.kind when 'appoint' then new.payload ->> 'person' = new.beneficiary::text
                  else new.beneficiary is null end) then
          return new;
        end if;
      elsif old.outcome is null and old.expires_at > now() and new.decided_by = who and new.decided_at = now() then
        if new.outcome = 'withdrawn' and old.proposer = who then return new; end if;
        if new.outcome in ('approved', 'refused') and old.kind = any (acting_proposal_kinds('decide'))
           and (case old.kind
                  when 'sign-in-provider' then
                    exists (select from sign_in_provider p where p.proposal_id = old.id and p.withdrawn_at is null)
                  when 'appoint' then old.proposer <> who and old.beneficiary <> who
                  else old.proposer <> who end)
           and (new.outcome = 'refused' or old.kind = 'sign-in-provider'
                or not (was_let_in_by(who, old.proposer) or was_let_in_by(who, old.beneficiary))) then
          return new;
        end if;
      end if;
      raise exception 'a proposal that this person may not make or decide so' using errcode = 'insufficient_privilege';
    end
  $$;

-- What was approved and is done later, is done once.
create table proposal_use (
  proposal_id uuid primary key references proposal,
  used_by uuid not null references person,
  recorded_at timestamptz not null default now()
);
comment on table proposal_use is 'Approved proposals that were used: one approval serves once.';
call protect_table('proposal_use', person_column => 'used_by');
insert into table_access (table_name, role, relation, may) values
  ('proposal_use', 'central-coordinator', 'own', 'see'),
  ('proposal_use', 'central-coordinator', 'own', 'do');
grant select, insert (proposal_id, used_by) on proposal_use to daglicht_person;

create function check_proposal_use() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (
        select from proposal p
        where p.id = new.proposal_id and p.kind = 'export-all' and p.outcome = 'approved' and p.proposer = acting_person()
          and p.decided_at > now() - interval '72 hours' and new.used_by = acting_person()) then
        raise exception 'an approval that this person cannot use' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger uses_of_people before insert on proposal_use
  for each row when (acting_kind() = 'person') execute function check_proposal_use();
call seal_rows_of('proposal_use', 'proposal_id');

-- How people sign in is proposed from the terminal, also when there are accounts: somebody in the workplace decides.
drop policy if exists operator_adds_until_accounts on proposal;
create policy operator_adds_until_accounts on proposal as restrictive for insert to daglicht_operator
  with check (kind = 'sign-in-provider' or not (select accounts_stand()));
