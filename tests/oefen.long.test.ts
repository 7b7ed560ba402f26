import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExampleOf } from '../src/examples/example-steps.ts';
import { daglicht, openWorkplace, type Workplace } from './command-line.ts';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
  await loadExampleOf(place.daglicht, 'oefen', () => undefined);
}, 120_000);
afterAll(() => place.close());

describe('The reports of Oefen, of which the registers were corrected between one and the next', () => {
  test('made again from the registers of now, beside all that was published since, the last one is the same', async () => {
    const { exit, out } = await daglicht(place.dataFolder, 'verify', '2025', '-o', 'oefen');
    expect(out).toContain('De registers van nu geven hetzelfde.');
    expect(exit).toBe(0);
  }, 60_000);

  test('an earlier one is what it was, and what differs now is told by its cause', async () => {
    const { exit, out } = await daglicht(place.dataFolder, 'verify', '2024', '-o', 'oefen');
    expect(out).toContain('een registratie was dubbel of onterecht');
    expect(out).toContain('gepubliceerd niet opgegeven, nu 7 (een opgave kwam na publicatie)');
    expect(exit).toBe(0);
  }, 60_000);

  test('of one that is there, a version that is not is told with those that are', async () => {
    const { exit, err } = await daglicht(place.dataFolder, 'verify', '2024', '--version', '9', '-o', 'oefen');
    expect(err).toContain('Van publicatie „2024” is er geen versie „9”. Wel: 1.');
    expect(exit).toBe(2);
  });
});
