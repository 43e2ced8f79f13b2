import { describe, expect, it } from 'vitest';
import { createRequestLimiter } from '@/lib/queue/core/createRequestLimiter';
import { createVirtualClock } from '@/test/fakes/virtualClock';

const half = { bytes: (count: number) => new Uint8Array(count).fill(128) };

describe('createRequestLimiter', () => {
  it('lets one request through at a time, and the next one after a failure too', async () => {
    const clock = createVirtualClock();
    const lane = createRequestLimiter(clock, half);
    let inside = 0;
    let most = 0;
    const work = (fails: boolean) => async () => {
      inside += 1;
      most = Math.max(most, inside);
      await clock.sleep(100);
      inside -= 1;
      if (fails) throw new Error('no');
      return 'yes';
    };
    const ends = Promise.allSettled([lane.run(work(false)), lane.run(work(true)), lane.run(work(false))]);
    await clock.runUntil(() => false);
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(most).toBe(1);
  });

  it('keeps a pause between bulk requests, which a click does not wait out', async () => {
    const clock = createVirtualClock();
    const lane = createRequestLimiter(clock, half);
    const start = clock.now();
    const times: string[] = [];
    const note = (name: string) => async () => {
      times.push(`${name} ${Math.round(clock.now() - start)}`);
    };
    const gap = { min: 1000, max: 2000 };
    void lane.run(note('a'), gap);
    void lane.run(note('b'), gap);
    void lane.run(note('c'), gap);
    void lane.run(note('click'));
    await clock.runUntil(() => false);
    expect(times).toEqual(['click 0', 'a 0', 'b 1502', 'c 3004']);
  });
});
