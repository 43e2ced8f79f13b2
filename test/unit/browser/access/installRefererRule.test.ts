import { beforeEach, expect, test, vi } from 'vitest';
import { mediaDomains } from '@/lib/tiktok/address/hosts';

const fake = vi.hoisted(() => {
  const state = {
    rules: [] as { id: number }[],
    updates: [] as { removeRuleIds: number[]; addRules: { id: number }[] }[],
    fail: 0,
  };
  const browser = {
    declarativeNetRequest: {
      getSessionRules: async () => state.rules,
      updateSessionRules: async (update: { removeRuleIds: number[]; addRules: { id: number }[] }) => {
        if (state.fail > 0) {
          state.fail -= 1;
          throw new Error('busy');
        }
        state.updates.push(update);
        state.rules = [...state.rules.filter(({ id }) => !update.removeRuleIds.includes(id)), ...update.addRules];
      },
    },
  };
  return { state, browser };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

beforeEach(() => {
  Object.assign(fake.state, { rules: [], updates: [], fail: 0 });
  vi.stubGlobal('location', { hostname: 'abcdefgh' });
  vi.resetModules();
});

const load = async () => (await import('@/lib/browser/access/installRefererRule')).installRefererRule;

test('one rule for our own requests to the site and its media hosts, older ones swept', async () => {
  fake.state.rules = [{ id: 1 }, { id: 44 }];
  const install = await load();
  await Promise.all([install(), install()]);
  await install();
  expect(fake.state.updates).toHaveLength(1);
  expect(fake.state.rules.slice(0, 1)).toEqual([
    {
      id: 1,
      priority: 1,
      condition: {
        initiatorDomains: ['abcdefgh'],
        requestDomains: mediaDomains,
        resourceTypes: ['xmlhttprequest'],
      },
      action: {
        type: 'modifyHeaders',
        requestHeaders: [
          { header: 'referer', operation: 'set', value: 'https://www.tiktok.com/' },
          { header: 'origin', operation: 'set', value: 'https://www.tiktok.com' },
        ],
      },
    },
  ]);
});

test('every other request of ours is blocked, before the Referer is put on', async () => {
  await (await load())();
  const [, hosts, ports] = fake.state.rules;
  const action = { type: 'block' };
  expect(hosts).toMatchObject({
    priority: 2,
    action,
    condition: { initiatorDomains: ['abcdefgh'], excludedRequestDomains: mediaDomains },
  });
  expect(ports).toMatchObject({ priority: 2, action, condition: { initiatorDomains: ['abcdefgh'] } });
  const { regexFilter } = (ports as unknown as { condition: { regexFilter: string } }).condition;
  const blocked = (address: string): boolean => new RegExp(regexFilter).test(address);
  for (const address of ['http://www.tiktok.com/', 'https://www.tiktok.com:8443/a', 'wss://www.tiktok.com:1/'])
    expect(blocked(address), address).toBe(true);
  for (const address of ['https://www.tiktok.com/a:1', 'https://v16.tiktokcdn.com/?a=b:8'])
    expect(blocked(address), address).toBe(false);
});

test('a failure is told, and the next call tries again', async () => {
  fake.state.fail = 1;
  const install = await load();
  await expect(install()).rejects.toThrow('busy');
  await install();
  expect(fake.state.rules).toHaveLength(3);
});
