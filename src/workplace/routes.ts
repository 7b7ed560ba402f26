import {
  endSessions,
  makeRecoveryCodes,
  showAccount,
  showPassword,
  takePassword,
} from './account/account.tsx';
import { showConfirm, takeConfirm } from './account/confirm.tsx';
import type { Route } from './front/work-site.tsx';
import { decideAdministrator, home } from './home/home.tsx';
import { showInvitation, takeInvitation } from './sign-in/invitation.tsx';
import { finishSignIn, showSecondFactor } from './sign-in/second-factor.tsx';
import { finishSetUp, showSetUp } from './sign-in/set-up.tsx';
import { showSignIn, signIn, signInAsExample, signOut } from './sign-in/sign-in.ts';
import { showState } from './state/state.tsx';

/** Every page and form of the workplace. */
export const workRoutes: readonly Route[] = [
  { method: 'GET', path: '/aanmelden', open: true, answer: showSignIn },
  { method: 'POST', path: '/aanmelden', open: true, answer: signIn },
  { method: 'POST', path: '/aanmelden/voorbeeld', open: true, answer: signInAsExample },
  { method: 'GET', path: '/aanmelden/code', open: true, answer: showSecondFactor },
  { method: 'POST', path: '/aanmelden/code', open: true, answer: finishSignIn },
  { method: 'GET', path: '/aanmelden/instellen', open: true, answer: showSetUp },
  { method: 'POST', path: '/aanmelden/instellen', open: true, answer: finishSetUp },
  { method: 'GET', path: '/uitnodiging/:part', open: true, answer: showInvitation },
  { method: 'POST', path: '/uitnodiging/:part', open: true, answer: takeInvitation },
  { method: 'POST', path: '/afmelden', open: true, answer: signOut },
  { method: 'GET', path: '/', answer: home },
  { method: 'POST', path: '/beheerders', answer: decideAdministrator },
  { method: 'GET', path: '/bevestigen', answer: showConfirm },
  { method: 'POST', path: '/bevestigen', answer: takeConfirm },
  { method: 'GET', path: '/account', answer: showAccount },
  { method: 'POST', path: '/account/sessies', answer: endSessions },
  { method: 'POST', path: '/account/herstelcodes', answer: makeRecoveryCodes },
  { method: 'GET', path: '/account/wachtwoord', answer: showPassword },
  { method: 'POST', path: '/account/wachtwoord', answer: takePassword },
  { method: 'GET', path: '/toestand', answer: showState },
];
