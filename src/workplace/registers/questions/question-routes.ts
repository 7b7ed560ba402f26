import type { Route } from '../../front/work-site.tsx';
import { showAsk, takeAsk } from './ask-page.tsx';
import {
  leaveQuestionLink,
  showQuestionLink,
  showQuestionSend,
  takeQuestionAnswer,
  takeQuestionCode,
  takeQuestionSend,
} from './link-pages.tsx';
import { showQuestion, showWithdrawQuestion, takeDecision, takeWithdrawQuestion } from './question-page.tsx';

const asked = '[a-z-]+/[0-9a-f]+-[0-9a-f-]+/vraag';

/** Every page by which a question about a record is asked, answered and decided. They stand before those of its lines. */
export const questionRoutes: readonly Route[] = [
  { method: 'GET', path: '/vraag/:part{[A-Za-z0-9_-]+}', open: true, answer: showQuestionLink },
  { method: 'POST', path: '/vraag/:part{[A-Za-z0-9_-]+}', open: true, answer: takeQuestionCode },
  { method: 'POST', path: '/vraag/:part{[A-Za-z0-9_-]+/antwoorden}', open: true, answer: takeQuestionAnswer },
  { method: 'GET', path: '/vraag/:part{[A-Za-z0-9_-]+/versturen}', open: true, answer: showQuestionSend },
  { method: 'POST', path: '/vraag/:part{[A-Za-z0-9_-]+/versturen}', open: true, answer: takeQuestionSend },
  { method: 'POST', path: '/vraag/:part{[A-Za-z0-9_-]+/sluiten}', open: true, answer: leaveQuestionLink },
  { method: 'GET', path: `/registers/:part{${asked}/nieuw}`, answer: showAsk },
  { method: 'POST', path: `/registers/:part{${asked}/nieuw}`, keeps: true, answer: takeAsk },
  { method: 'GET', path: `/registers/:part{${asked}/[0-9a-f]+-[0-9a-f-]+}`, answer: showQuestion },
  {
    method: 'POST',
    path: `/registers/:part{${asked}/[0-9a-f]+-[0-9a-f-]+}`,
    keeps: true,
    answer: takeDecision,
  },
  {
    method: 'GET',
    path: `/registers/:part{${asked}/[0-9a-f]+-[0-9a-f-]+/intrekken}`,
    answer: showWithdrawQuestion,
  },
  {
    method: 'POST',
    path: `/registers/:part{${asked}/[0-9a-f]+-[0-9a-f-]+/intrekken}`,
    keeps: true,
    answer: takeWithdrawQuestion,
  },
];
