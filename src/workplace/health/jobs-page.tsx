import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type ListedJob, listJobs } from '../../platform/jobs/jobs.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { healthCrumbs } from './health-page.tsx';

const words = {
  title: text('Taken', 'Jobs'),
  lead: text(
    'Wat het programma zelf doet. Een taak die misgaat, begint opnieuw na 1, 4, 9 en 16 minuten. Afgeronde taken blijven veertien dagen staan.',
    'What the program does by itself. A job that goes wrong begins again after 1, 4, 9 and 16 minutes. Jobs that ended stay for fourteen days.',
  ),
  kind: text('Taak', 'Job'),
  state: text('Stand', 'State'),
  attempts: text('Pogingen', 'Attempts'),
  when: text('Wanneer', 'When'),
  fault: text('Oorzaak', 'Cause'),
  noFault: text('geen', 'none'),
  next: text('op zijn vroegst {moment}', 'not before {moment}'),
  ended: text('klaar {moment}', 'ended {moment}'),
  since: text('voor {moment}', 'for {moment}'),
  none: text('Er zijn nog geen taken', 'There are no jobs yet'),
  noneText: text(
    'Zodra het programma draait, komen zij hier te staan.',
    'They will stand here as soon as the program runs.',
  ),
  earlier: text('Eerdere taken', 'Earlier jobs'),
  newest: text('Naar de nieuwste taken', 'To the newest jobs'),
} as const;

const kinds: Readonly<Record<string, Text>> = {
  digests: text('Dagberichten maken', 'Making daily messages'),
  health: text('Gezondheid nagaan', 'Looking at the health'),
  chain: text('Keten van de vastlegging narekenen', 'Checking the chain of the audit trail'),
};

const states: Readonly<Record<ListedJob['state'], Text>> = {
  waits: text('Wacht', 'Waits'),
  runs: text('Bezig', 'Busy'),
  done: text('Klaar', 'Done'),
  failed: text('Mislukt', 'Failed'),
};

function moment({ state, runAt, endedAt }: ListedJob, language: Language): string {
  const how = endedAt !== null ? words.ended : state === 'waits' ? words.next : words.since;
  return say(how[language], language, { moment: momentInWords(new Date(endedAt ?? runAt), language) });
}

/** The jobs of the program: kind, state, attempts and moment; nothing of what they are about. */
export async function showJobs(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const asked = context.req.query('vanaf') ?? '';
  const skip = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const { jobs, isMore } = await look(premises.door, actor, listJobs, concern, { skip });
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      crumbs={healthCrumbs(visit, '/gezondheid/taken', words.title[language])}
    >
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {jobs.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={[words.kind, words.state, words.attempts, words.when, words.fault].map(
            (head) => head[language],
          )}
          rows={jobs.map((job) => [
            (kinds[job.kind] ?? text(job.kind, job.kind))[language],
            states[job.state][language],
            job.attempts,
            moment(job, language),
            job.fault ?? words.noFault[language],
          ])}
        />
      )}
      {(isMore || skip > 0) && (
        <p>
          {skip > 0 && <a href={to('/gezondheid/taken')}>{words.newest[language]}</a>}
          {skip > 0 && isMore && ' · '}
          {isMore && (
            <a href={`${to('/gezondheid/taken')}?vanaf=${skip + jobs.length}`}>{words.earlier[language]}</a>
          )}
        </p>
      )}
    </Page>,
  );
}
