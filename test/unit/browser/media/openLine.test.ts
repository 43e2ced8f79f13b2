import { afterEach, expect, test, vi } from 'vitest';
import { answerLines } from '@/lib/browser/media/answerLines';
import { type OffscreenRequest, offscreenRequestSchema } from '@/lib/browser/media/offscreenProtocol';
import { openLine } from '@/lib/browser/media/openLine';

const PAGE = 'chrome-extension://ours/offscreen.html';
const staged = { target: 'offscreen', op: 'staged' } as const satisfies OffscreenRequest;

type Hear = (event: { readonly data: unknown; readonly ports: readonly MessagePort[] }) => void;

/** Node's own ports and locks, and documents that a worker can find; `die` = what a browser does when one is closed. */
const setUp = () => {
  const documents = new Map<string, Hear>();
  const held: (() => void)[] = [];
  const { locks } = navigator;
  const open = (answer: (request: OffscreenRequest) => Promise<unknown> | undefined): void => {
    vi.stubGlobal('navigator', {
      serviceWorker: {
        addEventListener: (_: string, hear: Hear) => void documents.set(PAGE, hear),
        startMessages: () => undefined,
      },
      locks: {
        request: (name: string, work: () => unknown) =>
          locks.request(name, () => {
            const dead = new Promise<void>((resolve) => held.push(resolve));
            return Promise.race([work(), dead]);
          }),
      },
    });
    answerLines((request) => answer(offscreenRequestSchema.parse(request)));
  };
  vi.stubGlobal('clients', {
    matchAll: async () =>
      [...documents].map(([url, hear]) => ({
        url,
        postMessage: (data: unknown, ports: MessagePort[]) => hear({ data, ports }),
      })),
  });
  return {
    open,
    list: (url: string, hear: Hear) => void documents.set(url, hear),
    die: (): void => {
      documents.clear();
      for (const free of held.splice(0)) free();
    },
  };
};

afterEach(() => void vi.unstubAllGlobals());

test('each question gets its own answer, in whatever order they come', async () => {
  const { open, die } = setUp();
  const first = Promise.withResolvers<void>();
  open(async (request) => {
    if (request.op === 'release') await first.promise;
    return request.op;
  });
  const line = await openLine(PAGE, () => undefined);
  const slow = line?.ask({ target: 'offscreen', op: 'release', id: 'a' });
  expect(await line?.ask(staged)).toBe('staged');
  first.resolve();
  expect(await slow).toBe('release');
  die();
});

test('a document that fails says so', async () => {
  const { open, die } = setUp();
  open(async () => {
    throw new Error('full');
  });
  const line = await openLine(PAGE, () => undefined);
  await expect(line?.ask(staged)).rejects.toThrow('full');
  die();
});

test('a request that nothing in the document knows is told so', async () => {
  const { open, die } = setUp();
  open(() => undefined);
  const line = await openLine(PAGE, () => undefined);
  await expect(line?.ask(staged)).rejects.toThrow('nobody knows');
  die();
});

test('what a document that went away was asked, before and after, is told to be lost', async () => {
  const { open, die } = setUp();
  open(() => new Promise(() => undefined));
  const closed = vi.fn();
  const line = await openLine(PAGE, closed);
  const asked = line?.ask(staged);
  die();
  await expect(asked).rejects.toThrow('gone');
  await expect(line?.ask(staged)).rejects.toThrow('gone');
  expect(closed).toHaveBeenCalledTimes(1);
});

test('the line of a worker that died gives way to the next one', async () => {
  const { open, die } = setUp();
  open(async ({ op }) => op);
  const before = vi.fn();
  await openLine(PAGE, before);
  const line = await openLine(PAGE, () => undefined);
  expect(await line?.ask(staged)).toBe('staged');
  await expect.poll(() => before.mock.calls.length).toBe(1);
  die();
});

test('there is no line where there is no document, or one that says nothing', async () => {
  const { list } = setUp();
  expect(await openLine(PAGE, () => undefined)).toBeUndefined();
  list('chrome-extension://ours/options.html', () => undefined);
  expect(await openLine(PAGE, () => undefined)).toBeUndefined();
  list(PAGE, () => undefined);
  expect(await openLine(PAGE, () => undefined)).toBeUndefined();
});
