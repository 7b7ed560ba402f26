-- The words of names and the mail addresses, so that a search is a range of an index also where policies hold: of
-- "like" the database does not know that it tells nothing of rows that may not be seen, and reads them all first.

create table person_word (
  version_id uuid not null references person_contact on delete cascade,
  person_id uuid not null references person,
  word text collate "C" not null
);
comment on table person_word is 'The words by which a person is found, as long as a name or address stands. Written by triggers alone.';
create index person_word_word on person_word (word, person_id);
create index person_word_version on person_word (version_id);
create index person_word_person on person_word (person_id);
call protect_table('person_word');
call open_table('person_word', 'functional-administrator', 'concern', 'see');
call open_table('person_word', 'technical-administrator', 'concern', 'see');

create function words_of_contact(name_key text, mail text) returns setof text
  language sql immutable parallel safe
  as $$
    select distinct word from (
      select unnest(string_to_array(trim(name_key), ' ')) union all select lower(mail)) words(word)
    where word <> ''
  $$;

create function keep_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if tg_op <> 'INSERT' then
        delete from person_word w using touched t where w.version_id = t.version_id;
      end if;
      if tg_op <> 'DELETE' then
        insert into person_word (version_id, person_id, word)
        select t.version_id, t.person_id, word
        from touched t cross join lateral words_of_contact(t.name_key, t.mail) word
        where t.withdrawn_at is null;
      end if;
      return null;
    end
  $$;
create trigger words_when_added after insert on person_contact referencing new table as touched
  for each statement execute function keep_words();
create trigger words_when_changed after update on person_contact referencing new table as touched
  for each statement execute function keep_words();
create trigger words_when_gone after delete on person_contact referencing old table as touched
  for each statement execute function keep_words();

insert into person_word (version_id, person_id, word)
select c.version_id, c.person_id, word
from person_contact c cross join lateral words_of_contact(c.name_key, c.mail) word
where c.withdrawn_at is null;
