import { peopleLists } from '../../collection/people/lists/waiting-lists.ts';
import {
  type CertificateWarning,
  certificateKinds,
  certificateWarnings,
} from '../../organisation/people/certificates.ts';
import { openWork } from '../../organisation/people/open-work.ts';
import { roleWords } from '../../organisation/people/role-words.ts';
import { concern, personResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language } from '../../platform/language/text.ts';
import { text } from '../../platform/language/text.ts';
import { type Asker, hasRole } from '../front/visit.ts';

const words = {
  openWork: text(
    '{records, plural, one {# zaak is} other {# zaken zijn}} nog van niemand',
    '{records, plural, one {# record is} other {# records are}} nobody’s yet',
  ),
  lists: text(
    '{count, plural, one {Een lijst van mensen wacht} other {# lijsten van mensen wachten}} op uw ja',
    '{count, plural, one {A list of people waits} other {# lists of people wait}} for your yes',
  ),
  own: text('Uw rol', 'Your role'),
  missing: text('geen {kind} vastgelegd', 'no {kind} recorded'),
  over: text('het {kind} is afgelopen op {until}', 'the {kind} ended on {until}'),
  soon: text(
    'het {kind} loopt binnen drie maanden af, op {until}',
    'the {kind} ends within three months, on {until}',
  ),
  year: text('het {kind} loopt binnen een jaar af, op {until}', 'the {kind} ends within a year, on {until}'),
} as const;

/** Something that waits for somebody, with where it is done. */
export interface Waiting {
  readonly text: string;
  readonly href: string | null;
}

/** What waits of appointments and lists of people: for who looks after them, and of the own certificates. */
export async function waitingWork(visit: Asker): Promise<readonly Waiting[]> {
  const { premises, actor, language, to, session } = visit;
  const found: Waiting[] = [];
  if (hasRole(visit, 'functional-administrator')) {
    const open = await look(premises.door, actor, openWork, concern, {});
    const records = open.reduce((sum, one) => sum + one.records, 0);
    if (records > 0)
      found.push({
        text: say(words.openWork[language], language, { records }),
        href: to('/mensen/open-werk'),
      });
    const lists = await look(premises.door, actor, peopleLists, concern, { list: null });
    const count = lists.filter(({ state }) => state === 'waits').length;
    if (count > 0)
      found.push({ text: say(words.lists[language], language, { count }), href: to('/mensen/lijsten') });
    const warnings = await look(premises.door, actor, certificateWarnings, concern, { person: null });
    for (const one of warnings)
      found.push({
        text: `${one.name ?? '…'}, ${roleWords[one.role].name[language]}: ${warningInWords(one, language)}`,
        href: to(`/mensen/${one.person}`),
      });
  } else if (hasRole(visit, 'counsellor', 'lead-counsellor')) {
    const own = personResource(session.person);
    const warnings = await look(premises.door, actor, certificateWarnings, own, { person: session.person });
    const told = new Map(warnings.map((one) => [one.kind, warningInWords(one, language)]));
    for (const one of told.values()) found.push({ text: `${words.own[language]}: ${one}`, href: null });
  }
  return found;
}

function warningInWords({ kind, urgency, until }: CertificateWarning, language: Language): string {
  const values = {
    kind: certificateKinds[kind][language],
    until: until === null ? '' : dateInWords(until, language),
  };
  switch (urgency) {
    case 'missing':
      return say(words.missing[language], language, values);
    case 'over':
      return say(words.over[language], language, values);
    case 'months-3':
      return say(words.soon[language], language, values);
    case 'months-12':
      return say(words.year[language], language, values);
    default:
      return urgency satisfies never;
  }
}
