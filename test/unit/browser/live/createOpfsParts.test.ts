import { afterEach, expect, it, vi } from 'vitest';
import { appendChat, dropChat, keptChats } from '@/lib/browser/live/chatFolder';
import { createOpfsParts } from '@/lib/browser/live/createOpfsParts';
import { createFakePrivateFiles } from '../../../fakes/fakePrivateFiles';

afterEach(() => vi.unstubAllGlobals());

const setUp = () => {
  const files = createFakePrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  return files;
};

it('a part that is opened while the one before is dropped keeps its folder', async () => {
  setUp();
  const parts = createOpfsParts();
  for (let index = 1; index <= 20; index += 1) {
    const sink = await parts.open('r', index);
    await sink.write(Uint8Array.of(1, 2, 3));
    await sink.close();
    // However many steps the one is ahead of the other.
    const dropping = parts.drop('r', index);
    for (let step = 0; step < index; step += 1) await new Promise((resolve) => setImmediate(resolve));
    const next = await parts.open('r', index + 100);
    await dropping;
    await next.write(Uint8Array.of(4));
    await next.close();
    expect(await parts.list('r')).toEqual([{ index: index + 100, bytes: 1 }]);
    await parts.drop('r', index + 100);
    expect(await parts.list('r')).toEqual([]);
  }
});

it('keeps a chat without looking into its folder again and again, and goes on behind what an earlier run kept', async () => {
  const files = setUp();
  for (let piece = 0; piece < 50; piece += 1) await appendChat('r', 'jsonl', `${piece}\n`);
  expect(files.listed()).toBe(1);
  vi.resetModules();
  const later = await import('@/lib/browser/live/chatFolder');
  await later.appendChat('r', 'jsonl', '50\n');
  expect(await keptChats()).toEqual([{ id: 'r', file: 'jsonl' }]);
  const blobs: Blob[] = [];
  vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}` });
  await later.chatUrl({ id: 'r', file: 'jsonl' });
  expect(await blobs[0]?.text()).toBe(Array.from({ length: 51 }, (_, piece) => `${piece}\n`).join(''));
  await dropChat({ id: 'r', file: 'jsonl' });
  expect(await keptChats()).toEqual([]);
});
