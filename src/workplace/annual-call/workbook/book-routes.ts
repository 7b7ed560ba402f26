import type { InnerRoute, Route } from '../../front/work-site.tsx';
import { notFound } from '../../front/work-site.tsx';
import { bookPage, giveBook, keepBook, takeBook } from './book-pages.tsx';
import { partSubject, returnSubject } from './book-subjects.ts';

const unit = '[0-9]+/[A-Za-z0-9-]+';

/** What a page does with what its workbook is of. */
type WithSubject = (
  visit: Parameters<InnerRoute['answer']>[0],
  subject: Parameters<typeof keepBook>[1],
) => Response | Promise<Response>;

const ofReturn =
  (then: WithSubject): InnerRoute['answer'] =>
  async (visit, part) => {
    const subject = await returnSubject(visit, part);
    return subject ? then(visit, subject) : notFound(visit);
  };

const ofPart =
  (then: WithSubject): InnerRoute['answer'] =>
  async (visit, part) => {
    const subject = await partSubject(visit, part.split('/')[0] ?? '');
    return subject ? then(visit, subject) : notFound(visit);
  };

const show: WithSubject = (visit, subject) => bookPage(visit, subject, []);

/** Every page by which a return, or questions that were handed to an account, are answered in a workbook. */
export const bookRoutes: readonly Route[] = [
  { method: 'GET', path: `/uitvraag/:part{${unit}/werkmap}`, answer: ofReturn(show) },
  { method: 'GET', path: `/uitvraag/:part{${unit}/werkmap/ophalen}`, answer: ofReturn(giveBook) },
  // Where a form leads back that came after its session ended.
  { method: 'GET', path: `/uitvraag/:part{${unit}/werkmap/bewaren}`, answer: ofReturn(show) },
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+/werkmap/bewaren}', answer: ofPart(show) },
  { method: 'POST', path: `/uitvraag/:part{${unit}/werkmap}`, answer: ofReturn(takeBook) },
  {
    method: 'POST',
    path: `/uitvraag/:part{${unit}/werkmap/bewaren}`,
    keeps: true,
    answer: ofReturn(keepBook),
  },
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+/werkmap}', answer: ofPart(show) },
  { method: 'GET', path: '/uitvraag/deel/:part{[0-9a-f-]+/werkmap/ophalen}', answer: ofPart(giveBook) },
  { method: 'POST', path: '/uitvraag/deel/:part{[0-9a-f-]+/werkmap}', answer: ofPart(takeBook) },
  {
    method: 'POST',
    path: '/uitvraag/deel/:part{[0-9a-f-]+/werkmap/bewaren}',
    keeps: true,
    answer: ofPart(keepBook),
  },
];
