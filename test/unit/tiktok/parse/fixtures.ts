import { readdirSync, readFileSync } from 'node:fs';
import { readHydration } from '@/lib/tiktok/parse/hydration';
import { parseComments } from '@/lib/tiktok/parse/parseComments';
import { parseItemDetail } from '@/lib/tiktok/parse/parseItemDetail';
import { parseItemList, parseSearchPage } from '@/lib/tiktok/parse/parseList';
import { parseLiveRoom } from '@/lib/tiktok/parse/parseLiveRoom';
import { parsePeople } from '@/lib/tiktok/parse/parsePeople';
import { parseCollections, parsePlaylist, parsePlaylists } from '@/lib/tiktok/parse/parsePlaylists';
import { parseProfile } from '@/lib/tiktok/parse/parseProfile';
import { readPage, readReply } from '@/lib/tiktok/parse/readReply';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { parseJson } from '@/lib/tiktok/wire/parseJson';

const root = new URL('../../../fixtures/tiktok/', import.meta.url);

const listOf = (value: unknown, key: string): unknown[] => {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
};

/** Search's live results hold a webcast room as text, three levels down. */
const roomOfResult = (result: unknown): unknown => {
  const info = isRecord(result) ? result.live_info : undefined;
  const json = isRecord(info) && typeof info.raw_data === 'string' ? parseJson(info.raw_data) : undefined;
  return json?.ok ? json.value : undefined;
};

/** What reads the replies of each folder below test/fixtures/tiktok. */
export const readers: Record<string, (body: unknown) => unknown> = {
  'item-detail': (body) => parseItemDetail(body),
  'item-list': parseItemList,
  search: parseSearchPage,
  'comment-list': parseComments,
  'user-detail': parseProfile,
  'user-list': parsePeople,
  playlist: parsePlaylists,
  'mix-detail': parsePlaylist,
  collection: parseCollections,
  'live-room': parseLiveRoom,
  'search-live': (body) => listOf(body, 'data').map((result) => parseLiveRoom(roomOfResult(result))),
};

export const readFixture = (path: string): Uint8Array => readFileSync(new URL(path, root));

/** Names of the recorded files of a kind, e.g. `item-detail/video-2026-10.json`. */
export const fixtureNames = (ext: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ext) && !name.endsWith('.expected.json'))
    .sort();

export const replyOf = (
  body: Uint8Array | string,
  more: { status?: number; url?: string; headers?: HeadersInit } = {},
) => ({
  status: more.status ?? 200,
  url: more.url ?? 'https://www.tiktok.com/api/',
  headers: new Headers(more.headers),
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
});

/** Reads a recorded file as the extension would read it from the network. */
export const parseFixture = (name: string): unknown => {
  const reply = replyOf(readFixture(name));
  if (name.endsWith('.html')) {
    const page = readPage(reply);
    return page.ok ? readHydration(page.value) : page;
  }
  const body = readReply(reply);
  const reader = readers[name.split('/')[0] ?? ''];
  if (!reader) throw new Error(`no reader for ${name}`);
  return body.ok ? reader(body.value) : body;
};

/** The JSON of a value, without the replies that it carries along. */
export const withoutRaw = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (/^raw([A-Z]|$)/.test(key) ? undefined : inner)));
