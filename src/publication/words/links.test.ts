import { expect, test } from 'vitest';
import { linkTarget } from './links.ts';

test.each([
  'https://voorbeeld.invalid/pad?a=b#c',
  'HTTP://voorbeeld.invalid',
  'mailto:integriteit@voorbeeld.invalid',
  '#incidenten',
])('A link leads to %s', (href) => {
  expect(linkTarget(href)).toBe(href);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  ' https://voorbeeld.invalid',
  'data:text/html,<b>x</b>',
  'vbscript:x',
  'file:///etc/passwd',
  '//voorbeeld.invalid',
  '/verslagen/2025',
  'verslagen',
  'https:voorbeeld',
  'https://',
  'mailto:',
  'tel:112',
  'ftp://voorbeeld.invalid',
  '#',
  '',
])('A link does not lead to %s', (href) => {
  expect(linkTarget(href)).toBeNull();
});
