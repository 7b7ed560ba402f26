import type { VNode } from 'preact';
import type { FileOutcome } from '../../collection/kept-files/outcome.ts';
import { today } from '../../organisation/period.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Page } from '../../platform/web/page.tsx';
import { confidentialSheet, frameOf, type SignedIn } from '../front/visit.ts';
import { FindingsByKind, FindingsByRow } from './file-findings.tsx';

const printed = text(
  'Afgedrukt op {day}. In het register is niets gewijzigd.',
  'Printed on {day}. Nothing was changed in the register.',
);

/** What was found in a file, for paper: all of it, and nothing to fill in. */
export function PrintedFindings({
  visit,
  title,
  strip,
  outcome,
}: {
  visit: SignedIn;
  title: string;
  strip: VNode;
  outcome: FileOutcome;
}) {
  const { language, premises } = visit;
  return (
    <Page frame={frameOf(visit)} title={title} wide sheet={confidentialSheet(visit)}>
      <h1>{title}</h1>
      {strip}
      <p>{say(printed[language], language, { day: dateInWords(today(), language) })}</p>
      <FindingsByKind outcome={outcome} doubts={premises.catalogue.doubts} language={language} />
      <FindingsByRow outcome={outcome} page={null} hrefOf={() => ''} language={language} />
    </Page>
  );
}
