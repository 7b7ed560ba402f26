-- Every table of versions says why a version was made.

alter table outside_activity add column change_reason text;
comment on column outside_activity.change_reason is 'Why this version was made; null for a first one.';
