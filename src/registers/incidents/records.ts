import { StoreRefused } from '../../collection/import/import-face.ts';
import type { RecordNames } from '../../collection/register.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { incidentLabel } from './fields.ts';

/** Two present incidents with one reference: an export was read into the register that it came from. */
export async function refuseSameReference(database: Database): Promise<void> {
  const rows = await database
    .selectFrom('incident')
    .select('reference')
    .where('withdrawn_at', 'is', null)
    .groupBy('reference')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('reference')
    .limit(40)
    .execute();
  if (rows.length === 0) return;
  const advice = text(
    'Dit incident staat al in het register, of twee keer in het bestand. Lees een export in een leeg register in, of verbeter het bestand waaruit het incident kwam en lees dat in met --replace.',
    'This incident is in the register already, or twice in the file. Import an export into an empty register, or correct the file from which the incident came and import that with --replace.',
  );
  throw new StoreRefused(
    rows.map(({ reference }) => ({
      weight: 'refused',
      kind: 'already-registered',
      sheet: '',
      row: 0,
      column: incidentLabel('reference').nl,
      value: reference,
      advice,
    })),
  );
}

/** Incidents are known by their reference. */
export const incidentNames: RecordNames = (database) =>
  database
    .selectFrom('incident')
    .select(['incident_id as recordId', 'reference as name'])
    .where('withdrawn_at', 'is', null)
    .execute();
