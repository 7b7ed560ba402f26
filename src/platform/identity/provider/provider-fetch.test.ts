import { createServer as createPlain, type Server } from 'node:http';
import { createServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../../../tests/makers/workplace/certificate.ts';
import { AddressRefused, providerFetch, type Reach } from './provider-fetch.ts';

/* What the program fetches for signing in, from servers that really run on this machine. */

const own = makeCertificate();
const old = makeCertificate(-2);
const asked: string[] = [];
const tunnels: string[] = [];
const sockets = new Set<Socket>();
let served: Server;
let expired: Server;
let proxy: Server;

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  served = createServer({ key: own.key, cert: own.certificate }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`);
    if (request.url === '/redirect')
      response.writeHead(302, { Location: `https://127.0.0.1:${portOf(served)}/hidden` }).end();
    else if (request.url === '/long') response.end(Buffer.alloc(2 * 1024 * 1024, 'a'));
    else response.setHeader('Content-Type', 'application/json').end('{"said":"ja"}');
  });
  expired = createServer({ key: old.key, cert: old.certificate }, (_request, response) => response.end('{}'));
  proxy = createPlain().on('connect', (request, socket: Socket) => {
    tunnels.push(request.url ?? '');
    const through = connect(portOf(served), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const one of [socket, through]) {
      sockets.add(one);
      one.on('error', () => undefined);
    }
  });
  await Promise.all([served, expired, proxy].map(listening));
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of [served, expired, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

const reach = (given: Partial<Reach> = {}): Reach => ({
  privateAddresses: ['127.0.0.1'],
  certificates: own.certificate,
  environment: {},
  ...given,
});

const get = (address: string, given: Partial<Reach> = {}) =>
  providerFetch(reach(given))(address, {
    method: 'GET',
    headers: { accept: 'application/json' },
    body: undefined,
    redirect: 'manual',
  });

const loopbackOnly = async () => [{ address: '127.0.0.1', family: 4 }];

describe('What is fetched from a provider', () => {
  test('comes from an address that the list names, by a certificate of the organisation itself', async () => {
    const answer = await get(`https://localhost:${portOf(served)}/a`, { resolve: loopbackOnly });
    expect([answer.status, await answer.json()]).toEqual([200, { said: 'ja' }]);
  });

  test('never comes from this machine, a private network or what a machine knows of itself (test 53)', async () => {
    const port = portOf(served);
    const closed = [
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '10.0.0.1',
      '192.168.0.1',
      '169.254.169.254',
    ];
    for (const host of [...closed, '2130706433', '0x7f.1'])
      await expect(
        get(`https://${host}:${port}/closed`, { privateAddresses: [] }),
        host,
      ).rejects.toBeInstanceOf(AddressRefused);
    await expect(
      get('https://169.254.169.254/', { privateAddresses: ['169.254.0.0/16'] }),
    ).rejects.toBeInstanceOf(AddressRefused);
    expect(asked.filter((one) => one.includes('/closed'))).toEqual([]);
  });

  test('never comes over http (test 53)', async () => {
    await expect(get(`http://127.0.0.1:${portOf(served)}/`)).rejects.toBeInstanceOf(AddressRefused);
  });

  test('is not what a redirect leads to (test 53)', async () => {
    const answer = await get(`https://localhost:${portOf(served)}/redirect`, { resolve: loopbackOnly });
    expect(answer.status).toBe(302);
    expect(asked.filter((one) => one.includes('/hidden'))).toEqual([]);
  });

  test('does not come from a name that becomes another address after it was checked (test 53)', async () => {
    let times = 0;
    const rebinding = async () => {
      times++;
      return [{ address: times === 1 ? '1.1.1.1' : '127.0.0.1', family: 4 }];
    };
    const asks = get(`https://dienst.test:${portOf(served)}/rebound`, {
      privateAddresses: [],
      resolve: rebinding,
    });
    await expect(asks).rejects.toBeInstanceOf(AddressRefused);
    expect(times).toBe(2);
    expect(asked.filter((one) => one.includes('/rebound'))).toEqual([]);
  });

  test('does not come from a name of which one address may not be reached (test 53)', async () => {
    const both = async () => [
      { address: '1.1.1.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(get('https://dienst.test/', { resolve: both })).rejects.toBeInstanceOf(AddressRefused);
  });

  test('does not come from who has no certificate that is known, or one that has ended', async () => {
    const unknown = get(`https://localhost:${portOf(served)}/`, {
      certificates: null,
      resolve: loopbackOnly,
    });
    await expect(unknown).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) });
    const ended = get(`https://localhost:${portOf(expired)}/`, {
      certificates: old.certificate,
      resolve: loopbackOnly,
    });
    await expect(ended).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  });

  test('is no longer than a provider has to say', async () => {
    await expect(get(`https://localhost:${portOf(served)}/long`, { resolve: loopbackOnly })).rejects.toThrow(
      /no more than this/,
    );
  });

  test('comes through the proxy of the organisation, but for names that it excepts', async () => {
    const environment = { HTTPS_PROXY: `http://localhost:${portOf(proxy)}`, NO_PROXY: 'localhost' };
    const nowhere = async () => {
      throw new Error('this machine resolves no name of outside');
    };
    const answer = await get('https://dienst.test/by-proxy', {
      environment,
      privateAddresses: [],
      resolve: nowhere,
    });
    expect(await answer.json()).toEqual({ said: 'ja' });
    expect(tunnels).toEqual(['dienst.test:443']);
    await get(`https://localhost:${portOf(served)}/direct`, { environment, resolve: loopbackOnly });
    expect(tunnels).toHaveLength(1);
  });

  test('is not asked of the proxy either where this machine knows that it is private (test 53)', async () => {
    const environment = { https_proxy: `http://localhost:${portOf(proxy)}` };
    for (const host of ['169.254.169.254', '10.0.0.1', 'localhost'])
      await expect(get(`https://${host}/`, { environment, privateAddresses: [] })).rejects.toBeInstanceOf(
        AddressRefused,
      );
    expect(tunnels.filter((one) => !one.startsWith('dienst.test'))).toEqual([]);
  });
});
