import { describe, expect, it } from 'vitest';
import { addHead, headOf, newMailbox, write } from '../../../../tests/makers/encryption/boxes.ts';
import { newKeyholder } from '../../../../tests/makers/encryption/keyholders.ts';
import { newOrganisation } from '../../../../tests/makers/encryption/organisation.ts';
import { honestly, readBox } from '../../../../tests/makers/encryption/reading.ts';
import { fromHex, joined, randomBytes, u32, utf8 } from '../bytes.ts';
import { derive, sealed } from '../labels.ts';
import { emptyChain, type LogItem } from './log.ts';

const made = await newOrganisation();
const handlers = made.handlers.map(({ holder, role }) => ({ holder, rights: role }));
const newBox = async () => newMailbox(made, await newKeyholder(), handlers);
type Box = Awaited<ReturnType<typeof newBox>>;

const read = (box: Box, items: readonly LogItem[] = box.items) => {
  const [first] = handlers;
  const [pin] = made.rootHashes;
  if (!first || pin === undefined) throw new Error('nobody');
  const { holder } = first;
  return readBox({ holder, as: 'handler', pin, place: box.place }, { ...honestly(made, box, holder), items });
};

const party = (box: Box) => {
  if (!box.party) throw new Error('no party');
  return box.party;
};

/** A head that holds any text at all, sealed by somebody who has the secret of the box. */
async function rubbish(box: Box, json: string): Promise<Uint8Array<ArrayBuffer>> {
  const header = joined(
    utf8('DL1'),
    Uint8Array.of(1, 1),
    u32(0),
    randomBytes(6),
    Uint8Array.of(0x40),
    randomBytes(1),
    Uint8Array.of(0x80),
    randomBytes(7),
  );
  const [secret = randomBytes(32)] = box.secrets;
  const key = await derive(secret, 'object', joined(fromHex(box.hashes[0] ?? ''), header));
  const nonce = randomBytes(12);
  const bytes = utf8(json);
  const plain = joined(u32(bytes.length), bytes, randomBytes(64));
  const size = [2_048, 8_192, 32_768, 131_072, 524_288].find((bucket) => bucket >= plain.length) ?? 0;
  return joined(header, nonce, await sealed(key, nonce, joined(plain, new Uint8Array(size - plain.length))));
}

describe('a log', () => {
  it('stays readable around rubbish of somebody who has the secret, however it is nested', async () => {
    const box = await newBox();
    await write(box, party(box), { text: 'Eerste' });
    for (const json of [
      '['.repeat(200_000) + ']'.repeat(200_000),
      '{"by":'.repeat(80_000),
      `{"by":${'{"id":'.repeat(60_000)}1${'}'.repeat(60_001)}`,
      `"${'a-'.repeat(250_000)}"`,
      'null',
      '',
      '{"__proto__":{}}',
      '\ud800',
    ])
      await addHead(box, await rubbish(box, json));
    await write(box, party(box), { text: 'Laatste' });
    const { shown } = await read(box);
    expect(shown.map((one) => ('error' in one ? one.error : 'text' in one && one.text))).toEqual([
      'Eerste',
      ...Array.from({ length: 8 }, () => 'E_FORMAT'),
      'Laatste',
    ]);
  });

  it('shows an object that is there again as bad, also when the second time it is said to be deleted', async () => {
    const box = await newBox();
    await write(box, party(box), { text: 'Een' });
    const [manager] = handlers;
    const [digest = ''] = box.digests;
    if (!manager) throw new Error('no manager');
    await write(box, manager.holder, { text: 'Termijn', type: 'drop', drop: [digest] });
    const [one, statement] = box.items as [LogItem, LogItem];
    const gone = { gone: digest };
    const errorsOf = async (items: readonly LogItem[]) =>
      (await read(box, items)).shown.map((shown) =>
        'error' in shown ? shown.error : 'gone' in shown ? `gone ${shown.signed}` : shown.text,
      );
    expect(await errorsOf([gone, statement])).toEqual(['gone true', 'Termijn']);
    expect(await errorsOf([one, statement, one])).toEqual(['Een', 'Termijn', 'E_LOG']);
    expect(await errorsOf([gone, statement, gone])).toEqual(['gone true', 'Termijn', 'E_LOG']);
    expect(await errorsOf([one, statement, gone])).toEqual(['Een', 'Termijn', 'E_LOG']);
    expect(await errorsOf([gone, statement, one])).toEqual(['gone true', 'Termijn', 'E_LOG']);
  });

  it('counts a statement of deletion only by who may manage, and only one that says that it is one', async () => {
    const [manager, reader] = handlers;
    if (!manager || reader?.rights !== 'read') throw new Error('no manager and reader');
    for (const [by, type, counts] of [
      ['manager', 'drop', true],
      ['manager', 'message', false],
      ['reader', 'drop', false],
      ['party', 'drop', false],
    ] as const) {
      const box = await newBox();
      const who = { manager: manager.holder, reader: reader.holder, party: party(box) };
      await write(box, manager.holder, { text: 'Weg' });
      const [gone = ''] = box.digests;
      await write(box, who[by], { text: 'Termijn', type, drop: [gone] });
      const [first, second] = (await read(box, box.items.with(0, { gone }))).shown;
      expect(first).toEqual({ seq: 1, gone, signed: counts });
      expect(second).toMatchObject({ seq: 2, text: 'Termijn' });
    }
  });

  it('is refused whole when a digest in it is none', async () => {
    const box = await newBox();
    for (const gone of ['', 'ab', '00'.repeat(33), 'ZZ'.repeat(32), '00'.repeat(31)])
      await expect(read(box, [{ gone }])).rejects.toMatchObject({ code: 'E_FORMAT' });
    for (const gone of [null, 1, {}, undefined])
      await expect(read(box, [{ gone } as unknown as LogItem])).rejects.toMatchObject({ code: 'E_FORMAT' });
  });

  it('shows the first of two good objects with one id, and a bad one takes no id away', async () => {
    const box = await newBox();
    const object = crypto.randomUUID();
    const [manager] = handlers;
    if (!manager) throw new Error('no manager');
    const seen = { n: 7, h: emptyChain };
    await addHead(box, await headOf(box, party(box), { object, writing: { text: 'vals' }, over: { seen } }));
    await addHead(box, await headOf(box, party(box), { object, writing: { text: 'eerste' } }));
    await addHead(box, await headOf(box, manager.holder, { object, writing: { text: 'tweede' } }));
    const { shown } = await read(box);
    expect(shown.map((one) => ('error' in one ? one.error : 'text' in one && one.text))).toEqual([
      'E_LOG',
      'eerste',
      'E_LOG',
    ]);
  });
});
