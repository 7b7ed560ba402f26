import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { readProfile } from '../../codes/profile.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import { incidentFigures } from './figures/figures.ts';

/* "Schending" only for what is established: these figures count incidents whatever was found. */

const { codes } = await readProfile(join(import.meta.dirname, '..', '..', '..', 'profiles', 'rijk'));
const rows = [{ received: '2025', closed: '2025', kind: 'violation', finding: 'unsubstantiated', amount: 3 }];
const inputs = inputsOf(['2025'], {
  codes,
  facts: [factTable('incidents', ['received', 'closed', 'kind', 'finding'], rows)],
});

test.each(['incidents.by-kind', 'incidents.by-kind-share', 'incidents.closed-by-kind'])(
  '%s names the kind of what was not established without presuming that it happened',
  (id) => {
    const answer = computeFigures(incidentFigures, inputs).answer(id);
    if (!isCube(answer)) return expect.unreachable(answer.cannot.nl);
    const kinds = answer.dimensions.find(({ key }) => key === 'kind')?.members ?? [];
    const label = (code: string) => kinds.find((kind) => kind.code === code)?.label;
    expect(label('violation')).toEqual({
      nl: 'Mogelijke integriteitsschending',
      en: 'Possible integrity violation',
    });
    expect(label('wrongdoing')?.nl).toBe('Mogelijke misstand');
    expect(label('irregularity')?.nl).toBe('Onregelmatigheid');
  },
);
