import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const code = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'lib', name), 'utf8'))
  .join('\n');
const config = readFileSync(join(root, 'wxt.config.ts'), 'utf8');
const listed = (key: string): string[] => {
  const list = new RegExp(`\\b${key}: \\[([^\\]]*?)(?:\\.\\.\\.|\\])`).exec(config)?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
};
/** Permissions that are no API's name. */
const uses: Readonly<Record<string, string>> = {
  unlimitedStorage: 'openDb',
  declarativeNetRequestWithHostAccess: 'browser.declarativeNetRequest.',
};

test.each(listed('permissions'))('the permission %s is used', (name) => {
  expect(code.includes(uses[name] ?? `browser.${name}.`)).toBe(true);
});

test.each(listed('optional_permissions'))('the optional permission %s is asked for and used', (name) => {
  expect([`permissions: ['${name}']`, `browser.${name}.`].filter((use) => !code.includes(use))).toEqual([]);
});
