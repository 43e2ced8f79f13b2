import { expect, test } from 'vitest';
import { createHandlers, type HandlerParts } from '@/lib/app/createHandlers';
import { createTabAllowance } from '@/lib/app/createTabAllowance';
import { createWatchers } from '@/lib/app/createWatchers';
import { createVirtualClock } from '../../fakes/virtualClock';

test('a tab may ask as much as a page shows, and again after a while; others go on', async () => {
  const clock = createVirtualClock();
  const may = createTabAllowance(clock);
  const answers = Array.from({ length: 20 }, () => may(1, 500));
  expect(answers.filter(Boolean)).toHaveLength(6);
  expect([may(1, 1), may(2, 500)]).toEqual([false, true]);
  await clock.pass(2_000);
  expect([may(1, 500), may(1, 500)]).toEqual([true, false]);
  await clock.pass(3_600_000);
  expect(Array.from({ length: 20 }, () => may(1, 500)).filter(Boolean)).toHaveLength(6);
});

test('a flood from one tab is refused before it is looked up', async () => {
  let lookedUp = 0;
  const queue = {
    postStates: async (ids: readonly string[]) => {
      lookedUp += ids.length;
      return [];
    },
  };
  const parts = { queue, clock: createVirtualClock(), watchers: createWatchers(() => undefined) };
  const handlers = createHandlers(parts as unknown as HandlerParts);
  const postIds = Array.from({ length: 500 }, (_, at) => String(at));
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => handlers.postStates({ postIds }, { sender: 'page', tabId: 1 })),
  );
  expect(lookedUp).toBe(3000);
  expect(replies.filter(({ ok }) => !ok)).toHaveLength(14);
  expect(await handlers.postStates({ postIds }, { sender: 'ui' })).toMatchObject({ ok: true });
});
