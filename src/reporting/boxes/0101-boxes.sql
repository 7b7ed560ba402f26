-- Boxes of the confidential channel (decisions 0087, 0088): records, wraps, shares, heads and mailboxes, all of it sealed
-- or signed by browsers. With what a reporter did stands a day and never a moment, and nothing here orders boxes.
-- Who finds a box: who holds its mailbox, and the members of its newest record who stand in the newest list of people.

create table box (
  id uuid primary key check (substring(id::text from 15 for 1) = '4'),
  case_id uuid not null check (substring(case_id::text from 15 for 1) = '4'),
  kind text not null check (kind in ('post', 'file', 'call')),
  received_on date not null default today(),
  state text not null default 'open' check (state in ('open', 'closed'))
);
comment on table box is 'A unit of encryption with its own readers: that it is there, since which day, in which state.';
create index box_case on box (case_id);

create table box_record (
  box_id uuid not null references box deferrable initially deferred,
  epoch integer not null check (epoch between 0 and 9999),
  hash bytea not null unique check (octet_length(hash) = 32),
  doc text not null check (octet_length(doc) <= 65536),
  sigs text not null check (octet_length(sigs) <= 65536),
  carry bytea check (octet_length(carry) = 60),
  primary key (box_id, epoch),
  check ((epoch = 0) = (carry is null))
);
comment on table box_record is 'Who reads a box, signed by who said so; the secret of the epoch before, sealed to that of this one.';

create table box_wrap (
  box_id uuid not null,
  epoch integer not null,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  rights text not null check (rights in ('party', 'read', 'manage')),
  wrap bytea not null check (octet_length(wrap) = 1168),
  primary key (box_id, key_hash),
  foreign key (box_id, epoch) references box_record
);
comment on table box_wrap is 'The secret of the newest epoch for each member; of earlier epochs none is kept.';
create index box_wrap_key on box_wrap (key_hash);
create unique index box_wrap_party on box_wrap (box_id) where rights = 'party';

create table box_share (
  box_id uuid not null,
  epoch integer not null,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  share bytea not null check (octet_length(share) = 1169),
  primary key (box_id, key_hash),
  foreign key (box_id, epoch) references box_record
);
comment on table box_share is 'A share of the secret of the newest epoch for each officer that its record names.';

create table box_object (
  box_id uuid not null,
  seq integer not null check (seq between 1 and 100000),
  object_id uuid not null,
  epoch integer not null,
  by_party boolean not null,
  added_on date not null default today(),
  head bytea check (octet_length(head) between 2101 and 524341),
  digest bytea not null check (octet_length(digest) = 32),
  chain bytea not null check (octet_length(chain) = 32),
  primary key (box_id, seq),
  unique (box_id, object_id),
  unique (box_id, digest),
  foreign key (box_id, epoch) references box_record
);
comment on table box_object is 'Messages in the order in which they came, sealed. Of one that was deleted the digest stays.';
comment on column box_object.by_party is 'Whether it came by the mailbox; by whom of the handlers stands inside, sealed.';

create table mailbox (
  stored bytea primary key check (octet_length(stored) = 32),
  box_id uuid not null unique references box deferrable initially deferred,
  slot_id uuid not null,
  salt bytea not null check (octet_length(salt) = 32),
  slot bytea not null check (octet_length(slot) = 60)
);
comment on table mailbox is 'What finds the box of a receipt code, and what that code opens. The code itself is never here.';
comment on column mailbox.stored is 'The hash of the locator, which the holder sends.';

call protect_table('box');
call protect_table('box_record');
call protect_table('box_wrap');
call protect_table('box_share');
call protect_table('box_object');
call protect_table('mailbox');

-- Whoever reports, or holds a mailbox.

create function acting_mailbox() returns bytea
  language sql stable parallel safe
  return case when acting_kind() = 'reporter' then decode(nullif(current_setting('app.reporter', true), ''), 'hex') end;
comment on function acting_mailbox() is 'The hash of the locator of who reports or comes back; null for anybody else.';

create function acting_box() returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select m.box_id from mailbox m where m.stored = acting_mailbox() $$;
comment on function acting_box() is 'The box of the mailbox of who comes back; null for anybody else.';

create function acting_new_box() returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select m.box_id from mailbox m
    where m.stored = acting_mailbox() and not exists (select from box_object o where o.box_id = m.box_id)
  $$;
