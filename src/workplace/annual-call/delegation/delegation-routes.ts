import type { Route } from '../../front/work-site.tsx';
import {
  showDelegation,
  showTakeBackQuestions,
  takeBackQuestions,
  takeDelegation,
} from './delegation-page.tsx';
import { showHandOn, takeHandOn } from './hand-on-page.tsx';
import {
  leaveByLink,
  showLink,
  showLinkSend,
  takeCode,
  takeLinkAnswers,
  takeLinkSend,
} from './link-pages.tsx';
import { showOwnPart, showOwnSend, takeOwnPart, takeOwnSend } from './own-part.tsx';

const unit = '[0-9]+/[A-Za-z0-9-]+';

/** Every page by which questions of a return are handed on and answered. They stand before those of its registers. */
export const delegationRoutes: readonly Route[] = [
  { method: 'GET', path: '/deel/:part{[A-Za-z0-9_-]+}', open: true, answer: showLink },
  { method: 'POST', path: '/deel/:part{[A-Za-z0-9_-]+}', open: true, answer: takeCode },
  { method: 'POST', path: '/deel/:part{[A-Za-z0-9_-]+/antwoorden}', open: true, answer: takeLinkAnswers },
  { method: 'GET', path: '/deel/:part{[A-Za-z0-9_-]+/versturen}', open: true, answer: showLinkSend },
  { method: 'POST', path: '/deel/:part{[A-Za-z0-9_-]+/versturen}', open: true, answer: takeLinkSend },
  { method: 'POST', path: '/deel/:part{[A-Za-z0-9_-]+/sluiten}', open: true, answer: leaveByLink },
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+}', answer: showOwnPart },
  // Where a form leads back that came after its session ended.
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+/antwoorden}', answer: showOwnPart },
  { method: 'POST', path: '/uitvraag/deel/:part{[0-9a-f-]+/antwoorden}', keeps: true, answer: takeOwnPart },
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+/versturen}', answer: showOwnSend },
  { method: 'POST', path: '/uitvraag/deel/:part{[0-9a-f-]+/versturen}', keeps: true, answer: takeOwnSend },
  { method: 'GET', path: `/uitvraag/:part{${unit}/doorgeven}`, answer: showHandOn },
  { method: 'POST', path: `/uitvraag/:part{${unit}/doorgeven}`, keeps: true, answer: takeHandOn },
  { method: 'GET', path: `/uitvraag/:part{${unit}/doorgegeven/[0-9a-f-]+}`, answer: showDelegation },
  {
    method: 'POST',
    path: `/uitvraag/:part{${unit}/doorgegeven/[0-9a-f-]+}`,
    keeps: true,
    answer: takeDelegation,
  },
  {
    method: 'GET',
    path: `/uitvraag/:part{${unit}/doorgegeven/[0-9a-f-]+/terughalen}`,
    answer: showTakeBackQuestions,
  },
  {
    method: 'POST',
    path: `/uitvraag/:part{${unit}/doorgegeven/[0-9a-f-]+/terughalen}`,
    keeps: true,
    answer: takeBackQuestions,
  },
];
