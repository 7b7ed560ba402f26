import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mayBeListed } from './addresses.ts';

/** A rule with its words in both languages, as faults of files are told (platform/json). */
const told = (nl: string, en: string) => ({ message: nl, params: { en } });

/** Words in the address of an issuer of Entra that stand for every tenant. */
const everyTenant = /^\/(?:common|organizations|consumers)(?:\/|$)/;
const entraHosts = /(?:^|\.)(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net)$/;

const issuerSchema = z
  .string()
  .refine(
    (written) => {
      const address = URL.parse(written);
      return (
        address?.protocol === 'https:' &&
        address.username === '' &&
        address.password === '' &&
        address.search === '' &&
        address.hash === ''
      );
    },
    told(
      'dit is geen adres van een aanmelddienst; het begint met https:// en heeft geen naam, vraagteken of hekje',
      'this is no address of a sign-in provider; it begins with https:// and has no name, question mark or hash',
    ),
  )
  .refine(
    (written) => !everyTenant.test(URL.parse(written)?.pathname ?? ''),
    told(
      'dit adres laat iedereen van elke organisatie toe; schrijf het met het kenmerk van uw eigen tenant',
      'this address admits everybody of any organisation; write it with the id of your own tenant',
    ),
  );

const domainSchema = z
  .string()
  .toLowerCase()
  .refine(
    (written) =>
      /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(written),
    told(
      'dit is geen domein van mailadressen, zoals voorbeeld.nl',
      'this is no domain of mail addresses, such as example.org',
    ),
  );

const privateSchema = z
  .string()
  .refine(
    mayBeListed,
    told(
      'dit is geen adres of netwerk dat open mag, zoals 10.1.2.3 of 10.1.0.0/16; adressen waar een machine zichzelf bevraagt (169.254.0.0/16) gaan nooit open',
      'this is no address or network that may be opened, such as 10.1.2.3 or 10.1.0.0/16; addresses at which a machine asks about itself (169.254.0.0/16) are never opened',
    ),
  );

/** What the file says of a provider: one of the organisation, and of no other. */
export const providerFileSchema = z
  .strictObject({
    /** What stands on the button: "Aanmelden met …". */
    name: z.string().trim().min(1).max(60),
    issuer: issuerSchema,
    clientId: z.string().min(1).max(300),
    clientSecret: z.string().min(1).max(2000),
    /** The last day on which the provider takes the secret. */
    secretEndsOn: z.iso.date().nullable().default(null),
    /** Of Entra: the tenant whose people sign in. */
    tenant: z.uuid().toLowerCase().nullable().default(null),
    mailDomains: z.array(domainSchema).max(50).default([]),
    /** Of Entra: the authentication context by which somebody shows to be there; else the time of signing in is asked. */
    acrs: z
      .string()
      .regex(/^c\d{1,2}$/)
      .nullable()
      .default(null),
    privateAddresses: z.array(privateSchema).max(50).default([]),
    /** A file with certificates in PEM, beside this file. */
    certificates: z.string().min(1).nullable().default(null),
  })
  .superRefine(({ issuer, tenant }, context) => {
    const address = URL.parse(issuer);
    if (!address || !entraHosts.test(address.hostname)) return;
    const named = address.pathname.split('/')[1]?.toLowerCase();
    if (named !== tenant)
      context.addIssue({
        code: 'custom',
        path: ['tenant'],
        ...told(
          'bij Entra hoort hier het kenmerk van de tenant, hetzelfde als in issuer',
          'with Entra the id of the tenant belongs here, the same as in issuer',
        ),
      });
  });

/** The settings of a provider as they are kept and shown: all but the secret. */
export interface ProviderSettings {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** ISO day; null where nobody said. */
  readonly secretEndsOn: string | null;
  readonly tenant: string | null;
  readonly mailDomains: readonly string[];
  readonly acrs: string | null;
  readonly privateAddresses: readonly string[];
  /** PEM. */
  readonly certificates: string | null;
}

/** What is approved is what was proposed, letter by letter: the settings, and by its hash also the secret. */
export function settingsHash(settings: ProviderSettings, id: string, sealedSecret: Uint8Array): string {
  const { name, issuer, clientId, secretEndsOn, tenant, mailDomains, acrs, privateAddresses, certificates } =
    settings;
  const written = JSON.stringify([
    id,
    name,
    issuer,
    clientId,
    secretEndsOn,
    tenant,
    mailDomains,
    acrs,
    privateAddresses,
    certificates,
  ]);
  return createHash('sha256').update(written).update(sealedSecret).digest('hex');
}

/** Days before its end at which a secret is warned of, from far to near. */
const warnedAt = [60, 30, 7] as const;

/** How near the end of a secret is: the step of 60, 30 and 7 days that it passed, "over" after its last day, or nothing yet. */
export type SecretEnd = (typeof warnedAt)[number] | 'over' | null;

/** How near the end of a secret is on a day. Both ISO days. */
export function secretEnd(endsOn: string | null, today: string): SecretEnd {
  if (endsOn === null) return null;
  const days = Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000);
  if (days < 0) return 'over';
  return warnedAt.findLast((step) => days <= step) ?? null;
}
