import { expect, it } from 'vitest';
import { createChatCompanion } from '@/lib/live/chat/createChatCompanion';
import { createFakeTransport, numberedLines, ROOM } from '../../../fakes/fakeChat';
import { createVirtualClock } from '../../../fakes/virtualClock';

const setUp = (isWanted: () => Promise<boolean>, append?: () => Promise<void>, tail = '') => {
  const clock = createVirtualClock();
  const socket = createFakeTransport('socket', clock, [{ messages: numberedLines(20, clock.now()) }]);
  const kept: [file: string, text: string][] = [];
  const troubles: unknown[] = [];
  const start = createChatCompanion({
    clock,
    transports: [socket.transport],
    append: append ?? (async (_id, file, text) => void kept.push([file, text])),
    tail: async () => tail,
    isWanted,
    report: (error) => void troubles.push(error),
  });
  const companion = start({ id: 'r', roomId: ROOM });
  const since = clock.now();
  /** Lets time pass while the recording goes on, and what a part is. */
  const pass = async (ms: number, part = { index: 1, at: 0 }): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 250) {
      companion.at({ position: clock.now() - since, part });
      await clock.pass(250);
    }
  };
  return { clock, socket, kept, troubles, companion, pass };
};

const textOf = (kept: readonly [string, string][], wanted: string): string =>
  kept.flatMap(([file, part]) => (file === wanted ? [part] : [])).join('');

it('keeps what was said every few seconds, and the rest at the end', async () => {
  const { clock, kept, companion, pass } = setUp(async () => true);
  await pass(3500);
  expect(kept.map(([file]) => file)).toEqual(['jsonl']);
  expect(kept[0]?.[1].split('\n').filter(Boolean).length).toBeGreaterThanOrEqual(10);
  await pass(1000);
  const stopping = companion.stop();
  await clock.settle();
  await stopping;
  expect(textOf(kept, 'jsonl').match(/"kind":"chat"/g)).toHaveLength(20);
  expect(textOf(kept, '01.ass').match(/^Dialogue: /gm)).toHaveLength(20);
});

it('lays what was said over the part in which it was said, each file with its own beginning and times', async () => {
  const { clock, kept, companion, pass } = setUp(async () => true);
  await pass(2000);
  await pass(3000, { index: 2, at: 2000 });
  const stopping = companion.stop();
  await clock.settle();
  await stopping;
  const starts = (file: string): string[] =>
    [...textOf(kept, file).matchAll(/^Dialogue: 0,([^,]+),/gm)].map(([, start = '']) => start);
  expect(starts('01.ass').length + starts('02.ass').length).toBe(20);
  for (const file of ['01.ass', '02.ass']) {
    expect(textOf(kept, file).match(/^\[Script Info\]/gm)).toHaveLength(1);
    expect(starts(file).length).toBeGreaterThan(4);
    for (const start of starts(file)) expect(start < '0:00:03').toBe(true);
  }
});

it('a recording that is taken up again keeps nothing twice of what is delivered again', async () => {
  const before = setUp(async () => true);
  await before.pass(3500);
  const lines = textOf(before.kept, 'jsonl');
  const torn = `${lines}{"offset":12,"time":"2026-`;
  const { clock, kept, companion, pass } = setUp(async () => true, undefined, torn);
  await pass(4500);
  const stopping = companion.stop();
  await clock.settle();
  await stopping;
  const said = (text: string): string[] => [...text.matchAll(/"text":"(line \d+)"/g)].map(([, line = '']) => line);
  expect(said(lines).length).toBeGreaterThanOrEqual(10);
  expect([...said(lines), ...said(textOf(kept, 'jsonl'))]).toEqual(
    Array.from({ length: 20 }, (_, index) => `line ${index}`),
  );
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
