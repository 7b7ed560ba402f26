import type { Route } from '../front/work-site.tsx';
import { showClose, takeClose } from './close-page.tsx';
import { showSignals } from './list-page.tsx';
import { showSignal, takeBoxFile, takeMessage, takeReaders, takeRemembered } from './signal-page.tsx';

/** What was reported in confidence: the list, and one that its reader opens. */
export const signalRoutes: readonly Route[] = [
  { method: 'GET', path: '/meldingen', answer: showSignals },
  { method: 'GET', path: '/meldingen/:part{[0-9a-f-]{36}}', answer: showSignal },
  { method: 'GET', path: '/meldingen/:part{[0-9a-f-]{36}}/bestand', answer: takeBoxFile },
  { method: 'GET', path: '/meldingen/:part{[0-9a-f-]{36}}/sluiten', answer: showClose },
  { method: 'POST', path: '/meldingen/:part{[0-9a-f-]{36}}/sluiten', keeps: true, answer: takeClose },
  { method: 'POST', path: '/meldingen/:part{[0-9a-f-]{36}}/bericht', answer: takeMessage },
  { method: 'POST', path: '/meldingen/:part{[0-9a-f-]{36}}/lezers', answer: takeReaders },
  { method: 'POST', path: '/meldingen/:part{[0-9a-f-]{36}}/onthouden', answer: takeRemembered },
];
