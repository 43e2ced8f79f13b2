import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Rules } from '../rules.ts';
import {
  chatMessage,
  controlMessage,
  giftMessage,
  messageFrame,
  type RoomMessage,
  readFrame,
  replyBody,
} from './encode.ts';
import { acceptSocket, readHandshake, refuseSocket } from './socket.ts';

/** Messages that a socket says again when it is opened again. */
const REDELIVERED = 20;
const BATCH = 5;

/** A handshake that came, and what its client sent. */
export interface ChatVisit {
  readonly origin: string;
  readonly cookies: readonly string[];
  readonly signed: boolean;
  readonly accepted: boolean;
  /** Types of the frames that the client sent. */
  readonly sent: string[];
}

/**
 * The chat of the demo's live room. Its lines are numbered, one hundred in twenty seconds of their own time, every
 * tenth a gift of one combo; what is said is a matter of the clock, so all listeners hear the same. A socket starts at
 * what was left off by the last one of its kind, twenty messages back, and is cut at `rules.chat.cuts`.
 */
export const createChatRoom = (rules: Rules, now: () => number) => {
  const visits: ChatVisit[] = [];
  const position = new Map<string, number>();
  const cuts = new Map<string, number>();
  let startedAt = 0;

  const messageAt = (index: number, roomId: string): RoomMessage => {
    const said = {
      id: `76920234198${String(index + 1).padStart(8, '0')}`,
      roomId,
      at: startedAt + Math.round((index * 1000) / rules.chat.perSecond),
    };
    if (index === rules.chat.count) return controlMessage(said, 3);
    return index % 10 === 9 && rules.chat.gifts
      ? giftMessage(said, { name: 'Rose', group: '900', count: (index + 1) / 10, last: index + 10 >= rules.chat.count })
      : chatMessage(said, 'Ana {\\b1}', `line ${index}`);
  };

  const batchFrom = (from: number, roomId: string): readonly RoomMessage[] =>
    Array.from({ length: Math.max(0, Math.min(BATCH, rules.chat.count - from)) }, (_, at) =>
      messageAt(from + at, roomId),
    );

  const begin = (): void => {
    if (startedAt === 0) startedAt = now();
  };

  /** How many lines have been said by now. */
  const said = (): number =>
    Math.min(rules.chat.count, Math.floor(((now() - startedAt) * rules.chat.perSecond) / 1000));

  return {
    visits: visits as readonly ChatVisit[],
    /** An upgrade request to the chat's host. */
    upgrade: (request: IncomingMessage, line: Duplex): void => {
      const { query, origin, cookies } = readHandshake(request);
      const signed = query.has('X-Gnarly');
      const guest = cookies.has('ttwid') && (signed || !cookies.has('sessionid'));
      const accepted = rules.chat.socket !== 'blocked' && origin === 'https://www.tiktok.com' && guest;
      const visit: ChatVisit = { origin, cookies: [...cookies.keys()], signed, accepted, sent: [] };
      visits.push(visit);
      if (!accepted) {
        refuseSocket(line);
        return;
      }
      const roomId = query.get('room_id') ?? '0';
      const kind = signed ? 'page' : 'own';
      const speak = async (): Promise<void> => {
        begin();
        let at = Math.max(0, (position.get(kind) ?? 0) - REDELIVERED);
        while (socket.isOpen()) {
          await wait(50);
          const cut = rules.chat.cuts[cuts.get(kind) ?? 0];
          if (cut !== undefined && at >= cut) {
            cuts.set(kind, (cuts.get(kind) ?? 0) + 1);
            socket.cut();
            return;
          }
          if (at >= said()) {
            if (at < rules.chat.count || !rules.chat.ends) continue;
            const body = replyBody([messageAt(rules.chat.count, roomId)], { cursor: 'end' });
            socket.send(messageFrame(body, String(at + 1)));
            return;
          }
          const batch = batchFrom(at, roomId);
          socket.send(messageFrame(replyBody(batch, { cursor: String(at) }), String(at + 1)));
          at += batch.length;
          position.set(kind, Math.max(at, position.get(kind) ?? 0));
        }
      };
      const socket = acceptSocket(request, line, (message) => {
        const { type } = readFrame(message);
        visit.sent.push(type);
        // Without it the site stays silent; unsigned ones it leaves so where the rule says (reported 2026-08).
        if (type === 'im_enter_room' && (rules.chat.socket === 'open' || signed)) void speak();
      });
    },
    /** What im/fetch answers after this cursor. */
    poll: (cursor: string, roomId: string): Uint8Array => {
      begin();
      const from = Number(cursor) || 0;
      const until = Math.max(from, said());
      const messages = Array.from({ length: until - from }, (_, at) => messageAt(from + at, roomId));
      const over = until >= rules.chat.count && rules.chat.ends ? [messageAt(rules.chat.count, roomId)] : [];
      return replyBody([...messages, ...over], { cursor: String(until || '0') });
    },
  };
};

export type ChatRoom = ReturnType<typeof createChatRoom>;
