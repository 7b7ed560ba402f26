import { BlockList, isIP } from 'node:net';

/**
 * What of IPv4 is not reached over the internet (IANA special-purpose registry): this machine, private networks,
 * networks of carriers, links, documentation, tests, multicast, reserved.
 */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** Of IPv6 all that is public begins with 2 or 3; what of that stands for something else, an IPv4 address among it. */
const public6 = '2000::/3';
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Where machines ask about themselves, secrets included. No list opens these. */
const never = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  'fe80::/10',
  'fd00:ec2::254/128',
  'ff00::/8',
  '::/128',
];

/** A network as it is written: an address, a slash and the length of its prefix; without these it is one address. */
interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads `10.1.0.0/16`, `10.1.2.3`, `fd12::/48`; undefined for what is no network. */
function networkIn(written: string): Network | undefined {
  const [address = '', prefix, ...more] = written.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  if (version === 0 || more.length > 0 || address.includes('%')) return undefined;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const length = prefix === undefined ? most : Number(prefix);
  return length > most ? undefined : { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const written of networks) {
    const network = networkIn(written);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return list;
}

const lists = {
  special4: listOf(special4),
  public6: listOf([public6]),
  special6: listOf(special6),
  never: listOf(never),
};

/** Whether a list of private addresses may hold this: a network that reaches none of what no list opens. */
export function mayBeListed(written: string): boolean {
  const network = networkIn(written);
  if (!network || network.prefix === 0) return false;
  const own = listOf([written]);
  const holds = never.some((one) => {
    const [address = ''] = one.split('/');
    return own.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  });
  return !holds && !lists.never.check(network.address, network.family);
}

/** An IPv4 address that an IPv6 one only writes otherwise (`::ffff:10.0.0.1`), by itself. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(?:0:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const hexadecimal = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!hexadecimal) return address;
  const [high, low] = [Number.parseInt(hexadecimal[1] ?? '', 16), Number.parseInt(hexadecimal[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/**
 * Whether the program may connect to an address: a public one, or one that the list of the settings names.
 *
 * @param listed networks as in the settings
 */
export function mayConnect(address: string, listed: readonly string[]): boolean {
  const plain = plainAddress(address);
  const version = isIP(plain);
  if (version === 0 || plain.includes('%')) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (lists.never.check(plain, family)) return false;
  if (listOf(listed).check(plain, family)) return true;
  return version === 4
    ? !lists.special4.check(plain, family)
    : lists.public6.check(plain, family) && !lists.special6.check(plain, family);
}
