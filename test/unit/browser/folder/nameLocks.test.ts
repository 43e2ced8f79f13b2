import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createNameLock, lockAllNames } from '@/lib/browser/folder/nameLocks';

describe('the lock of names', () => {
  it('lets files of different names be named at the same time, and those that may take the same one after the other', async () => {
    const lock = createNameLock();
    const log: string[] = [];
    const named = (path: string): Promise<void> =>
      lock(path, async () => {
        log.push(`+${path}`);
        await wait(5);
        log.push(`-${path}`);
      });
    await Promise.all(['a/x.mp4', 'a/y.mp4', 'a/X (1).mp4', 'a/x (1) (2).mp4'].map(named));
    expect(log.slice(0, 2)).toEqual(['+a/x.mp4', '+a/y.mp4']);
    expect(log.filter((line) => !line.includes('y.mp4'))).toEqual([
      ...['+a/x.mp4', '-a/x.mp4', '+a/X (1).mp4', '-a/X (1).mp4', '+a/x (1) (2).mp4', '-a/x (1) (2).mp4'],
    ]);
  });

  it('keeps out whoever names files elsewhere, and lets them in after a short turn though files go on coming', async () => {
    const lock = createNameLock();
    let inside = 0;
    let goesOn = true;
    const writing = (async () => {
      for (let n = 0; goesOn; n += 1)
        await lock(`a/${n}.mp4`, async () => {
          inside += 1;
          await wait(3);
          inside -= 1;
        });
    })();
    await wait(20);
    const before = performance.now();
    for (let turn = 0; turn < 3; turn += 1) {
      await lockAllNames('', async () => {
        expect(inside).toBe(0);
        await wait(10);
        expect(inside).toBe(0);
      });
    }
    expect(performance.now() - before).toBeLessThan(3_000);
    goesOn = false;
    await writing;
  });

  it('goes on after one whose work failed', async () => {
    const lock = createNameLock();
    const failing = lock('a.mp4', () => Promise.reject(new Error('no')));
    const after = lock('a.mp4', async () => 'named');
    await expect(failing).rejects.toThrow('no');
    expect(await after).toBe('named');
  });
});
