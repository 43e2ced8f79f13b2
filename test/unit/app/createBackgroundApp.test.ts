import { describe, expect, it, vi } from 'vitest';
import { type BackgroundPorts, createBackgroundApp } from '@/lib/app/createBackgroundApp';
import { failure, TokError } from '@/lib/base/failure';
import { ok } from '@/lib/base/result';
import type { DatabaseMark } from '@/lib/model/databaseHealth';
import type { Account } from '@/lib/model/offer';
import { settingsSchema } from '@/lib/model/settings';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { createFakeBrowser } from '../../fakes/fakeBrowser';
import { aJob } from '../../fakes/rows';
import { createVirtualClock } from '../../fakes/virtualClock';

const you: Account = { uid: '1', secUid: `MS4wLjAB${'B'.repeat(40)}`, uniqueId: 'me', nickname: 'Me' };
const page = JSON.stringify({
  __DEFAULT_SCOPE__: {
    'webapp.app-context': {
      wid: '7377772863376426514',
      user: { uid: you.uid, secUid: you.secUid, uniqueId: you.uniqueId, nickName: you.nickname },
    },
  },
});

const build = (over: Partial<BackgroundPorts> = {}) => {
  const clock = createVirtualClock();
  const { blobs, downloads, wake } = createFakeBrowser(clock);
  const store = createMemoryStore();
  const openOwnPage = vi.fn(async () => {});
  const send = vi.fn(async () => Promise.reject(new TokError(failure('network'))));
  const app = createBackgroundApp({
    ...{ clock, blobs, downloads, wake, store, openOwnPage },
    http: { send },
    cookies: { get: async () => undefined },
    random: { bytes: (count) => new Uint8Array(count) },
    userAgent: 'test',
    context: async () => ({}),
    settings: async () => settingsSchema.parse({}),
    pageSettings: async () => ({ buttons: true, capture: true, language: 'auto' }),
    databaseMark: { read: async () => undefined, write: async () => {} },
    writeSettings: async (settings) => ok(settings),
    pushPostState: () => {},
    showBadge: async () => {},
    tellRemoved: () => {},
    showDownload: async () => ok({}),
    tabData: async () => '',
    readAccount: async () => undefined,
    rememberAccount: async () => {},
    hasSitePermission: async () => true,
    showWorkTab: async () => {},
    releaseWorkTab: async () => {},
    onCaptchaGone: () => {},
    lastRoute: () => undefined,
    ...over,
  });
  return { app, clock, store, openOwnPage, send };
};

describe('the shortcut and the context menu', () => {
  it('open the popup for the tab where there is nothing to save, and only there', async () => {
    const { app, store, openOwnPage } = build();
    await app.saveAddress('https://www.tiktok.com/@me/video/7692114317151423775', 7);
    expect(await store.jobs.recent(1)).toMatchObject([{ source: { kind: 'one', postId: '7692114317151423775' } }]);
    expect(openOwnPage).not.toHaveBeenCalled();
    for (const address of ['https://www.tiktok.com/foryou', 'https://www.tiktok.com/@me', '']) {
      await app.saveAddress(address, 7);
    }
    expect(openOwnPage.mock.calls).toEqual([1, 2, 3].map(() => ['popup', 7]));
  });
});

describe('a job that waits for a login', () => {
  const waiting = aJob({
    id: 'j',
    source: { kind: 'favourites', secUid: you.secUid },
    state: 'waiting',
    waiting: { reason: 'login' },
  });

  it('goes on when the popup sees that somebody is logged in', async () => {
    const { app, store } = build({ tabData: async () => page, readAccount: async () => you });
    await store.jobs.put(waiting);
    await app.answer(
      { type: 'command', name: 'offer', input: { tabId: 1, url: 'https://www.tiktok.com/' } },
      { sender: 'ui' },
    );
    expect(await store.jobs.get('j')).not.toMatchObject({ waiting: { reason: 'login' } });
  });

  it('asks the session itself where no page told who is logged in', async () => {
    const { app, clock, store, send } = build();
    await app.queue.startJob({ kind: 'favourites', secUid: you.secUid }, {});
    await clock.pass(5_000);
    expect(await store.jobs.recent(1)).toMatchObject([{ state: 'waiting', waiting: { reason: 'login' } }]);
    // Without the session's cookie nobody is: no request is made to learn that.
    expect(send).not.toHaveBeenCalled();
    const known = build({ cookies: { get: async () => 'session' } });
    await known.app.queue.startJob({ kind: 'favourites', secUid: you.secUid }, {});
    await known.clock.pass(5_000);
    expect(known.send).toHaveBeenCalled();
  });
});

describe('a job that waits for the next day', () => {
  it('looks again when the settings change', async () => {
    const { app, store } = build();
    await store.jobs.put(
      aJob({ id: 'j', state: 'waiting', waiting: { reason: 'cap', until: Number.MAX_SAFE_INTEGER } }),
    );
    const command = { type: 'command', name: 'setSettings', input: { settings: {} } } as const;
    expect(await app.answer(command, { sender: 'ui' })).toMatchObject({ ok: true });
    expect(await store.jobs.get('j')).not.toHaveProperty('waiting');
  });
});

describe('a library that is lost', () => {
  it('holds what was asked for, and lets it go on once the person decided', async () => {
    let mark: DatabaseMark = { id: 'before', used: true, lost: false };
    const databaseMark = {
      read: async () => mark,
      write: async (next: DatabaseMark) => {
        mark = next;
      },
    };
    const { app, clock, store, send } = build({
      databaseMark,
      settings: async () => settingsSchema.parse({ place: 'folder' }),
    });
    await app.answer({ type: 'command', name: 'save', input: { postId: '7692114317151423775' } }, { sender: 'ui' });
    await clock.pass(5_000);
    expect(await store.jobs.recent(1)).toMatchObject([{ state: 'waiting', waiting: { reason: 'lost' } }]);
    expect(send).not.toHaveBeenCalled();
    await app.answer({ type: 'command', name: 'acceptLoss', input: {} }, { sender: 'ui' });
    await clock.pass(5_000);
    expect(mark.lost).toBe(false);
    expect(send).toHaveBeenCalled();
  });
});
