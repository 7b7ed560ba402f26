-- A sender gives a matter one number, which stands on several rows and in several files.
alter table import_row add column matter text;
comment on column import_row.matter is 'The number that the sender gives to the matter, without blanks and in small letters; null where it gives none.';
create index import_row_matter on import_row (register, matter) where withdrawn_at is null and matter is not null;
