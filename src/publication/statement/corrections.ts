import type { CodedIncident } from '../../collection/offers/stated-records.ts';
import type { SentCodes, Statement } from './statement.ts';

/** Why an earlier statement would be otherwise today. */
export type CorrectionCause = 'late' | 'withdrawn' | 'other-date' | 'requalified' | 'mapping' | 'unmapped';

/** Incidents of an earlier statement that changed in the same way: what was sent, and what would be sent now. */
export interface Correction {
  readonly year: string;
  readonly version: number;
  readonly cause: CorrectionCause;
  /** Null: it was not in the statement. */
  readonly was: SentCodes | null;
  /** Null: it would not be in it now. */
  readonly now: SentCodes | null;
  readonly incidents: number;
}

/** A statement that was recorded as sent, with the rows it counted. */
export interface RecordedStatement {
  readonly year: string;
  readonly version: number;
  readonly rows: readonly {
    readonly incidentId: string;
    readonly own: OwnCodes;
    readonly sent: SentCodes;
  }[];
}

/** The codes of our own that are behind what was sent. */
export type OwnCodes = Pick<
  CodedIncident,
  'category' | 'subcategory' | 'kind' | 'finding' | 'investigation' | 'measures'
>;

/** The own codes of an incident, in a fixed order. */
export function ownCodes(incident: CodedIncident): OwnCodes {
  const { category, subcategory, kind, finding, investigation } = incident;
  return { category, subcategory, kind, finding, investigation, measures: [...incident.measures].sort() };
}

/**
 * What has changed since an earlier statement was sent, by cause. `known` are all incidents that the register
 * has today, `today` the statement of the same year as it would be made now.
 */
export function corrections(
  sent: RecordedStatement,
  today: Statement,
  known: readonly CodedIncident[],
): readonly Correction[] {
  const now = new Map(today.rows.map((row) => [row.incident.incidentId, row]));
  const before = new Map(sent.rows.map((row) => [row.incidentId, row]));
  const register = new Map(known.map((one) => [one.incidentId, one]));
  const found: Omit<Correction, 'year' | 'version' | 'incidents'>[] = [];
  for (const [id, row] of before) {
    const current = now.get(id);
    if (!current) {
      const incident = register.get(id);
      const cause = !incident
        ? 'withdrawn'
        : incident.pending || incident.counted !== sent.year
          ? 'other-date'
          : 'unmapped';
      found.push({ cause, was: row.sent, now: null });
    } else if (JSON.stringify(current.sent) !== JSON.stringify(row.sent)) {
      const same = JSON.stringify(ownCodes(current.incident)) === JSON.stringify(row.own);
      found.push({ cause: same ? 'mapping' : 'requalified', was: row.sent, now: current.sent });
    }
  }
  for (const [id, row] of now) if (!before.has(id)) found.push({ cause: 'late', was: null, now: row.sent });
  return [...Map.groupBy(found, (one) => JSON.stringify([one.cause, one.was, one.now]))]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([, same]): Correction[] => {
      const [first] = same;
      return first ? [{ year: sent.year, version: sent.version, ...first, incidents: same.length }] : [];
    });
}
