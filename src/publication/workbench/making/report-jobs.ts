import type { JobKind } from '../../../platform/jobs/job-kinds.ts';
import type { ReportMaker } from './maker.ts';

/**
 * The jobs that make what was asked for of a report: a version to read and sign, its publication, and the protected
 * figures of a period for pages of the workplace. Noted by the
 * database with what asks for them; their key is its id.
 *
 * @param makers what makes the reports of each organisation, by key
 */
export function reportJobs(makers: ReadonlyMap<string, ReportMaker>): readonly JobKind[] {
  const one = (kind: string, make: (maker: ReportMaker, key: string) => Promise<void>): JobKind => ({
    kind,
    rhythm: 'asked',
    work: async ({ organisation, job }) => {
      const maker = makers.get(organisation);
      if (maker) await make(maker, job.key);
    },
  });
  return [
    one('report-reading', (maker, reading) => maker.makeReading(reading)),
    one('report-publishing', (maker, asking) => maker.publish(asking)),
    one('figure-edition', (maker, edition) => maker.inside.makeEdition(edition)),
  ];
}
