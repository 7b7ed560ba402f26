-- Every table of versions says why a version was made.

alter table employment add column change_reason text;
comment on column employment.change_reason is 'Why this version was made; null for a first one.';
