import { Foreign } from '../../../platform/web/components/foreign.tsx';
import type { PublicationLine } from '../../records.ts';
import type { Visit } from '../visit.ts';

/** The title of a report that leads to it, with the language of the report where that is not that of the page. */
export function ReportTitle({ line, visit }: { line: PublicationLine; visit: Visit }) {
  return (
    <a href={visit.to.report(line, true)}>
      <Foreign language={line.language} around={visit.language} marked>
        {line.title[visit.language]}
      </Foreign>
    </a>
  );
}
