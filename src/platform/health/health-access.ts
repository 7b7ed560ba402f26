import type { AccessRow } from '../access/access-table.ts';
import { healthFacts, keepLights, noteChain, noteHealth } from './read-health.ts';

const bySystem = 'Het programma let zelf op en schrijft de technisch beheerder als iets op rood gaat';
const byAdministrator = 'De technisch beheerder let op de toestand van het systeem';

/** Who sees how the program is doing, and who says when a backup was made. */
export const healthAccess: readonly AccessRow[] = [
  { who: 'system', may: 'see', what: healthFacts.name, on: 'concern', because: bySystem },
  ...[noteChain.name, keepLights.name].map(
    (what): AccessRow => ({ who: 'system', may: 'do', what, on: 'concern', because: bySystem }),
  ),
  {
    who: 'technical-administrator',
    may: 'see',
    what: healthFacts.name,
    on: 'concern',
    because: byAdministrator,
  },
  {
    who: 'technical-administrator',
    may: 'do',
    what: noteHealth.name,
    on: 'concern',
    because: byAdministrator,
  },
  {
    who: 'operator',
    may: 'do',
    what: noteHealth.name,
    on: 'concern',
    because: 'Een reservekopie wordt op de server gemaakt; wat haar maakt, legt dat daar vast',
  },
];
