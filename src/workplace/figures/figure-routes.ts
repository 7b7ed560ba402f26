import type { Route } from '../front/work-site.tsx';
import { takeEdition } from './editions-part.tsx';
import { showFigure } from './figure-page.tsx';
import { takeFiguresAlong } from './figures-file.ts';
import { showFiguresOverview } from './overview-page.tsx';
import { showRegisterFigures } from './register-figures-page.tsx';

/** Every page of figures within the organisation. */
export const figureRoutes: readonly Route[] = [
  { method: 'GET', path: '/cijfers', answer: showFiguresOverview },
  { method: 'POST', path: '/cijfers/maken', keeps: true, answer: takeEdition },
  { method: 'GET', path: '/registers/:part{[a-z-]+/cijfers}', answer: showRegisterFigures },
  { method: 'GET', path: '/registers/:part{[a-z-]+/cijfers/bestand}', answer: takeFiguresAlong },
  { method: 'GET', path: '/registers/:part{[a-z-]+/cijfers/[a-z-]+\\.[a-z0-9-]+}', answer: showFigure },
];
