import type { ComponentChildren } from 'preact';
import { SettingsRefused } from '../../codes/changes/code-changes.ts';
import { retentionDeeds } from '../../codes/changes/retention-changes.ts';
import { decideThresholds, waitingThresholds } from '../../codes/changes/threshold-changes.ts';
import { exportAllDeeds } from '../../organisation/proposals/export-approval.ts';
import { KindProposalRefused, type WaitingProposal } from '../../organisation/proposals/proposal-kinds.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmFirst, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, typedFault } from '../front/typed-text.ts';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { RetentionChanges } from '../retention/retention-form.tsx';
import { codeWords } from './code-words.ts';
import { ThresholdTable, thresholdEffects } from './thresholds-form.tsx';

const words = {
  thresholds: text('Andere drempels', 'Other thresholds'),
  retention: text('Andere bewaartermijnen', 'Other retention terms'),
  needsOfficer: text('Hierover beslist de privacy officer.', 'The privacy officer decides about this.'),
  exportAll: text('Export van alle registers', 'Export of all registers'),
  exportText: text(
    'Wie dit voorstelt, kan daarna eenmaal binnen 72 uur alle registers tegelijk als bestanden meenemen: de registraties zelf.',
    'Who proposes this can then once within 72 hours take all registers along as files at once: the records themselves.',
  ),
  proposeExport: text('Export van alle registers voorstellen', 'Propose an export of all registers'),
  why: text('Waarvoor?', 'What for?'),
  whyHint: text(
    'Wat u met de bestanden doet en waar zij komen te staan. Wie beslist, leest dit.',
    'What you do with the files and where they will stand. Who decides reads this.',
  ),
  whyMissing: text('Vul in waarvoor.', 'Fill in what for.'),
  whyLead: text(
    'Een functioneel beheerder of de privacy officer beslist binnen 72 uur. Eén register tegelijk vraagt geen goedkeuring.',
    'A functional administrator or the privacy officer decides within 72 hours. One register at a time asks no approval.',
  ),
  from: codeWords.firstDay,
  reason: text('Reden', 'Reason'),
  by: text('Voorgesteld door', 'Proposed by'),
  unknown: text('de centrale coördinator', 'the central coordinator'),
  lapses: text('Verloopt', 'Lapses'),
  approve: text('Voorstel goedkeuren', 'Approve the proposal'),
  refuse: text('Niet goedkeuren', 'Do not approve'),
  withdraw: text('Voorstel intrekken', 'Withdraw the proposal'),
} as const;

/** The kinds of this page, each with the action that decides it. */
const kinds = {
  drempels: decideThresholds,
  bewaartermijnen: retentionDeeds.decide,
  export: exportAllDeeds.decide,
} as const;
const decisions = { goed: 'approved', niet: 'refused', intrekken: 'withdrawn' } as const;

/** The proposals about settings and exports that wait, on the page of proposals. */
export async function settingsProposals(visit: SignedIn): Promise<readonly ComponentChildren[]> {
  const { premises, actor, language } = visit;
  const found: ComponentChildren[] = [];
  if (hasRole(visit, 'functional-administrator'))
    for (const one of await look(premises.door, actor, waitingThresholds, concern, {})) {
      const { was, to, from } = one.payload;
      found.push(
        <Waiting
          key={one.proposal}
          visit={visit}
          one={one}
          kind="drempels"
          title={words.thresholds}
          items={[{ term: words.from[language], text: dateInWords(from, language) }]}
        >
          <ThresholdTable visit={visit} was={was} to={to} />
          {await thresholdEffects(visit, was, to)}
        </Waiting>,
      );
    }
  if (hasRole(visit, 'functional-administrator', 'privacy-officer'))
    for (const one of await look(premises.door, actor, retentionDeeds.waiting, concern, {})) {
      const { was, to, from } = one.payload;
      found.push(
        <Waiting
          key={one.proposal}
          visit={visit}
          one={one}
          kind="bewaartermijnen"
          title={words.retention}
          items={[{ term: words.from[language], text: dateInWords(from, language) }]}
        >
          <RetentionChanges visit={visit} was={was} to={to} />
        </Waiting>,
      );
    }
  if (hasRole(visit, 'functional-administrator', 'privacy-officer', 'central-coordinator'))
    for (const one of await look(premises.door, actor, exportAllDeeds.waiting, concern, {}))
      found.push(
        <Waiting key={one.proposal} visit={visit} one={one} kind="export" title={words.exportAll} items={[]}>
          <p>{words.exportText[language]}</p>
        </Waiting>,
      );
  return found;
}

/** Where the central coordinator proposes an export; nothing for others. */
export function ProposeExportLink({ visit }: { visit: SignedIn }) {
  if (!hasRole(visit, 'central-coordinator')) return null;
  return (
    <p>
      <a class="dl-button dl-button--second" href={visit.to('/voorstellen/export')}>
        {words.proposeExport[visit.language]}
      </a>
    </p>
  );
}

