import type { Route } from '../../front/work-site.tsx';
import { takeStateAlong } from './state-file.ts';
import { showState } from './state-page.tsx';
import { showWithdrawCall, takeWithdrawCall } from './withdraw-page.tsx';

/** The pages that show a call as a whole. They stand before those of its units. */
export const stateRoutes: readonly Route[] = [
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/stand}', answer: showState },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/stand/ophalen}', answer: takeStateAlong },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/stand/[a-z-]+}', answer: showState },
  { method: 'GET', path: '/uitvraag/:part{[0-9]+/intrekken}', answer: showWithdrawCall },
  { method: 'POST', path: '/uitvraag/:part{[0-9]+/intrekken}', keeps: true, answer: takeWithdrawCall },
];
