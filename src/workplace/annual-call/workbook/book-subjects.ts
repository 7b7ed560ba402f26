import { comparePart, saveDelegated } from '../../../collection/annual-call/delegation/by-delegate.ts';
import type { GivenAnswer } from '../../../collection/annual-call/given-answer.ts';
import type { Parted } from '../../../collection/annual-call/merging.ts';
import { compareAnswers, saveAnswers } from '../../../collection/annual-call/save-answers.ts';
import type { BookOf } from '../../../collection/annual-call/workbook/book.ts';
import { concern, unitResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import type { Crumb } from '../../../platform/web/components/crumbs.tsx';
import { isId } from '../../front/typed-text.ts';
import type { SignedIn } from '../../front/visit.ts';
import type { Question } from '../answering/question-fields.tsx';
import { oddGate, recordsOf } from '../begin-page.tsx';
import { ownPart } from '../delegation/own-part.tsx';
import { partBesideOf, partGate, partRegisters, partTitle } from '../delegation/part-form.tsx';
import { type OpenReturn, openReturn, unitName } from '../held-call.ts';
import { newestAnswer, returnCrumbs } from '../return-parts.tsx';
import type { BookRegister } from './check-book.ts';

/** An answer that stands, as a page shows it beside one of a file. */
export type Standing = Pick<GivenAnswer, 'register' | 'field' | 'part' | 'state' | 'value' | 'note'> & {
  readonly id: string;
  readonly at: string;
};

/** What a workbook is made of and read back into: a return, or questions that were handed to an account. */
export interface BookSubject {
  /** Without language: "/uitvraag/2025/PBW". */
  readonly path: string;
  readonly title: string;
  readonly of: BookOf;
  readonly crumbs: readonly Crumb[];
  readonly registers: readonly BookRegister[];
  readonly answers: readonly (Omit<GivenAnswer, 'stands'> & { readonly stands?: string | null })[];
  /** What keeping answers would write, and what stands otherwise meanwhile; null where it is gone. */
  readonly compare: (base: string, answers: readonly GivenAnswer[]) => Promise<Parted<Standing> | null>;
  readonly save: (
    base: string,
    answers: readonly GivenAnswer[],
    over: readonly string[],
  ) => Promise<'gone' | 'same' | 'saved' | 'conflict' | 'voided'>;
}

const baseOf = (version: string) => (isId(version) ? version : null);

/** The return of a unit. */
export async function returnSubject(visit: SignedIn, part: string): Promise<BookSubject | null> {
  const opened = await openReturn(visit, part);
  if (!opened) return null;
  const { language, premises, actor } = visit;
  const { at, unit, scope, place } = opened;
  const period = scope.period;
  const resource = unitResource(unit);
  return {
    path: place,
    title: `${unitName(at, unit, language)} ${at.name}`,
    of: { key: `${period} ${unit}`, version: newestAnswer(opened) },
    crumbs: returnCrumbs(visit, opened, true),
    registers: opened.asked.map((register) => returnRegister(opened, register)),
    answers: opened.found.own.answers,
    compare: (version, answers) =>
      look(premises.door, actor, compareAnswers, resource, { period, unit, base: baseOf(version), answers }),
    save: async (version, answers, over) => {
      const saved = await perform(premises.door, actor, saveAnswers, resource, {
        ...{ period, unit, answers, over },
        base: baseOf(version),
      });
      return saved.outcome === 'saved' && saved.voided ? 'voided' : saved.outcome;
    },
  };
}

function returnRegister(opened: OpenReturn, register: OpenReturn['asked'][number]): BookRegister {
  const { found } = opened;
  const count = found.records.get(register.key)?.now ?? null;
  return {
    key: register.key,
    name: register.name,
    gate: {
      records: { confirmed: recordsOf(opened, register)?.now ?? null, kept: count ?? 0 },
      odd: (choice, language) => oddGate(opened, register, choice, language),
    },
    questions: register.questions.map((question) => {
      const own: Question = { ...question, register: register.key };
      const key = `${question.field}|${question.part}`;
      const isCounted = register.confirmed?.field === question.field && question.part === '';
      const last = found.lastYear.get(key);
      return { ...own, last, beside: { last, count: isCounted ? count : null } };
    }),
  };
}

/** Questions that were handed to an account. What is unlikely is asked of who takes the answers over. */
export async function partSubject(visit: SignedIn, id: string): Promise<BookSubject | null> {
  const opened = await ownPart(visit, id);
  if (!opened) return null;
  const { premises, actor } = visit;
  const { at, part } = opened;
  return {
    path: at.path,
    title: partTitle(visit, part),
    of: { key: part.id, version: part.answers.at(-1)?.id ?? '' },
    crumbs: [{ href: visit.to(at.path), label: partTitle(visit, part) }],
    registers: partRegisters(part).map(({ key, first, gate, questions }) => ({
      key,
      name: first.name,
      gate: gate ? { records: partGate(at, gate), odd: () => null } : null,
      questions: questions.map((question) => {
        const beside = partBesideOf(at, question);
        return { ...question, last: beside.last ?? undefined, beside: { ...beside, last: null } };
      }),
    })),
    answers: part.answers,
    compare: (version, answers) =>
      look(premises.door, actor, comparePart, concern, {
        delegation: part.id,
        base: baseOf(version),
        answers,
      }),
    save: async (version, answers, over) => {
      const saved = await perform(premises.door, actor, saveDelegated, concern, {
        ...{ delegation: part.id, answers, over },
        base: baseOf(version),
      });
      return saved.outcome;
    },
  };
}
