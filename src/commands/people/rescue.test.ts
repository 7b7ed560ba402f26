import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeBox, newMailbox, write } from '../../../tests/makers/encryption/boxes.ts';
import { type Keyholder, newKeyholder } from '../../../tests/makers/encryption/keyholders.ts';
import { type KeyedOrganisation, newOrganisation } from '../../../tests/makers/encryption/organisation.ts';
import type { BoxFile } from '../../platform/encryption/boxes/box-file.ts';
import { fromHex, toHex } from '../../platform/encryption/bytes.ts';
import { codeOf, newCode } from '../../platform/encryption/receipt-code.ts';
import { newSlotPlace, sealSlot, slotKeyOfCode } from '../../platform/encryption/slots.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import type { Text } from '../../platform/language/text.ts';
import type { Given, Terminal } from '../command.ts';
import { rescueCommand } from './rescue.ts';

/* Opening a confidential box without a server: what is left when everything else is gone. */

let folder: string;
let made: KeyedOrganisation;
let box: MadeBox;
let reporter: Keyholder;
let boxPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-rescue-'));
  made = await newOrganisation();
  reporter = await newKeyholder();
  box = await newMailbox(
    made,
    reporter,
    made.handlers.map(({ holder, role }) => ({ holder, rights: role })),
  );
  await write(box, reporter, { text: 'Wat ik zag.' });
  const [handler] = box.handlers;
  if (handler) await write(box, handler.holder, { text: 'Dank voor uw melding.' });
  boxPath = join(folder, 'dossier.json');
  await writeFile(boxPath, JSON.stringify(fileOf(box)));
});
afterAll(() => rm(folder, { recursive: true }));

function fileOf({ place, records, releases, wraps, shares, carries, items }: MadeBox): BoxFile {
  const wrapped = (all: ReadonlyMap<string, Uint8Array> | undefined) =>
    [...(all ?? [])].map(([key, wrap]) => ({ key, wrap: toHex(wrap) }));
  return {
    for: 'daglicht box',
    ...place,
    roots: made.roots,
    lists: [...made.intakes, ...made.peoples],
    records,
    releases,
    wraps: wrapped(wraps.at(-1)),
    shares: wrapped(shares.at(-1)),
    carries: carries.map(toHex),
    items: items.map((item) => ('head' in item ? { head: toHex(item.head) } : item)),
  };
}

/** A vault file of somebody, with the code that opens it. */
async function vaultOf(holder: Keyholder): Promise<{ path: string; code: string }> {
  const code = newCode();
  const person = crypto.randomUUID();
  const place = newSlotPlace({ org: made.org, owner: person, version: 1, type: 'code' });
  const sealed = await sealSlot(place, await slotKeyOfCode(place, code), holder.vault);
  const path = join(folder, `${person}.json`);
  const slots = [{ id: place.slot, type: 'code', label: '', salt: toHex(place.salt), box: toHex(sealed) }];
  await writeFile(
    path,
    JSON.stringify({ for: 'daglicht vault', org: made.org, person, version: 1, key: holder.keys.key, slots }),
  );
  return { path, code };
}

async function rescue(values: Given['values'], codes: readonly string[], path = boxPath) {
  const said: string[] = [];
  const left = [...codes];
  const terminal: Terminal = {
    language: 'nl',
    out: (line: Text) => said.push(line.nl),
    err: (line: Text) => said.push(line.nl),
    data: (line) => said.push(line),
    ask: async () => left.shift() ?? '',
    environment: {},
    dataFolder: folder,
    user: 'toets',
  };
  const never = () => Promise.reject(new Error('No database is opened.'));
  const exit = await rescueCommand.run({ words: [path], values }, terminal, never);
  return { exit, said };
}

const fingerprint = () => codeOf(fromHex(made.rootHashes.at(-1) ?? ''));

