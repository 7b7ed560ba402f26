import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { draftsQuestion } from '../../publication/workbench/read-drafts.ts';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { openReport } from './held-report.ts';
import { stateOfReport } from './report-parts.tsx';

const words = {
  statement: text('Jaarlijkse opgave aan de ontvanger', 'Yearly statement to the receiver'),
  title: text('Verslagen', 'Reports'),
  lead: text(
    'Hier worden verslagen geschreven, gelezen, getekend en gepubliceerd.',
    'Here reports are written, read, signed and published.',
  ),
  begin: text('Verslag beginnen', 'Begin a report'),
  none: text('Er is hier nog geen verslag', 'There is no report here yet'),
  noneWrites: text(
    'Begin met een document waarin elk cijfer staat dat de registers bevatten.',
    'Begin with a document that shows every figure that the registers hold.',
  ),
  noneReads: text(
    'Zodra iemand u vraagt een verslag te lezen of te tekenen, staat het hier.',
    'As soon as somebody asks you to read or sign a report, it stands here.',
  ),
  report: text('Verslag', 'Report'),
  about: text('Over', 'About'),
  state: text('Stand', 'State'),
  begun: text('Begonnen', 'Begun'),
  revision: text('{title} (verbetering)', '{title} (correction)'),
} as const;

/** The reports that somebody writes, reads or signs. */
export async function showReports(visit: SignedIn): Promise<Response> {
  const { language, to } = visit;
  const writes = hasRole(visit, 'central-coordinator');
  const drafts = await look(visit.premises.door, visit.actor, draftsQuestion, concern, {});
  const held = (await Promise.all(drafts.map(({ id }) => openReport(visit, id)))).filter(
    (one) => one !== null,
  );
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/verslagen')}>
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {writes && held.length > 0 && (
        <p>
          <a class="dl-button" href={to('/verslagen/nieuw')}>
            {words.begin[language]}
          </a>
        </p>
      )}
      {writes && (
        <p>
          <a href={to('/opgave')}>{words.statement[language]}</a>
        </p>
      )}
      {held.length === 0 ? (
        <Empty
          title={words.none[language]}
          text={(writes ? words.noneWrites : words.noneReads)[language]}
          {...(writes ? { action: { href: to('/verslagen/nieuw'), label: words.begin[language] } } : {})}
        />
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={[words.report, words.about, words.state, words.begun].map((one) => one[language])}
          rows={held.map((one) => [
            <a key={one.draft.id} href={to(one.place)}>
              {one.draft.revises === null
                ? one.draft.title
                : words.revision[language].replace('{title}', one.draft.title)}
            </a>,
            one.period,
            stateOfReport(one, language),
            momentInWords(new Date(one.draft.at), language),
          ])}
        />
      )}
    </Page>,
  );
}
