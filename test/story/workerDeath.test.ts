import { describe, expect, it } from 'vitest';
import { dieAt, differences, outcome, prepare, start, undisturbed } from '../fakes/deaths';

describe.each(['worker', 'document', 'browser'] as const)(
  'the worker dies, the largest thing that dies: %s',
  (dies) => {
    it('comes to the same end after a death at any call, 10 posts', async () => {
      const { result, calls } = await undisturbed(10);
      expect(result.disk).toHaveLength(8 + 2 * 4);
      expect(calls).toBeGreaterThan(80);
      for (let call = 1; call <= calls; call += 1) await dieAt(10, call, dies, result);
    });

    it('comes to the same end after deaths every few calls', async () => {
      const { result } = await undisturbed(40);
      for (const every of [97, 151, 211]) {
        const { world, fetchedAgain } = prepare(40, dies);
        start(world);
        for (let deaths = 0; deaths < 400; deaths += 1) {
          world.killAfter(every);
          const over = await world.clock.runUntil(
            async () => world.isDead() || (await world.store.jobs.active()).length === 0,
          );
          if (over && !world.isDead()) break;
          void world.queue().wake();
        }
        expect(differences(await outcome(world), result), `a death every ${every} calls`).toEqual([]);
        expect(fetchedAgain).toEqual([]);
      }
    });
  },
);
