import { sql } from 'kysely';
import type { Question } from '../platform/database/doorways.ts';
import { type OrganisationDescription, organisationSchema } from './records.ts';

/** The structure as the file describes it that `organisation` reads; null before it is described. */
export const describedQuestion: Question<Record<string, never>, OrganisationDescription | null> = {
  name: 'organisation.structure',
  confidential: false,
  object: () => 'organisation',
  ask: async (database) => {
    const answer = await sql<{ description: unknown }>`
      select json_build_object(
        'name', json_build_object('nl', o.name_nl, 'en', o.name_en),
        'profile', o.profile,
        'root', o.unit,
        'units', (select json_agg(json_build_object(
            'key', u.key, 'level', u.level, 'type', u.type, 'from', u.valid_from, 'until', u.valid_until,
            'names', (select json_agg(json_build_object('name', json_build_object('nl', n.name_nl, 'en', n.name_en),
                        'abbreviation', n.abbreviation, 'from', n.valid_from, 'until', n.valid_until)
                        order by n.valid_from nulls first) from unit_name n where n.unit = u.key and n.withdrawn_at is null),
            'parents', (select coalesce(json_agg(json_build_object('parent', p.parent, 'origin', p.origin,
                          'from', p.valid_from, 'until', p.valid_until) order by p.valid_from nulls first), '[]')
                        from unit_parent p where p.unit = u.key and p.withdrawn_at is null),
            'policies', (select coalesce(json_agg(json_build_object('policy', y.policy, 'from', y.valid_from,
                           'until', y.valid_until) order by y.policy, y.valid_from nulls first), '[]')
                         from unit_policy y where y.unit = u.key and y.withdrawn_at is null),
            'externalAuthority', u.external_authority) order by u.key) from unit u where u.withdrawn_at is null),
        'successions', (select coalesce(json_agg(json_build_object('kind', s.kind, 'from', s.from_unit, 'to', s.to_unit,
                          'on', s.on_day, 'share', s.share) order by s.on_day, s.from_unit, s.to_unit), '[]')
                        from unit_succession s where s.withdrawn_at is null),
        'headcountDefinitions', (select coalesce(json_agg(json_build_object('key', h.key, 'basis', h.basis, 'moment', h.moment,
                          'population', json_build_object('nl', h.population_nl, 'en', h.population_en)) order by h.key), '[]')
                        from headcount_definition h)
      ) as description
      from organisation_root o`.execute(database);
    const [row] = answer.rows;
    return row ? organisationSchema.parse(row.description) : null;
  },
};
