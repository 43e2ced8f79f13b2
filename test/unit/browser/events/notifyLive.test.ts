import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  const state = { allowed: true, origin: 'chrome-extension://abc/', cleared: [] as string[], made: [] as unknown[] };
  const button: ((id: string) => void)[] = [];
  const browser = {
    storage: { local: { get: async () => ({}) } },
    permissions: { contains: async () => state.allowed },
    i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
    runtime: { getURL: (path: string) => `${state.origin}${path}` },
    notifications: {
      onClicked: { addListener: () => undefined },
      onButtonClicked: { addListener: (listener: (id: string) => void) => void button.push(listener) },
      clear: async (id: string) => void state.cleared.push(id),
      create: async (id: string, options: object) => void state.made.push({ id, ...options }),
    },
  };
  return { state, browser, press: (id: string) => button.forEach((listener) => void listener(id)) };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
vi.mock('@/lib/browser/tabs/openOwnPage', () => ({ openOwnPage: async () => undefined }));

import { listenForLiveNotifications, notifyLive } from '@/lib/browser/events/notifyLive';

beforeEach(() => {
  Object.assign(fake.state, { allowed: true, origin: 'chrome-extension://abc/', cleared: [], made: [] });
});

it('says who is recorded, and its button stops that recording alone', async () => {
  const stopped: string[] = [];
  listenForLiveNotifications((recordingId) => void stopped.push(recordingId));
  await notifyLive('Ana', '76-x');
  expect(fake.state.made).toMatchObject([
    { id: 'live-76-x', title: 'Ana', message: 'notify_live', buttons: [{ title: 'action_stop_recording' }] },
  ]);
  fake.press('job-1');
  expect(stopped).toEqual([]);
  fake.press('live-76-x');
  expect([stopped, fake.state.cleared]).toEqual([['76-x'], ['live-76-x']]);
});

it('Firefox, which refuses buttons, gets none, and nobody is told without leave', async () => {
  fake.state.origin = 'moz-extension://abc/';
  await notifyLive('Ana', '1');
  expect(fake.state.made[0]).not.toHaveProperty('buttons');
  expect(fake.state.made[0]).toMatchObject({ message: 'notify_live_press' });
  fake.state.allowed = false;
  await notifyLive('Ana', '2');
  expect(fake.state.made).toHaveLength(1);
});