comment on function acting_new_box() is 'The box that is being sent: nothing was said in it yet.';

create function change_mailbox(next bytea, next_slot uuid, next_salt bytea, next_box bytea) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      update mailbox m set stored = next, slot_id = next_slot, salt = next_salt, slot = next_box
        where m.stored = acting_mailbox();
      return found;
    end
  $$;
comment on function change_mailbox(bytea, uuid, bytea, bytea) is
  'Puts a new code in the place of the one of who acts; false where that finds nothing.';

create function box_is_free(of_box uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select not exists (select from mailbox m where m.box_id = of_box) and not exists (select from box b where b.id = of_box)
  $$;
comment on function box_is_free(uuid) is 'Whether no box has this id: a mailbox is made with its box, never onto one that is there.';

-- Members of the newest record.

create function listed_person() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles()) and exists (
      select from key_person k, key_list l
      where k.person_id = acting_person() and l.name = 'people'
        and l.version = (select max(n.version) from key_list n where n.name = 'people')
        and l.doc::jsonb -> 'entries' @> jsonb_build_array(jsonb_build_object('person', k.id)))
  $$;
comment on function listed_person() is
  'Whether the acting person works here and stands in the newest list of people: who was left out of it reads nothing from then on.';

create function my_boxes() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(w.box_id), '{}')
    from key_vault v join box_wrap w on w.key_hash = v.key_hash and w.rights <> 'party'
    where v.person_id = acting_person() and listed_person()
  $$;
comment on function my_boxes() is 'The boxes in whose newest record the acting person is a member.';

