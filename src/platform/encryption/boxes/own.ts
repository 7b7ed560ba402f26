import { type Bytes, u32, utf8, uuidBytes } from '../bytes.ts';
import { hashOf } from '../labels.ts';

/**
 * Where something of somebody alone belongs: their logbook, what they remember of boxes, drafts. Sealed as a head of
 * kind `self` with this as context and the `self` of the vault as secret.
 * @param name such as `logbook/2026` or `state`
 */
export const ownContext = (of: {
  org: string;
  person: string;
  version: number;
  name: string;
}): Promise<Bytes> => hashOf('self', uuidBytes(of.org), uuidBytes(of.person), u32(of.version), utf8(of.name));
