-- Every version of an incident, to see whether what was written about an earlier one still applies.

create index incident_versions on incident (incident_id);
