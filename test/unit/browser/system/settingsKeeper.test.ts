import { beforeEach, expect, test, vi } from 'vitest';
import { createHandlers, type HandlerParts } from '@/lib/app/createHandlers';
import { createSettingsKeeper } from '@/lib/browser/settings/settingsStore';
import { settingsSchema } from '@/lib/model/settings';
import { createWorld } from '@/test/fakes/createWorld';
import { anAuthor, somePosts } from '@/test/fakes/somePosts';

const fake = vi.hoisted(() => {
  const state = { stored: {} as Record<string, unknown>, tell: [] as ((changes: object, area: string) => void)[] };
  const local = {
    get: async () => ({ ...state.stored }),
    set: async (items: object) => void Object.assign(state.stored, items),
  };
  const onChanged = { addListener: (listener: (changes: object, area: string) => void) => state.tell.push(listener) };
  return { state, browser: { storage: { local, onChanged } } };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

beforeEach(() => Object.assign(fake.state, { stored: {}, tell: [] }));

const withCap = (dailyCap: number) => settingsSchema.parse({ pacing: { dailyCap } });

test('what was written is read, though the browser has not told of the change yet', async () => {
  const keeper = createSettingsKeeper();
  expect((await keeper.settings()).pacing.dailyCap).toBe(0);
  await keeper.writeSettings(withCap(7));
  expect((await keeper.settings()).pacing.dailyCap).toBe(7);
});

test('what another page wrote is read once the browser tells of it', async () => {
  const keeper = createSettingsKeeper();
  await keeper.settings();
  fake.state.stored = { settings: withCap(9) };
  for (const tell of fake.state.tell) tell({ settings: {} }, 'local');
  expect((await keeper.settings()).pacing.dailyCap).toBe(9);
});

test('a higher daily limit lets a waiting job go on at once', async () => {
  const keeper = createSettingsKeeper();
  await keeper.writeSettings(withCap(3));
  const world = createWorld();
  const { secUid } = anAuthor();
  world.site.contents.set(`posts:${secUid}`, somePosts(10, { kind: 'video' }));
  Object.defineProperty(world, 'settings', { get: keeper.settings });
  const queue = world.queue();
  await queue.startJob({ kind: 'posts', secUid }, {});
  await world.clock.pass(60_000);
  expect(await world.store.jobs.active()).toMatchObject([{ state: 'waiting', waiting: { reason: 'cap' } }]);
  const handlers = createHandlers({ queue, writeSettings: keeper.writeSettings } as unknown as HandlerParts);
  await handlers.setSettings({ settings: withCap(0) }, { sender: 'ui' });
  expect(await world.idle(60_000)).toBe(true);
  expect(world.browser.disk.size).toBe(10);
});
