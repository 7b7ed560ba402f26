import { partOf } from '../../figures/build.ts';
import { shareOf } from '../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { make, reporters, trend } from './makers.ts';

const employees = group(['medewerker', 'medewerkers'], ['member of staff', 'members of staff']);
const respondents = group(['respondent', 'respondenten'], ['respondent', 'respondents']);
const reportersAsked = group(
  ['melder die de eigen ervaring gaf', 'melders die hun ervaring gaven'],
  ['reporter who told of the experience', 'reporters who told of their experience'],
);

/** What staff and reporters say: awareness, trust, experience. */
export const survey: readonly FigureDefinition[] = [
  make.reported(
    'respondents',
    { field: 'activities.respondents', counts: 'person' },
    text('Respondenten', 'Respondents'),
    text('Medewerkers die het onderzoek invulden.', 'Staff who filled in the survey.'),
  ),
  make.derived(
    'response-share',
    ['activities.respondents', 'staff.headcount'],
    percentOf(employees),
    'person',
    text('Respons van het onderzoek', 'Response to the survey'),
    text('Respondenten gedeeld door medewerkers.', 'Respondents divided by staff.'),
    shareOf,
  ),
  make.reported(
    'knows-routes',
    { field: 'activities.knows-routes', counts: 'person' },
    text('Weet waar te melden', 'Knows where to report'),
    text(
      'Respondenten die zeggen te weten waar zij terechtkunnen.',
      'Respondents who say they know where to turn.',
    ),
  ),
  make.derived(
    'knows-routes-share',
    ['activities.knows-routes', 'activities.respondents'],
    percentOf(respondents),
    'person',
    text('Aandeel dat de weg weet', 'Share that knows the way'),
    text('Gedeeld door alle respondenten.', 'Divided by all respondents.'),
    shareOf,
  ),
  make.reported(
    'feels-safe',
    { field: 'activities.feels-safe', counts: 'person' },
    text('Voelt zich veilig om te melden', 'Feels safe to report'),
    text(
      'Respondenten die zeggen zich veilig te voelen om te melden.',
      'Respondents who say they feel safe to report.',
    ),
  ),
  make.derived(
    'feels-safe-share',
    ['activities.feels-safe', 'activities.respondents'],
    percentOf(respondents),
    'person',
    text('Aandeel dat zich veilig voelt', 'Share that feels safe'),
    text('Gedeeld door alle respondenten.', 'Divided by all respondents.'),
    shareOf,
  ),
  trend('knows-routes', text('Verschil: weet waar te melden', 'Difference: knows where to report')),
  trend('feels-safe', text('Verschil: voelt zich veilig', 'Difference: feels safe')),
  reporters.reported(
    'reporters-asked',
    { field: 'activities.reporters-asked', counts: 'person' },
    text('Melders die hun ervaring gaven', 'Reporters who told of their experience'),
    text(
      'Melders die na afsluiting van hun zaak vragen beantwoordden.',
      'Reporters who answered questions after their case was closed.',
    ),
  ),
  partOf(
    reporters.reported(
      'reporters-satisfied',
      { field: 'activities.reporters-satisfied', counts: 'person' },
      text('Melders die zich gehoord voelen', 'Reporters who feel heard'),
      text(
        'Melders die zeggen dat zij zich gehoord en goed behandeld voelen.',
        'Reporters who say they feel heard and well treated.',
      ),
    ),
    'activities.reporters-asked',
    'guarded',
  ),
  reporters.derived(
    'reporters-satisfied-share',
    ['activities.reporters-satisfied', 'activities.reporters-asked'],
    percentOf(reportersAsked),
    'person',
    text('Aandeel melders dat zich gehoord voelt', 'Share of reporters who feel heard'),
    text('Gedeeld door de melders die hun ervaring gaven.', 'Divided by the reporters who told of it.'),
    shareOf,
  ),
];
