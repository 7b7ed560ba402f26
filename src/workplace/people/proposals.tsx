import { AppointmentRefused } from '../../organisation/people/appointments.ts';
import {
  decideProposal,
  type OpenProposal,
  openProposals,
  ProposalRefused,
} from '../../organisation/people/proposals.ts';
import { roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { decidedProvider, providerProposals } from '../provider/settings-page.tsx';
import { decidedSettings, ProposeExportLink, settingsProposals } from '../settings/settings-proposals.tsx';
import { unitNames } from './unit-names.ts';
import { peopleWords as words } from './words.ts';

const own = {
  lead: text(
    'Rollen die veel geven, rollen voor uzelf, drempels, bewaartermijnen en een export van alle registers stelt de een voor en keurt een ander goed. Een voorstel verloopt na 72 uur.',
    'Roles that give much, roles for oneself, thresholds, retention terms and an export of all registers are proposed by one and approved by another. A proposal lapses after 72 hours.',
  ),
  noneTitle: text('Er zijn geen voorstellen', 'There are no proposals'),
  none: text(
    'Zodra iemand iets voorstelt dat een ander moet goedkeuren, staat dat hier.',
    'As soon as somebody proposes what another has to approve, it stands here.',
  ),
  person: text('Voor wie', 'For whom'),
  role: text('Rol', 'Role'),
  unit: text('Onderdeel', 'Unit'),
  from: text('Vanaf', 'From'),
  until: text('Tot', 'Until'),
  reason: text('Besluit of reden', 'Decision or reason'),
  by: text('Voorgesteld door', 'Proposed by'),
  lapses: text('Verloopt', 'Lapses'),
  approve: text('Voorstel goedkeuren', 'Approve the proposal'),
  refuse: text('Niet goedkeuren', 'Do not approve'),
  withdraw: text('Voorstel intrekken', 'Withdraw the proposal'),
  waits: text('Hierover beslist een ander.', 'Another decides about this.'),
  approved: text('Goedgekeurd: de rol geldt', 'Approved: the role holds'),
  provider: text('Goedgekeurd: mensen kunnen zich zo aanmelden', 'Approved: people can sign in so'),
  thresholds: text('Goedgekeurd: de drempels zijn vastgelegd', 'Approved: the thresholds were recorded'),
  retention: text(
    'Goedgekeurd: de bewaartermijnen zijn vastgelegd',
    'Approved: the retention terms were recorded',
  ),
  exportAll: text(
    'Goedgekeurd: de export kan binnen 72 uur eenmaal worden gemaakt',
    'Approved: the export can be made once within 72 hours',
  ),
  exportProposed: text(
    'Voorgesteld: een ander beslist binnen 72 uur',
    'Proposed: another decides within 72 hours',
  ),
  refused: text('Niet goedgekeurd: er is niets gewijzigd', 'Not approved: nothing was changed'),
  withdrawn: text('Ingetrokken: er is niets gewijzigd', 'Withdrawn: nothing was changed'),
  changed: text('Dit kon niet', 'This could not be done'),
} as const;

const decisions = { goed: 'approved', niet: 'refused', intrekken: 'withdrawn' } as const;
const results = new Map([
  ['approved', own.approved],
  ['refused', own.refused],
  ['aanmelddienst', own.provider],
  ['withdrawn', own.withdrawn],
  ['drempels-goed', own.thresholds],
  ['bewaartermijnen-goed', own.retention],
  ['bewaartermijnen-voorgesteld', own.exportProposed],
  ['export-goed', own.exportAll],
  ['export-voorgesteld', own.exportProposed],
]);

/** The proposals that wait for another. */
export async function showProposals(visit: SignedIn, _part = '', problem?: string): Promise<Response> {
  const { language, premises, actor, session, to, context } = visit;
  // Who decides about other kinds alone does not see who is proposed for a role; anybody else is refused by the policy.
  const isElsewhere =
    hasRole(visit, 'privacy-officer', 'central-coordinator') && !hasRole(visit, 'functional-administrator');
  const open = isElsewhere
    ? []
    : await look(premises.door, actor, openProposals, concern, { person: session.person });
  const units = await unitNames(visit);
  const provider = await providerProposals(visit);
  const settings = await settingsProposals(visit);
  const done = results.get(context.req.query('gedaan') ?? '');
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.proposals[language]} here={to('/voorstellen')}>
      {problem !== undefined && (
        <Notice kind="danger" title={own.changed[language]}>
          <p>{problem}</p>
        </Notice>
      )}
      {problem === undefined && done && (
        <Notice kind="ok" title={done[language]}>
          <p>{own.lead[language]}</p>
        </Notice>
      )}
      <h1>{words.proposals[language]}</h1>
      <p>{own.lead[language]}</p>
      {open.length === 0 && provider.length === 0 && settings.length === 0 && (
        <Empty title={own.noneTitle[language]} text={own.none[language]} />
      )}
      {open.map((one) => (
        <Proposal key={one.proposal} visit={visit} one={one} units={units} />
      ))}
      {provider}
      {settings}
      <ProposeExportLink visit={visit} />
    </Page>,
    problem === undefined ? 200 : 409,
  );
}

