import { z } from 'zod';

/** Base64url without padding, of at most so many characters. */
const coded = (longest: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(longest);

/** How a browser says that it reaches a passkey; a word that is not known is left out. */
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
export type Transport = (typeof transports)[number];

/** The known ways among words. */
export function knownTransports(words: readonly string[]): readonly Transport[] {
  return transports.filter((one) => words.includes(one));
}

/** What a browser sends of a passkey that was made: what is checked, and nothing else. Results of extensions are refused. */
export const createdSchema = z.strictObject({
  id: coded(1400),
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: coded(8000),
    attestationObject: coded(16_000),
    transports: z.array(z.string().max(40)).max(10),
  }),
});
export type CreatedPasskey = z.infer<typeof createdSchema>;

/** What a browser sends when a passkey signed. */
export const signedSchema = z.strictObject({
  id: coded(1400),
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: coded(8000),
    authenticatorData: coded(4000),
    signature: coded(4000),
    /** Whose passkey it is, as it was told when the passkey was made; a passkey that is found without a name holds it. */
    userHandle: coded(100),
  }),
});
export type SignedByPasskey = z.infer<typeof signedSchema>;
