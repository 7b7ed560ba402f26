-- What a passkey signs (decision 0055): each challenge is used once, by the browser that asked for it.

create table passkey_challenge (
  challenge_hash bytea primary key,
  holder_hash bytea not null,
  purpose text not null check (purpose in ('sign-in', 'confirm', 'add')),
  expires_at timestamptz not null,
  unique (holder_hash, purpose)
);
comment on table passkey_challenge is 'Challenges that were given out and not answered yet. A row goes with the first answer, right or wrong.';
comment on column passkey_challenge.challenge_hash is 'SHA-256 of the 32 random bytes that the passkey signs.';
comment on column passkey_challenge.holder_hash is
  'SHA-256 of what the cookie of the asking browser holds: its session, or what it got to sign in with.';
create index passkey_challenge_ends on passkey_challenge (expires_at);

call protect_table('passkey_challenge');
create policy identity_all on passkey_challenge to daglicht_identity using ((select acting_kind()) = 'identity')
  with check ((select acting_kind()) = 'identity');
grant select, insert, update, delete on passkey_challenge to daglicht_identity;
