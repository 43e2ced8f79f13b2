import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/base/errorPolicy';
import { failure } from '@/lib/base/failure';
import { err } from '@/lib/base/result';
import { settingsSchema } from '@/lib/model/settings';
import { errorKeys } from '@/lib/ports/errorKeys';
import { recordLive } from '@/lib/queue/api/recordLive';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { type Answer, fakeSite, gate, reply } from '@/test/unit/tiktok/fakeSite';

const recorded = (name: string) => readFileSync(new URL(`../../../fixtures/tiktok/${name}`, import.meta.url), 'utf8');

const who = 'demo.user';
const user = { id: '6800000000000000001', uniqueId: who, nickname: 'Demo', roomId: '7300000000000000777', status: 2 };
const pull = {
  pull_data: {
    stream_data: JSON.stringify({
      data: { hd: { main: { flv: 'https://pull-flv.tiktokcdn.com/stage/x.flv', hls: '' } } },
    }),
  },
};
const room = (more: object = {}, about: object = {}) => ({
  statusCode: 0,
  data: { user: { ...user, ...about }, liveRoom: { title: 'T', status: 2, ...more } },
});
const info = (more: object = {}) => ({ status_code: 0, data: { id_str: user.roomId, status: 2, ...more } });
const livePage = (liveRoom: object) =>
  `<html><body><script id="SIGI_STATE" type="application/json">${JSON.stringify({ LiveRoom: liveRoom })}</script></body></html>`;
const bare = { liveRoomUserInfo: room().data };

interface World {
  readonly byUser?: Answer;
  readonly byRoom?: Answer;
  readonly page?: Answer;
}

/** Presses "record" on a site that answers so; which stream was opened or what stands against it, and what was asked. */
const press = async ({ byUser = room(), byRoom = info(), page = livePage(bare) }: World, uniqueId = who) => {
  const site = fakeSite(({ path }) =>
    path.startsWith('/api-live/user/room') ? byUser : path.startsWith('/webcast/room/info') ? byRoom : page,
  );
  const opened: string[] = [];
  const shelf = recordLive({
    client: createClient(site.ports),
    clock: site.ports.clock,
    downloads: {
      start: async () => err(failure('bug')),
      findById: async () => undefined,
      findByUrl: async () => undefined,
      cancel: async () => undefined,
      forget: async () => undefined,
      onEnd: () => () => undefined,
    },
    open: async (address) => {
      opened.push(address);
      return err(failure('network'));
    },
    settings: async () => settingsSchema.parse({}),
  });
  const started = await shelf.start(uniqueId);
  const asked = site.paths();
  if (started.ok) await shelf.stop(started.value);
  return { code: started.ok ? undefined : started.error.code, stream: opened[0], asked };
};

const STREAM = 'https://pull-flv.tiktokcdn.com/stage/x.flv';

it('takes the stream from the first of the three places that has it', async () => {
  const [byUser, byRoom, page] = ['/api-live/user/room/', '/webcast/room/info/', `/@${who}/live`];
  expect(await press({ byUser: room({ streamData: pull }) })).toMatchObject({ stream: STREAM, asked: [byUser] });
  const withStream = info({ stream_url: { live_core_sdk_data: pull } });
  expect(await press({ byRoom: withStream })).toMatchObject({ stream: STREAM, asked: [byUser, byRoom] });
  const full = livePage({ liveRoomUserInfo: room({ streamData: pull }).data });
  expect(await press({ page: full })).toMatchObject({ stream: STREAM, asked: [byUser, byRoom, page] });
  // A signature that is refused, and a room/info that is closed to guests: the page is enough.
  expect(await press({ byUser: gate, page: full })).toMatchObject({ stream: STREAM, asked: [byUser, page] });
  expect(await press({ byRoom: gate, page: full })).toMatchObject({ stream: STREAM, asked: [byUser, byRoom, page] });
});

it('asks room/info for a room that only the page tells of, as recorded 2025-09 without streams', async () => {
  const html = recorded('page/live-2025-09.html');
  const byRoom = info({ id_str: '7553804248358619912', stream_url: { live_core_sdk_data: pull } });
  expect(await press({ byUser: gate, byRoom, page: html }, 'ugur.antika')).toMatchObject({
    stream: STREAM,
    asked: ['/api-live/user/room/', '/@ugur.antika/live', '/webcast/room/info/'],
  });
});

it("a page of another person's room is none", async () => {
  const other = livePage({ liveRoomUserInfo: room({ streamData: pull }, { uniqueId: 'somebody.else' }).data });
  expect(await press({ page: other })).toMatchObject({ code: 'no_stream', stream: undefined });
});

const refusals: readonly (readonly [string, World, ErrorCode])[] = [
  ['nobody of that name', { byUser: { statusCode: 19881007, message: 'user_not_found' } }, 'removed'],
  [
    'never live',
    { byUser: { statusCode: 0, data: { user: { ...user, roomId: '', status: 4 }, liveRoom: {} } } },
    'not_live',
  ],
  ['over', { byUser: room({ status: 4 }) }, 'live_ended'],
  ['live without a stream', {}, 'no_stream'],
  ['age-gated, says room/info', { byRoom: { status_code: 4003110, data: {} } }, 'age'],
  ['age-gated, says the page', { page: livePage({ ...bare, isAgeGateRoom: true }) }, 'age'],
  ['private account', { byUser: room({}, { secret: true }) }, 'private'],
  ['for subscribers', { byUser: room({ liveSubOnly: 1 }) }, 'private'],
  ['private, says room/info', { byRoom: { status_code: 10222, data: {} } }, 'private'],
  ['region, says room/info', { byRoom: { status_code: 10231, data: {} } }, 'region'],
  ['region, in words', { byRoom: { status_code: 30005, data: { prompts: 'Not available in your region' } } }, 'region'],
  ['login, says the page', { page: livePage({ ...bare, needLogin: true }) }, 'login'],
  [
    'led to the login page',
    { page: reply({ url: 'https://www.tiktok.com/login?redirect_url=x', body: '<html>' }) },
    'login',
  ],
  ['region, instead of the room', { byUser: { statusCode: 10231 } }, 'region'],
];

it.each(refusals)('%s: its own code', async (_, world, code) => {
  expect(await press(world)).toMatchObject({ code, stream: undefined });
});

it('each has its own words', () => {
  const words: Record<string, { message: string }> = JSON.parse(
    readFileSync(new URL('../../../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
  );
  const codes = [...new Set(refusals.map(([, , code]) => code))];
  const said = codes.map((code) => words[errorKeys(code).what]?.message ?? '');
  expect(new Set(said).size).toBe(codes.length);
  // They are said of lives, too.
  for (const text of said) expect(text).not.toMatch(/\bpost\b(?! or |,)/);
});
