import { beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import type { Staged } from '@/lib/ports/Blobs';

interface Sender {
  readonly id: string;
  readonly url?: string;
  readonly tab?: { readonly id: number };
}
type Listener = (message: unknown, sender: Sender) => Promise<unknown> | undefined;

// Two contexts on one bus, the worker and the document, with what Chrome does to messages: JSON both ways, nobody hears
// himself, a rejection where nobody listens.
const bus = vi.hoisted(() => {
  const ROOT = 'chrome-extension://ours/';
  const state = {
    listeners: { worker: [] as Listener[], document: [] as Listener[] },
    context: 'worker' as 'worker' | 'document',
    documents: 0,
    created: 0,
    createFails: 0,
    place: 'downloads' as 'downloads' | 'folder',
    onCreate: (): void => {},
  };
  const deliver = async (to: 'worker' | 'document', message: unknown, sender: Sender): Promise<unknown> => {
    const copy: unknown = JSON.parse(JSON.stringify(message));
    if (state.listeners[to].length === 0) throw new Error('Receiving end does not exist.');
    const answers = state.listeners[to]
      .map((listener) => listener(copy, sender))
      .filter((answer) => answer !== undefined);
    const answer = await answers[0];
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  };
  const browserOf = (context: 'worker' | 'document') => ({
    runtime: {
      id: 'ours',
      getURL: (path: string) => `${ROOT}${path}`,
      sendMessage: (message: unknown) =>
        deliver(context === 'worker' ? 'document' : 'worker', message, { id: 'ours', url: `${ROOT}${context}` }),
      onMessage: { addListener: (listener: Listener) => void state.listeners[context].push(listener) },
    },
  });
  const chrome = {
    runtime: { getContexts: async () => Array.from({ length: state.documents }) },
    offscreen: {
      createDocument: async () => {
        if (state.createFails > 0) {
          state.createFails -= 1;
          throw new Error('Only a single offscreen document may be created.');
        }
        if (state.documents > 0) throw new Error('Only a single offscreen document may be created.');
        state.documents = 1;
        state.created += 1;
        state.onCreate();
      },
    },
  };
  return { state, deliver, browserOf, chrome };
});

vi.mock('webextension-polyfill', () => ({
  // The same module runs in both contexts; which one speaks is decided at each access.
  get default() {
    return bus.browserOf(bus.state.context);
  },
}));

const staged = (id: string): Staged => ({
  id,
  url: `blob:${id}`,
  bytes: 1,
  sha256: 'x',
  mime: 'video/mp4',
  ext: 'mp4',
});

const createFake = (): LocalBlobs & { calls: string[]; results: Map<string, Result<Staged>> } => {
  const calls: string[] = [];
  const results = new Map<string, Result<Staged>>();
  return {
    calls,
    results,
    fetch: async (order, onProgress) => {
      calls.push(`fetch ${JSON.stringify(order)}`);
      onProgress(3, 9);
      return results.get(order.id) ?? ok(staged(order.id));
    },
    make: async ({ id, text, by }) => {
      calls.push(`make ${text} for the ${by}`);
      return ok(staged(id));
    },
    fetchText: async () => ok('WEBVTT'),
    abort: async (id) => void calls.push(`abort ${id}`),
    release: async (id) => void calls.push(`release ${id}`),
    staged: async () => ['a', 'b'],
    idle: () => true,
    at: () => undefined,
  };
};

/** Loads both sides anew; the document starts to listen when it is created, as the real one does. */
const setUp = async () => {
  vi.resetModules();
  const { state } = bus;
  Object.assign(state, { documents: 0, created: 0, createFails: 0, place: 'downloads' });
  state.listeners = { worker: [], document: [] };
  vi.stubGlobal('chrome', bus.chrome);
  vi.stubGlobal('navigator', { serviceWorker: { addEventListener: () => undefined, startMessages: () => undefined } });
  const local = createFake();
  state.context = 'document';
  const { serveOffscreen } = await import('@/lib/browser/media/serveOffscreen');
  state.onCreate = () => {
    const before = state.context;
    state.context = 'document';
    state.listeners.document = [];
    serveOffscreen(local);
    state.context = before;
  };
  state.context = 'worker';
  const { createOffscreenBlobs } = await import('@/lib/browser/media/createOffscreenBlobs');
  return { state, local, blobs: createOffscreenBlobs(async () => state.place) };
};

let bench: Awaited<ReturnType<typeof setUp>>;

beforeEach(async () => {
  bench = await setUp();
});

const nothing = (): void => {};
const order = { id: 'a', kind: 'video', urls: ['https://v16.tiktok.com/a'], expectBytes: 7, thumbOf: '9' } as const;

test('an order crosses to the document whole, and its answer back', async () => {
  expect(await bench.blobs.fetch(order, nothing)).toEqual(ok(staged('a')));
  expect(bench.local.calls).toEqual([
    'fetch {"id":"a","kind":"video","urls":["https://v16.tiktok.com/a"],"by":"browser","expectBytes":7,"thumbOf":"9"}',
  ]);
  expect(await bench.blobs.make({ id: 't', text: 'ü', ext: 'txt', mime: 'text/plain' })).toEqual(ok(staged('t')));
  expect(await bench.blobs.fetchText(['https://v16.tiktok.com/s'], 'subtitle')).toEqual(ok('WEBVTT'));
});

test('bytes for a granted folder are for the document itself', async () => {
  bench.state.place = 'folder';
  await bench.blobs.fetch(order, nothing);
  await bench.blobs.make({ id: 't', text: 'ü', ext: 'txt', mime: 'text/plain' });
  expect(bench.local.calls).toEqual([expect.stringContaining('"by":"document"'), 'make ü for the document']);
});

test('a failure keeps its code, detail and status', async () => {
  const refused = err(failure('expired', 'why', { status: 403 }));
  bench.local.results.set('a', refused);
  expect(await bench.blobs.fetch(order, nothing)).toEqual(refused);
});

test('many calls at once open one document', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  const results = await Promise.all(ids.map((id) => bench.blobs.fetch({ ...order, id }, nothing)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(bench.state.created).toBe(1);
});

test('a document that another life of the worker opened in between is used', async () => {
  bench.state.createFails = 1;
  const listen = bench.state.onCreate;
  const create = bus.chrome.offscreen.createDocument;
  bus.chrome.offscreen.createDocument = async () => {
    bench.state.documents = 1;
    listen();
    throw new Error('Only a single offscreen document may be created.');
  };
  expect((await bench.blobs.fetch(order, nothing)).ok).toBe(true);
  bus.chrome.offscreen.createDocument = create;
});

test('a document that went away is opened again, and the order repeated', async () => {
  await bench.blobs.fetch(order, nothing);
  bench.state.documents = 0;
  bench.state.listeners.document = [];
  expect((await bench.blobs.fetch({ ...order, id: 'b' }, nothing)).ok).toBe(true);
  expect(bench.state.created).toBe(2);
});

test('a document that never answers ends as a failure, not as a rejection', async () => {
  bench.state.onCreate = nothing;
  expect(await bench.blobs.fetch(order, nothing)).toMatchObject({ ok: false, error: { code: 'network' } });
  expect(await bench.blobs.fetchText([], 'subtitle')).toMatchObject({ ok: false, error: { code: 'network' } });
});

test('what only takes away opens no document', async () => {
  await bench.blobs.release('a');
  await bench.blobs.abort('a');
  expect(await bench.blobs.staged()).toEqual([]);
  expect(bench.state.created).toBe(0);
  await bench.blobs.fetch(order, nothing);
  await bench.blobs.release('a');
  await bench.blobs.abort('b');
  expect(await bench.blobs.staged()).toEqual(['a', 'b']);
  expect(bench.local.calls.slice(1)).toEqual(['release a', 'abort b']);
});

test('progress reaches the one who asked, from the document alone', async () => {
  const seen: number[][] = [];
  const message = { target: 'blobs', id: 'a', received: 5, total: 9 };
  bench.local.fetch = async () => {
    await bus.deliver('worker', message, { id: 'ours', url: 'chrome-extension://ours/offscreen.html' });
    await bus.deliver('worker', { ...message, id: 'other' }, { id: 'ours' });
    await bus.deliver('worker', { ...message, received: 6 }, { id: 'theirs' });
    await bus.deliver('worker', { ...message, received: 7 }, { id: 'ours', tab: { id: 1 } });
    await bus.deliver('worker', { ...message, received: '8' }, { id: 'ours' });
    return ok(staged('a'));
  };
  await bench.blobs.fetch(order, (...step) => seen.push(step));
  expect(seen).toEqual([[5, 9]]);
});

test.each<[string, Sender]>([
  ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/x' }],
  ['our content script in a page', { id: 'ours', url: 'https://www.tiktok.com/@a', tab: { id: 1 } }],
  ['our content script without a tab', { id: 'ours', url: 'https://www.tiktok.com/@a' }],
  ['a page of ours in a tab', { id: 'ours', url: 'chrome-extension://ours/library.html', tab: { id: 1 } }],
])('the document does not answer %s', async (_name, sender) => {
  await bench.blobs.fetch(order, nothing);
  expect(await bus.deliver('document', { target: 'offscreen', op: 'staged' }, sender)).toBeUndefined();
});

test.each([
  { type: 'command', name: 'save', input: {} },
  { op: 'staged' },
  { target: 'offscreen', op: 'unheard' },
  { target: 'offscreen', op: 'fetch', order: { id: '', kind: 'video', urls: [] } },
  { target: 'offscreen', op: 'fetch', order: { id: 'a', kind: 'video', urls: [], by: 'somebody' } },
  null,
])('the document does not answer %j', async (message) => {
  await bench.blobs.fetch(order, nothing);
  expect(await bus.deliver('document', message, { id: 'ours' })).toBeUndefined();
});
