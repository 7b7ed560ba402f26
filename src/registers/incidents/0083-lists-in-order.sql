-- Lists of half a million incidents are put in order by an index, from high to low too: what is not recorded stands last
-- in both, so that an index is not read backwards for it.
create index incident_oldest on incident (received_from, incident_id) where withdrawn_at is null;
create index incident_by_unit_down on incident (unit desc nulls last, incident_id) where withdrawn_at is null;
create index incident_by_category_down on incident (category desc nulls last, incident_id) where withdrawn_at is null;
