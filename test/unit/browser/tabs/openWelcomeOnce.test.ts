import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  const state = { stored: {} as Record<string, unknown>, opened: [] as unknown[], broken: false };
  const browser = {
    runtime: { getURL: (path: string) => `ext://ours/${path}` },
    storage: {
      local: {
        get: async () => (state.broken ? Promise.reject(new Error('damaged')) : { ...state.stored }),
        set: async (items: object) => void Object.assign(state.stored, items),
      },
    },
    tabs: { query: async () => [], create: async (tab: object) => void state.opened.push(tab) },
  };
  return { state, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

import { openWelcomeOnce } from '@/lib/browser/tabs/openWelcomeOnce';

beforeEach(() => Object.assign(fake.state, { stored: {}, opened: [], broken: false }));

it('opens the page the first time, and never again', async () => {
  await openWelcomeOnce();
  await openWelcomeOnce();
  expect(fake.state.opened).toEqual([{ url: 'ext://ours/welcome.html' }]);
});

it('opens nothing where it cannot be remembered that it did', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  fake.state.broken = true;
  await openWelcomeOnce();
  expect(fake.state.opened).toEqual([]);
  expect(said).toHaveBeenCalledOnce();
});
