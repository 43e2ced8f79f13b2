import { expect, it, vi } from 'vitest';
import { createDiskWorker } from '@/lib/browser/folder/check/createDiskWorker';
import {
  type DiskAnswer,
  type DiskQuestion,
  type DiskScope,
  serveCheckDisk,
} from '@/lib/browser/folder/check/serveCheckDisk';
import { createFakeGrantedFolder } from '../../../../fakes/fakeGrantedFolder';

/** A worker in this very context: what passes between the two is what would be cloned. */
const start = () => {
  const scope: DiskScope = {
    onmessage: null,
    postMessage: (answer) => worker.onmessage?.({ data: answer } as MessageEvent<DiskAnswer>),
  };
  const worker = {
    onmessage: null as ((event: MessageEvent<DiskAnswer>) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    postMessage: (question: DiskQuestion) => scope.onmessage?.({ data: question } as MessageEvent<DiskQuestion>),
    terminate: vi.fn(),
  };
  serveCheckDisk(scope);
  const folder = createFakeGrantedFolder('Saved');
  return { folder, worker, disk: createDiskWorker(() => worker as unknown as Worker) };
};

it('answers each question with its own answer, however many are asked at once', async () => {
  const { disk, folder } = start();
  folder.put('a/b.mp4', 'bytes');
  folder.put('a/day-metadata.json', JSON.stringify({ post: { id: '7300000000000000001' } }));
  const file = (path: string, bytes = 5) => ({ path, bytes });
  const [looks, listing, posts] = await Promise.all([
    disk.look(folder.handle, [file('a/b.mp4'), file('a/c.mp4'), file('a/b.mp4', 6), file('x/y/z.mp4')]),
    disk.list(folder.handle, []),
    disk.postsIn(folder.handle, ['a'], ['b.mp4', 'day-metadata.json', 'none.json']),
  ]);
  expect(looks).toEqual(['there', 'missing', 'changed', 'missing']);
  expect(listing).toEqual({ files: [], folders: ['a'] });
  expect(posts).toEqual([undefined, '7300000000000000001', undefined]);
});

it('tells by its name what the disk refused, and of the worker that died or was ended', async () => {
  const { disk, folder, worker } = start();
  folder.permission = 'prompt';
  await expect(disk.list(folder.handle, [])).rejects.toMatchObject({ name: 'NotAllowedError' });
  folder.before = () => new Promise(() => {});
  const hanging = disk.list(folder.handle, []);
  worker.onerror?.({ message: 'out of memory' });
  await expect(hanging).rejects.toThrow('out of memory');
  const last = disk.list(folder.handle, []);
  disk.end();
  await expect(last).rejects.toMatchObject({ name: 'AbortError' });
  expect(worker.terminate).toHaveBeenCalledOnce();
});

it('looks into the folder that it is given, not into one of before', async () => {
  const { disk, folder } = start();
  const other = createFakeGrantedFolder('Other');
  folder.put('a/b.mp4', 'bytes');
  other.put('a/b.mp4', 'others');
  const files = [{ path: 'a/b.mp4', bytes: 5 }];
  expect(await disk.look(folder.handle, files)).toEqual(['there']);
  expect(await disk.look(other.handle, files)).toEqual(['changed']);
});
