import { employmentHistory } from '../../collection/people/by-hand/employment-history.ts';
import { employmentRecord } from '../../collection/people/employment-record.ts';
import { today } from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import type { SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { RecordHistory } from '../records/record-history.tsx';

const history = text('Geschiedenis', 'History');

/** What became of an employment, in sentences: by lists and by hand. */
export async function employmentStory(visit: SignedIn, person: string, employment: string) {
  const { premises, actor, language } = visit;
  const versions = await look(premises.door, actor, employmentHistory, concern, { person, employment });
  const { codes } = await profileOf(visit);
  const structure = await look(premises.door, actor, structureQuestion, concern, {});
  return (
    <section class="dl-flow" aria-labelledby="geschiedenis">
      <h2 id="geschiedenis">{history[language]}</h2>
      <RecordHistory
        fields={employmentRecord.fields}
        versions={versions}
        language={language}
        words={{ codes, structure, day: today() }}
      />
    </section>
  );
}
