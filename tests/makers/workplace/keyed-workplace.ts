import { pinRoot } from '../../../src/organisation/keys/pins.ts';
import { keysQuestion } from '../../../src/organisation/keys/recorded.ts';
import { operator, reporterActor } from '../../../src/platform/access/actor.ts';
import type { Role } from '../../../src/platform/access/relation.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { look, perform } from '../../../src/platform/database/doorways.ts';
import {
  heldKeyring,
  makeReport,
  newReportIds,
  type ReportIds,
} from '../../../src/platform/encryption/boxes/report.ts';
import { newCode } from '../../../src/platform/encryption/receipt-code.ts';
import { submitReport } from '../../../src/reporting/boxes/submit.ts';
import { signs, type TestVault, withVault } from './vaults.ts';
import { appointed, openWorkplace, setUp, type TestAccount, type TestWorkplace } from './workplace.ts';

/** A workplace whose people held the key ceremony by its pages, so that reports can be received. */
export interface KeyedWorkplace {
  readonly workplace: TestWorkplace;
  readonly administrator: TestAccount;
  /** The central coordinator and a coordinator, who receive and are officers too. */
  readonly receivers: readonly [TestVault, TestVault];
  /** The third officer, who reads nothing. */
  readonly auditor: TestVault;
  /** Sends a report as a reporter's browser makes it. */
  readonly report: (text: string) => Promise<ReportIds & { readonly code: string }>;
  readonly close: () => Promise<void>;
}

/** Opens such a workplace. */
export async function openKeyedWorkplace(): Promise<KeyedWorkplace> {
  const workplace = await openWorkplace();
  const employed = async (name: string, role: Role): Promise<TestAccount> => {
    const account = await setUp(workplace, name, `${name.slice(0, 3).toLowerCase()}@veld.test`);
    await appointed(workplace, account.person, role);
    return account;
  };
  const administrator = await employed('Ada Bos', 'functional-administrator');
  const bea = await withVault(await employed('Bea Klomp', 'central-coordinator'));
  const cor = await withVault(await employed('Cor Duin', 'coordinator'));
  const dik = await withVault(await employed('Dik Vos', 'auditor'));
  const officers = [bea, cor, dik];
  const chosen = { beheerders: officers.map(({ person }) => person), tekenen: '2', openen: '2' };
  await administrator.browser.post('/sleutels/beheerders', chosen);
  for (const one of officers) await signs(one);
  const asked = () => look(workplace.door, operator('toets'), keysQuestion, concern, {});
  const { org, roots } = await asked();
  await pinRoot(workplace.pinFile, org, roots.at(-1)?.hash ?? '');
  const [year = ''] = new Date(Date.now() + 200 * 86_400_000).toISOString().split('-');
  await bea.account.browser.post('/sleutels/lijsten', {
    [`persoon-${bea.person}`]: 'central-coordinator manage receives',
    [`persoon-${cor.person}`]: 'coordinator manage receives',
    [`persoon-${dik.person}`]: 'auditor read',
    geldig: `01-06-${year}`,
  });
  await signs(bea);
  await signs(dik);
  const report = async (text: string) => {
    const keys = await asked();
    const pin = keys.roots.at(-1)?.hash ?? '';
    const intake = keys.lists.intake?.signed;
    if (!intake) throw new Error('No list was signed.');
    const given = { org, today: keys.today, roots: keys.roots.map(({ signed }) => signed), intake };
    const ids = newReportIds();
    const code = newCode();
    const sent = await makeReport(await heldKeyring(given, pin), ids, {
      without: new Set(),
      code,
      written: [{ type: 'report', text }],
    });
    const became = await perform(workplace.door, reporterActor(sent.mailbox), submitReport, concern, {
      ...sent,
      pin,
    });
    if (became.outcome !== 'received') throw new Error(`The report is ${became.outcome}.`);
    return { ...ids, code };
  };
  return {
    workplace,
    administrator,
    receivers: [bea, cor],
    auditor: dik,
    report,
    close: () => workplace.close(),
  };
}
