import { expect, test } from 'vitest';
import { TooBusy, Turns } from './turns.ts';

const places = { atOnce: 1, waiting: 6, ofOneName: 2 };

/** Work that goes on until it is let go, with the order in which it was begun. */
function makeWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => (): Promise<void> => {
    begun.push(name);
    return new Promise((end) => ends.push(end));
  };
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((soon) => setImmediate(soon));
  };
  return { begun, work, endOne };
}

test('Strangers fill half of the places, and a known browser still finds one and goes first', async () => {
  const turns = new Turns(places);
  const { begun, work, endOne } = makeWork();
  const stranger = (name: string) => turns.run({ name, known: false }, work(name));
  const inside = ['een', 'twee', 'drie', 'vier'].map(stranger);
  await expect(stranger('vijf')).rejects.toBeInstanceOf(TooBusy);
  inside.push(turns.run({ name: 'eigen', known: true }, work('eigen')));
  for (const _ of inside) await endOne();
  await Promise.all(inside);
  expect(begun).toEqual(['een', 'eigen', 'twee', 'drie', 'vier']);
});

test('More tries for one name than a few are not begun, unless by a browser that the account knows', async () => {
  const turns = new Turns(places);
  const { begun, work, endOne } = makeWork();
  const stranger = () => turns.run({ name: 'anna', known: false }, work('vreemd'));
  const inside = [stranger(), stranger()];
  await expect(stranger()).rejects.toBeInstanceOf(TooBusy);
  inside.push(turns.run({ name: 'anna', known: true }, work('anna')));
  for (const _ of inside) await endOne();
  await Promise.all(inside);
  expect(begun).toEqual(['vreemd', 'anna', 'vreemd']);
  const later = stranger();
  await new Promise((soon) => setImmediate(soon));
  await endOne();
  await later;
});

test('Work that fails leaves its place to the next', async () => {
  const turns = new Turns(places);
  const failed = turns.run({ name: 'anna', known: false }, () => Promise.reject(new Error('mislukt')));
  const next = turns.run({ name: 'bram', known: false }, () => Promise.resolve('gedaan'));
  await expect(failed).rejects.toThrow('mislukt');
  expect(await next).toBe('gedaan');
});
