import { showAccess } from './access/access-page.tsx';
import { showReview, showReviews, takeReview } from './access/review-pages.tsx';
import { showWhy } from './access/why-page.tsx';
import {
  endSessions,
  makeRecoveryCodes,
  showAccount,
  showPassword,
  takePassword,
} from './account/account.tsx';
import { showConfirm, takeConfirm } from './account/confirm.tsx';
import { showBegin, takeBegin } from './annual-call/begin-page.tsx';
import { showCalls } from './annual-call/calls-page.tsx';
import { showCheck, takeSignature } from './annual-call/check-page.tsx';
import { delegationRoutes } from './annual-call/delegation/delegation-routes.ts';
import { showExtend, showReopenReturn, takeExtend, takeReopenReturn } from './annual-call/extend-page.tsx';
import { showOpenCall, takeOpenCall } from './annual-call/open-page.tsx';
import { showOverview } from './annual-call/overview-page.tsx';
import { showQuestions, takeQuestions } from './annual-call/questions-page.tsx';
import { showReturn } from './annual-call/return-page.tsx';
import { stateRoutes } from './annual-call/state/state-routes.ts';
import { bookRoutes } from './annual-call/workbook/book-routes.ts';
import { showCertificate, takeCertificate } from './appointments/certificate.tsx';
import { showOpenWork, takeOpenWork } from './appointments/open-work-page.tsx';
import { showReplace, takeReplace } from './appointments/replace.tsx';
import { takeTrailAlong } from './audit/trail-file.ts';
import { showTrail, showWhoLooked } from './audit/trail-page.tsx';
import { showEmployment, takeEmployment } from './employments/employment.tsx';
import { figureRoutes } from './figures/figure-routes.ts';
import type { Route } from './front/work-site.tsx';
import { showHealth } from './health/health-page.tsx';
import { showJobs } from './health/jobs-page.tsx';
import { showMailForm, takeMailForm } from './health/mail-form.tsx';
import { showEndMail, showMail, showTest, takeEndMail, takeTest } from './health/mail-page.tsx';
import { showNote, takeNote } from './health/note-page.tsx';
import { showLiving, showReady } from './health/probes.ts';
import { decideAdministrator, home } from './home/home.tsx';
import { showBring, takeFile } from './imports/bring-file.tsx';
import { takeTemplate, takeWithFindings } from './imports/downloads.ts';
import { showImports } from './imports/imports-list.tsx';
import { showFile, takeAnswers } from './imports/one-file.tsx';
import { showImport, showTakeBack, takeBack } from './imports/undo-page.tsx';
import {
  showLeaveLine,
  showLines,
  showOneLine,
  takeLeaveLine,
  takeReopenLine,
} from './in-the-line/decide-pages.tsx';
import { showOwnLines, showTakeLineBack, takeLineBack } from './in-the-line/own-page.tsx';
import { showTell, takeTell } from './in-the-line/tell-page.tsx';
import { keyRoutes } from './keys/key-routes.ts';
import { showChoice, takeChoice } from './notices/choice-page.tsx';
import {
  beginAddPasskey,
  showAddPasskey,
  showRemovePasskey,
  takeAddPasskey,
  takeRemovePasskey,
} from './passkeys/own-passkeys.tsx';
import {
  beginPasskeyConfirm,
  beginPasskeySignIn,
  takePasskeyConfirm,
  takePasskeySignIn,
} from './passkeys/use-passkey.ts';
import { showAppoint, showEnd, takeAppoint, takeEnd } from './people/appoint.tsx';
import { showEndAccount, showInvite, takeEndAccount, takeInvite, takeLinkCode } from './people/invite.tsx';
import { addNewPerson, findPeople, showNewPerson, showPeople } from './people/people-list.tsx';
import { showContact, showPerson, takeContact } from './people/person.tsx';
import {
  showProposals,
  takeProposal,
  takeProviderProposal,
  takeSettingsProposal,
} from './people/proposals.tsx';
import { showBringList, takeList } from './people-lists/bring-list.tsx';
import { decideList, showList } from './people-lists/one-list.tsx';
import { showPart, takePart } from './profile-parts/part-page.tsx';
import { showComeBack, takeComeBack } from './provider/come-back.tsx';
import { showUnlink, takeLink, takeUnlink } from './provider/own-links.tsx';
import { beginProviderConfirm, beginProviderSignIn, leaveNow } from './provider/set-out.tsx';
import { showProvider, takeTryProvider } from './provider/settings-page.tsx';
import { takeChosen } from './registers/bulk/choose.tsx';
import { showSet, takeSet } from './registers/bulk/set-page.tsx';
import { showDoubt, showReopen, takeDoubt, takeReopen } from './registers/doubt-page.tsx';
import { showAdd, takeAdd } from './registers/editing/add-page.tsx';
import { showEdit, takeEdit } from './registers/editing/edit-page.tsx';
import { showLine, takeLine } from './registers/editing/line-page.tsx';
import { showHistory } from './registers/history-page.tsx';
import { takeListAlong } from './registers/lists/list-file.ts';
import { searchRecords, showRecords } from './registers/lists/list-page.tsx';
import { showRegisters } from './registers/lists/registers-page.tsx';
import { showSaveView, showView, showViews, takeSaveView, takeView } from './registers/lists/saved-views.tsx';
import { questionRoutes } from './registers/questions/question-routes.ts';
import { showRecord } from './registers/record-page.tsx';
import { showStep, takeStep } from './registers/step-page.tsx';
import { showSummaries } from './registers/summaries/summaries-page.tsx';
import { showSummary, takeSummary } from './registers/summaries/summary-page.tsx';
import { showRestore, showWithdrawn, takeRestore } from './registers/withdrawn-pages.tsx';
import { reportRoutes } from './reports/report-routes.ts';
import { showRetention, takeRetention } from './retention/retention-form.tsx';
import { showSearch, takeSearch } from './search/search-page.tsx';
import { showCodeForm, takeCodeForm } from './settings/code-form.tsx';
import { showConsent, takeConsent } from './settings/consent-form.tsx';
import { showCodeList } from './settings/list-page.tsx';
import { showSettings } from './settings/settings-page.tsx';
import { showProposeExport, takeProposeExport } from './settings/settings-proposals.tsx';
import { showThresholds, takeThresholds } from './settings/thresholds-form.tsx';
import { showVersion, takeUndo } from './settings/version-page.tsx';
import { showInvitation, takeInvitation, takeInvitationElsewhere } from './sign-in/invitation.tsx';
import { finishSignIn, showSecondFactor } from './sign-in/second-factor.tsx';
import { finishSetUp, showSetUp } from './sign-in/set-up.tsx';
import { showSignIn, signIn, signInAsExample, signOut } from './sign-in/sign-in.ts';
import { signalRoutes } from './signals/signal-routes.ts';
import { showState } from './state/state.tsx';
import {
  showStatement,
  showStatements,
  takeStatement,
  takeStatementFile,
} from './statement/statement-page.tsx';
import { showStructureForm, takeStructureForm } from './structure/change-form.tsx';
import { showStructure, showUndoStructure, takeUndoStructure } from './structure/tree-page.tsx';
import { showUnit } from './structure/unit-page.tsx';
import { showNewToken, showRevokeToken, takeNewToken, takeRevokeToken } from './tokens/own-tokens.tsx';

