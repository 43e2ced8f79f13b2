import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mediaDomains } from '@/lib/tiktok/address/hosts';

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

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly content_security_policy: { readonly extension_pages: string };
}

const manifestFor = async (browser: string): Promise<Manifest> => {
  const { default: wxt } = await import('@/wxt.config');
  return (wxt.manifest as (env: object) => Manifest)({ browser, command: 'build' });
};

test.each(['chrome', 'firefox'])(
  'docs/permissions.md says of each permission and host in %s what it is for',
  async (browser) => {
    const told = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
    const rows = told.split('\n').filter((line) => line.startsWith('| `') && (line.split('|')[2] ?? '').trim() !== '');
    const { permissions, optional_permissions, host_permissions } = await manifestFor(browser);
    const asked = [...permissions, ...optional_permissions, ...host_permissions];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  },
);

test.each(['chrome', 'firefox'])('the policy of our pages in %s names no host off the table', async (browser) => {
  const { extension_pages } = (await manifestFor(browser)).content_security_policy;
  const rules = new Map(extension_pages.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  expect(rules.get('default-src')).toEqual(["'self'"]);
  for (const name of ['connect-src', 'img-src', 'media-src']) {
    const hosts = (rules.get(name) ?? []).filter((part) => !/^('self'|blob:|data:)$/.test(part));
    const offTable = hosts.filter((part) => !/^(https|wss):\/\/[*a-z]/.test(part) || !isTableHost(part));
    expect([name, hosts.length > 0, offTable]).toEqual([name, true, []]);
  }
});
