import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { makeCertificate, type TestCertificate } from './certificate.ts';

/** A message as a relay got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Everything that was sent, headers and text. */
  readonly raw: string;
}

/** A real mail server on this machine that can be made to refuse. */
export interface TestMailServer {
  readonly port: number;
  /** PEM, by which it is known. */
  readonly certificate: string;
  readonly received: ReceivedMail[];
  /** What was shown to come in: a password or an access token. */
  readonly shown: string[];
  /** What it answers to an address instead of taking it: a reply code. */
  readonly refuses: Map<string, number>;
  /** Called when a message has come whole, before it is taken. */
  beforeTaking: (() => Promise<void>) | null;
  readonly close: () => Promise<void>;
}

/**
 * Starts a mail server.
 *
 * @param right the name with password or access token that lets in; null: everybody comes in
 */
export async function startMailServer(
  right: { readonly user: string; readonly secret: string } | null = null,
  port = 0,
  { key, certificate }: TestCertificate = makeCertificate(),
): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const shown: string[] = [];
  const refuses = new Map<string, number>();
  const options: SMTPServerOptions = {
    key,
    cert: certificate,
    authOptional: right === null,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    disableReverseLookup: true,
    onAuth: ({ username, password, accessToken }, _session, answer) => {
      const secret = accessToken ?? password ?? '';
      shown.push(secret);
      if (right !== null && username === right.user && secret === right.secret)
        answer(null, { user: username });
      else answer(Object.assign(new Error('no'), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, answer) => {
      const code = refuses.get(address);
      if (code === undefined) answer();
      else answer(Object.assign(new Error('not this one'), { responseCode: code }));
    },
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        await test.beforeTaking?.();
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        });
        answer();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  const test: TestMailServer = {
    port: typeof address === 'object' && address !== null ? address.port : port,
    certificate,
    received,
    shown,
    refuses,
    beforeTaking: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return test;
}
