-- A publication says by which version of the profile it was made; it stands beside the published files, not in them.

alter table publication add column profile_version_id uuid references profile_version;
comment on column publication.profile_version_id is 'Null for what was published before profiles were kept as versions.';
