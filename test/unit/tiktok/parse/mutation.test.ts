import { describe, expect, it } from 'vitest';
import { postSchema } from '@/lib/model/post';
import { readHydrationJson } from '@/lib/tiktok/parse/hydration';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { failureOfStatus } from '@/lib/tiktok/wire/status';
import { fixtureNames, readers, readFixture, withoutRaw } from './fixtures';
import { type Path, readPaths, textsIn, valuesUnder, withChange } from './readPaths';

const EVIL_HOST = 'v16.tiktok.com.evil.example';
const EVIL = `https://${EVIL_HOST}/a.mp4`;

/** undefined removes the field; the others retype it. */
const changes: readonly unknown[] = [
  undefined,
  null,
  'changed',
  -7,
  9e15,
  true,
  { a: 1 },
  [],
  [7, 'x', null, {}],
  EVIL,
];

const addressFields = ['urls', 'avatar', 'cover', 'flv', 'hls', 'images'];

const statusFields = ['statusCode', 'status_code', 'type'];

/** Words of our own, for what a field says or for its absence. */
const ourWords = [
  'video',
  'photos',
  'image',
  'music',
  'cover',
  'cover-animated',
  'subtitle',
  'play',
  'download',
].concat([
  'plays',
  'likes',
  'h264',
  'h265',
  'other',
  'ASR',
  'LC',
  'live',
  'ended',
  'unknown',
  'age',
  'login',
  'private',
]);

const bodyOf = (name: string): unknown => {
  const json = parseJson(new TextDecoder().decode(readFixture(name)));
  if (!json.ok) throw new Error(name);
  return json.value;
};

const isFailure = (value: unknown): value is { ok: false; error: { code: string } } =>
  isRecord(value) && value.ok === false && isRecord(value.error) && typeof value.error.code === 'string';

const entriesOf = (result: unknown): readonly unknown[] => {
  const value = isRecord(result) && isRecord(result.value) ? result.value : {};
  const entries = value.items;
  return Array.isArray(entries) ? entries : [];
};

const problemsOf = (result: unknown): readonly unknown[] => {
  const value = isRecord(result) && isRecord(result.value) ? result.value : {};
  return Array.isArray(value.problems) ? value.problems : [];
};

const postsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(postsOf);
  if (!isRecord(value)) return [];
  return 'assets' in value ? [value] : Object.values(value).flatMap(postsOf);
};

/** Whatever happened to one field: a value that keeps the rules, or code `shape`. */
const checkOne = (parsed: unknown, path: Path, known: ReadonlySet<string>, codes: readonly string[]) => {
  for (const result of Array.isArray(parsed) ? parsed : [parsed]) {
    if (isFailure(result)) {
      if (!statusFields.includes(String(path[0]))) expect(codes).toContain(result.error.code);
      continue;
    }
    expect(valuesUnder(result, addressFields).join()).not.toContain('evil.example');
    for (const post of postsOf(result)) expect(postSchema.safeParse(post).error).toBeUndefined();
    const { problems: _, ...value } = isRecord(result) && isRecord(result.value) ? result.value : {};
    expect(textsIn(value).filter((text) => !known.has(text))).toStrictEqual([]);
  }
};

// A list's element lies two steps down (itemList.3); in general search, too (data.3).
const elementOf = (path: Path): Path => path.slice(0, 2);

const checkNeighbours = (changed: unknown, whole: unknown, path: Path) => {
  if (typeof elementOf(path)[1] !== 'number' || isFailure(changed)) return;
  const before = entriesOf(whole).map((entry) => JSON.stringify(entry));
  const after = new Set(entriesOf(changed).map((entry) => JSON.stringify(entry)));
  // At most the entry that the change lies in may differ; it is a post with less, or a problem.
  expect(before.filter((entry) => !after.has(entry)).length).toBeLessThanOrEqual(1);
  expect(entriesOf(changed).length + problemsOf(changed).length).toBeGreaterThanOrEqual(before.length - 1);
};

const bodies = fixtureNames('.json').filter((name) => !name.includes('missing'));

