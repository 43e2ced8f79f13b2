import { expect, it } from 'vitest';
import type { ChatTransport } from '@/lib/live/chat/ChatTransport';
import { type ChatFile, createChatFiles } from '@/lib/live/chat/createChatFiles';
import { createChatSession } from '@/lib/live/chat/createChatSession';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';
import { createFakeTransport, type FakeLife, numberedLines, ROOM } from '../../../fakes/fakeChat';
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtualClock';
import { chatMessage, controlMessage, giftMessage, unknownMessage } from '../../../site/chat/encode';

const record = (clock: VirtualClock, transports: readonly ChatTransport[]) => {
  const files = { jsonl: '', ass: '' };
  const since = clock.now();
  const write = (file: ChatFile, text: string): void => {
    files[file === 'jsonl' ? file : 'ass'] += text;
  };
  const chat = createChatFiles({
    timeline: { positionAt: (time) => time - since, partAt: () => ({ index: 1, at: 0 }) },
    write,
  });
  const told: WebcastMessage[] = [];
  let over = false;
  const session = createChatSession({
    roomId: ROOM,
    transports,
    clock,
    onMessage: (message, at) => {
      told.push(message);
      chat.add(message, at);
    },
    onGap: chat.gap,
    onOver: () => {
      over = true;
    },
  });
  const lines = (): { offset: number; time: string; kind: string; text?: string; ms?: number }[] =>
    files.jsonl
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const end = async (): Promise<void> => {
    await session.stop();
    chat.close();
  };
  return { session, files, told, lines, end, isOver: () => over };
};

it('500 messages over two disconnects with redelivery are each told once, in order, with offsets', async () => {
  const clock = createVirtualClock();
  const start = clock.now();
  const all = numberedLines(500, start);
  const lives: FakeLife[] = [
    { messages: all.slice(0, 180), closes: true },
    { messages: all.slice(160, 370), closes: true },
    { messages: [...all.slice(350), controlMessage({ id: '1', roomId: ROOM, at: start + 100_000 }, 3)] },
  ];
  const socket = createFakeTransport('socket', clock, lives);
  const { lines, told, files, end, isOver } = record(clock, [socket.transport]);
  expect(await clock.runUntil(isOver, 600_000)).toBe(true);
  await end();

  const chat = lines().filter(({ kind }) => kind === 'chat');
  expect(chat.map(({ text }) => text)).toEqual(all.map((_, index) => `line ${index}`));
  expect(told).toHaveLength(501);
  expect(socket.opened()).toBe(3);
  const offsets = lines().map(({ offset }) => offset);
  expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  expect(chat.map(({ time }) => Date.parse(time) - start)).toEqual(all.map((_, index) => index * 200));
  // The first batch says how far our clock and the way are behind the site's: one offset for all, whenever they came.
  for (const [index, { offset }] of chat.entries()) expect(Math.abs(offset - index * 200 - 200)).toBeLessThan(1100);
  expect(lines().filter(({ kind }) => kind === 'gap')).toHaveLength(2);
  expect(files.ass.match(/^Dialogue: /gm)).toHaveLength(500);
});

it('every frame that asks for it is acknowledged with its log id, and heartbeats go every ten seconds', async () => {
  const clock = createVirtualClock();
  const socket = createFakeTransport('socket', clock, [{ messages: numberedLines(100, clock.now()) }]);
  const { end } = record(clock, [socket.transport]);
  await clock.pass(40_500);
  await end();
  const acks = socket.sent.filter(({ type }) => type === 'ack');
  expect(acks.map(({ logId }) => Number(logId))).toEqual(Array.from({ length: 20 }, (_, index) => index * 5 + 1));
  expect(new TextDecoder().decode(acks[0]?.payload)).toBe('internal-ext');
  expect(socket.sent[0]?.type).toBe('hb');
  expect(socket.sent[1]?.type).toBe('im_enter_room');
  expect(socket.sent.filter(({ type }) => type === 'hb')).toHaveLength(5);
});

it('a socket that is accepted and stays silent gives way to the next after 15 seconds, a refused one at once', async () => {
  const clock = createVirtualClock();
  const silent = createFakeTransport('socket', clock, [{ messages: [] }]);
  const refused = createFakeTransport('page', clock, []);
  const polled = createFakeTransport('poll', clock, [{ messages: numberedLines(10, clock.now()) }], 'reply');
  const { session, told, end } = record(clock, [silent.transport, refused.transport, polled.transport]);
  await clock.pass(14_000);
  expect([refused.opened(), polled.opened()]).toEqual([0, 0]);
  await clock.pass(12_000);
  expect(session.transport()).toBe('poll');
  expect(told).toHaveLength(10);
  await end();
});

it('a transport that has spoken is opened again before another is tried', async () => {
  const clock = createVirtualClock();
  const socket = createFakeTransport('socket', clock, [
    { messages: numberedLines(5, clock.now()), closes: true },
    { messages: numberedLines(10, clock.now()) },
  ]);
  const polled = createFakeTransport('poll', clock, [], 'reply');
  const { told, end } = record(clock, [socket.transport, polled.transport]);
  await clock.pass(20_000);
  await end();
  expect([socket.opened(), polled.opened(), told.length]).toEqual([2, 0, 10]);
});

