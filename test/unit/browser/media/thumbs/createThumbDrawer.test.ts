import { expect, it } from 'vitest';
import { createThumbDrawer, type Drawing } from '@/lib/browser/media/thumbs/createThumbDrawer';
import { serveDrawing, type WorkerScope } from '@/lib/browser/media/thumbs/serveDrawing';
import type { ThumbSource } from '@/lib/browser/media/thumbs/thumbSource';

const aSource = (pixels: number): ThumbSource => ({
  kind: 'picture',
  bytes: new Uint8Array([1, 2, 3]),
  pixels,
  type: 'image/png',
});

const picture: Drawing = {
  ok: true,
  value: { type: 'image/webp', bytes: new Uint8Array([9]), width: 1, height: 1 },
};

/** Workers that answer as they are told: an answer, what breaks in them, or nothing at all. */
const setUp = (answers: unknown[] = []) => {
  const log: string[] = [];
  const start = (): Worker => {
    log.push('start');
    let ended = false;
    const worker = {
      onmessage: null as ((event: object) => void) | null,
      onerror: null as ((event: object) => void) | null,
      postMessage: (source: ThumbSource, transfer: Transferable[]) => {
        structuredClone(source.bytes, { transfer });
        log.push('draw');
        const answer = answers.length > 0 ? answers.shift() : picture;
        queueMicrotask(() => {
          if (ended || answer === 'never') return;
          if (answer === 'broken') worker.onerror?.({ message: 'no such script' });
          else worker.onmessage?.({ data: answer });
        });
      },
      terminate: () => {
        ended = true;
        log.push('end');
      },
    };
    return worker as unknown as Worker;
  };
  return { log, drawer: createThumbDrawer(start, 10, 20) };
};

it('starts one worker, and ends it once it has drawn so much', async () => {
  const { log, drawer } = setUp();
  const source = aSource(4);
  expect(await drawer.draw(source)).toEqual({ type: 'image/webp', bytes: new Uint8Array([9]), width: 1, height: 1 });
  expect(source.bytes.byteLength).toBe(0);
  await drawer.draw(aSource(5));
  expect(log).toEqual(['start', 'draw', 'draw']);
  await drawer.draw(aSource(1));
  expect(log).toEqual(['start', 'draw', 'draw', 'draw', 'end']);
  await drawer.draw(aSource(9));
  expect(log.slice(5)).toEqual(['start', 'draw']);
});

it('ends it at rest, and again does nothing', async () => {
  const { log, drawer } = setUp();
  drawer.rest();
  await drawer.draw(aSource(1));
  drawer.rest();
  drawer.rest();
  expect(log).toEqual(['start', 'draw', 'end']);
});

it.each([
  ['what cannot be drawn', { ok: false, error: 'not a picture' }, 'not a picture'],
  ['a worker that breaks', 'broken', 'no such script'],
  ['a decoder that never answers', 'never', 'never ends'],
  ['an answer that is none', { ok: true, value: 1 }, 'invalid'],
])('rejects for %s, and draws the next in a new worker', async (_, answer, words) => {
  const { log, drawer } = setUp([answer]);
  await expect(drawer.draw(aSource(1))).rejects.toThrow(words);
  expect(log).toEqual(['start', 'draw', 'end']);
  await drawer.draw(aSource(1));
  expect(log.slice(3)).toEqual(['start', 'draw']);
});

it('answers with the words of what went wrong', async () => {
  const answers: Drawing[] = [];
  const scope: WorkerScope = { onmessage: null, postMessage: (answer) => void answers.push(answer) };
  serveDrawing(scope);
  // Node has neither decoders nor canvases.
  scope.onmessage?.({ data: aSource(1) } as MessageEvent<ThumbSource>);
  await expect.poll(() => answers).toEqual([{ ok: false, error: expect.stringContaining('createImageBitmap') }]);
});