describe('a field removed or retyped', () => {
  it.each(bodies)('in %s costs itself only', (name) => {
    const body = bodyOf(name);
    const read = readers[name.split('/')[0] ?? ''];
    if (!read) throw new Error(`no reader for ${name}`);
    const whole = withoutRaw(read(body));
    // The first entry of a list; the others show that neighbours stay whole.
    const paths = readPaths(body, read).filter((path) => typeof path[1] !== 'number' || path[1] < 1);
    const known = new Set([
      ...textsIn(body),
      ...textsIn(whole),
      ...ourWords,
      '',
      'changed',
      '-7',
      '9000000000000000',
      '7',
      'x',
      EVIL,
      EVIL_HOST,
    ]);
    const status = isRecord(body) ? Number(body.statusCode ?? 0) : 0;
    const codes = ['shape', ...(status === 0 ? [] : [failureOfStatus(status).code])];
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      for (const value of changes) {
        const changed = withChange(body, path, value, () => withoutRaw(read(body)));
        checkOne(changed, path, known, codes);
        checkNeighbours(changed, whole, path);
      }
    }
    expect(withoutRaw(read(body))).toStrictEqual(whole);
  });

  it('in the JSON inside the text of stream_data costs that stream only', () => {
    const body = bodyOf('live-room/user-room-live-2026-10.json');
    const read = readers['live-room'] ?? expect.unreachable();
    const place: Path = ['data', 'liveRoom', 'hevcStreamData', 'pull_data', 'stream_data'];
    const text = place.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), body);
    const inner = parseJson(String(text));
    if (!inner.ok) throw new Error('stream_data');
    const places: Path[] = [
      ['data'],
      ['data', 'hd'],
      ['data', 'hd', 'main'],
      ...['flv', 'hls', 'sdk_params'].map((key) => ['data', 'hd', 'main', key]),
    ];
    for (const path of places) {
      for (const value of changes) {
        const json = withChange(inner.value, path, value, () => JSON.stringify(inner.value));
        const room = withChange(body, place, json, () => withoutRaw(read(body)));
        expect(room).toMatchObject({ ok: true, value: { roomId: '7692023419818265357', status: 'live' } });
        expect(valuesUnder(room, addressFields).join()).not.toContain('evil.example');
        const { streams } = isRecord(room) && isRecord(room.value) ? room.value : {};
        expect(Array.isArray(streams) ? streams.length : 0).toBeGreaterThanOrEqual(path.length === 1 ? 1 : 7);
      }
    }
  });
});

const allPaths = (value: unknown, path: Path = []): Path[] => [
  ...(path.length > 0 ? [path] : []),
  ...(Array.isArray(value) ? value.slice(0, 2).flatMap((inner, index) => allPaths(inner, [...path, index])) : []),
  ...(isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => allPaths(inner, [...path, key])) : []),
];

const scriptsOf = (name: string): string[] =>
  [
    ...new TextDecoder()
      .decode(readFixture(name))
      .matchAll(/<script[^>]* id="[^"]*"[^>]*>(.*?)<\/script>|<script id="[^"]*"[^>]*>(.*?)<\/script>/gs),
  ]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((json) => json.trim().startsWith('{'));

describe('a field of page data removed or retyped', () => {
  const pages = ['page/user-2026-07.html', 'page/video-removed-2025-07.html', 'page/live-2025-09.html'];

  it.each(pages)('in %s costs itself only', (name) => {
    const scripts = scriptsOf(name);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const data: unknown = JSON.parse(script);
      for (const path of allPaths(data)) {
        for (const value of changes) {
          const json = withChange(data, path, value, () => JSON.stringify(data));
          const page = withoutRaw(readHydrationJson(json));
          expect(page).toMatchObject({ ok: true, value: { deviceId: expect.any(String) } });
          expect(valuesUnder(page, addressFields).join()).not.toContain('evil.example');
        }
      }
    }
  });
});

describe('a reply that is no object', () => {
  it.each(Object.keys(readers).filter((kind) => kind !== 'search-live'))('%s: code shape', (kind) => {
    for (const body of [undefined, null, 7, 'text', true, [], {}, { other: 1 }]) {
      expect(readers[kind]?.(body)).toMatchObject({ ok: false, error: { code: 'shape' } });
    }
  });
});
