-- What happened to who reported (Wbk art. 17da-17ec; ISO 37002:2021 9.1.2 k), referrals to another authority
-- (Wbk art. 2c and 2j), and the broad grade of a subject, for reading whether like cases were settled alike.

alter table incident add column protection_requested boolean;
alter table incident add column protection_granted boolean;
alter table incident add column reporter_left boolean;
alter table incident add column referred boolean;
alter table incident_subject add column grade text;
comment on column incident.protection_requested is 'Whether the reporter asked for protection against detriment. Null: not recorded.';
comment on column incident.protection_granted is 'Whether protection that was asked for was granted. Null: not recorded, or not asked for.';
comment on column incident.reporter_left is 'Whether the reporter left the organisation within twelve months after reporting. Null: not recorded.';
comment on column incident.referred is 'Whether the signal was passed on to another authority, such as the Whistleblowers Authority. Null: not recorded.';
comment on column incident_subject.grade is 'A broad band of grades of the list grade-bands, never the grade itself. Null: not recorded.';
