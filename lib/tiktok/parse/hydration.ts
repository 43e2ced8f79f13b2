import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Account } from '@/lib/model/offer';
import type { ReadPost } from '@/lib/model/page';
import type { Profile } from '@/lib/model/profile';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { appContextWire } from '@/lib/tiktok/wire/wire';
import { parseItemDetail } from './parseItemDetail';
import { parseLiveRoom } from './parseLiveRoom';
import { parseAccount, parseProfile } from './parseProfile';

/** Script elements that hold a page's data, in the order they are looked for. */
export const scriptIds = ['__UNIVERSAL_DATA_FOR_REHYDRATION__', 'api-data', 'SIGI_STATE'] as const;

/** What a page of the site brings along. Text fields are empty when the page lacks them. */
export interface Hydration {
  /** `wid`: the device id that requests carry. */
  readonly deviceId: string;
  /** The person's id in requests; also given to some guests. */
  readonly odinId: string;
  /** Country code, e.g. `US`. */
  readonly region: string;
  readonly language: string;
  /** Unix seconds, as text. */
  readonly webIdCreatedTime: string;
  /** Who is logged in. */
  readonly account?: Account;
  /** On a page of a post. A desktop /photo/ page brings none (recorded 2026-05). */
  readonly post?: Result<ReadPost>;
  /** On a page of a profile. */
  readonly profile?: Result<Profile>;
  /** The page's `webapp.user-detail` as it came. */
  readonly rawProfile?: unknown;
  /** On a live page. Its streams are often left out (recorded 2025-09). */
  readonly liveRoom?: Result<LiveRoom>;
  /** The page's `LiveRoom` as it came. */
  readonly rawLiveRoom?: unknown;
}

const nothing: Hydration = { deviceId: '', odinId: '', region: '', language: '', webIdCreatedTime: '' };

const readScope = (scope: Record<string, unknown>): Hydration => {
  const { wid, odinId, region, language, webIdCreatedTime, user } = appContextWire.parse(scope['webapp.app-context']);
  const account = parseAccount(user);
  const detail = scope['webapp.video-detail'];
  const profile = scope['webapp.user-detail'];
  return {
    ...{ deviceId: wid, odinId, region, language, webIdCreatedTime },
    ...(account === undefined ? {} : { account }),
    ...readDetail(detail),
    ...(profile === undefined ? {} : { profile: parseProfile(profile), rawProfile: profile }),
  };
};

const readDetail = (detail: unknown): Pick<Hydration, 'post'> =>
  detail === undefined ? {} : { post: parseItemDetail(detail) };

const readData = (data: unknown): Partial<Hydration> => {
  if (!isRecord(data)) return {};
  const { __DEFAULT_SCOPE__: scope, videoDetail, LiveRoom } = data;
  return {
    ...(isRecord(scope) ? readScope(scope) : {}),
    ...readDetail(videoDetail),
    ...(LiveRoom === undefined ? {} : { liveRoom: parseLiveRoom(LiveRoom), rawLiveRoom: LiveRoom }),
  };
};

/**
 * Reads the text of one of the {@link scriptIds} elements.
 *
 * @returns code `shape` when it is no JSON; foreign JSON gives an empty Hydration.
 */
export const readHydrationJson = (json: string): Result<Hydration> => {
  const data = parseJson(json);
  return data.ok ? ok({ ...nothing, ...readData(data.value) }) : data;
};

// Only the tag is matched as text; the JSON between the tags is up to the parser. Inside it `<` may stand, `</script` cannot.
const scriptText = (html: string, id: string): string | undefined => {
  const named = new RegExp(`^<script\\b[^>]*\\bid="${id}"`);
  let start = 0;
  for (let open = html.indexOf('<script'); open >= 0; open = html.indexOf('<script', start)) {
    const close = html.indexOf('>', open);
    if (close < 0) return undefined;
    start = close + 1;
    if (!named.test(html.slice(open, start))) continue;
    const end = html.indexOf('</script', start);
    return end < 0 ? undefined : html.slice(start, end);
  }
  return undefined;
};

/** How the data begins, whatever the element that holds it is called. */
export const DATA_KEY = '__DEFAULT_SCOPE__';

// The site moves it with a rename: any script of JSON that holds the data will do.
const movedText = (html: string): string | undefined => {
  const key = html.indexOf(`"${DATA_KEY}"`);
  const open = key < 0 ? -1 : html.lastIndexOf('<script', key);
  const start = open < 0 ? -1 : html.indexOf('>', open) + 1;
  const end = start <= 0 ? -1 : html.indexOf('</script', key);
  return end < 0 ? undefined : html.slice(start, end);
};

/**
 * Reads the data that a page of the site brings along: desktop pages, mobile pages (`api-data`) and live pages
 * (`SIGI_STATE`). One broken script costs only itself.
 *
 * @returns code `shape` when the page holds none of the scripts, or none that can be read.
 */
export const readHydration = (html: string): Result<Hydration> => {
  const named = scriptIds.map((id) => scriptText(html, id)).filter((json) => json !== undefined);
  const moved = named.length === 0 ? movedText(html) : undefined;
  const parts = (moved === undefined ? named : [moved])
    .map((json) => parseJson(json))
    .filter((part) => part.ok)
    .map((part) => readData(part.value));
  return parts.length === 0 ? err(failure('shape', 'page without data')) : ok(Object.assign({}, nothing, ...parts));
};
