import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key with a certificate that it signed itself, both in PEM. */
export interface TestCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** DER: a tag, the length, the content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = () => sequence(identifier('2a8648ce3d040302'));
const time = (moment: Date) =>
  der(0x17, Buffer.from(`${moment.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));

/** Makes a certificate for localhost and 127.0.0.1, valid from yesterday for so many days. */
export function makeCertificate(days = 30): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(
    der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from('Daglicht test provider')))),
  );
  const names = sequence(
    der(0x82, Buffer.from('localhost')),
    der(0x82, Buffer.from('dienst.test')),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const day = 86_400_000;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256(),
    name,
    sequence(time(new Date(Date.now() - day * (days < 0 ? 30 : 1))), time(new Date(Date.now() + days * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(identifier('551d11'), der(0x04, names)))),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, ecdsaWithSha256(), der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
