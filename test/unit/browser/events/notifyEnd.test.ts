import { beforeEach, expect, test, vi } from 'vitest';
import { aJob } from '@/test/fakes/rows';

const fake = vi.hoisted(() => {
  const state = {
    allowed: true,
    language: 'auto',
    made: [] as unknown[],
    opened: [] as unknown[],
    pressed: [] as ((id: string) => void)[],
  };
  const notifications = {
    create: async (id: string, options: object) => void state.made.push({ id, ...options }),
    clear: async () => true,
    onClicked: { addListener: (listener: (id: string) => void) => void state.pressed.push(listener) },
  };
  const browser = {
    runtime: { getURL: (path: string) => `ext://ours/${path}` },
    i18n: {
      getUILanguage: () => 'en',
      getMessage: (key: string, subs: readonly string[] = []) =>
        key === 'locale_tag' ? 'en' : [key, ...subs].join(' '),
    },
    storage: { local: { get: async () => ({ settings: { language: state.language } }), set: async () => undefined } },
    permissions: { contains: async () => state.allowed },
    // As in both browsers: the API is there while the permission is.
    get notifications() {
      return state.allowed ? notifications : undefined;
    },
    tabs: {
      query: async () => [],
      create: async (options: object) => void state.opened.push(options),
    },
  };
  return { state, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const load = async () => import('@/lib/browser/events/notifyEnd');

beforeEach(() => {
  vi.resetModules();
  Object.assign(fake.state, { allowed: true, language: 'auto', made: [], opened: [], pressed: [] });
});

const job = aJob({
  id: 'a',
  state: 'done',
  owner: { key: 'k', name: 'Mira' },
  counts: { seen: 1, planned: 1, saved: 1234, skipped: 2, failed: 3 },
});

test('says what came of the job', async () => {
  const { notifyEnd } = await load();
  await notifyEnd(job);
  await notifyEnd({ ...aJob({ id: 'b', state: 'failed' }) });
  expect(fake.state.made).toEqual([
    { id: 'job-a', type: 'basic', iconUrl: 'ext://ours/icon/128.png', title: 'Mira', message: 'notify_done 1,234 2 3' },
    expect.objectContaining({ id: 'job-b', title: 'app_name', message: 'notify_failed 0 0 0' }),
  ]);
});

test('speaks the language that was chosen, in its words and figures', async () => {
  vi.stubGlobal('fetch', async (address: string) => {
    expect(address).toBe('ext://ours/_locales/es/messages.json');
    return Response.json({ locale_tag: { message: 'es' }, notify_done: { message: 'Guardados: $1' } });
  });
  fake.state.language = 'es';
  const { notifyEnd } = await load();
  await notifyEnd({ ...job, counts: { ...job.counts, saved: 12_345 } });
  expect(fake.state.made).toMatchObject([{ message: 'Guardados: 12.345' }]);
});

test('opens the library at a press, listening once', async () => {
  const { notifyEnd, listenForNotifications } = await load();
  listenForNotifications();
  // At once: a background that was woken by the press is told of it before anything else settles.
  expect(fake.state.pressed).toHaveLength(1);
  await notifyEnd(job);
  expect(fake.state.pressed).toHaveLength(1);
  fake.state.pressed[0]?.('of-somebody-else');
  fake.state.pressed[0]?.('job-a');
  await vi.waitFor(() => expect(fake.state.opened).toEqual([{ url: 'ext://ours/library.html' }]));
});

test('does nothing without the permission', async () => {
  fake.state.allowed = false;
  const { notifyEnd, listenForNotifications } = await load();
  listenForNotifications();
  await notifyEnd(job);
  expect([fake.state.made, fake.state.pressed]).toEqual([[], []]);
});
