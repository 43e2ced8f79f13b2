import { failure, TokError } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';
import { type ClientPorts, createClient } from '@/lib/tiktok/client/createSiteClient';
import type { RoomAlive } from '@/lib/tiktok/parse/parseLiveRoom';
import type { BrowserContext, KnownContext } from '@/lib/tiktok/request/requestContext';
import { createCrawler } from './crawler';
import { createListFetchers } from './listFetchers';
import { createIdHelpers } from './resolveIds';
import { postRow, profileRow, type Row, roomRow, type Single, single } from './rows';
import { type DeviceToken, deviceToken, odinTt, realMsToken, ttwid } from './tokens';
import { unwrap } from './walks';

/** What the developer API stands on: small enough to write by hand, see docs/api.md. */
export interface TiktokPorts extends ClientPorts {
  /** Random pause between two requests of one walk, in ms; default 800 to 2500. */
  readonly pageGap?: { readonly min: number; readonly max: number };
}

/** One result of an "all" helper. */
export type Outcome<T> = { readonly value: T } | { readonly error: TokError };

const outcome = <T>(result: Result<T>): Outcome<T> =>
  result.ok ? { value: result.value } : { error: new TokError(result.error) };

/**
 * The developer API: data, ids, tokens and crawler, under the names of the f2 API list. Needs no browser. Everything
 * throws TokError with a stable `code`; lists are async generators of pages.
 */
export const createTiktok = (ports: TiktokPorts) => {
  const { clock, cookies, random, pageGap = { min: 800, max: 2500 } } = ports;
  let overrides: KnownContext = {};
  let sent = 0;
  const http: ClientPorts['http'] = {
    send: (request) => {
      sent += 1;
      return ports.http.send(request);
    },
  };
  const context = async (): Promise<KnownContext> => ({ ...(await ports.context?.()), ...overrides });
  const client = createClient({ ...ports, http, context });

  const pause = async (): Promise<void> => {
    const [high = 0, low = 0] = random.bytes(2);
    const gap = pageGap.min + ((pageGap.max - pageGap.min) * (high * 256 + low)) / 65_535;
    if (gap > 0) await clock.sleep(Math.round(gap));
  };

  /** One after the other, pausing only after those that cost a request; one failure does not lose the rest. */
  const each = async <T>(inputs: readonly string[], read: (text: string) => Promise<Result<T>>) => {
    const outcomes: Outcome<T>[] = [];
    let before = sent;
    for (const input of inputs) {
      if (sent > before) await pause();
      before = sent;
      outcomes.push(outcome(await read(input)));
    }
    return outcomes;
  };

  const ids = createIdHelpers(client);
  const tokens = { http, cookies, client };

  const genDeviceId = async (options: { readonly fullCookie?: boolean } = {}): Promise<DeviceToken> =>
    unwrap(await deviceToken(tokens, options));

  return {
    ...createListFetchers(client, pause),

    /** A profile by secUid or handle; `removed` (10221, 10202), `login` (209002), `private`, `input` without either. */
    fetchUserProfile: async (who: {
      readonly secUid?: string;
      readonly uniqueId?: string;
    }): Promise<Single<Profile>> => {
      const { profile, raw } = unwrap(await client.profile(who));
      return single(profile, raw, profileRow);
    },
    /** A post by its id, video or photos. */
    fetchOneVideo: async (itemId: string): Promise<Single<Post>> => {
      const { post, reply } = unwrap(await client.post(itemId));
      return single(post, reply, postRow);
    },
    /** The live room of a person: streams by quality, or `status: 'ended'`. */
    fetchUserLiveVideos: async ({ uniqueId }: { readonly uniqueId: string }): Promise<Single<LiveRoom>> => {
      const { room, raw } = unwrap(await client.liveRoom(uniqueId));
      return single(room, raw, roomRow);
    },
    /** Which of these rooms are live now. Ids are text. */
    fetchCheckLiveAlive: async (
      roomIds: readonly string[],
    ): Promise<{ readonly rooms: readonly RoomAlive[]; readonly raw: unknown; toList(): Row[] }> => {
      const { rooms, raw } = unwrap(await client.alive(roomIds));
      return { rooms, raw, toList: () => rooms.map(({ roomId, alive }) => ({ room_id: roomId, alive })) };
    },

    /** The post's id in an address, a short link or a share text. */
    getAwemeId: async (text: string): Promise<string> => unwrap(await ids.awemeId(text)),
    getAllAwemeId: (texts: readonly string[]) => each(texts, ids.awemeId),
    /** The handle in an address; of a post the author's. */
    getUniqueid: async (text: string): Promise<string> => unwrap(await ids.uniqueid(text)),
    getAllUniqueid: (texts: readonly string[]) => each(texts, ids.uniqueid),
    /** The secUid behind an address; of a post the author's. */
    getSecuid: async (text: string): Promise<string> => unwrap(await ids.secuid(text)),
    getAllSecuid: (texts: readonly string[]) => each(texts, ids.secuid),

    /** The msToken that the site issued; empty text when it issues none, never an invented one. */
    genRealMsToken: (): Promise<string> => realMsToken(tokens),
    /** The session's ttwid, else a new one; `permission` where the browser hides it. */
    genTtwid: async (): Promise<string> => unwrap(await ttwid(tokens)),
    /** The session's odin_tt; `login` for guests. */
    genOdinTt: async (): Promise<string> => unwrap(await odinTt(tokens)),
    /** A new device id and the cookies that belong to it. */
    genDeviceId,
    /** 1 to 10 of them, one after the other; another number is `input`. */
    genDeviceIds: async (count: number, options: { readonly fullCookie?: boolean } = {}) => {
      if (!Number.isInteger(count) || count < 1 || count > 10) throw new TokError(failure('input', 'count: 1 to 10'));
      const made: DeviceToken[] = [];
      while (made.length < count) {
        if (made.length > 0) await pause();
        made.push(await genDeviceId(options));
      }
      return { deviceIds: made.map(({ deviceId }) => deviceId), cookies: made.map(({ cookie }) => cookie) };
    },

    /** What requests say of browser and page: read it, or set single values for this instance. */
    clientConfManager: {
      get: (): Promise<BrowserContext> => client.browserContext(),
      set: (values: KnownContext): void => {
        overrides = { ...overrides, ...values };
      },
    },
    crawler: createCrawler(client),
  };
};

export type Tiktok = ReturnType<typeof createTiktok>;
