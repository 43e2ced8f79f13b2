import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  const state = { rules: [] as { id: number; action?: unknown; condition?: unknown }[] };
  const browser = {
    declarativeNetRequest: {
      getSessionRules: async () => state.rules,
      updateSessionRules: async (update: { removeRuleIds: number[]; addRules: { id: number }[] }) => {
        state.rules = [...state.rules.filter(({ id }) => !update.removeRuleIds.includes(id)), ...update.addRules];
      },
    },
  };
  return { state, browser };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

beforeEach(() => {
  fake.state.rules = [];
  vi.stubGlobal('location', { hostname: 'abcdefgh' });
  vi.resetModules();
});

const load = async () => (await import('@/lib/browser/access/installChatRule')).installChatRule;

it('the chat socket of ours alone gets the site as origin and the guest cookie, beside the other rules', async () => {
  const install = await load();
  await install('guest');
  await install('later');
  expect(fake.state.rules.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  expect(fake.state.rules[3]).toEqual({
    id: 4,
    priority: 1,
    condition: {
      initiatorDomains: ['abcdefgh'],
      requestDomains: ['webcast-ws.tiktok.com'],
      resourceTypes: ['websocket'],
    },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        { header: 'origin', operation: 'set', value: 'https://www.tiktok.com' },
        { header: 'cookie', operation: 'set', value: 'ttwid=later' },
      ],
    },
  });
});

it('without a guest cookie none is sent, so that no session goes along', async () => {
  await (await load())('');
  expect(fake.state.rules[3]?.action).toMatchObject({
    requestHeaders: [{ header: 'origin' }, { header: 'cookie', operation: 'remove' }],
  });
});
