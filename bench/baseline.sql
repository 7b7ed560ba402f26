-- What a report over ten years must at least read: the coded counts behind its figures, straight in SQL.
-- The bench compares the whole report (without protection) with these queries on the same data.

-- incidents, as divided by the figures
select reporting_year(received_from, received_until, 1), category, subcategory, kind, unit, reporter_type, channel, anonymous,
       investigation, investigator, external_step, count(*)
from incident where withdrawn_at is null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- findings and relations of subject lines
select reporting_year(i.received_from, i.received_until, 1), s.relation, s.finding, i.category, i.unit, count(*)
from incident i left join incident_subject s on s.version_id = i.version_id
where i.withdrawn_at is null group by 1, 2, 3, 4, 5;

-- measures
select reporting_year(i.received_from, i.received_until, 1), m.measure, s.finding, i.category, i.unit, count(*)
from incident i left join incident_subject s on s.version_id = i.version_id left join incident_measure m on m.subject_id = s.id
where i.withdrawn_at is null group by 1, 2, 3, 4, 5;

-- terms and durations
select reporting_year(received_from, received_until, 1), closed_from - received_from, count(*)
from incident where withdrawn_at is null group by 1, 2;

-- declarations in force at the end of each year
select y, unit, paid, count(*)
from generate_series(2016, 2025) as y
join outside_activity a on a.declared_on < make_date(y + 1, 1, 1) and (a.ended_on is null or a.ended_on >= make_date(y + 1, 1, 1))
where a.withdrawn_at is null group by 1, 2, 3;
