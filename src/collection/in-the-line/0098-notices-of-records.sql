-- Who is excluded from a record does not see what it was made of either (decision 0060), unless they told it themselves;
-- and of what a record was made nothing is decided anew: it stays one record.

create policy beside_excluded on line_notice as restrictive to daglicht_person
  using (record_id is null or recorded_by = (select acting_person())
    or not (record_id = any ((select excluded_everywhere())::uuid[])))
  with check (true);

create policy recorded_stays on line_notice as restrictive for update to daglicht_person
  using (record_id is null) with check (true);
