-- What was read can be listed and taken back: of which periods a file spoke, and when its import was taken back.

alter table import_source add column periods text[];
alter table import_source add column withdrawn_at timestamptz;
comment on column import_source.periods is 'The periods that its rows are about and that it covers; null for what was read before this was kept.';
comment on column import_source.withdrawn_at is 'When the import was taken back: what it added ended then, and what it had ended stands again.';
