import { withOwnStream } from './chance.ts';
import { adviceRequests, complaints, conversations, counsellors } from './counselling.ts';
import { financialInterests, gifts, outsideActivities, reviewDays } from './declarations.ts';
import { asFirstReturned, incidentsOf } from './incidents.ts';
import { prevention } from './prevention.ts';
import { writeData, writeSheet } from './sheet.ts';
import { staffList } from './staff-list.ts';
import { years } from './units.ts';

/*
 * Makes the sheets of the fictional concern Oefen: four years, every unit with its own habits, every misfortune.
 * The same seed gives the same sheets, as long as they are drawn in this order. Run: npm run oefen
 */

writeSheet('nevenwerkzaamheden-2022-2025.csv', outsideActivities('moving'));
writeSheet('correctie/nevenwerkzaamheden-2022-2025.csv', outsideActivities('answered'));
writeSheet('beoordeling-nevenwerkzaamheden-2022-2025.csv', reviewDays([33, 30, 24, 20]));
writeSheet('beoordeling-financiele-belangen-2022-2025.csv', reviewDays([46, 38, 31, 23]));
// Three units keep a staff list; it gives what they returned.
writeSheet(
  'personeelslijst.csv',
  withOwnStream(20_221_231, () => staffList(['BZD', 'PBW', 'DKL'])),
);
writeSheet('financiele-belangen-2022-2025.csv', financialInterests());
writeSheet('klachten-2022-2025.csv', complaints());
writeSheet('geschenken-2022-2025.csv', gifts());
writeSheet('vertrouwenspersonen-2022-2025.csv', counsellors());
writeSheet('gesprekken-2022-2025.csv', conversations());
writeSheet('adviesvragen-2022-2025.csv', adviceRequests());

const { returns, sessionsByKind } = prevention();
writeSheet('preventie-2022-2025.csv', returns);
writeSheet('bijeenkomsten-2022-2025.csv', sessionsByKind);

const files = years.map((year) => {
  const file = `incidenten-${year}.csv`;
  const { sheet, summaries } = incidentsOf(year);
  writeSheet(file, year === 2024 ? asFirstReturned(sheet) : sheet);
  if (year === 2024) writeSheet(`correctie/${file}`, sheet);
  return { file, rows: summaries };
});
const signed = { author: 'A. de Schrijver', secondReader: 'B. de Lezer', decidedOn: '2026-03-02' };
writeData('samenvattingen.json', `${JSON.stringify({ ...signed, files }, null, 1)}\n`);
