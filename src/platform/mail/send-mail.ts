import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { createTransport, type Transporter } from 'nodemailer';
import { mayConnect } from '../identity/provider/addresses.ts';
import { errorCode } from '../language/explained-error.ts';
import { accessToken } from './access-token.ts';
import { isOfSecurity, type MailFault, MailNotSent } from './mail-fault.ts';
import type { MailSecret, MailSetting } from './mail-settings.ts';

/** Milliseconds for connecting, for a greeting, for silence on the way, and for one message in all. */
const patience = { connection: 10_000, greeting: 10_000, silence: 30_000, message: 60_000 };

/** A message as it goes out: one reader, plain text. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A way to a relay, for some messages after each other. */
export interface Relay {
  /** Hands a message over. Resolves when the relay took it; throws a {@link MailNotSent}. */
  readonly send: (id: string, letter: Letter) => Promise<void>;
  readonly close: () => void;
}

/**
 * Connects to a relay, on an address that was checked in that very connection: a public one or one of the list. Throws a
 * {@link MailNotSent}.
 *
 * @param renewed what is done with a refresh token that came in place of the one that was used
 */
export async function openRelay(
  setting: MailSetting,
  secret: MailSecret | null,
  renewed: (refreshToken: string) => Promise<void>,
): Promise<Relay> {
  const address = await checkedAddress(setting);
  const { host, port, security, sender, privateAddresses: _, certificates } = setting;
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: address,
    port,
    name: domain,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(certificates === null ? {} : { ca: [...getCACertificates('default'), certificates] }),
    },
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(await signedInAs(setting, secret, renewed)),
  });
  return {
    send: async (id, letter) => {
      try {
        await inTime(transport, {
          from: sender,
          to: { name: '', address: letter.to },
          subject: letter.subject,
          text: letter.text,
          // The same at each try: a relay or reader that got it twice can tell.
          messageId: `<${id}@${domain}>`,
          xMailer: false,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw error instanceof MailNotSent ? error : new MailNotSent(faultOf(error), error);
      }
    },
    close: () => transport.close(),
  };
}

async function inTime(
  transport: Transporter,
  message: Parameters<Transporter['sendMail']>[0],
): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new MailNotSent('slow'));
    transport.close();
  }, patience.message);
  try {
    await Promise.race([transport.sendMail(message), promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function checkedAddress({ host, privateAddresses }: MailSetting): Promise<string> {
  let found: readonly { readonly address: string }[];
  try {
    found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }];
  } catch (error) {
    throw new MailNotSent('unreachable', error);
  }
  const [first] = found;
  if (!first || found.some(({ address }) => !mayConnect(address, privateAddresses)))
    throw new MailNotSent('address');
  return first.address;
}

async function signedInAs(
  setting: MailSetting,
  secret: MailSecret | null,
  renewed: (refreshToken: string) => Promise<void>,
) {
  const { means, userName } = setting;
  if (means === 'none' || userName === null) return {};
  if (means === 'password' && secret !== null && 'password' in secret)
    return { auth: { user: userName, pass: secret.password } };
  if (means === 'xoauth2' && secret !== null && 'refreshToken' in secret) {
    const got = await accessToken(setting, secret);
    if (got.refreshToken !== secret.refreshToken) await renewed(got.refreshToken);
    return { auth: { type: 'OAuth2' as const, user: userName, accessToken: got.accessToken } };
  }
  throw new MailNotSent('secret');
}

/** What a fault of the library or of the relay means. */
function faultOf(error: unknown): MailFault {
  const code = errorCode(error);
  const answered =
    typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : 0;
  if (code === 'EAUTH' || answered === 530 || answered === 535) return 'sign-in';
  if (code === 'ETLS' || isOfSecurity(error)) return 'tls';
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return answered >= 400 && answered < 500 ? 'later' : 'refused';
  return 'unreachable';
}