create function manages_box(of_box uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select listed_person() and exists (
      select from key_vault v join box_wrap w on w.key_hash = v.key_hash
      where v.person_id = acting_person() and w.box_id = of_box and w.rights = 'manage')
  $$;
comment on function manages_box(uuid) is 'Whether the acting person is a member of the newest record who may say who reads.';

create function writes_in_box(of_box uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select of_box is not distinct from acting_box() or of_box = any (my_boxes()) $$;
comment on function writes_in_box(uuid) is 'Whether who acts holds the mailbox of a box, or is a member of its newest record.';

-- Whoever may write in a box gets it for themselves until the transaction ends: objects have one order.
create function box_to_write(of_box uuid) returns table (epoch integer, n integer, h bytea, bytes bigint, is_open boolean)
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if of_box is null or not writes_in_box(of_box) then return; end if;
      perform from box b where b.id = of_box for update;
      -- Whoever waited may have been left out meanwhile.
      if not writes_in_box(of_box) then return; end if;
      return query
        select (select max(r.epoch) from box_record r where r.box_id = of_box), coalesce(max(o.seq), 0),
          coalesce((select l.chain from box_object l where l.box_id = of_box order by l.seq desc limit 1), decode(repeat('00', 32), 'hex')),
          coalesce(sum(octet_length(o.head)), 0)::bigint, (select b.state = 'open' from box b where b.id = of_box)
        from box_object o where o.box_id = of_box;
    end
  $$;
comment on function box_to_write(uuid) is 'Locks a box for who may write in it: its epoch, and number, chain and size of what was said.';

-- A new epoch, whole: what opened the one before is gone with it. Also the first epoch of a further box of a case.
create function add_epoch(of_box uuid, of_case uuid, of_kind text, new_epoch integer, of_record jsonb, wraps jsonb, shares jsonb)
  returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if new_epoch = 0 then
        if of_kind = 'post' or not box_is_free(of_box)
          or not exists (select from box b where b.case_id = of_case and b.id = any (my_boxes())) then
          return false;
        end if;
        insert into box (id, case_id, kind) values (of_box, of_case, of_kind);
      elsif not manages_box(of_box)
        or new_epoch is distinct from 1 + (select max(r.epoch) from box_record r where r.box_id = of_box) then
        return false;
      end if;
      delete from box_wrap w where w.box_id = of_box;
      delete from box_share s where s.box_id = of_box;
      insert into box_record (box_id, epoch, hash, doc, sigs, carry)
        values (of_box, new_epoch, decode(of_record ->> 'hash', 'hex'), of_record ->> 'doc', of_record ->> 'sigs',
          decode(of_record ->> 'carry', 'hex'));
      insert into box_wrap (box_id, epoch, key_hash, rights, wrap)
        select of_box, new_epoch, decode(w ->> 'key', 'hex'), w ->> 'rights', decode(w ->> 'wrap', 'hex')
        from jsonb_array_elements(wraps) w;
      insert into box_share (box_id, epoch, key_hash, share)
        select of_box, new_epoch, decode(s ->> 'key', 'hex'), decode(s ->> 'share', 'hex')
        from jsonb_array_elements(shares) s;
      return true;
    end
  $$;
comment on function add_epoch(uuid, uuid, text, integer, jsonb, jsonb, jsonb) is
  'Makes the next epoch of a box for a manager of the one before, or the first of a further box of a case that one reads.';

revoke execute on function acting_mailbox(), acting_box(), acting_new_box(), change_mailbox(bytea, uuid, bytea, bytea),
  box_is_free(uuid), listed_person(), my_boxes(), manages_box(uuid), writes_in_box(uuid), box_to_write(uuid), add_epoch(uuid, uuid, text, integer, jsonb, jsonb, jsonb) from public;
grant execute on function acting_mailbox(), acting_box(), acting_new_box(), change_mailbox(bytea, uuid, bytea, bytea),
  box_is_free(uuid), box_to_write(uuid) to daglicht_reporter;
grant execute on function listed_person(), my_boxes(), manages_box(uuid), box_to_write(uuid),
  add_epoch(uuid, uuid, text, integer, jsonb, jsonb, jsonb) to daglicht_person;

-- A report is added whole and in this order: mailbox, box, record, wraps, shares, and last what it says.
create policy sends on mailbox for insert to daglicht_reporter
  with check (stored = (select acting_mailbox()) and box_is_free(box_id));
create policy own on mailbox for select to daglicht_reporter using (stored = (select acting_mailbox()));
grant select, insert on mailbox to daglicht_reporter;

create policy sends on box for insert to daglicht_reporter
  with check (id = (select acting_box()) and kind = 'post' and received_on = today() and state = 'open');
create policy own on box for select to daglicht_reporter using (id = (select acting_box()));
grant select, insert on box to daglicht_reporter;

create policy sends on box_record for insert to daglicht_reporter
  with check (box_id = (select acting_new_box()) and epoch = 0);
create policy own on box_record for select to daglicht_reporter using (box_id = (select acting_box()));
grant select, insert on box_record to daglicht_reporter;

create policy sends on box_wrap for insert to daglicht_reporter
  with check (box_id = (select acting_new_box()) and epoch = 0);
create policy own on box_wrap for select to daglicht_reporter
  using (box_id = (select acting_box()) and rights = 'party');
grant select, insert on box_wrap to daglicht_reporter;

create policy sends on box_share for insert to daglicht_reporter
  with check (box_id = (select acting_new_box()) and epoch = 0);
grant insert on box_share to daglicht_reporter;

create policy sends on box_object for insert to daglicht_reporter
  with check (box_id = (select acting_box()) and by_party and added_on = today() and head is not null);
create policy own on box_object for select to daglicht_reporter using (box_id = (select acting_box()));
grant select, insert on box_object to daglicht_reporter;

do $$
declare one text;
begin
  foreach one in array array['box', 'box_record', 'box_object'] loop
    execute format('create policy members_see on %I for select to daglicht_person using (%I = any ((select my_boxes())::uuid[]))',
      one, case one when 'box' then 'id' else 'box_id' end);
    execute format('grant select on %I to daglicht_person', one);
  end loop;
  -- Whoever reports is brought the roots and the public list, by which their browser knows to whom it encrypts.
  foreach one in array array['key_organisation', 'key_root', 'key_list'] loop
    execute format('create policy reporters_see on %I for select to daglicht_reporter using ((select acting_kind()) = ''reporter''%s)',
      one, case one when 'key_list' then ' and name = ''intake''' else '' end);
  end loop;
end $$;
grant select on key_organisation to daglicht_reporter;
grant select (version, hash, doc, sigs) on key_root to daglicht_reporter;
grant select (name, version, hash, doc, sigs) on key_list to daglicht_reporter;
create policy own_wraps on box_wrap for select to daglicht_person
  using (box_id = any ((select my_boxes())::uuid[])
    and exists (select from key_vault v where v.key_hash = box_wrap.key_hash and v.person_id = (select acting_person())));
grant select on box_wrap to daglicht_person;
create policy members_say on box_object for insert to daglicht_person
  with check (box_id = any ((select my_boxes())::uuid[]) and not by_party and added_on = today() and head is not null);
grant insert on box_object to daglicht_person;
