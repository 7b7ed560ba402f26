import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { Empty } from '../../../platform/web/components/lists.tsx';
import { Page } from '../../../platform/web/page.tsx';
import type { Waiting } from '../../appointments/waiting-work.tsx';
import { type Asker, confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type HeldRegister, heldRegister } from '../held-register.ts';
import { besideOf } from './summary-states.ts';

const words = {
  registers: text('Registers', 'Registers'),
  title: text('Openbare samenvattingen', 'Public summaries'),
  lead: text(
    'Teksten voor de bijlage van het verslag waarvoor nog iets nodig is.',
    'Texts for the appendix of the report for which something is still needed.',
  ),
  asked: text('Te lezen door u', 'To be read by you'),
  others: text('Te lezen door een ander', 'To be read by somebody else'),
  draft: text('Concepten', 'Drafts'),
  void: text('Vervallen sinds het incident is gewijzigd', 'Void since the incident was changed'),
  line: text('Samenvatting van {record}', 'Summary of {record}'),
  lineEn: text('Engelse samenvatting van {record}', 'English summary of {record}'),
  none: text('Er wacht geen samenvatting', 'No summary waits'),
  noneText: text(
    'Een samenvatting begint u bij het incident zelf.',
    'A summary is begun with the incident itself.',
  ),
  list: text('Naar de registraties', 'To the records'),
  read: text(
    '{count, plural, one {# openbare samenvatting} other {# openbare samenvattingen}} lezen',
    'Read {count, plural, one {# public summary} other {# public summaries}}',
  ),
} as const;

async function openIn(visit: Asker, held: HeldRegister) {
  const beside = besideOf(held);
  if (!beside) return null;
  const all = await look(visit.premises.door, visit.actor, beside.open, concern, {});
  const isOwn = (by: string | null): boolean => by === visit.session.person;
  return {
    asked: all.filter(({ what, writtenBy }) => what === 'asked' && !isOwn(writtenBy)),
    others: all.filter(({ what, writtenBy }) => what === 'asked' && isOwn(writtenBy)),
    draft: all.filter(({ what }) => what === 'draft'),
    void: all.filter(({ what }) => what === 'void'),
  };
}

/** The summaries of a register for which something is to be done. */
export async function showSummaries(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  const open = held && (await openIn(visit, held));
  if (!held || !open) return notFound(visit);
  const { language, to } = visit;
  const shown = (['asked', 'others', 'draft', 'void'] as const).filter((key) => open[key].length > 0);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      here={to('/registers')}
      crumbs={[
        { href: to('/registers'), label: words.registers[language] },
        { href: to(held.place), label: held.register.name[language] },
      ]}
      sheet={confidentialSheet(visit)}
    >
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {shown.length === 0 && (
        <Empty
          title={words.none[language]}
          text={words.noneText[language]}
          action={{ href: to(held.place), label: words.list[language] }}
        />
      )}
      {shown.map((key) => (
        <section key={key} class="dl-flow" aria-labelledby={`lijst-${key}`}>
          <h2 id={`lijst-${key}`}>{words[key][language]}</h2>
          <ul>
            {open[key].map(({ record, language: inLanguage }) => (
              <li key={`${record} ${inLanguage}`}>
                <a href={to(`${held.place}/${record}/samenvatting${inLanguage === 'en' ? '?taal=en' : ''}`)}>
                  {say((inLanguage === 'en' ? words.lineEn : words.line)[language], language, {
                    record: record.slice(0, 8),
                  })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>,
  );
}

/** The summaries that somebody can read as a second reader, as work that waits. */
export async function summariesToRead(visit: Asker, held: HeldRegister): Promise<readonly Waiting[]> {
  const open = await openIn(visit, held);
  if (!open || open.asked.length === 0) return [];
  const { language, to } = visit;
  return [
    {
      text: say(words.read[language], language, { count: open.asked.length }),
      href: to(`${held.place}/samenvattingen`),
    },
  ];
}
