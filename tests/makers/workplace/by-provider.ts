import { operator } from '../../../src/platform/access/actor.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { perform } from '../../../src/platform/database/doorways.ts';
import { newId } from '../../../src/platform/database/new-id.ts';
import { recordProvider } from '../../../src/platform/identity/provider/records.ts';
import { type ProviderSettings, settingsHash } from '../../../src/platform/identity/provider/settings.ts';
import { seal } from '../../../src/platform/sealing/seal.ts';
import type { TestAnswer, TestBrowser } from './browser.ts';
import { ProviderBrowser, type TestProvider } from './sign-in-provider.ts';
import { asOwner, type TestWorkplace } from './workplace.ts';

/** Where the workplace of the tests is found: its pages are asked without a port. */
export const workAddress = 'http://werk.test';
/** Where a provider sends people back to. */
export const backTo = `${workAddress}/aanmelden/dienst/terug`;

/** Sets a provider as the terminal does. */
export async function setProvider(
  { door, premises }: Pick<TestWorkplace, 'door' | 'premises'>,
  provider: TestProvider,
  given: Partial<ProviderSettings & { secret: string }> = {},
): Promise<'stands' | 'waits'> {
  const { secret = provider.clientSecret, ...other } = given;
  const settings: ProviderSettings = {
    name: 'Veldaccount',
    issuer: provider.issuer,
    clientId: provider.clientId,
    secretEndsOn: null,
    tenant: null,
    mailDomains: ['veld.test'],
    acrs: null,
    privateAddresses: ['127.0.0.1', '::1'],
    certificates: provider.certificate,
    ...other,
  };
  const id = newId();
  const { organisation } = premises;
  const place = { organisation, table: 'sign_in_provider', column: 'client_secret', row: id };
  const sealedSecret = seal(premises.keys, place, secret);
  const hash = settingsHash(settings, id, sealedSecret);
  return perform(door, operator('toets'), recordProvider, concern, {
    id,
    settings,
    sealedSecret,
    hash,
    by: 'toets',
  });
}

/** Employs somebody from years ago until further notice, or until a day. */
export async function employed(
  workplace: TestWorkplace,
  person: string,
  until: string | null = null,
): Promise<void> {
  await asOwner(
    workplace,
    `insert into employment (version_id, employment_id, person_id, unit, started_on, ended_on)
     values ($1, $2, $3, 'top', '2020-01-01', $4)`,
    [newId(), newId(), person, until],
  );
}

/** An organisation of one unit, in which people can be employed. */
export async function describedField(workplace: TestWorkplace): Promise<void> {
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'concern', 'concern');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente')`,
  );
}

/** What stands in hidden fields of a page. */
export function hiddenIn(body: string): Readonly<Record<string, string>> {
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value(?:="([^"]*)")?/g)];
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [
      name,
      value
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    ]),
  );
}

/** Goes to the provider from an answer that leads there and comes back: the path to which one is sent back. */
export async function toProviderAndBack(
  provider: TestProvider,
  leaving: TestAnswer,
  there: ProviderBrowser = new ProviderBrowser(provider),
): Promise<string> {
  if (!leaving.location?.startsWith(provider.issuer))
    throw new Error(`Not led to the provider: ${leaving.status} ${leaving.location} ${leaving.body}`);
  const back = await there.follow(leaving.location);
  if (!back.startsWith(backTo)) throw new Error(`Not led back: ${back}`);
  return back.slice(workAddress.length);
}

/** Presses "Verder" on the page to which the provider sent back. */
export async function goOn(browser: TestBrowser, path: string, more: Readonly<Record<string, string>> = {}) {
  const page = await browser.get(path);
  const fields = hiddenIn(page.body);
  if (fields['code'] === undefined) return page;
  return browser.post('/aanmelden/dienst/verder', { ...fields, ...more });
}

/** The whole way: from the sign-in page to the provider, back, and on. */
export async function signInElsewhere(browser: TestBrowser, provider: TestProvider, onTo = '/account') {
  const leaving = await browser.get(`/aanmelden/dienst?naar=${encodeURIComponent(onTo)}`);
  return goOn(browser, await toProviderAndBack(provider, leaving));
}

/** What the trail says of signing in elsewhere, newest last. */
export async function trailOf(workplace: TestWorkplace): Promise<readonly string[]> {
  const rows = await asOwner(
    workplace,
    `select action, outcome, coalesce(details ->> 'why', details ->> 'linked', '') as why from audit_entry
     where action like 'identity.provider-%' order by at, transaction_id::text::bigint`,
  );
  return rows.map((row) => `${row['action']} ${row['outcome']} ${row['why']}`.trim());
}
