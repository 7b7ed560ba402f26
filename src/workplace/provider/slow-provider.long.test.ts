import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import { backTo, goOn, setProvider, toProviderAndBack } from '../../../tests/makers/workplace/by-provider.ts';
import { startProvider, type TestProvider } from '../../../tests/makers/workplace/sign-in-provider.ts';
import { openWorkplace, type TestWorkplace } from '../../../tests/makers/workplace/workplace.ts';

let workplace: TestWorkplace;
let provider: TestProvider;

beforeAll(async () => {
  [workplace, provider] = await Promise.all([openWorkplace(), startProvider([backTo])]);
  await setProvider(workplace, provider);
});
afterAll(async () => {
  await provider?.close();
  await workplace?.close();
});

test('A provider that never answers is given up, and told of in words that help', async () => {
  provider.person = { sub: 'traag' };
  const browser = new TestBrowser(workplace.site);
  const back = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
  provider.answers.set('/token', () => undefined);
  const refused = await goOn(browser, back);
  expect(refused.status).toBe(503);
  expect(refused.body).toContain('antwoordde niet binnen tien seconden');
});
