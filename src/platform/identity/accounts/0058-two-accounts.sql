-- A person has two accounts at most: for instance a work account and an administrator account, or one by the provider and
-- one of this organisation (decision 0063).

create function refuse_third_account() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      -- Two at once would each not see the other.
      perform pg_advisory_xact_lock(hashtext('accounts'), hashtext(new.person_id::text));
      if (select count(*) from account a where a.person_id = new.person_id and a.state <> 'ended' and a.id <> new.id) >= 2 then
        raise exception 'a person has two accounts at most' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end
  $$;
create trigger two_accounts before insert on account
  for each row when (new.state <> 'ended') execute function refuse_third_account();
comment on table account is 'A way into the organisation for one person; somebody has two at most, and none is shared.';
