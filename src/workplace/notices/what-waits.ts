import type { Catalogue } from '../../collection/catalogue.ts';
import { roleNamed } from '../../organisation/people/role-words.ts';
import { personActor } from '../../platform/access/actor.ts';
import type { OrganisationDoor } from '../../platform/database/doorways.ts';
import type { DigestReader } from '../../platform/mail/digests.ts';
import { callWork } from '../annual-call/call-work.ts';
import { waitingWork } from '../appointments/waiting-work.tsx';
import type { Asker } from '../front/visit.ts';
import { registerDoubts } from '../home/register-work.tsx';
import { waitingProposals } from '../home/waiting-proposals.ts';
import { lineWork } from '../in-the-line/line-work.ts';
import { keyWork } from '../keys/key-work.ts';
import { questionWork } from '../registers/questions/question-work.ts';
import { reportWork } from '../reports/report-work.ts';
import { signalWork } from '../signals/signal-work.ts';

/**
 * Whether anything waits for somebody on "Uw werk", asked as that person: by the same questions as the page, whose rights
 * policy and database check at each.
 */
export async function anythingWaits(
  door: OrganisationDoor,
  catalogue: Catalogue,
  { person, roles }: DigestReader,
): Promise<boolean> {
  const asker: Asker = {
    language: 'nl',
    to: (path) => path,
    premises: { door, catalogue },
    actor: personActor(person, 'job'),
    session: { person },
    roles: roles.flatMap((role) => roleNamed(role) ?? []),
  };
  return (
    (await waitingProposals(asker)).forMe.length > 0 ||
    (await signalWork(asker)).waits.length > 0 ||
    (await keyWork(asker)).waits.length > 0 ||
    (await callWork(asker)).waits.length > 0 ||
    (await reportWork(asker)).waits.length > 0 ||
    (await waitingWork(asker)).length > 0 ||
    (await lineWork(asker)).waits.length > 0 ||
    (await questionWork(asker)).waits.length > 0 ||
    (await registerDoubts(asker)).length > 0
  );
}
