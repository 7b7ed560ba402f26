import { type RetentionTerms, retentionKinds, retentionOfKind, termInWords } from '../../codes/retention.ts';
import { text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import type { SignedIn } from '../front/visit.ts';

/** The words of what says how long things are kept. */
export const retentionWords = {
  title: text('Bewaartermijnen', 'Retention terms'),
  lead: text(
    'Hoe lang wat bewaard blijft, en op grond waarvan. Een andere termijn stelt de een voor en keurt een ander goed; een van beiden is de privacy officer.',
    'How long what is kept, and on what ground. Another term is proposed by one and approved by another; one of both is the privacy officer.',
  ),
  change: text('Bewaartermijnen wijzigen', 'Change the retention terms'),
  others: text('Termijnen die bij het programma horen', 'Terms that belong to the program'),
  what: text('Wat', 'What'),
  trigger: text('Vanaf', 'From'),
  term: text('Termijn', 'Term'),
  source: text('Bron', 'Source'),
} as const;

/** The terms as a table. */
export function RetentionTable({ visit, terms }: { visit: SignedIn; terms: RetentionTerms }) {
  const { language } = visit;
  return (
    <TextTable
      caption={retentionWords.title[language]}
      captionHidden
      heads={(['what', 'trigger', 'term', 'source'] as const).map((head) => retentionWords[head][language])}
      rows={retentionKinds.map((kind) => [
        retentionOfKind[kind].what[language],
        retentionOfKind[kind].trigger[language],
        termInWords(terms[kind].months)[language],
        terms[kind].source,
      ])}
    />
  );
}

/** How long things are kept: by the profile, and where the program itself says it. */
export function RetentionSection({ visit, terms }: { visit: SignedIn; terms: RetentionTerms }) {
  const { language, to, premises } = visit;
  const rows = premises.catalogue.registers.flatMap(({ name, retention }) =>
    retention.flatMap((one) =>
      'kind' in one
        ? []
        : [
            [
              `${name[language]}: ${one.what[language]}`,
              one.trigger[language],
              one.term[language],
              one.source,
            ],
          ],
    ),
  );
  return (
    <section class="dl-flow" aria-labelledby="bewaartermijnen">
      <h2 id="bewaartermijnen">{retentionWords.title[language]}</h2>
      <p>{retentionWords.lead[language]}</p>
      <RetentionTable visit={visit} terms={terms} />
      <p>
        <a class="dl-button dl-button--second" href={to('/bewaartermijnen')}>
          {retentionWords.change[language]}
        </a>
      </p>
      <Disclosure title={retentionWords.others[language]}>
        <TextTable
          caption={retentionWords.others[language]}
          captionHidden
          heads={(['what', 'trigger', 'term', 'source'] as const).map(
            (head) => retentionWords[head][language],
          )}
          rows={rows}
        />
      </Disclosure>
    </section>
  );
}
