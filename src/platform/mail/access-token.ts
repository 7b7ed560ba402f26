import { z } from 'zod';
import { AddressRefused, providerFetch } from '../identity/provider/provider-fetch.ts';
import { isOfSecurity, MailNotSent } from './mail-fault.ts';
import type { MailSetting } from './mail-settings.ts';

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
});

/**
 * Asks the token endpoint for an access token, by https and on an address that was checked. Throws a MailNotSent: `token`
 * where it gave none, `address` where it may not be connected to, else `unreachable`.
 *
 * @returns the token, with the refresh token that is to be used from now on
 */
export async function accessToken(
  { tokenEndpoint, clientId, privateAddresses, certificates }: MailSetting,
  { clientSecret, refreshToken }: { readonly clientSecret: string; readonly refreshToken: string },
): Promise<{ readonly accessToken: string; readonly refreshToken: string }> {
  if (tokenEndpoint === null || clientId === null) throw new MailNotSent('token');
  const fetch = providerFetch({ privateAddresses, certificates, environment: process.env });
  let answer: Response;
  try {
    answer = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      }),
      redirect: 'manual',
    });
  } catch (error) {
    if (error instanceof AddressRefused) throw new MailNotSent('address', error);
    throw new MailNotSent(isOfSecurity(error) ? 'tls' : 'unreachable', error);
  }
  const read = answer.ok ? answerSchema.safeParse(await answer.json().catch(() => null)) : null;
  if (!read?.success) throw new MailNotSent('token');
  return { accessToken: read.data.access_token, refreshToken: read.data.refresh_token ?? refreshToken };
}