it('where nothing answers the pauses grow, and stop ends the session at once', async () => {
  const clock = createVirtualClock();
  const refused = createFakeTransport('socket', clock, []);
  const { end } = record(clock, [refused.transport]);
  await clock.pass(120_000);
  expect(refused.opened()).toBeLessThan(10);
  const stopping = end();
  await clock.settle();
  await stopping;
});

it('a combo is told once with its last count, also when its end was lost, and unknown messages by name', async () => {
  const clock = createVirtualClock();
  const said = (id: number) => ({ id: String(id), roomId: ROOM, at: clock.now() });
  const combo = (id: number, group: string, count: number, last = false) =>
    giftMessage(said(id), { name: 'Rose', group, count, last });
  const messages = [
    combo(1, '11', 1),
    combo(2, '11', 2),
    combo(3, '12', 1),
    combo(4, '11', 5, true),
    combo(5, '11', 5, true),
    combo(6, '12', 4),
    unknownMessage(said(7)),
    giftMessage(said(8), { name: 'Lion', group: '0', count: 1, last: false }),
  ];
  const socket = createFakeTransport('socket', clock, [{ messages, batch: 1 }]);
  const { told, lines, files, end } = record(clock, [socket.transport]);
  await clock.pass(9000);
  const counts = () =>
    told.flatMap((message) => (message.kind === 'gift' ? [[message.giftName, message.repeatCount]] : []));
  expect(counts()).toEqual([
    ['Rose', 5],
    ['Lion', 1],
  ]);
  await clock.pass(30_000);
  expect(counts()).toEqual([
    ['Rose', 5],
    ['Lion', 1],
    ['Rose', 4],
  ]);
  await end();
  expect(lines().find(({ kind }) => kind === 'other')).toMatchObject({ method: 'WebcastDemoNobodyKnowsMessage' });
  expect(files.jsonl).not.toContain('payload');
  expect(files.ass).toContain('🎁 Rose ×5');
});

it('what people write cannot command the player, break a line or turn the writing around', async () => {
  const clock = createVirtualClock();
  const evil = '{\\p1}x{\\r}\\N\\h\nDialogue: 0,0:00:00.00\r\u2028\u0085\u202egnp.exe{';
  const lines = [chatMessage({ id: '1', roomId: ROOM, at: clock.now() }, '{\\b1}\n', evil)];
  const socket = createFakeTransport('socket', clock, [{ messages: lines }]);
  const { files, end, lines: read } = record(clock, [socket.transport]);
  await clock.pass(2000);
  await end();
  expect(files.jsonl.split(/[\n\r\u0085\u2028\u2029]/).filter(Boolean)).toHaveLength(1);
  expect(read()[0]?.text).toBe(evil);
  const events = files.ass
    .slice(files.ass.indexOf('[Events]'))
    .split(/[\n\r\u0085\u2028\u2029]/)
    .filter(Boolean);
  expect(events).toHaveLength(3);
  const [, text = ''] = /,,0,0,0,,(.*)$/.exec(events[2] ?? '') ?? [];
  expect(text.match(/[{}\\]/g)?.join('')).toBe('{\\}{\\}');
  expect(text).not.toMatch(/\u202e/);
});

it('of a socket that serves several rooms only the own room is heard', async () => {
  const clock = createVirtualClock();
  const other = { roomId: '7692023419818200000', at: clock.now() };
  const messages = [
    chatMessage({ id: '1', ...other }, 'Ana', 'elsewhere'),
    chatMessage({ id: '2', roomId: ROOM, at: clock.now() }, 'Ana', 'here'),
    controlMessage({ id: '3', ...other }, 3),
  ];
  const page = createFakeTransport('page', clock, [{ messages }], 'frame', { shared: true });
  const { told, end, isOver } = record(clock, [page.transport]);
  await clock.pass(5000);
  await end();
  expect(told).toMatchObject([{ kind: 'chat', text: 'here' }]);
  expect(isOver()).toBe(false);
});

it('a room in which nothing is said leaves no file', async () => {
  const clock = createVirtualClock();
  const socket = createFakeTransport('socket', clock, [{ messages: [] }]);
  const { files, end } = record(clock, [socket.transport]);
  await clock.pass(5000);
  await end();
  expect(files).toEqual({ jsonl: '', ass: '' });
});

it('no broken frame stops a session', async () => {
  const clock = createVirtualClock();
  const told: WebcastMessage[] = [];
  const broken: ChatTransport = {
    name: 'socket',
    carries: 'frame',
    open: (_room, _place, sink) => {
      sink.opened();
      for (const bytes of [[], [255], [58, 3, 109, 115, 103, 0x42, 3, 0x1f, 0x8b, 0], [58, 3, 109, 115, 103]])
        sink.received(new Uint8Array(bytes));
      return { send: () => undefined, close: () => undefined };
    },
  };
  const good = createFakeTransport('poll', clock, [{ messages: numberedLines(5, clock.now()) }], 'reply');
  const session = createChatSession({
    roomId: ROOM,
    transports: [broken, good.transport],
    clock,
    onMessage: (message) => void told.push(message),
  });
  await clock.pass(14_000);
  // Finding out that a packed payload is broken takes time of the real clock.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await clock.pass(11_000);
  await session.stop();
  expect(told).toHaveLength(5);
});
