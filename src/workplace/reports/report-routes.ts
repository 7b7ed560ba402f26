import type { Route } from '../front/work-site.tsx';
import { showConfirmPaper, showPaperForm, takeConfirmPaper, takePaperForm } from './approval/paper-pages.tsx';
import { showEmbargo, showPublish, takeEmbargo, takePublish } from './approval/publish-page.tsx';
import { showReaders, takeReaders } from './approval/readers-page.tsx';
import { showReading, showRemark, takeFinish, takePaper, takeRemark } from './approval/reading-page.tsx';
import { showRemarks, takeAnswer } from './approval/remarks-page.tsx';
import { showRoute, takeRequest } from './approval/route-page.tsx';
import { showSign, takeSign } from './approval/sign-page.tsx';
import { showFigures } from './figures/figures-page.tsx';
import { showHead, showStop, takeHead, takeStop } from './head-pages.tsx';
import { showOverview, takeCompute, takeOrder } from './overview-page.tsx';
import { showPreview } from './preview-page.tsx';
import { showReports } from './reports-page.tsx';
import { showStart, takeStart } from './start-page.tsx';
import { showWarnings, takeWarning } from './warnings-page.tsx';
import { showWrite, takeWrite } from './write-page.tsx';

/** Every page and form by which a report is written, read, signed and published. */
export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: '/verslagen', answer: showReports },
  { method: 'GET', path: '/verslagen/nieuw', answer: showStart },
  { method: 'POST', path: '/verslagen/nieuw', keeps: true, answer: takeStart },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+}', answer: showOverview },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/ordenen}', keeps: true, answer: takeOrder },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/berekenen}', keeps: true, answer: takeCompute },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/titel}', answer: showHead },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/titel}', keeps: true, answer: takeHead },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/stoppen}', answer: showStop },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/stoppen}', keeps: true, answer: takeStop },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/blok/[0-9a-z-]+}', answer: showWrite },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/blok/[0-9a-f-]+/eerder}', answer: showWrite },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/blok/[0-9a-z-]+}', keeps: true, answer: takeWrite },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/cijfers}', answer: showFigures },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/voorbeeld}', answer: showPreview },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/waarschuwingen}', answer: showWarnings },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/waarschuwingen}', keeps: true, answer: takeWarning },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/route}', answer: showRoute },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/leesversies}', keeps: true, answer: takeRequest },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/leesversies/[0-9]+}', answer: showReading },
  {
    method: 'POST',
    path: '/verslagen/:part{[0-9a-f-]+/leesversies/[0-9]+}',
    keeps: true,
    answer: takeFinish,
  },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/leesversies/[0-9]+/pdf}', answer: takePaper },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/leesversies/[0-9]+/opmerking}', answer: showRemark },
  {
    method: 'POST',
    path: '/verslagen/:part{[0-9a-f-]+/leesversies/[0-9]+/opmerking}',
    keeps: true,
    answer: takeRemark,
  },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/opmerkingen}', answer: showRemarks },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/opmerkingen}', keeps: true, answer: takeAnswer },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/lezers}', answer: showReaders },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/lezers}', keeps: true, answer: takeReaders },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/embargo}', answer: showEmbargo },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/embargo}', keeps: true, answer: takeEmbargo },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/tekenen/[0-9a-f-]+}', answer: showSign },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/tekenen/[0-9a-f-]+}', keeps: true, answer: takeSign },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/papier/[0-9a-f-]+}', answer: showPaperForm },
  {
    method: 'POST',
    path: '/verslagen/:part{[0-9a-f-]+/papier/[0-9a-f-]+}',
    keeps: true,
    answer: takePaperForm,
  },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/bevestigen/[0-9a-f-]+}', answer: showConfirmPaper },
  {
    method: 'POST',
    path: '/verslagen/:part{[0-9a-f-]+/bevestigen/[0-9a-f-]+}',
    keeps: true,
    answer: takeConfirmPaper,
  },
  { method: 'GET', path: '/verslagen/:part{[0-9a-f-]+/publiceren}', answer: showPublish },
  { method: 'POST', path: '/verslagen/:part{[0-9a-f-]+/publiceren}', keeps: true, answer: takePublish },
];
