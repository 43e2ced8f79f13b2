import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chatPermissions, hostPermissions, mediaDomains } from '@/lib/tiktok/address/hosts';

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

const isTableHost = (part: string): boolean =>
  mediaDomains.some((domain) => part.endsWith(`//${domain}`) || part.endsWith(`.${domain}`));

test.each(listed('permissions'))('the permission %s is used', (name) => {
  expect(code.includes(uses[name] ?? `browser.${name}.`)).toBe(true);
});

test.each(listed('optional_permissions'))('the optional permission %s is asked for and used', (name) => {
  expect([`permissions: ['${name}']`, `browser.${name}.`].filter((use) => !code.includes(use))).toEqual([]);
});

test('docs/permissions.md says of each permission and host what it is for', () => {
  const told = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
  const asked = [...listed('permissions'), ...listed('optional_permissions'), ...hostPermissions, ...chatPermissions];
  expect(asked.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  expect(told).toContain('`offscreen`');
});

test.each(['chrome', 'firefox'])('the policy of our pages in %s names no host off the table', async (browser) => {
  const { default: wxt } = await import('@/wxt.config');
  const make = wxt.manifest as (env: object) => { content_security_policy: { extension_pages: string } };
  const { extension_pages } = make({ browser, command: 'build' }).content_security_policy;
  const rules = new Map(extension_pages.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  expect(rules.get('default-src')).toEqual(["'self'"]);
  for (const name of ['connect-src', 'img-src', 'media-src']) {
    const hosts = (rules.get(name) ?? []).filter((part) => !/^('self'|blob:|data:)$/.test(part));
    const offTable = hosts.filter((part) => !/^(https|wss):\/\/[*a-z]/.test(part) || !isTableHost(part));
    expect([name, hosts.length > 0, offTable]).toEqual([name, true, []]);
  }
});
