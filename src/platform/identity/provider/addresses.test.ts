import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBeListed, mayConnect } from './addresses.ts';

describe('The program connects', () => {
  test('to no address that is not public (test 53)', () => {
    const closed = [
      ...['127.0.0.1', '127.8.9.1', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
      ...['169.254.169.254', '0.0.0.0', '0.1.2.3', '192.0.0.8', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
      ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::a00:1'],
      ...['::ffff:10.0.0.1', '::ffff:7f00:1', '::10.0.0.1', '2002:a00:1::', '2001:0:a00:1::', '2001:db8::1'],
      ...['localhost', '', '1.2.3', '0x7f000001', '2130706433', '127.1'],
    ];
    expect(closed.filter((address) => mayConnect(address, []))).toEqual([]);
    const open = ['20.190.159.1', '1.1.1.1', '172.32.0.1', '2603:1006::1', '::ffff:1.1.1.1'];
    expect(open.filter((address) => !mayConnect(address, []))).toEqual([]);
  });

  test('to a private address that the list names, in whatever way it is written, and to none beside it', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, fc.integer({ min: 8, max: 32 }), (b, c, d, prefix) => {
        const address = `10.${b}.${c}.${d}`;
        expect(mayConnect(address, [])).toBe(false);
        expect(mayConnect(address, [`${address}/${prefix}`])).toBe(true);
        const [high, low] = [(10 << 8) | b, (c << 8) | d];
        expect(mayConnect(`::ffff:${high.toString(16)}:${low.toString(16)}`, [address])).toBe(true);
        expect(mayConnect(`10.${b}.${c}.${d ^ 1}`, [address])).toBe(false);
        expect(mayConnect('192.168.0.1', [`${address}/${prefix}`])).toBe(false);
      }),
    );
  });

  test('never to where a machine asks about itself, whatever the list says (test 53)', () => {
    for (const listed of [
      '169.254.169.254',
      '169.254.0.0/16',
      '0.0.0.0/0',
      '128.0.0.0/1',
      'fd00::/8',
      '::/0',
      'fe80::/10',
    ])
      expect([listed, mayBeListed(listed)]).toEqual([listed, false]);
    expect(mayConnect('169.254.169.254', ['169.254.169.254', '0.0.0.0/0'])).toBe(false);
    expect(mayConnect('fd00:ec2::254', ['fd00::/8'])).toBe(false);
  });

  test('by a list of addresses and networks alone', () => {
    for (const listed of ['10.1.2.3', '10.0.0.0/8', '127.0.0.1', 'fd12:3456::/48', '192.168.0.0/16'])
      expect([listed, mayBeListed(listed)]).toEqual([listed, true]);
    for (const listed of [
      '10.0.0.0/33',
      '10.0.0.0/-1',
      '10.0.0/8',
      'intern.test',
      '',
      '10.0.0.0/8/8',
      'fe80::1%eth0',
    ])
      expect([listed, mayBeListed(listed)]).toEqual([listed, false]);
  });
});
