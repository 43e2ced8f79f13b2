import { expect, it } from 'vitest';
import { createChatCompanion } from '@/lib/live/chat/createChatCompanion';
import { createFakeTransport, numberedLines, ROOM } from '../../../fakes/fakeChat';
import { createVirtualClock } from '../../../fakes/virtualClock';

const setUp = (isWanted: () => Promise<boolean>, append?: () => Promise<void>) => {
  const clock = createVirtualClock();
  const socket = createFakeTransport('socket', clock, [{ messages: numberedLines(20, clock.now()) }]);
  const kept: [file: string, text: string][] = [];
  const troubles: unknown[] = [];
  const start = createChatCompanion({
    clock,
    transports: [socket.transport],
    append: append ?? (async (_id, file, text) => void kept.push([file, text])),
    isWanted,
    report: (error) => void troubles.push(error),
  });
  const companion = start({ id: 'r', roomId: ROOM, startedAt: clock.now() });
  return { clock, socket, kept, troubles, companion };
};

it('keeps what was said every few seconds, and the rest at the end', async () => {
  const { clock, kept, companion } = setUp(async () => true);
  await clock.pass(3500);
  expect(kept.map(([file]) => file)).toEqual(['jsonl']);
  expect(kept[0]?.[1].split('\n').filter(Boolean).length).toBeGreaterThanOrEqual(10);
  await clock.pass(1000);
  const stopping = companion.stop();
  await clock.settle();
  await stopping;
  const text = (wanted: string): string => kept.flatMap(([file, part]) => (file === wanted ? [part] : [])).join('');
  expect(text('jsonl').match(/"kind":"chat"/g)).toHaveLength(20);
  expect(text('ass').match(/^Dialogue: /gm)).toHaveLength(20);
});

it('hears nothing where the person wants no chat', async () => {
  const { clock, socket, kept, companion } = setUp(async () => false);
  await clock.pass(10_000);
  await companion.stop();
  expect([socket.opened(), kept]).toEqual([0, []]);
});

it('a disk that refuses, or settings that cannot be read, are reported and stop no recording', async () => {
  const refusing = setUp(
    async () => true,
    async () => {
      throw new Error('full');
    },
  );
  await refusing.clock.pass(5000);
  const stopping = refusing.companion.stop();
  await refusing.clock.settle();
  await stopping;
  expect(refusing.troubles.length).toBeGreaterThan(0);

  const unread = setUp(async () => {
    throw new Error('settings');
  });
  await unread.clock.settle();
  await unread.companion.stop();
  expect(unread.troubles).toHaveLength(1);
});
