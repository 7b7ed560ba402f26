import type { OpenOrganisation } from '../../../collection/open-organisation.ts';
import { computeFigures } from '../../../figures/definition.ts';
import { roleWords } from '../../../organisation/people/role-words.ts';
import { dayOf, type Period, today } from '../../../organisation/period.ts';
import { structureQuestion } from '../../../organisation/records.ts';
import { nameOn } from '../../../organisation/structure.ts';
import { type PersonActor, personActor, publicationActor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { isDatabaseGone } from '../../../platform/database/database-gone.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { WordedError } from '../../../platform/language/explained-error.ts';
import { inEach, type Language, type Text, text } from '../../../platform/language/text.ts';
import type { ReportDocument } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { startingDocument } from '../../document/starting-document.ts';
import { frozenQuestion } from '../../frozen-inputs.ts';
import { modelHash } from '../../hashes.ts';
import { InsideFigures } from '../../inside/inside-maker.ts';
import { type ProtectedReport, protectReport, thaw } from '../../make-report.ts';
import { renderPdf } from '../../pdf/render-pdf.ts';
import { type Approval, prepareReport } from '../../publish.ts';
import { gatherInputs, publishReport } from '../../publishing.ts';
import type { ReportModel } from '../../report-model.ts';
import { prepareStatement } from '../../statement/prepare-statement.ts';
import type { StatementToSend } from '../../statement/statement-files.ts';
import { draftNotice } from '../../words/draft-words.ts';
import { draftQuestion, type WholeDraft } from '../read-drafts.ts';
import {
  failPublishing,
  failReading,
  readingToMake,
  readingToPublish,
  sourcesOf,
  storeReading,
} from '../readings.ts';
import { routeState } from '../route.ts';
import { numbered, setToRead } from '../set-text.ts';

/** How far the figures of a report are for somebody who writes it. */
export type FiguresReady =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy'; readonly since: Date }
  | { readonly kind: 'failed'; readonly words: Text }
  | { readonly kind: 'ready'; readonly at: Date; readonly report: ProtectedReport };

/** What a report is to begin with. */
export interface BeginningAsked {
  readonly period: Period;
  readonly yearsBefore: number;
  readonly language: Language;
  /** The published report of which the text is taken. Absent: a document is made from the registers. */
  readonly from?: { readonly slug: string; readonly version: number };
}

/** A document to begin with, and what its head says. */
export interface Beginning extends Pick<ReportDocument, 'slug' | 'title' | 'language' | 'yearsBefore'> {
  readonly source: string;
}

function headOf(source: string): Beginning {
  const { slug, title, language, yearsBefore } = parseDocument(source, 'as-published');
  return { source, slug, title, language, yearsBefore };
}

/** How many reports wait with their figures. */
const mostKept = 4;

const brokenOff = text(
  'Het verslag kon door een fout van het programma niet worden gemaakt. Uw tekst is bewaard. Probeer het opnieuw; gaat het weer mis, vraag het dan de technisch beheerder.',
  'The report could not be made because of a fault of the program. Your text was kept. Try again; if it fails again, ask the technical administrator.',
);

/** The figures are others than those that were signed. Nothing was published. */
class ChangedSinceSigned extends WordedError {
  override readonly name = 'ChangedSinceSigned';
}

/**
 * What makes reports for the workplace of one organisation: it counts every record, which no page does, and it does so
 * in the name of who asks, whose rights are asked again each time. It stands behind the door of the program itself.
 */
export class ReportMaker {
  /** Figures for pages of the workplace, outside any report. */
  readonly inside: InsideFigures;
  readonly #organisation: OpenOrganisation;
  readonly #notice: Text | null;
  readonly #tell: (line: string) => void;
  /** By person and report: how far the figures are, and which asking they answer. */
  readonly #figures = new Map<string, { readonly asked: string; readonly state: FiguresReady }>();
  readonly #busy = new Set<Promise<void>>();

  /**
   * @param notice what stands on every page of an example; null for a real organisation
   * @param tell takes a line for the log where the program itself fails
   */
  constructor(organisation: OpenOrganisation, notice: Text | null, tell: (line: string) => void) {
    this.#organisation = organisation;
    this.#notice = notice;
    this.#tell = tell;
    this.inside = new InsideFigures(organisation, tell);
  }

  /**
   * What a report can begin with: a document with every figure that the registers hold of a period, or that of a
   * published report. Null where the registers hold nothing of it.
   */
  async beginning(
    actor: PersonActor,
    { period, yearsBefore, language, from }: BeginningAsked,
  ): Promise<Beginning | null> {
    const { door } = this.#organisation;
    await perform(door, actor, prepareReport, concern, { period: period.key });
    if (from) {
      const frozen = await look(door, publicationActor, frozenQuestion, concern, from);
      const report = frozen?.inputs['report'];
      return report === undefined ? null : headOf(thaw(report).document);
    }
    const { profile, catalogue } = await this.#organisation.on(today());
    const { yearStart, codes } = profile;
    const inputs = await look(door, publicationActor, catalogue.readInputs, concern, {
      period,
      yearsBefore,
      yearStart,
      codes,
      language,
    });
    const { document, shown } = startingDocument({
      period,
      yearsBefore,
      language,
      isSmall: (profile.guardedFigures ?? []).length > 0,
      registers: catalogue.registers,
      figures: computeFigures(catalogue.figures, inputs),
      gaps: inputs.gaps,
    });
    return shown === 0 ? null : headOf(document);
  }

  /**
   * How far the figures of a report are for who writes it, in this instance of the program. They are computed when they
   * were asked for and this instance has none of that asking yet: another may have answered it.
   *
   * @param asked when they were asked for last; null: not
   */
  figures(actor: PersonActor, report: string, source: string, asked: string | null): FiguresReady {
    if (asked === null) return { kind: 'none' };
    const found = this.#figures.get(keyOf(actor, report));
    if (found?.asked === asked) return found.state;
    const keep = (state: FiguresReady) => this.#keep(actor, report, { asked, state });
    const busy: FiguresReady = { kind: 'busy', since: new Date(asked) };
    keep(busy);
    this.#work(async () => {
      try {
        keep({ kind: 'ready', at: new Date(), report: await this.#protect(actor, source, 'as-published') });
      } catch (error) {
        keep({ kind: 'failed', words: this.#wordsFor(error) });
      }
    });
    return busy;
  }

  /** Makes a version that somebody asked for, unless that was done. */
  async makeReading(reading: string): Promise<void> {
    const { door } = this.#organisation;
    const asked = await look(door, publicationActor, readingToMake, concern, { reading });
    if (!asked) return;
    try {
      const actor = personActor(asked.by, 'workplace');
      const ready = await this.#protect(actor, asked.source, 'of-now');
      const sources = [...sourcesOf(asked.source, asked.places)].map(([id, source]) => ({ id, source }));
      const head = (asked.places[0]?.first ?? 1) - 1;
      const whole = { source: asked.source, places: asked.places, head };
      const { model, blocks, warnings } = setToRead(ready, whole, sources);
      const hash = modelHash(model);
      const paper = await renderPdf(numbered(model, blocks, paperNotice(model, asked.number, hash)));
      await perform(door, publicationActor, storeReading, concern, {
        reading,
        model: JSON.stringify(model),
        hash,
        blocks,
        warnings,
        paper: paper.reading,
      });
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      await perform(door, publicationActor, failReading, concern, { reading, words: this.#wordsFor(error) });
    }
  }

  /**
   * Publishes a version that everybody on its route agreed to, as somebody asked for (the id of that event), unless that
   * was done. What becomes of it stands with the report.
   */
  async publish(asking: string): Promise<void> {
    const { door } = this.#organisation;
    const signed = await look(door, publicationActor, readingToPublish, concern, { asking });
    if (!signed) return;
    const { report, reading, next } = signed;
    const actor = personActor(signed.by, 'workplace');
    try {
      const draft = await look(door, actor, draftQuestion, concern, { report });
      if (!draft) return;
      await publishReport(this.#organisation, actor, {
        document: signed.source,
        publishedOn: today(),
        notice: this.#notice,
        approval: { draft: report, reading, signers: await this.#signers(actor, draft, reading), next },
        check: (model) => {
          if (modelHash(asDraft(model, this.#notice)) !== signed.hash)
            throw new ChangedSinceSigned(
              changedWords(asDraft(model, this.#notice), JSON.parse(signed.model)),
            );
        },
      });
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      const words = this.#wordsFor(error);
      await perform(door, publicationActor, failPublishing, concern, { report, reading, words });
    }
  }

  /** The statement of a year to its receiver, as the registers give it now. Throws what {@link prepareStatement} throws. */
  async statement(actor: PersonActor, year: string, toRecord: boolean): Promise<StatementToSend> {
    const day = today();
    return prepareStatement(await this.#organisation.on(day), actor, year, day, toRecord);
  }

  /** Ends when no figures are being computed any more. */
  async rest(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }

  async #protect(
    actor: PersonActor,
    source: string,
    rules: 'of-now' | 'as-published',
  ): Promise<ProtectedReport> {
    const day = today();
    const { catalogue } = await this.#organisation.on(day);
    const inputs = await gatherInputs(this.#organisation, actor, {
      document: source,
      publishedOn: day,
      notice: this.#notice,
    });
    return protectReport(catalogue, { ...inputs, draft: true }, rules);
  }

  async #signers(actor: PersonActor, draft: WholeDraft, reading: string): Promise<Approval['signers']> {
    const { profile } = await this.#organisation.on(today());
    const structure = await look(this.#organisation.door, actor, structureQuestion, concern, {});
    return routeState(draft.steps, draft.events, reading).steps.flatMap(({ act, role, unit, state }) => {
      if (act !== 'sign' || role === null || state.kind !== 'done') return [];
      const { event } = state;
      const place = structure.units.find(({ key }) => key === (unit ?? structure.root));
      const decider = role === 'head' ? profile.titles['decider'] : undefined;
      return [
        {
          title: decider ?? roleWords[role].name,
          unit: place ? nameOn(place, today()).name : text('', ''),
          signedOn: event.day ?? dayOf(new Date(event.at)),
        },
      ];
    });
  }

  #keep(actor: PersonActor, report: string, kept: { readonly asked: string; readonly state: FiguresReady }) {
    const key = keyOf(actor, report);
    // Of two askings the answer to the later one stays.
    if ((this.#figures.get(key)?.asked ?? '') > kept.asked) return;
    this.#figures.delete(key);
    this.#figures.set(key, kept);
    for (const oldest of this.#figures.keys()) {
      if (this.#figures.size <= mostKept) break;
      this.#figures.delete(oldest);
    }
  }

  #work(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => void this.#wordsFor(error))
      .finally(() => void this.#busy.delete(running));
    this.#busy.add(running);
  }

  #wordsFor(error: unknown): Text {
    if (error instanceof WordedError) return error.words;
    this.#tell(`A report could not be made: ${error instanceof Error ? error.stack : String(error)}`);
    return brokenOff;
  }
}

function keyOf({ person }: PersonActor, report: string): string {
  return `${person} ${report}`;
}

/** Which version lies on paper: who signs it there signs this hash. */
function paperNotice(model: ReportModel, number: number, hash: string): Text {
  const said = text(
    `Leesversie ${number}, controlegetal ${hash.slice(0, 16)}.`,
    `Reading version ${number}, check number ${hash.slice(0, 16)}.`,
  );
  return model.notice ? inEach`${said} ${model.notice}` : said;
}

/** A report that is to be published, as it was before: without version and date. */
function asDraft(
  { format, slug, version: _version, ...rest }: ReportModel,
  notice: Text | null,
): ReportModel {
  const { outside: _outside, ...method } = rest.method;
  return {
    format,
    slug,
    version: 0,
    draft: true,
    ...rest,
    notice: draftNotice(notice),
    publishedOn: '',
    method,
  };
}

/** Says what is otherwise than in the version that was signed. */
function changedWords(now: ReportModel, signed: ReportModel): Text {
  const before = new Map(signed.figures.map((figure) => [figure.id, JSON.stringify(figure)]));
  const others = now.figures.filter((figure) => before.get(figure.id) !== JSON.stringify(figure));
  const listed = (language: 'nl' | 'en') => others.map(({ title }) => title[language]).join('; ');
  return others.length === 0
    ? text(
        'Sinds de handtekeningen is iets veranderd waaruit het verslag wordt gemaakt, zoals een naam of een instelling. Er is niets gepubliceerd. Maak een nieuwe leesversie en laat die tekenen.',
        'Since the signatures something changed that the report is made from, such as a name or a setting. Nothing was published. Make a new reading version and have it signed.',
      )
    : text(
        `Sinds de handtekeningen zijn cijfers veranderd: ${listed('nl')}. Er is niets gepubliceerd. Maak een nieuwe leesversie en laat die tekenen.`,
        `Since the signatures figures changed: ${listed('en')}. Nothing was published. Make a new reading version and have it signed.`,
      );
}