function Proposal({
  visit,
  one,
  units,
}: {
  visit: SignedIn;
  one: OpenProposal;
  units: ReadonlyMap<string, string>;
}) {
  const { language, to, session } = visit;
  const { role, unit, from, until, reason } = one.appointment;
  const isOwn = one.proposer === session.person;
  return (
    <section class="dl-flow" aria-labelledby={`v-${one.proposal}`}>
      <h2 id={`v-${one.proposal}`}>
        {roleWords[role].name[language]}: <bdi>{one.beneficiary ?? words.noName[language]}</bdi>
      </h2>
      <DefinitionList
        items={[
          {
            term: own.unit[language],
            text: unit === null ? words.concern[language] : (units.get(unit) ?? unit),
          },
          { term: own.from[language], text: dateInWords(from, language) },
          ...(until === null ? [] : [{ term: own.until[language], text: dateInWords(until, language) }]),
          { term: own.reason[language], text: reason },
          { term: own.by[language], text: one.proposedBy },
          { term: own.lapses[language], text: momentInWords(one.expires, language) },
        ]}
      />
      {!one.mayDecide && !isOwn && <p>{own.waits[language]}</p>}
      {(one.mayDecide || isOwn) && (
        <form method="post" action={to('/voorstellen')} class="dl-buttons">
          <input type="hidden" name="voorstel" value={one.proposal} />
          <input type="hidden" name="versie" value={one.hash} />
          {one.mayDecide && (
            <>
              <button type="submit" class="dl-button" name="besluit" value="goed">
                {own.approve[language]}
              </button>
              <button type="submit" class="dl-button dl-button--second" name="besluit" value="niet">
                {own.refuse[language]}
              </button>
            </>
          )}
          {isOwn && (
            <button type="submit" class="dl-button dl-button--second" name="besluit" value="intrekken">
              {own.withdraw[language]}
            </button>
          )}
        </form>
      )}
    </section>
  );
}

/** Decides a proposal. */
export async function takeProposal(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['voorstel', 'versie', 'besluit']);
  const { premises, actor, session, language } = visit;
  const decision = Object.entries(decisions).find(([key]) => key === typed('besluit'))?.[1];
  if (decision === undefined || !isId(typed('voorstel'))) return goTo(visit, '/voorstellen');
  if (decision === 'approved' && session.account !== null && !session.isConfirmed)
    return confirmFirst(visit, '/voorstellen');
  try {
    await perform(premises.door, actor, decideProposal, concern, {
      proposal: typed('voorstel'),
      hash: typed('versie'),
      decider: session.person,
      decision,
    });
  } catch (error) {
    if (!(error instanceof ProposalRefused) && !(error instanceof AppointmentRefused)) throw error;
    return showProposals(
      visit,
      '',
      `${error.explanation.what[language]} ${error.explanation.kept[language]}`,
    );
  }
  return goTo(visit, `/voorstellen?gedaan=${decision}`);
}

/** Decides about how people sign in. */
export async function takeProviderProposal(visit: SignedIn): Promise<Response> {
  const decided = await decidedProvider(visit);
  return 'answer' in decided ? decided.answer : showProposals(visit, '', decided.problem);
}

/** Decides about settings, or an export of all registers. */
export async function takeSettingsProposal(visit: SignedIn): Promise<Response> {
  const decided = await decidedSettings(visit);
  return 'answer' in decided ? decided.answer : showProposals(visit, '', decided.problem);
}
