import { expect, it, vi } from 'vitest';
import { createRunner } from '@/lib/live/record/createRunner';
import type { Recordings } from '@/lib/ports/Recordings';
import { createMemoryRecordings } from '@/lib/store/createMemoryRecordings';
import { fixture } from '../../../site/media/bytes.ts';

const row = {
  ...{ id: 'r', roomId: '7', uniqueId: 'who', nickname: 'Who', title: '', state: 'recording' as const },
  ...{ basePath: 'tiktok/live/who', address: 'https://a', quality: 'hd', soundOnly: false, parts: [], gaps: [] },
  ...{ durationMs: 0, bytes: 0, viewers: 0, startedAt: 0, updatedAt: 0 },
};
const rules = { maxPartMs: 1, maxPartBytes: 1, soundOnly: false, maxMs: 0, maxBytes: 0, firstPart: 1 };

it('goes on telling how a recording stands after a write that failed', async () => {
  const memory = createMemoryRecordings();
  await memory.put(row);
  let changes = 0;
  const rows: Recordings = {
    ...memory,
    change: async (id, change) => {
      changes += 1;
      if (changes === 1) throw new Error('busy');
      return memory.change(id, change);
    },
  };
  const report = vi.spyOn(console, 'error').mockReturnValue();
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const runner = createRunner({
    rows,
    clock: { now: () => changes * 2_000, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    open: async () => ({ ok: true, value: new Blob([new Uint8Array(fixture('live.flv'))]).stream() }),
    store: {
      open: async () => ({ write: async () => undefined, close: async () => undefined }),
      list: async () => [],
      url: async () => undefined,
      drop: async () => undefined,
    },
    locate: async () => ({ ok: true, value: undefined }),
    onWork: async () => {
      if ((await runner.running()).length === 0) over();
    },
  });
  await runner.start({ id: 'r', address: 'https://a', rules });
  await ended;
  expect(changes).toBeGreaterThan(1);
  expect(await memory.get('r')).toMatchObject({ state: 'saving', ended: 'over' });
  expect((await memory.get('r'))?.durationMs).toBeGreaterThan(3_000);
  expect(report).toHaveBeenCalledTimes(1);
});
