import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ok } from '@/lib/base/result';
import { createSocketTransport } from '@/lib/browser/live/createSocketTransport';
import { createChatFiles } from '@/lib/live/chat/createChatFiles';
import { createChatSession } from '@/lib/live/chat/createChatSession';
import { createPollTransport } from '@/lib/live/chat/createPollTransport';
import { ask } from './ask.ts';
import type { ChatRules } from './rules.ts';
import { type Site, startSite } from './startSite.ts';

const ROOM = '7692023419818265357';
const guest = { Origin: 'https://www.tiktok.com', Cookie: 'ttwid=guest' };

let site: Site;
let headers: Record<string, string>;

beforeEach(async () => {
  site = await startSite();
  headers = guest;
  // Only for this site's own certificate, which no authority has signed.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const Native = WebSocket;
  vi.stubGlobal(
    'WebSocket',
    class extends Native {
      constructor(address: string) {
        // In the browser a rule sets these headers.
        super(address, { headers } as unknown as string[]);
      }
    },
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await site.close();
  vi.unstubAllEnvs();
});

const clock = { now: () => Date.now(), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };

const listen = async (chat: Partial<ChatRules>) => {
  Object.assign(site.rules.chat, chat);
  const files = { jsonl: '', '01.ass': '' };
  const since = Date.now();
  const lines = createChatFiles({
    timeline: { positionAt: (time) => time - since, partAt: () => ({ index: 1, at: 0 }) },
    write: (file, text) => {
      files[file === 'jsonl' ? file : '01.ass'] += text;
    },
  });
  const over = Promise.withResolvers<void>();
  const socket = createSocketTransport(async () => ok(`wss://localhost:${site.port}/chat?room_id=${ROOM}`));
  const poll = createPollTransport(clock, async ({ roomId, cursor }) => {
    const reply = await ask(site, `https://webcast.tiktok.com/webcast/im/fetch/?room_id=${roomId}&cursor=${cursor}`);
    return ok(new Uint8Array(reply.body));
  });
  const session = createChatSession({
    roomId: ROOM,
    transports: [socket, poll],
    clock,
    onMessage: lines.add,
    onGap: lines.gap,
    onOver: over.resolve,
  });
  await over.promise;
  const by = session.transport();
  await session.stop();
  lines.close();
  const rows: { kind: string; text?: string; offset: number }[] = files.jsonl
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row));
  return { rows, by, chat: rows.filter(({ kind }) => kind === 'chat').map(({ text }) => text) };
};

it('500 messages of the site by its socket, cut twice: each once, in order', { timeout: 30_000 }, async () => {
  const { rows, chat, by } = await listen({ count: 500, perSecond: 200, ends: true, cuts: [180, 370] });
  expect(chat).toEqual(Array.from({ length: 500 }, (_, index) => `line ${index}`));
  expect(by).toBe('socket');
  expect(rows.filter(({ kind }) => kind === 'gap')).toHaveLength(2);
  const offsets = rows.map(({ offset }) => offset);
  expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  expect(site.chat.visits).toHaveLength(3);
  for (const { origin, cookies, sent } of site.chat.visits) {
    expect([origin, cookies]).toEqual(['https://www.tiktok.com', ['ttwid']]);
    expect(sent.slice(0, 2)).toEqual(['hb', 'im_enter_room']);
    expect(sent.filter((type) => type === 'ack').length).toBeGreaterThan(20);
  }
});

it('a socket that is refused gives way to asking', { timeout: 30_000 }, async () => {
  const { chat, by } = await listen({ count: 60, perSecond: 30, ends: true, socket: 'blocked' });
  expect([by, chat.length, site.chat.visits[0]?.accepted]).toEqual(['poll', 60, false]);
});

it('a client without the site as its origin is refused, and one with a session', { timeout: 30_000 }, async () => {
  headers = { ...guest, Origin: 'chrome-extension://abc' };
  await listen({ count: 5, perSecond: 100, ends: true });
  headers = { ...guest, Cookie: 'ttwid=guest; sessionid=demo' };
  await listen({});
  expect(site.chat.visits.map(({ accepted }) => accepted)).toEqual([false, false]);
});
