import { countProgress, progressOf } from '../../collection/annual-call/call-state.ts';
import { type AnnualCall, callsQuestion } from '../../collection/annual-call/read-calls.ts';
import { withdrawnCalls } from '../../collection/annual-call/withdraw-call.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayInWords, stateWords } from './call-words.ts';
import { askedOf, callYear, unitName } from './held-call.ts';

const words = {
  title: text('Uitvraag', 'Annual call'),
  lead: text(
    'Elk jaar geven de onderdelen op wat er was. Hier staan de jaren die zijn uitgevraagd.',
    'Each year units return what there was. Here are the years that were called for.',
  ),
  open: text('Uitvraag voorbereiden', 'Prepare a call'),
  none: text('Er is nog geen uitvraag', 'There is no call yet'),
  noneCentral: text(
    'Met een uitvraag vraagt u de onderdelen om hun opgave over een jaar.',
    'With a call you ask units for their return of a year.',
  ),
  noneUnit: text(
    'Zodra de centrale integriteitscoördinator de uitvraag opent, staat uw opgave hier.',
    'As soon as the central coordinator opens the call, your return stands here.',
  ),
  year: text('Verslagjaar', 'Reporting year'),
  unit: text('Onderdeel', 'Unit'),
  state: text('Stand', 'State'),
  until: text('Uiterlijk', 'Not later than'),
  withdrawn: text('De uitvraag is ingetrokken', 'The call was withdrawn'),
  withdrawnText: text(
    'De onderdelen zien haar niet meer. U kunt over dit jaar opnieuw uitvragen.',
    'Units do not see it any more. You can call for this year again.',
  ),
  withdrawnList: text('Ingetrokken uitvragen', 'Withdrawn calls'),
  withdrawnLine: text(
    'Over {year}: ingetrokken op {moment}, want: {reason}',
    'For {year}: withdrawn on {moment}, because: {reason}',
  ),
  counts: text('{done} van {all} klaar', '{done} of {all} done'),
} as const;

/** The calls of all years; for who answers, their own returns. */
export async function showCalls(visit: SignedIn): Promise<Response> {
  const { language, to } = visit;
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head')) return notFound(visit);
  const isCentral = hasRole(visit, 'central-coordinator');
  const calls = await look(visit.premises.door, visit.actor, callsQuestion, concern, { period: null });
  const rows = (await Promise.all(calls.map((call) => rowsOf(visit, call, isCentral)))).flat();
  const withdrawn = isCentral
    ? await look(visit.premises.door, visit.actor, withdrawnCalls, concern, {})
    : [];
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/uitvraag')}>
      {visit.context.req.query('gedaan') === 'ingetrokken' && (
        <Notice kind="ok" title={words.withdrawn[language]}>
          <p>{words.withdrawnText[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {isCentral && rows.length > 0 && (
        <p>
          <a class="dl-button" href={to('/uitvraag/nieuw')}>
            {words.open[language]}
          </a>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty
          title={words.none[language]}
          text={(isCentral ? words.noneCentral : words.noneUnit)[language]}
          {...(isCentral ? { action: { href: to('/uitvraag/nieuw'), label: words.open[language] } } : {})}
        />
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={[isCentral ? words.year : words.unit, words.state, words.until].map((one) => one[language])}
          rows={rows}
        />
      )}
      {withdrawn.length > 0 && (
        <>
          <h2>{words.withdrawnList[language]}</h2>
          <ul>
            {withdrawn.map(({ period, at, reason }) => (
              <li key={at}>
                {say(words.withdrawnLine[language], language, {
                  year: period,
                  moment: momentInWords(new Date(at), language),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>,
  );
}

async function rowsOf(visit: SignedIn, call: AnnualCall, isCentral: boolean) {
  const { language, to } = visit;
  const at = await callYear(visit, call.period);
  if (!at) return [];
  const all = call.units.map((own) => ({
    own,
    progress: progressOf(own, askedOf(at, own.unit, own.registers), today()),
  }));
  if (isCentral) {
    const { done } = countProgress(all.map(({ progress }) => progress));
    return [
      [
        <a key={call.id} href={to(`/uitvraag/${call.period}`)}>
          {at.name}
        </a>,
        say(words.counts[language], language, { done, all: all.length }),
        dayInWords(call.deadline, language),
      ],
    ];
  }
  return all.map(({ own, progress }) => [
    <a key={own.unit} href={to(`/uitvraag/${call.period}/${own.unit}`)}>
      {unitName(at, own.unit, language)}, {at.name}
    </a>,
    stateWords(progress, language),
    dayInWords(own.deadline, language),
  ]);
}
