/** A town of two units with one incident, as statements for the owner of its database. */
export const describedTown = `
  insert into unit (key, level, type) values ('TOP', 'gemeente', 'gemeente'), ('ONE', 'team', 'team');
  insert into unit_name (unit, name_nl, name_en) values ('TOP', 'Dorpstad', 'Dorpstad'), ('ONE', 'Een', 'One');
  insert into unit_parent (unit, parent, origin) values ('ONE', 'TOP', 'source');
  insert into organisation_root (unit, profile, name_nl, name_en) values ('TOP', 'gemeente', 'Dorpstad', 'Dorpstad');
  insert into incident (version_id, incident_id, reference, unit)
    values (gen_random_uuid(), gen_random_uuid(), 'a', 'ONE');
`;
