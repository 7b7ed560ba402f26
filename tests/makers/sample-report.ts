import { sampleReportIn } from '../../src/publication/html/sample-report.ts';

/** The report with something of everything, in Dutch. */
export const sampleReport = sampleReportIn('nl');
