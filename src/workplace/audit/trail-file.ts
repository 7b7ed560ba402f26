import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import { exportTrail, type TrailRow } from '../../platform/trace/read-trail.ts';
import { confirmFirst } from '../account/confirm.tsx';
import { goTo, hasRole, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { deedWords, objectWords, originWords } from './deed-words.ts';

const heads = {
  at: text('tijd', 'time'),
  kind: text('soort', 'kind'),
  who: text('wie', 'who'),
  roles: text('rollen', 'roles'),
  deed: text('handeling', 'deed'),
  words: text('in woorden', 'in words'),
  object: text('waarop', 'on what'),
  outcome: text('uitkomst', 'outcome'),
  origin: text('herkomst', 'origin'),
  details: text('bijzonderheden', 'details'),
} as const;

const words = {
  name: text('vastlegging', 'audit-trail'),
  cut: text(
    'Dit bestand houdt de nieuwste {most} regels van de periode; er zijn er meer. Neem een kortere periode.',
    'This file holds the newest {most} rows of the period; there are more. Take a shorter period.',
  ),
};

/** How many rows a file holds at most. */
const rowsAtMost = 100_000;

/** The trail of a period as a file, for the auditor who showed to be there; that it was taken along is recorded. */
export async function takeTrailAlong(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'auditor')) return notFound(visit);
  const { language, premises, actor, context, session } = visit;
  const query = (name: string) => context.req.query(name) ?? '';
  const from = dayTyped(query('van'));
  const until = dayTyped(query('tot'));
  if (from === undefined || until === undefined || from > until)
    return goTo(visit, `/vastlegging?${new URLSearchParams({ van: query('van'), tot: query('tot') })}`);
  if (session.account !== null && !session.isConfirmed)
    return confirmFirst(visit, `/vastlegging/bestand?${new URLSearchParams(context.req.query())}`);
  const outcome = (['done', 'denied'] as const).find((one) => one === query('uitkomst')) ?? null;
  const action = premises.access.rows.find(({ what }) => what === query('wat'))?.what ?? null;
  const filter = { from, until, action, outcome, before: null, most: rowsAtMost + 1 };
  const rows = await look(premises.door, actor, exportTrail, concern, filter);
  const content = writeCsv(
    {
      name: words.name[language],
      columns: Object.values(heads).map((head) => ({ header: head[language], kind: 'text' as const })),
      rows: [
        ...rows.slice(0, rowsAtMost).map((row) => lineOf(row, visit)),
        ...(rows.length > rowsAtMost
          ? [[say(words.cut[language], language, { most: rowsAtMost }), '', '', '', '', '', '', '', '', '']]
          : []),
      ],
    },
    { delimiter: ';', mark: true },
  );
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${words.name[language]}-${from}-${until}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

function lineOf(row: TrailRow, { language, premises }: SignedIn): readonly string[] {
  return [
    row.at.toISOString(),
    row.actorKind,
    row.actor,
    row.roles.join(', '),
    row.action,
    deedWords(row.action, premises.registerName)[language],
    objectWords(row.object)[language],
    row.outcome,
    originWords(row.origin)[language],
    Object.keys(row.details).length === 0 ? '' : JSON.stringify(row.details),
  ];
}
