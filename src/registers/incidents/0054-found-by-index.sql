-- What is counted by day of receipt is counted from an index, also where the policies of people ask the unit of a row
-- and whether somebody is excluded from its record.
drop index incident_received;
create index incident_received on incident (received_from) include (unit, incident_id) where withdrawn_at is null;

-- A record is looked up by its number.
create index incident_reference on incident (reference) where withdrawn_at is null;
