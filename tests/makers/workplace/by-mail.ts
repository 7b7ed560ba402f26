import { wholeCatalogue } from '../../../src/app.ts';
import { personActor } from '../../../src/platform/access/actor.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { perform } from '../../../src/platform/database/doorways.ts';
import { doJobs, newHolder } from '../../../src/platform/jobs/do-jobs.ts';
import type { JobKind } from '../../../src/platform/jobs/job-kinds.ts';
import {
  type MailSecret,
  type MailSetting,
  recordMail,
  sealedSecret,
} from '../../../src/platform/mail/mail-settings.ts';
import { sendWaiting } from '../../../src/platform/mail/send-waiting.ts';
import { digestJob } from '../../../src/workplace/notices/digest-job.ts';
import { writerOf } from '../../../src/workplace/notices/letters.ts';
import type { TestMailServer } from './mail-server.ts';
import { asOwner, type TestWorkplace } from './workplace.ts';

/** Where the workplace answers, in tests of mail. */
export const workAddress = 'https://werk.veld.test';

/** Sets by what mail goes out, as the technical administrator. */
export async function setMail(
  { premises, door }: TestWorkplace,
  administrator: string,
  server: Pick<TestMailServer, 'port' | 'certificate'>,
  given: Partial<MailSetting> = {},
  secret: MailSecret | null = null,
): Promise<void> {
  await perform(door, personActor(administrator, 'workplace'), recordMail, concern, {
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    sender: 'daglicht@veld.test',
    warnTo: 'beheer@veld.test',
    means: 'none',
    userName: null,
    tokenEndpoint: null,
    clientId: null,
    secretEndsOn: null,
    privateAddresses: ['127.0.0.1', '::1'],
    certificates: server.certificate,
    ...given,
    secret: secret === null ? null : sealedSecret(premises.keys, premises.organisation, secret),
  });
}

/** A digest job that is always due, once a day, whatever the hour. */
export const digestsNow: JobKind = { ...digestJob(wholeCatalogue), rhythm: { daily: '00:00' } };

/** Makes the digests of today, as one instance. */
export function makeDigests(
  { door, premises }: Pick<TestWorkplace, 'door' | 'premises'>,
  holder = newHolder(),
): Promise<readonly string[]> {
  return doJobs({ key: premises.organisation, door }, [digestsNow], holder);
}

/** Sends what is due, as one instance; how many the relay took. */
export function sendNow(
  { door, premises }: Pick<TestWorkplace, 'door' | 'premises'>,
  holder = newHolder(),
): Promise<number> {
  const write = writerOf({ door, catalogue: wholeCatalogue, workAddress });
  return sendWaiting({ key: premises.organisation, door, keys: premises.keys, holder, write });
}

/** Lets time pass for what waits: it is due now, and was put there so much earlier. */
export async function later(workplace: TestWorkplace, interval: string): Promise<void> {
  await asOwner(
    workplace,
    `update mail_message set next_at = now(), recorded_at = recorded_at - $1::interval where ended_at is null`,
    [interval],
  );
}
