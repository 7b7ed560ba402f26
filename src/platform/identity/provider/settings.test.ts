import { describe, expect, test } from 'vitest';
import { providerFileSchema, secretEnd } from './settings.ts';

const right = {
  name: 'Veld',
  issuer: 'https://login.veld.test',
  clientId: 'daglicht',
  clientSecret: 'geheim',
};
const faultsOf = (given: object) => {
  const read = providerFileSchema.safeParse({ ...right, ...given });
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
};

describe('The settings of a provider', () => {
  test('are few: the rest has a value that lets nobody in', () => {
    expect(providerFileSchema.parse(right)).toMatchObject({
      mailDomains: [],
      privateAddresses: [],
      tenant: null,
      acrs: null,
      secretEndsOn: null,
      certificates: null,
    });
  });

  test('name an issuer by https, of one organisation alone', () => {
    for (const issuer of [
      'http://login.veld.test',
      'login.veld.test',
      'https://a:b@login.veld.test',
      'https://login.veld.test/?a=b',
      'https://login.veld.test/#a',
      'https://login.microsoftonline.com/common/v2.0',
      'https://login.microsoftonline.com/organizations/v2.0',
    ])
      expect([issuer, faultsOf({ issuer })]).toEqual([issuer, expect.arrayContaining(['issuer'])]);
  });

  test('name with Entra the tenant that the issuer names', () => {
    const tenant = '5b1f9d0e-0f0a-4c5e-9a52-0a4a3f0c7d11';
    const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`;
    expect(faultsOf({ issuer })).toEqual(['tenant']);
    expect(faultsOf({ issuer, tenant: '00000000-0000-4000-8000-000000000000' })).toEqual(['tenant']);
    expect(faultsOf({ issuer, tenant: tenant.toUpperCase() })).toEqual([]);
  });

  test('are refused with all their faults at once', () => {
    expect(
      faultsOf({
        issuer: 'http://x',
        clientSecret: '',
        mailDomains: ['veld.test', '*.veld.test', '@veld.test', 'test'],
        privateAddresses: ['169.254.169.254', '10.0.0.0/8'],
        acrs: 'urn:x',
        rol: 'beheerder',
      }),
    ).toEqual(
      expect.arrayContaining([
        'issuer',
        'clientSecret',
        'mailDomains.1',
        'mailDomains.2',
        'mailDomains.3',
        'privateAddresses.0',
        'acrs',
        '',
      ]),
    );
  });
});

test('The end of a secret is warned of at sixty, thirty and seven days, and when it is over', () => {
  const at = (day: string) => secretEnd('2027-03-01', day);
  expect(['2026-12-30', '2026-12-31', '2027-01-30', '2027-02-21', '2027-02-22'].map(at)).toEqual([
    null,
    60,
    30,
    30,
    7,
  ]);
  expect([at('2027-03-01'), at('2027-03-02')]).toEqual([7, 'over']);
  expect(secretEnd(null, '2027-03-02')).toBeNull();
});