/** Every page and form of the workplace. */
export const workRoutes: readonly Route[] = [
  { method: 'GET', path: '/aanmelden', open: true, answer: showSignIn },
  { method: 'POST', path: '/aanmelden', open: true, answer: signIn },
  { method: 'POST', path: '/aanmelden/voorbeeld', open: true, answer: signInAsExample },
  { method: 'POST', path: '/aanmelden/passkey/begin', open: true, answer: beginPasskeySignIn },
  { method: 'POST', path: '/aanmelden/passkey', open: true, answer: takePasskeySignIn },
  { method: 'GET', path: '/aanmelden/code', open: true, answer: showSecondFactor },
  { method: 'POST', path: '/aanmelden/code', open: true, answer: finishSignIn },
  { method: 'GET', path: '/aanmelden/instellen', open: true, answer: showSetUp },
  { method: 'POST', path: '/aanmelden/instellen', open: true, answer: finishSetUp },
  { method: 'GET', path: '/aanmelden/dienst', open: true, answer: beginProviderSignIn },
  { method: 'GET', path: '/aanmelden/dienst/ga', open: true, answer: leaveNow },
  { method: 'GET', path: '/aanmelden/dienst/terug', open: true, answer: showComeBack },
  { method: 'POST', path: '/aanmelden/dienst/verder', open: true, answer: takeComeBack },
  { method: 'GET', path: '/uitnodiging/:part', open: true, answer: showInvitation },
  { method: 'POST', path: '/uitnodiging/:part', open: true, answer: takeInvitation },
  { method: 'POST', path: '/uitnodiging/:part/dienst', open: true, answer: takeInvitationElsewhere },
  { method: 'POST', path: '/afmelden', open: true, answer: signOut },
  { method: 'GET', path: '/', answer: home },
  { method: 'POST', path: '/beheerders', answer: decideAdministrator },
  { method: 'GET', path: '/bevestigen', answer: showConfirm },
  { method: 'POST', path: '/bevestigen', answer: takeConfirm },
  { method: 'POST', path: '/bevestigen/passkey/begin', answer: beginPasskeyConfirm },
  { method: 'POST', path: '/bevestigen/passkey', answer: takePasskeyConfirm },
  { method: 'GET', path: '/bevestigen/dienst', answer: beginProviderConfirm },
  { method: 'GET', path: '/account', answer: showAccount },
  { method: 'POST', path: '/account/sessies', answer: endSessions },
  { method: 'POST', path: '/account/herstelcodes', answer: makeRecoveryCodes },
  { method: 'GET', path: '/account/wachtwoord', answer: showPassword },
  { method: 'POST', path: '/account/wachtwoord', answer: takePassword },
  { method: 'GET', path: '/account/passkeys/nieuw', answer: showAddPasskey },
  { method: 'POST', path: '/account/passkeys/nieuw/begin', answer: beginAddPasskey },
  { method: 'POST', path: '/account/passkeys/nieuw', answer: takeAddPasskey },
  { method: 'GET', path: '/account/passkeys/:part{[0-9a-f-]+}/verwijderen', answer: showRemovePasskey },
  { method: 'POST', path: '/account/passkeys/:part{[0-9a-f-]+}/verwijderen', answer: takeRemovePasskey },
  { method: 'GET', path: '/account/sleutels/nieuw', answer: showNewToken },
  { method: 'POST', path: '/account/sleutels/nieuw', answer: takeNewToken },
  { method: 'GET', path: '/account/sleutels/:part{[0-9a-f-]+}/intrekken', answer: showRevokeToken },
  { method: 'POST', path: '/account/sleutels/:part{[0-9a-f-]+}/intrekken', answer: takeRevokeToken },
  { method: 'POST', path: '/account/dienst', answer: takeLink },
  { method: 'GET', path: '/account/dienst/:part{[0-9a-f-]+}/ontkoppelen', answer: showUnlink },
  { method: 'POST', path: '/account/dienst/:part{[0-9a-f-]+}/ontkoppelen', answer: takeUnlink },
  ...keyRoutes,
  ...signalRoutes,
  { method: 'GET', path: '/mensen', answer: showPeople },
  { method: 'POST', path: '/mensen', keeps: true, answer: findPeople },
  { method: 'GET', path: '/mensen/nieuw', answer: showNewPerson },
  { method: 'POST', path: '/mensen/nieuw', keeps: true, answer: addNewPerson },
  { method: 'GET', path: '/mensen/lijsten', answer: showBringList },
  { method: 'POST', path: '/mensen/lijsten', keeps: true, answer: takeList },
  { method: 'GET', path: '/mensen/lijsten/:part{[0-9a-f-]+}', answer: showList },
  { method: 'POST', path: '/mensen/lijsten/:part{[0-9a-f-]+}', keeps: true, answer: decideList },
  { method: 'GET', path: '/mensen/open-werk', answer: showOpenWork },
  { method: 'POST', path: '/mensen/open-werk', keeps: true, answer: takeOpenWork },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+/vervangen/[0-9a-f-]+}', answer: showReplace },
  {
    method: 'POST',
    path: '/mensen/:part{[0-9a-f-]+/vervangen/[0-9a-f-]+}',
    keeps: true,
    answer: takeReplace,
  },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+/dienstverband}', answer: showEmployment },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+/dienstverband}', keeps: true, answer: takeEmployment },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+/dienstverband/[0-9a-f-]+}', answer: showEmployment },
  {
    method: 'POST',
    path: '/mensen/:part{[0-9a-f-]+/dienstverband/[0-9a-f-]+}',
    keeps: true,
    answer: takeEmployment,
  },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+}/certificaat', answer: showCertificate },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+}/certificaat', keeps: true, answer: takeCertificate },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+}', answer: showPerson },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+}/gegevens', answer: showContact },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+}/gegevens', keeps: true, answer: takeContact },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+}/aanwijzen', answer: showAppoint },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+}/aanwijzen', keeps: true, answer: takeAppoint },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+/beeindigen/[0-9a-f-]+}', answer: showEnd },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+/beeindigen/[0-9a-f-]+}', keeps: true, answer: takeEnd },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+}/uitnodigen', answer: showInvite },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+}/uitnodigen', keeps: true, answer: takeInvite },
  { method: 'POST', path: '/mensen/:part{[0-9a-f-]+}/code', keeps: true, answer: takeLinkCode },
  { method: 'GET', path: '/mensen/:part{[0-9a-f-]+/account/[0-9a-f-]+}', answer: showEndAccount },
  {
    method: 'POST',
    path: '/mensen/:part{[0-9a-f-]+/account/[0-9a-f-]+}',
    keeps: true,
    answer: takeEndAccount,
  },
  { method: 'GET', path: '/registers', answer: showRegisters },
  { method: 'GET', path: '/registers/inlezen', answer: showBring },
  { method: 'POST', path: '/registers/inlezen', keeps: true, answer: takeFile },
  { method: 'GET', path: '/registers/inlezen/invulbestand/:part{[a-z-]+}', answer: takeTemplate },
  { method: 'GET', path: '/registers/inlezen/:part{[0-9a-f-]+}', answer: showFile },
  { method: 'POST', path: '/registers/inlezen/:part{[0-9a-f-]+}', keeps: true, answer: takeAnswers },
  { method: 'GET', path: '/registers/inlezen/:part{[0-9a-f-]+}/bestand', answer: takeWithFindings },
  { method: 'GET', path: '/registers/ingelezen', answer: showImports },
  { method: 'GET', path: '/registers/ingelezen/:part{[0-9a-f-]+}', answer: showImport },
  { method: 'GET', path: '/registers/ingelezen/:part{[0-9a-f-]+}/terugnemen', answer: showTakeBack },
  {
    method: 'POST',
    path: '/registers/ingelezen/:part{[0-9a-f-]+}/terugnemen',
    keeps: true,
    answer: takeBack,
  },
  { method: 'GET', path: '/indeling', answer: showStructure },
  { method: 'GET', path: '/indeling/:part{nieuw}', answer: showStructureForm },
  { method: 'POST', path: '/indeling/:part{nieuw}', keeps: true, answer: takeStructureForm },
  { method: 'GET', path: '/indeling/ongedaan', answer: showUndoStructure },
  { method: 'POST', path: '/indeling/ongedaan', answer: takeUndoStructure },
  { method: 'GET', path: '/indeling/:part{[A-Za-z0-9-]+}', answer: showUnit },
  { method: 'GET', path: '/indeling/:part{[A-Za-z0-9-]+/[a-z]+}', answer: showStructureForm },
  { method: 'POST', path: '/indeling/:part{[A-Za-z0-9-]+/[a-z]+}', keeps: true, answer: takeStructureForm },
  { method: 'GET', path: '/opgave', answer: showStatements },
  { method: 'GET', path: '/opgave/:part{[0-9]+}', answer: showStatement },
  { method: 'POST', path: '/opgave/:part{[0-9]+}', answer: takeStatement },
  { method: 'GET', path: '/opgave/:part{[0-9]+/bestand/[a-z0-9.-]+}', answer: takeStatementFile },
  { method: 'GET', path: '/zoeken', answer: showSearch },
  { method: 'POST', path: '/zoeken', answer: takeSearch },
  { method: 'GET', path: '/in-de-lijn', answer: showOwnLines },
  { method: 'GET', path: '/in-de-lijn/:part{[a-z-]+/nieuw}', answer: showTell },
  { method: 'POST', path: '/in-de-lijn/:part{[a-z-]+/nieuw}', keeps: true, answer: takeTell },
  { method: 'GET', path: '/in-de-lijn/:part{[0-9a-f-]+/terugnemen}', answer: showTakeLineBack },
  { method: 'POST', path: '/in-de-lijn/:part{[0-9a-f-]+/terugnemen}', answer: takeLineBack },
  { method: 'GET', path: '/registers/:part{[a-z-]+/in-de-lijn}', answer: showLines },
  { method: 'GET', path: '/registers/:part{[a-z-]+/in-de-lijn/[0-9a-f-]+}', answer: showOneLine },
  { method: 'POST', path: '/registers/:part{[a-z-]+/in-de-lijn/[0-9a-f-]+}', answer: takeReopenLine },
  { method: 'GET', path: '/registers/:part{[a-z-]+/in-de-lijn/[0-9a-f-]+/niet}', answer: showLeaveLine },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/in-de-lijn/[0-9a-f-]+/niet}',
    keeps: true,
    answer: takeLeaveLine,
  },
  ...figureRoutes,
  { method: 'GET', path: '/registers/:part{[a-z-]+}', answer: showRecords },
  { method: 'POST', path: '/registers/:part{[a-z-]+/zoeken}', answer: searchRecords },
  { method: 'GET', path: '/registers/:part{[a-z-]+/bestand}', answer: takeListAlong },
  { method: 'GET', path: '/registers/:part{[a-z-]+/bewaren}', answer: showSaveView },
  { method: 'POST', path: '/registers/:part{[a-z-]+/bewaren}', keeps: true, answer: takeSaveView },
  { method: 'GET', path: '/registers/:part{[a-z-]+/bewaard}', answer: showViews },
  { method: 'GET', path: '/registers/:part{[a-z-]+/bewaard/[0-9a-f-]+}', answer: showView },
  { method: 'POST', path: '/registers/:part{[a-z-]+/bewaard/[0-9a-f-]+}', keeps: true, answer: takeView },
  { method: 'POST', path: '/registers/:part{[a-z-]+/samen}', answer: takeChosen },
  { method: 'GET', path: '/registers/:part{[a-z-]+/samen/[0-9a-f-]+}', answer: showSet },
  { method: 'POST', path: '/registers/:part{[a-z-]+/samen/[0-9a-f-]+}', keeps: true, answer: takeSet },
  { method: 'GET', path: '/registers/:part{[a-z-]+/nieuw}', answer: showAdd },
  { method: 'POST', path: '/registers/:part{[a-z-]+/nieuw}', keeps: true, answer: takeAdd },
  { method: 'GET', path: '/registers/:part{[a-z-]+/samenvattingen}', answer: showSummaries },
  { method: 'GET', path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/samenvatting}', answer: showSummary },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/samenvatting}',
    keeps: true,
    answer: takeSummary,
  },
  { method: 'GET', path: '/registers/:part{[a-z-]+/ingetrokken}', answer: showWithdrawn },
  { method: 'GET', path: '/registers/:part{[a-z-]+/ingetrokken/[0-9a-f-]+}', answer: showRestore },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/ingetrokken/[0-9a-f-]+}',
    keeps: true,
    answer: takeRestore,
  },
  ...questionRoutes,
  { method: 'GET', path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+}', answer: showRecord },
  { method: 'GET', path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/geschiedenis}', answer: showHistory },
  {
    method: 'GET',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/wijzigen/[a-z-]+}',
    answer: showEdit,
  },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/wijzigen/[a-z-]+}',
    keeps: true,
    answer: takeEdit,
  },
  { method: 'GET', path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/stand/[a-z-]+}', answer: showStep },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/stand/[a-z-]+}',
    keeps: true,
    answer: takeStep,
  },
  {
    method: 'GET',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/twijfel/[0-9a-f-]+}',
    answer: showDoubt,
  },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/twijfel/[0-9a-f-]+}',
    keeps: true,
    answer: takeDoubt,
  },
  {
    method: 'GET',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/heropenen/[0-9a-f-]+}',
    answer: showReopen,
  },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/heropenen/[0-9a-f-]+}',
    keeps: true,
    answer: takeReopen,
  },
  {
    method: 'GET',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/[a-z]+/[a-z0-9]+}',
    answer: showLine,
  },
  {
    method: 'POST',
    path: '/registers/:part{[a-z-]+/[0-9a-f]+-[0-9a-f-]+/[a-z]+/[a-z0-9]+}',
    keeps: true,
    answer: takeLine,
  },
  ...delegationRoutes,
  ...bookRoutes,
  ...stateRoutes,
  { method: 'GET', path: '/uitvraag', answer: showCalls },
  { method: 'GET', path: '/uitvraag/nieuw', answer: showOpenCall },
  { method: 'POST', path: '/uitvraag/nieuw', keeps: true, answer: takeOpenCall },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+}', answer: showOverview },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/verlengen}', answer: showExtend },
  { method: 'POST', path: '/uitvraag/:part{[0-9]+/verlengen}', keeps: true, answer: takeExtend },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+}', answer: showReturn },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/begin}', answer: showBegin },
  { method: 'POST', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/begin}', keeps: true, answer: takeBegin },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/nakijken}', answer: showCheck },
  {
    method: 'POST',
    path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/nakijken}',
    keeps: true,
    answer: takeSignature,
  },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/heropenen}', answer: showReopenReturn },
  {
    method: 'POST',
    path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/heropenen}',
    keeps: true,
    answer: takeReopenReturn,
  },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/[a-z-]+}', answer: showQuestions },
  {
    method: 'POST',
    path: '/uitvraag/:part{[0-9]+/[A-Za-z0-9-]+/[a-z-]+}',
    keeps: true,
    answer: takeQuestions,
  },
  ...reportRoutes,
  { method: 'GET', path: '/voorstellen', answer: showProposals },
  { method: 'POST', path: '/voorstellen', keeps: true, answer: takeProposal },
  { method: 'POST', path: '/voorstellen/aanmelddienst', keeps: true, answer: takeProviderProposal },
  { method: 'POST', path: '/voorstellen/instellingen', keeps: true, answer: takeSettingsProposal },
  { method: 'GET', path: '/voorstellen/export', answer: showProposeExport },
  { method: 'POST', path: '/voorstellen/export', keeps: true, answer: takeProposeExport },
  { method: 'GET', path: '/instellingen', answer: showSettings },
  { method: 'GET', path: '/instellingen/versies/:part{[0-9a-f-]+}', answer: showVersion },
  { method: 'POST', path: '/instellingen/versies/:part{[0-9a-f-]+}', keeps: true, answer: takeUndo },
  { method: 'GET', path: '/instellingen/codes/:part{[a-z-]+}', answer: showCodeList },
  { method: 'GET', path: '/instellingen/codes/:part{[a-z-]+/[a-z]+}', answer: showCodeForm },
  { method: 'POST', path: '/instellingen/codes/:part{[a-z-]+/[a-z]+}', keeps: true, answer: takeCodeForm },
  { method: 'GET', path: '/instellingen/profiel/:part{[a-z]+}', answer: showPart },
  { method: 'POST', path: '/instellingen/profiel/:part{[a-z]+}', keeps: true, answer: takePart },
  { method: 'GET', path: '/instellingen/profiel/:part{feestdagen/[0-9]+}', answer: showPart },
  { method: 'POST', path: '/instellingen/profiel/:part{feestdagen/[0-9]+}', keeps: true, answer: takePart },
  { method: 'GET', path: '/instellingen/drempels', answer: showThresholds },
  { method: 'POST', path: '/instellingen/drempels', keeps: true, answer: takeThresholds },
  { method: 'GET', path: '/bewaartermijnen', answer: showRetention },
  { method: 'POST', path: '/bewaartermijnen', keeps: true, answer: takeRetention },
  { method: 'GET', path: '/instellingen/instemming/:part{[a-z-]+}', answer: showConsent },
  { method: 'POST', path: '/instellingen/instemming/:part{[a-z-]+}', keeps: true, answer: takeConsent },
  { method: 'GET', path: '/toegang', answer: showAccess },
  { method: 'GET', path: '/toegang/waarom', answer: showWhy },
  { method: 'GET', path: '/toegang/rollen', answer: showReviews },
  { method: 'GET', path: '/toegang/rollen/:part{[a-z-]+}', answer: showReview },
  { method: 'POST', path: '/toegang/rollen/:part{[a-z-]+}', keeps: true, answer: takeReview },
  { method: 'GET', path: '/vastlegging', answer: showTrail },
  { method: 'GET', path: '/vastlegging/bestand', answer: takeTrailAlong },
  { method: 'GET', path: '/account/inzage', answer: showWhoLooked },
  { method: 'GET', path: '/toestand', answer: showState },
  { method: 'GET', path: '/gezondheid/levend', open: true, answer: showLiving },
  { method: 'GET', path: '/gezondheid/klaar', open: true, answer: showReady },
  { method: 'GET', path: '/gezondheid', answer: showHealth },
  { method: 'GET', path: '/gezondheid/taken', answer: showJobs },
  { method: 'GET', path: '/gezondheid/post', answer: showMail },
  { method: 'GET', path: '/gezondheid/post/instellen', answer: showMailForm },
  { method: 'POST', path: '/gezondheid/post/instellen', answer: takeMailForm },
  { method: 'GET', path: '/gezondheid/post/test', answer: showTest },
  { method: 'POST', path: '/gezondheid/post/test', keeps: true, answer: takeTest },
  { method: 'GET', path: '/gezondheid/post/uit', answer: showEndMail },
  { method: 'POST', path: '/gezondheid/post/uit', answer: takeEndMail },
  { method: 'GET', path: '/gezondheid/vastleggen/:part{[a-z]+}', answer: showNote },
  { method: 'POST', path: '/gezondheid/vastleggen/:part{[a-z]+}', keeps: true, answer: takeNote },
  { method: 'GET', path: '/account/berichten', answer: showChoice },
  { method: 'POST', path: '/account/berichten', keeps: true, answer: takeChoice },
  { method: 'GET', path: '/aanmelddienst', answer: showProvider },
  { method: 'POST', path: '/aanmelddienst', answer: takeTryProvider },
];
