import type { Route } from '../front/work-site.tsx';
import { showKeys } from './overview-page.tsx';
import { showPrepareLists, takePrepareLists } from './prepare-lists-page.tsx';
import { showPrepareRoot, takePrepareRoot } from './prepare-root-page.tsx';
import { showSign, takeDrop, takeSign } from './sign-page.tsx';
import { takeVaultFile } from './vault-file.ts';
import { showMakeVault, takeMadeVault } from './vault-page.tsx';

/** The pages with keys: own vault, key officers, lists, signatures. */
export const keyRoutes: readonly Route[] = [
  { method: 'GET', path: '/sleutels', answer: showKeys },
  { method: 'GET', path: '/sleutels/kluis', answer: showMakeVault },
  { method: 'POST', path: '/sleutels/kluis', answer: takeMadeVault },
  { method: 'GET', path: '/sleutels/kluis/bestand', answer: takeVaultFile },
  { method: 'GET', path: '/sleutels/beheerders', answer: showPrepareRoot },
  { method: 'POST', path: '/sleutels/beheerders', keeps: true, answer: takePrepareRoot },
  { method: 'GET', path: '/sleutels/lijsten', answer: showPrepareLists },
  { method: 'POST', path: '/sleutels/lijsten', keeps: true, answer: takePrepareLists },
  { method: 'GET', path: '/sleutels/tekenen', answer: showSign },
  { method: 'POST', path: '/sleutels/tekenen', answer: takeSign },
  { method: 'POST', path: '/sleutels/tekenen/intrekken', answer: takeDrop },
];
