import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleReport } from '../../../tests/makers/sample-report.ts';
import { renderSingleFile } from './single-file.tsx';

const html = renderSingleFile(sampleReport);

test('The file is complete in itself: no script, nothing fetched from anywhere', () => {
  expect(html).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
  expect(html).not.toMatch(/<link|<img|<iframe|@import/);
  const addresses = [...html.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1]?.replace(/["']/g, ''));
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(address).toMatch(/^(data:font\/woff2;base64,|#)/);
});

test('Every link inside leads somewhere, and every id is there once', () => {
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...html.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1]);
  expect(targets.length).toBeGreaterThan(5);
  for (const target of targets) expect(ids).toContain(target);
});

test('A number in the text leads to what it is and over whom it was counted', () => {
  expect(html).toContain('href="#cijfer-incidents.by-category"');
  expect(html).toContain(sampleReport.figures[0]?.population.nl);
});

test('A hidden number is a dot for the eye and words for the ear, never a value', () => {
  expect(html).toContain('<span aria-hidden="true">·</span><span class="dl-hidden">niet getoond</span>');
});

test('What people wrote is text, never markup', () => {
  expect(html).toContain('&lt;b>vet&lt;/b>');
  expect(html).not.toContain('<b>vet</b>');
});

test('The English summary says that it is English', () => {
  expect(html).toMatch(/<section[^>]*id="summary"[^>]*lang="en"/);
});

test('The same report gives the same bytes', () => {
  expect(renderSingleFile(sampleReport)).toBe(html);
});

test('It carries its own policy: its style by its hash, and nothing else may load or run', () => {
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; font-src data:; form-action 'none'; base-uri 'none'$/,
  );
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
  expect(html).not.toMatch(/ style="/);
  expect(html.indexOf('http-equiv')).toBeLessThan(html.indexOf('<style'));
});

test('A link that leads elsewhere than the web is text', () => {
  const withLink = renderSingleFile({
    ...sampleReport,
    chapters: [
      {
        id: 'een',
        title: 'Een',
        language: 'nl',
        blocks: [
          { kind: 'paragraph', content: [{ kind: 'link', text: 'klik', href: 'javascript:alert(1)' }] },
        ],
      },
    ],
  });
  expect(withLink).toContain('<span>klik</span>');
  expect(withLink).not.toContain('javascript');
});