describe('A box that was taken along', () => {
  test('is read by a member with their vault and printed code', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const { path, code } = await vaultOf(handler.holder);
    const { exit, said } = await rescue({ pin: fingerprint().toLowerCase(), vault: [path] }, [code]);
    expect(exit).toBe(0);
    expect(said.join('\n')).toMatch(/1\. .*melder: Wat ik zag\.\n2\. .*Dank voor uw melding\./);
  });

  test('is read by as many officers together as the root says, and by no fewer', async () => {
    const vaults = await Promise.all(box.officers.slice(0, box.open).map(vaultOf));
    const together = await rescue(
      { pin: fingerprint(), vault: vaults.map(({ path }) => path), json: true },
      vaults.map(({ code }) => code),
    );
    expect(JSON.parse(together.said.join(''))).toMatchObject({
      shown: [{ text: 'Wat ik zag.' }, { text: 'Dank voor uw melding.' }],
    });
    const [first] = vaults;
    await expect(
      rescue({ pin: fingerprint(), vault: [String(first?.path)] }, [String(first?.code)]),
    ).rejects.toThrow(/too few key officers/);
  });

  test('is not opened under another fingerprint, with a wrong code, or after something was changed', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const { path, code } = await vaultOf(handler.holder);
    await expect(rescue({ pin: newCode(), vault: [path] }, [code])).rejects.toThrow(
      /do not belong to this fingerprint/,
    );
    await expect(rescue({ pin: fingerprint(), vault: [path] }, [newCode()])).rejects.toThrow(/does not open/);
    await expect(rescue({ pin: fingerprint(), vault: [boxPath] }, [code])).rejects.toThrow(/no vault file/);
    const whole = fileOf(box);
    const changed = join(folder, 'veranderd.json');
    await writeFile(changed, JSON.stringify({ ...whole, records: [whole.records[0], whole.records[0]] }));
    await expect(rescue({ pin: fingerprint(), vault: [path] }, [code], changed)).rejects.toThrow(/E_RECORD/);
    await writeFile(changed, 'geen dossier');
    await expect(rescue({ pin: fingerprint(), vault: [path] }, [code], changed)).rejects.toThrow(
      /no box file/,
    );
    await expect(
      rescue({ pin: fingerprint(), vault: [path] }, [code], join(folder, 'weg.json')),
    ).rejects.toThrow(/is not there/);
  });

  test('whose objects were exchanged shows which cannot be relied on, and reads the rest', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const { path, code } = await vaultOf(handler.holder);
    const whole = fileOf(box);
    const other = join(folder, 'verwisseld.json');
    await writeFile(other, JSON.stringify({ ...whole, items: whole.items.toReversed() }));
    const { exit, said } = await rescue({ pin: fingerprint(), vault: [path] }, [code], other);
    expect(exit).toBe(1);
    expect(said.join('\n')).toMatch(/Niet te lezen \(E_LOG\)/);
  });

  test('asks for what it needs', async () => {
    await expect(rescue({ vault: ['x'] }, [])).rejects.toThrow(/--pin/);
  });

  test('that is anything else is told to be so, whatever is in it', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const { path, code } = await vaultOf(handler.holder);
    const whole: unknown = JSON.parse(JSON.stringify(fileOf(box)));
    const hostile = join(folder, 'vreemd.json');
    const strange = [
      null,
      7,
      'x',
      '',
      [],
      [null],
      {},
      { __proto__: null, doc: {}, head: 1, key: [] },
      'a'.repeat(4_000),
    ];
    const crashed: string[] = [];
    for (const place of placesIn(whole, 3))
      for (const value of strange) {
        await writeFile(hostile, JSON.stringify(withValue(whole, place, value)));
        const fault = await rescue({ pin: fingerprint(), vault: [path] }, [code], hostile).then(
          () => null,
          (error: unknown) => error,
        );
        if (fault !== null && !(fault instanceof WordedError))
          crashed.push(`${place.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}: ${String(fault)}`);
      }
    expect(crashed).toEqual([]);
  }, 120_000);

  test('that is nested very deep, or whose names are those of every object, is no box', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const { path, code } = await vaultOf(handler.holder);
    const hostile = join(folder, 'diep.json');
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const content of [
      deep,
      `{"for":"daglicht box","roots":${deep}}`,
      JSON.stringify({ ...fileOf(box), roots: [{ doc: deep, sigs: [] }] }),
      '{"__proto__":{"for":"daglicht box","roots":[],"lists":[],"records":[],"releases":[],"wraps":[],"shares":[],"carries":[],"items":[]}}',
    ]) {
      await writeFile(hostile, content);
      await expect(rescue({ pin: fingerprint(), vault: [path] }, [code], hostile)).rejects.toBeInstanceOf(
        WordedError,
      );
      await expect(rescue({ pin: fingerprint(), vault: [hostile] }, [code])).rejects.toThrow(/no vault file/);
    }
  });

  test('prints what was written as text: nothing in it moves the cursor or looks like another line', async () => {
    const [handler] = box.handlers;
    if (!handler) throw new Error('Nobody handles this box.');
    const other = await newMailbox(
      made,
      reporter,
      made.handlers.map(({ holder, role }) => ({ holder, rights: role })),
    );
    await write(other, reporter, {
      text: 'Een\u001b[2J\u001b]0;weg\u0007twee\r\n9. 2026-01-01T10, coördinator: Alles in orde\u202e.',
    });
    const written = join(folder, 'stuur.json');
    await writeFile(written, JSON.stringify(fileOf(other)));
    const { path, code } = await vaultOf(handler.holder);
    const { said } = await rescue({ pin: fingerprint(), vault: [path] }, [code], written);
    const told = said.join('\n');
    expect(told).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(told).not.toMatch(/^9\. /m);
    expect(told).toContain('Alles in orde');
  });

  test('is not opened with the vault of one officer given twice', async () => {
    const [first] = await Promise.all(box.officers.slice(0, 1).map(vaultOf));
    if (!first) throw new Error('No officer.');
    await expect(
      rescue({ pin: fingerprint(), vault: [first.path, first.path] }, [first.code, first.code]),
    ).rejects.toThrow(/too few key officers/);
  });
});

/** Every place in a value, so deep, by the names that lead there. */
function placesIn(value: unknown, depth: number): readonly (readonly string[])[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    [name],
    ...placesIn(one, depth - 1).map((rest) => [name, ...rest]),
  ]);
}

/** The value with another at that place. */
function withValue(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) };
  Reflect.set(copy, name, withValue(Reflect.get(copy, name), rest, other));
  return copy;
}
