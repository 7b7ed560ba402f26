-- A person has an id of the organisation's own; the numbers by which others know them are each sender's, with dates,
-- and how to reach them stands apart. Somebody from outside is a person without an employment.

create table person_number (
  id uuid primary key,
  person_id uuid not null references person,
  sender text not null,
  number text not null,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (valid_until > valid_from)
);
comment on table person_number is 'The number by which a sender of lists knows a person, for a time.';
comment on column person_number.sender is 'As in import_row; empty where it is not known who sent it.';
create unique index person_number_current on person_number (sender, number) where withdrawn_at is null and valid_until is null;
create index person_number_number on person_number (number) where withdrawn_at is null;
create index person_number_person on person_number (person_id);

create table person_contact (
  version_id uuid primary key,
  person_id uuid not null references person,
  name text,
  mail text,
  telephone text,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table person_contact is 'One version of how a person is called and reached. No figure and no register reads it.';
create unique index person_contact_current on person_contact (person_id) where withdrawn_at is null;

call protect_table('person_number', person_column => 'person_id', operators => true);
call protect_table('person_contact', person_column => 'person_id', record_column => 'person_id', operators => true);

-- The numbers move; each is the number of every sender whose lists name the person.
insert into person_number (id, person_id, sender, number, recorded_at)
select gen_random_uuid(), p.id, coalesce(s.sender, ''), p.number, p.recorded_at
from person p
left join (
  select distinct on_list.person_id, r.sender
  from import_row r
  join (select employment_id, person_id from employment
        union select employment_id, supervisor_id from employment where supervisor_id is not null) on_list
    on on_list.employment_id = r.record_id
  where r.register = 'staff'
) s on s.person_id = p.id;

do $$
declare
  persons bigint := (select count(*) from person);
  moved bigint := (select count(distinct (n.person_id, n.number)) from person_number n join person p on p.id = n.person_id and p.number = n.number);
begin
  if moved <> persons then
    raise exception '% persons had a number and % kept it', persons, moved;
  end if;
end $$;

alter table person drop column number;
comment on table person is 'Somebody who works or worked here, or whom the organisation knows from outside. Without a name.';
