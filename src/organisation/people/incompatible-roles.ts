import type { Role } from '../../platform/access/relation.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** The rules by which one person does not have two roles at the same time, with the words for who is refused. */
export const incompatibleRules = {
  'counsellor-apart': text(
    'Een vertrouwenspersoon is onafhankelijk: niet ook coördinator, HR-adviseur, onderzoeker, compliance officer, lid van de klachtencommissie of beslisser.',
    'A confidential counsellor is independent: not also coordinator, HR adviser, investigator, compliance officer, member of the complaints committee or decider.',
  ),
  'administrator-without-content': text(
    'De technisch beheerder ziet geen inhoud en heeft dus geen rol die inhoud behandelt.',
    'The technical administrator sees no content, and so has no role that handles content.',
  ),
  'auditor-apart': text(
    'De auditor controleert het werk van anderen en doet dat werk niet zelf.',
    'The auditor checks the work of others and does not do that work.',
  ),
} satisfies Record<string, Text>;

export type IncompatibleRule = keyof typeof incompatibleRules;

/** The roles whose appointment, or its end, is decided by another than who proposes it. */
export const privilegedRoles: ReadonlySet<Role> = new Set<Role>([
  'central-coordinator',
  'auditor',
  'technical-administrator',
  'functional-administrator',
  'privacy-officer',
  'protection-officer',
  'head',
]);
