-- Two more fields of the registration form (ISO 37002:2021 9.1.2 i-j; the metrics of the annual report).

alter table incident add column knowingly_false boolean;
alter table incident add column covert_means boolean;
comment on column incident.knowingly_false is 'At closing: whether the reporter knew that the report was untrue. Unproven is not untrue. Null: not recorded.';
comment on column incident.covert_means is 'Whether the investigation used covert means, such as hidden observation. Null: not recorded.';
