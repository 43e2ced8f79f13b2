import { readFileSync } from 'node:fs';
import { authorOf } from '../item.ts';
import { createLiveStream, type LiveStream } from '../media/liveStream.ts';
import type { Rules } from '../rules.ts';
import { seal } from '../seal.ts';
import { expireOf, itemContext, json, modelled, plain, recorded, type Visit } from '../visit.ts';
import type { DemoUser } from '../world/types.ts';
import { live } from '../world/users.ts';
import type { Reply } from './reply.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/pages/replies/${name}`, import.meta.url), 'utf8');
const room = read('live-user-room.json');
const info = read('webcast-room-info.json');

/** The room that is live on the demo site; the id is the recorded one. */
export const liveRoomId = '7692023419818265357';

/** A room whose streams are HLS alone: the recorded addresses of FLV, in the form that search gave for another room (2026-10). */
const toHls = (streamData: string): string => {
  const read = JSON.parse(streamData);
  for (const quality of Object.values<Record<'main' | 'backup', { flv: string; hls: string }>>(read.data)) {
    for (const line of [quality.main, quality.backup]) {
      line.hls = line.flv.replace('pull-flv', 'pull-hls').replace('.flv?', '/index.m3u8?');
      line.flv = '';
    }
  }
  return JSON.stringify(read);
};

// The name of the recorded stream, in its addresses.
const STREAM = '3578952392651310012';

interface Room {
  readonly id: string;
  readonly on: boolean;
  /** As its addresses name it. */
  readonly stream: string;
}

const roomOf = (user: DemoUser, rules: Rules): Room => {
  if (user === live) return { id: liveRoomId, on: rules.liveOn, stream: STREAM };
  const { id = '', on = false } = rules.rooms[user.uniqueId] ?? {};
  return { id, on, stream: id };
};

/** The stream behind an address of FLV, as long as its room is on. */
export const streamAt = ({ path, site }: Visit): LiveStream | undefined => {
  const { rules } = site;
  if (path.includes(STREAM)) return rules.liveOn ? site.stream : undefined;
  const other = Object.values(rules.rooms).find(({ id }) => path.includes(id));
  return other?.on ? createLiveStream({ ...rules, liveActs: [] }) : undefined;
};

/** /api-live/user/room/: the recorded reply for accounts that are live, the derived offline form for the others. */
export const userRoom = (visit: Visit): Reply => {
  const { rules, world } = visit.site;
  const user = world.userByName(visit.query.get('uniqueId') ?? '');
  if (!user) return json({ data: {}, message: 'user_not_found', statusCode: 19881007 }, modelled('unknown user'));
  const { id, on, stream } = roomOf(user, rules);
  const text = room.replace(/expire(s?)=\d{10}/g, `expire$1=${expireOf(visit.site)}`);
  const reply = JSON.parse(text.replaceAll(STREAM, stream));
  delete reply._recorded;
  Object.assign(reply.data.user, authorOf(user, itemContext(visit)), { roomId: id, status: on ? 2 : 4 });
  if (on && rules.liveForm !== 'flv') {
    for (const key of ['streamData', 'hevcStreamData']) {
      const { pull_data: pull } = reply.data.liveRoom[key];
      pull.stream_data = toHls(pull.stream_data);
    }
    return json(reply, modelled('the recorded reply, FLV addresses as those of HLS'));
  }
  if (on) return json(reply, recorded('2026-10; the account replaced'));
  for (const key of ['streamData', 'hevcStreamData', 'streamId']) delete reply.data.liveRoom[key];
  reply.data.liveRoom.status = 4;
  return json(reply, modelled('the recorded reply with status 4 and without streams'));
};

/** webcast/room/info: the recorded excerpt; numbers of 19 digits stay as they were sent. */
export const roomInfo = (visit: Visit): Reply => {
  if (visit.query.get('room_id') !== liveRoomId)
    return json({ data: { message: 'room not found', prompts: '' }, status_code: 30003 }, modelled('unknown room'));
  return { ...json({}, recorded('2026-10')), body: Buffer.from(info.replace(/"_recorded": "[^"]*",/, '')) };
};

/** webcast/room/check_alive: one row per id, ids as numbers beside their text. */
export const checkAlive = (visit: Visit): Reply => {
  const { rules } = visit.site;
  const ids = (visit.query.get('room_ids') ?? '').split(',').filter((id) => /^\d+$/.test(id));
  const others = Object.values(rules.rooms).filter(({ on }) => on);
  const isOn = (id: string): boolean => (id === liveRoomId && rules.liveOn) || others.some((other) => other.id === id);
  const rows = ids.map((id) => `{"alive":${isOn(id)},"room_id":${id},"room_id_str":"${id}"}`);
  const text = `{"data":[${rows.join(',')}],"extra":{"now":${visit.site.now()}},"status_code":0}`;
  return { ...json({}, modelled('check_alive as f2 and tiktok-live-recorder read it')), body: Buffer.from(text) };
};

const isSealed = ({ rawQuery, headers, site }: Visit): boolean => {
  const [, query = '', given] = /^(.*)&X-Gnarly=([0-9a-f]+)$/.exec(rawQuery) ?? [];
  return given !== undefined && given === seal(query, headers['user-agent'] ?? '', site.sealKey);
};

/** webcast/im/fetch: what the room has said since the cursor, or the recorded batch, names and words replaced. */
export const imFetch = (visit: Visit): Reply => {
  const { chat } = visit.site.rules;
  const roomId = visit.query.get('room_id');
  if (!roomId) return plain(400, modelled('room_id missing'));
  const own = { 'access-control-allow-origin': 'https://www.tiktok.com', 'access-control-allow-credentials': 'true' };
  const headers = { 'content-type': 'application/protobuf', ...own };
  const reply = (body: Uint8Array): Reply => ({
    ...{ status: 200, headers, body: Buffer.from(body) },
    origin: chat.count === 0 ? recorded('2026-08') : modelled('im/fetch as recorded 2026-08, words of our own'),
  });
  const refused = chat.poll === 'refused' || (chat.poll === 'signed' && !isSealed(visit));
  if (refused) return { ...reply(new Uint8Array()), refused: 'im/fetch' };
  if (chat.count === 0) {
    return reply(readFileSync(new URL('../../fixtures/pages/replies/im-fetch.bin', import.meta.url)));
  }
  return reply(visit.site.chat.poll(visit.query.get('cursor') ?? '', roomId));
};

/** /passport/token/beat/web/: keeps a session; the reply's cookies are what matters. */
export const tokenBeat = (visit: Visit): Reply =>
  json({ data: {}, message: visit.user ? 'success' : 'error' }, modelled('token beat, reported 2026-09'));
