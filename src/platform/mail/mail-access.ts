import type { AccessRow } from '../access/access-table.ts';
import { chooseDigest, digestChoice } from './digest-choice.ts';
import { digestReader, digestReaders, queueDigests } from './digests.ts';
import { endMail, recordMail, shownMail, usedMail } from './mail-settings.ts';
import { settleMail, takeMail, testMail, testMessages } from './outbox.ts';

const bySystem = 'Post verstuurt het programma zelf, onder een eigen rol zonder registers';
const byAdministrator = 'De technisch beheerder zorgt dat post wordt bezorgd; het geheim ziet die niet terug';
const own = 'Ieder kiest zelf hoe vaak er bericht komt';

const row = (
  who: AccessRow['who'],
  may: AccessRow['may'],
  names: readonly string[],
  because: string,
): readonly AccessRow[] => names.map((what) => ({ who, may, what, on: 'concern', because }));

/** Who sends mail, who sets by what it goes out, and who says how often it comes. */
export const mailAccess: readonly AccessRow[] = [
  ...row('system', 'see', [usedMail.name, digestReaders.name, digestReader.name], bySystem),
  ...row(
    'system',
    'do',
    [takeMail.name, settleMail.name, queueDigests.name, 'mail.renew-secret', 'mail.reseal'],
    bySystem,
  ),
  ...row('technical-administrator', 'see', [shownMail.name, testMessages.name], byAdministrator),
  ...row('technical-administrator', 'do', [recordMail.name, endMail.name, testMail.name], byAdministrator),
  ...row('identity', 'see', [digestChoice.name], own),
  ...row('identity', 'do', [chooseDigest.name], own),
];
