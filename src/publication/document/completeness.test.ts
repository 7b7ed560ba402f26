import { describe, expect, test } from 'vitest';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { text } from '../../platform/language/text.ts';
import type { PublishedCell } from '../report-model.ts';
import { completenessOf } from './completeness.ts';

const member = (code: string, parent?: string) => ({
  code,
  label: text(code.toUpperCase(), code.toUpperCase()),
  ...(parent ? { parent } : {}),
});
const units = {
  key: 'unit',
  title: text('Onderdeel', 'Unit'),
  members: [member('m'), member('a', 'm'), member('b', 'm')],
};
const years = { key: 'year', title: text('Jaar', 'Year'), members: [member('2024'), member('2025')] };
const kinds = { key: 'kind', title: text('Soort', 'Kind'), members: [member('p'), member('q')] };

const cell = (
  at: Readonly<Record<string, string>>,
  state: PublishedCell['state'],
  value: string | null = null,
): PublishedCell => ({ at, state, value, note: null });

describe('How complete a figure is', () => {
  test('names the units that made no return in some year, not the ministry that adds them up', () => {
    const said = completenessOf({ unit: 'count', dimensions: [units, years] }, [
      cell({ unit: 'a', year: '2024' }, 'value', '7'),
      cell({ unit: 'b', year: '2024' }, 'not-reported'),
      cell({ unit: 'm', year: '2024' }, 'not-reported'),
    ]);
    expect(said.nl).toBe('Onvolledig: geen of geen bekende opgave van B.');
  });

  test('a sum over years that does not exist says nothing about who made a return', () => {
    const said = completenessOf({ unit: 'count', dimensions: [units, years] }, [
      cell({ unit: 'a', year: '2024' }, 'value', '7'),
      cell({ unit: 'a', year: '*' }, 'not-recorded'),
    ]);
    expect(said.nl).not.toContain('opgave van A');
  });

  test('shows how many have no code where both numbers are published', () => {
    const said = completenessOf({ unit: 'count', dimensions: [kinds] }, [
      cell({ kind: '*' }, 'value', '40'),
      cell({ kind: notRecorded }, 'value', '8'),
    ]);
    expect(said.nl).toBe('Onvolledig: soort is bij 8 van de 40 niet vastgelegd.');
  });

  test('shows no number of a hidden cell, and not whether a hidden cell lacks anything', () => {
    const without = completenessOf({ unit: 'count', dimensions: [kinds] }, [
      cell({ kind: '*' }, 'value', '40'),
      cell({ kind: notRecorded }, 'suppressed'),
    ]);
    expect(without.nl).toBe('Onvolledig: soort is niet overal vastgelegd.');
    const hidden = completenessOf({ unit: 'count', dimensions: [kinds] }, [
      cell({ kind: '*' }, 'value', '40'),
      cell({ kind: 'p' }, 'suppressed'),
    ]);
    expect(hidden.nl).not.toMatch(/^(Onvolledig|Volledig)/);
  });

  test('is complete only where every cell has its number', () => {
    const said = completenessOf({ unit: 'count', dimensions: [kinds] }, [
      cell({ kind: '*' }, 'value', '40'),
      cell({ kind: 'p' }, 'nil', '0'),
    ]);
    expect(said.nl).toMatch(/^Volledig/);
  });
});
