-- What is bound to one kind of organisation (codes, levels, policies, titles) as dated versions of this organisation's
-- own. A folder is how a version comes in and goes out; nothing of one that was recorded is changed.

create table profile_version (
  id uuid primary key,
  profile text not null,
  content text not null,
  sha256 text not null,
  valid_from date,
  recorded_at timestamptz not null default now()
);
comment on table profile_version is 'A profile as it holds from a day on. Of two from one day the one recorded last holds.';
comment on column profile_version.profile is 'The key that the profile itself bears.';
comment on column profile_version.content is 'JSON: the files of the profile folder by name, each as parsed.';
comment on column profile_version.valid_from is 'Null: it holds for every day before the next version.';
create index profile_version_recorded on profile_version (recorded_at);
call protect_table('profile_version', operators => true);
revoke update on profile_version from daglicht_operator;
