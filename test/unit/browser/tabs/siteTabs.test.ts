import { beforeEach, expect, test, vi } from 'vitest';
import { findSiteTab } from '@/lib/browser/tabs/siteTabs';

const fake = vi.hoisted(() => ({ tabs: [] as object[] }));
vi.mock('webextension-polyfill', () => ({ default: { tabs: { query: async () => fake.tabs } } }));

const tab = (id: number, more: object = {}): object => ({ id, status: 'complete', discarded: false, ...more });
beforeEach(() => {
  fake.tabs = [];
});

test('the active tab goes first, one that loads or sleeps never', async () => {
  fake.tabs = [
    tab(1, { status: 'loading', active: true }),
    tab(2, { discarded: true }),
    tab(3),
    tab(4, { active: true }),
  ];
  expect([await findSiteTab(), await findSiteTab(4)]).toEqual([4, 3]);
});

test('a tab in a container of Firefox is not asked: our own requests have another session', async () => {
  fake.tabs = [tab(1, { active: true, cookieStoreId: 'firefox-container-2' })];
  expect(await findSiteTab()).toBeUndefined();
  fake.tabs.push(tab(2, { cookieStoreId: 'firefox-default' }));
  expect(await findSiteTab()).toBe(2);
});