function Waiting({
  visit,
  one,
  kind,
  title,
  items,
  children,
}: {
  visit: SignedIn;
  one: WaitingProposal<unknown>;
  kind: keyof typeof kinds;
  title: Text;
  items: readonly { readonly term: string; readonly text: string }[];
  children: ComponentChildren;
}) {
  const { language, to, session } = visit;
  const isOwn = one.proposer === session.person;
  const decides = hasRole(visit, 'functional-administrator', 'privacy-officer') && !isOwn && one.hasNeeded;
  return (
    <section class="dl-flow" aria-labelledby={`v-${one.proposal}`}>
      <h2 id={`v-${one.proposal}`}>{title[language]}</h2>
      {children}
      <DefinitionList
        items={[
          ...items,
          { term: words.reason[language], text: one.reason },
          { term: words.by[language], text: one.proposedBy ?? words.unknown[language] },
          { term: words.lapses[language], text: momentInWords(one.expires, language) },
        ]}
      />
      {!one.hasNeeded && <p>{words.needsOfficer[language]}</p>}
      {(decides || isOwn) && (
        <form method="post" action={to('/voorstellen/instellingen')} class="dl-buttons">
          <input type="hidden" name="soort" value={kind} />
          <input type="hidden" name="voorstel" value={one.proposal} />
          <input type="hidden" name="versie" value={one.hash} />
          {decides && (
            <>
              <button type="submit" class="dl-button" name="besluit" value="goed">
                {words.approve[language]}
              </button>
              <button type="submit" class="dl-button dl-button--second" name="besluit" value="niet">
                {words.refuse[language]}
              </button>
            </>
          )}
          {isOwn && (
            <button type="submit" class="dl-button dl-button--second" name="besluit" value="intrekken">
              {words.withdraw[language]}
            </button>
          )}
        </form>
      )}
    </section>
  );
}

/** Decides about a proposal of settings or an export: what became of it, or why it could not be. */
export async function decidedSettings(
  visit: SignedIn,
): Promise<{ readonly answer: Response } | { readonly problem: string }> {
  const { premises, actor, session, context, language } = visit;
  const typed = await readForm(context, ['soort', 'voorstel', 'versie', 'besluit']);
  const decision = Object.entries(decisions).find(([key]) => key === typed('besluit'))?.[1];
  const action = Object.entries(kinds).find(([key]) => key === typed('soort'))?.[1];
  if (decision === undefined || action === undefined || !isId(typed('voorstel')))
    return { answer: goTo(visit, '/voorstellen') };
  if (decision === 'approved' && session.account !== null && !session.isConfirmed)
    return { answer: confirmFirst(visit, '/voorstellen') };
  try {
    await perform(premises.door, actor, action, concern, {
      proposal: typed('voorstel'),
      hash: typed('versie'),
      decider: session.person,
      decision,
    });
  } catch (error) {
    if (!(error instanceof KindProposalRefused) && !(error instanceof SettingsRefused)) throw error;
    return { problem: `${error.explanation.what[language]} ${error.explanation.kept[language]}` };
  }
  const done = decision === 'approved' ? `${typed('soort')}-goed` : decision;
  return { answer: goTo(visit, `/voorstellen?gedaan=${done}`) };
}

function exportPage(visit: SignedIn, typed: string, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.proposeExport[language]}
      action="/voorstellen/export"
      errors={errors}
      before={
        <>
          <p>{words.exportText[language]}</p>
          <p>{words.whyLead[language]}</p>
        </>
      }
      button={words.proposeExport[language]}
      back={{ href: '/voorstellen', label: codeWords.back[language] }}
    >
      <TextField
        id="waarvoor"
        label={words.why[language]}
        hint={words.whyHint[language]}
        language={language}
        value={typed}
        autocomplete="off"
        {...errorOf(errors, 'waarvoor')}
      />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

/** The form by which an export of all registers is proposed. */
export function showProposeExport(visit: SignedIn): Response {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  return pageAnswer(exportPage(visit, '', []));
}

/** Proposes an export of all registers. */
export async function takeProposeExport(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['waarvoor', ...confirmFields]);
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const reason = typed('waarvoor').trim();
  const fault = reason === '' ? words.whyMissing : typedFault(reason, 1000);
  if (fault !== null)
    return pageAnswer(
      exportPage(visit, typed('waarvoor'), [{ field: 'waarvoor', message: fault[visit.language] }]),
    );
  const { confirmed, errors } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(exportPage(visit, typed('waarvoor'), errors));
  await perform(visit.premises.door, confirmed.actor, exportAllDeeds.propose, concern, {
    payload: { registers: 'all' },
    reason,
    proposer: visit.session.person,
  });
  return goTo(visit, '/voorstellen?gedaan=export-voorgesteld');
}
