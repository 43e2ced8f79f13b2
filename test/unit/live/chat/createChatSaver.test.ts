import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { createChatSaver, type KeptChat } from '@/lib/live/chat/createChatSaver';
import type { DownloadState, StartDownload } from '@/lib/ports/Downloads';

/** Kept chats and a browser whose downloads end as the test says. */
const setUp = (ids: readonly string[], running: readonly string[] = []) => {
  let kept: KeptChat[] = ids.flatMap((id) => [
    { id, file: '01.ass' as const },
    { id, file: 'jsonl' as const },
  ]);
  const started: StartDownload[] = [];
  const states = new Map<number, DownloadState>();
  let ending: DownloadState['state'] = 'complete';
  let full = false;
  let now = 0;
  const known = new Set(ids.filter((id) => id !== 'forgotten'));
  const saver = createChatSaver({
    clock: { now: () => now },
    list: async () => kept,
    url: async ({ id, file }) => `blob:${id}/${file}`,
    drop: async (one) => {
      kept = kept.filter(({ id, file }) => id !== one.id || file !== one.file);
    },
    running: async () => running,
    basePathOf: async (id) => (known.has(id) ? `tiktok/live/Ana/${id}` : undefined),
    downloads: {
      start: async (order) => {
        if (full) return err(failure('space'));
        started.push(order);
        const id = started.length;
        states.set(id, { id, url: order.url, state: ending, path: order.path, bytes: 1, exists: true, startedAt: 0 });
        return ok(id);
      },
      findById: async (id) => states.get(id),
      findByUrl: async (url) => [...states.values()].findLast((state) => state.url === url),
    },
  });
  return {
    saver,
    started,
    kept: () => kept.map(({ id, file }) => `${id}.${file}`),
    end: (state: DownloadState['state']) => {
      ending = state;
    },
    finish: () => {
      for (const [id, state] of states) states.set(id, { ...state, state: 'complete' });
    },
    pass: (ms: number) => {
      now += ms;
    },
    fill: (value: boolean) => {
      full = value;
    },
  };
};

it('both files of a chat are saved beside the recording, once, and let go when they are there', async () => {
  const { saver, started, kept, end, finish } = setUp(['a']);
  end('running');
  await Promise.all([saver.wake(), saver.wake()]);
  expect(started.map(({ path }) => path)).toEqual(['tiktok/live/Ana/a-01.ass', 'tiktok/live/Ana/a-chat.jsonl']);
  expect(kept()).toHaveLength(2);
  finish();
  await saver.wake();
  expect([started.length, kept()]).toEqual([2, []]);
});

it('a chat that is still written waits, one of which nothing is known goes', async () => {
  const { saver, started, kept } = setUp(['a', 'forgotten'], ['a']);
  await saver.wake();
  expect([started, kept()]).toEqual([[], ['a.01.ass', 'a.jsonl']]);
});

it('what could not be saved is tried again at the next look', async () => {
  const { saver, started, kept, end, fill, pass } = setUp(['a']);
  fill(true);
  await saver.wake();
  expect([started.length, kept().length]).toEqual([0, 2]);
  fill(false);
  end('interrupted');
  await saver.wake();
  expect([started.length, kept().length]).toEqual([2, 2]);
  // Each end of a download is a look, too: one that fails at once was begun again at once, without end.
  for (let look = 0; look < 20; look += 1) await saver.wake();
  expect([started.length, kept().length]).toEqual([2, 2]);
  pass(60_000);
  end('complete');
  await saver.wake();
  expect([started.length, kept().length]).toEqual([4, 0]);
});

it('the end of a download is a look when it is one of a chat, and nothing else', async () => {
  const { saver, kept, end, finish } = setUp(['a']);
  end('running');
  await saver.wake();
  finish();
  await saver.ended(99);
  expect(kept()).toHaveLength(2);
  await saver.ended(1);
  expect(kept()).toEqual([]);
});
