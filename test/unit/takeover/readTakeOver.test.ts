import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type TakenOrigin, takenOrigins } from '@/lib/model/library/takenOver';
import { type FoundPosts, postsOf } from '@/lib/takeover/FoundPosts';
import { jsonFaultLine } from '@/lib/takeover/jsonFaultLine';
import { LIMITS } from '@/lib/takeover/limits';
import { readTakeOver } from '@/lib/takeover/readTakeOver';

const folder = new URL('../../fixtures/takeover/', import.meta.url);
const bytesOf = (name: string): Buffer<ArrayBuffer> => readFileSync(new URL(name, folder)) as Buffer<ArrayBuffer>;
const { ids, names }: { ids: string[]; names: string[] } = JSON.parse(bytesOf('ids.json').toString());
const id = (at: number): string => ids[at] ?? '';
const file = (name: string, content: BlobPart = bytesOf(name)): File => new File([content], name);

const NOW = Date.UTC(2026, 10, 28);
const hooks = (signal = new AbortController().signal) => ({ signal, now: NOW, onProgress: () => {} });
const listed = ({ byOrigin }: FoundPosts): Partial<Record<TakenOrigin, string[]>> =>
  Object.fromEntries(
    takenOrigins.flatMap((origin) => (byOrigin[origin].size > 0 ? [[origin, [...byOrigin[origin].keys()]]] : [])),
  );

const found = async (...files: File[]): Promise<FoundPosts> => {
  const read = await readTakeOver({ kind: 'files', files }, hooks());
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};
const problem = async (...files: File[]) => {
  const read = await readTakeOver({ kind: 'files', files }, hooks());
  return read.ok ? undefined : read.error;
};

describe("TikTok's data export", () => {
  it('of 2024: likes, favourites, history, own posts, and nothing from comments', async () => {
    const read = await found(file('user_data-2024.json'));
    expect(listed(read)).toEqual({
      likes: [id(2), id(0), id(3)],
      favourites: [id(0), id(1)],
      history: [id(4), id(5)],
      posts: [id(6)],
    });
    expect(read.byOrigin.likes.get(id(3))).toBe('someone.invented');
    expect(read).toMatchObject({
      unreadable: 1,
      examples: [{ file: 'user_data-2024.json', entry: 1, text: expect.stringContaining('tiktokcdn') }],
    });
  });

  it('of 2026: under other names, with fields in small letters', async () => {
    const read = await found(file('user_data_tiktok-2026.json'));
    expect(listed(read)).toEqual({
      likes: [id(9), id(10)],
      favourites: [id(8)],
      history: [id(11)],
      posts: [id(12)],
    });
    expect(read.examples).toEqual([{ file: 'user_data_tiktok-2026.json', entry: 3, text: '' }]);
  });

  it('as text: links by the name of their file, other fields passed over', async () => {
    const read = await found(file('Like List.txt'));
    expect(listed(read)).toEqual({ likes: [id(13), id(14), id(15)] });
    expect(read.unreadable).toBe(0);
  });

  it('as a zip of either; what else is in it is left alone', async () => {
    const json = zipSync({
      'user_data_tiktok.json': bytesOf('user_data_tiktok-2026.json'),
      'Photos/1.jpg': strToU8('x'),
    });
    expect(listed(await found(file('TikTok.zip', json as BlobPart)))).toEqual(
      listed(await found(file('user_data_tiktok-2026.json'))),
    );
    const texts = zipSync({
      'TikTok/Likes and Favorites/Like List.txt': bytesOf('Like List.txt'),
      'TikTok/Comment/Comments.txt': strToU8(`Date: 2026\nComment: https://www.tiktokv.com/share/video/${id(7)}/\n`),
    });
    expect(listed(await found(file('TikTok.zip', texts as BlobPart)))).toEqual({ likes: [id(13), id(14), id(15)] });
  });

  it('a post of several lists is one post', async () => {
    const read = await found(file('user_data-2024.json'));
    expect(postsOf(read, new Set(['likes', 'favourites'])).size).toBe(4);
    expect(postsOf(read, new Set(['favourites'])).get(id(0))).toEqual({ from: 'favourites', uniqueId: '' });
  });
});

describe('files of other tools', () => {
  it("yt-dlp's archive: ids, other sites counted, the rest named by its line", async () => {
    const read = await found(file('archive-yt-dlp.txt'));
    expect(listed(read)).toEqual({ archive: [id(16), id(17)] });
    expect(read).toMatchObject({
      otherSites: 1,
      unreadable: 2,
      examples: [
        { file: 'archive-yt-dlp.txt', line: 5, text: 'this is a note of somebody' },
        { file: 'archive-yt-dlp.txt', line: 6, text: 'tiktok abc' },
      ],
    });
  });

  it('names of files, from a folder or a text: ids, and no other numbers', async () => {
    const read = await readTakeOver({ kind: 'folder', files: names.map((name) => file(name, '')) }, hooks());
    const wanted = [id(0), id(1), id(2), id(3)];
    expect(read.ok && listed(read.value)).toEqual({ names: wanted });
    expect(read.ok && read.value.unreadable).toBe(2);
    const text = await found(file('list.txt', names.join('\r\n')));
    expect(listed(text)).toEqual({ names: wanted });
  });

  it('pasted links, with what stands around them', async () => {
    const read = await found(file('links.txt', `look: https://www.tiktok.com/@a.b/photo/${id(3)}?x=1 !\n# note\n\n`));
    expect([...read.byOrigin.links]).toEqual([[id(3), 'a.b']]);
  });
});

describe('what is not taken, and where it is broken', () => {
  const whole = bytesOf('user_data-2024.json').toString();

  it.each([
    [
      'cut off',
      whole.slice(0, whole.indexOf('FansList')),
      whole.slice(0, whole.indexOf('FansList')).split('\n').length,
    ],
    [
      'a comma lost',
      whole.replace('"Like List"', '} "Like List"'),
      whole.split('\n').findIndex((l) => l.includes('"Like List"')) + 1,
    ],
    [
      'a letter between',
      whole.replace('"FansList": [', '"FansList": [ x'),
      whole.split('\n').findIndex((l) => l.includes('FansList')) + 1,
    ],
  ])('JSON that is %s is named with its line', async (_, text, line) => {
    expect(await problem(file('user_data.json', text))).toEqual({
      kind: 'file',
      fault: 'broken',
      file: 'user_data.json',
      line,
    });
    expect(jsonFaultLine(text)).toBe(line);
  });

  it('one broken file among several costs the whole, by its name', async () => {
    expect(await problem(file('archive-yt-dlp.txt'), file('x.json', '{"a": [1,}'))).toMatchObject({
      fault: 'broken',
      file: 'x.json',
      line: 1,
    });
  });

  it.each([
    ['a database of gallery-dl', new File(['SQLite format 3\0', new Uint8Array(100)], 'archive.sqlite3'), 'sqlite'],
    ['a video', new File([new Uint8Array([0, 0, 0, 24, 102, 116, 121, 112])], 'a.mp4'), 'foreign'],
    ['JSON of something else', new File(['{"name": "x"}'], 'package.json'), 'foreign'],
    ['a zip without texts', new File([zipSync({ 'a.jpg': strToU8('x') }) as BlobPart], 'a.zip'), 'foreign'],
    [
      'a zip that was cut off',
      new File([zipSync({ 'a.json': bytesOf('user_data-2024.json') }).subarray(0, 300) as BlobPart], 'a.zip'),
      'broken',
    ],
    ['a zip that is garbage', new File(['PK\u0003\u0004', new Uint8Array(500).fill(7)], 'a.zip'), 'foreign'],
  ])('%s is said to be what it is', async (_, given, fault) => {
    expect(await problem(given)).toMatchObject({ kind: 'file', fault });
  });

  it('a zip that unpacks to more than anybody has is given up in the middle, whatever it says of itself', async () => {
    const packed = deflateRawSync(Buffer.alloc(LIMITS.bytes + 1_000_000, 32), { level: 1 });
    const name = Buffer.from('user_data.json');
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.byteLength, 18);
    header.writeUInt32LE(10, 22);
    header.writeUInt16LE(name.byteLength, 26);
    const bomb = Buffer.concat([header, name, packed]) as Buffer<ArrayBuffer>;
    expect(bomb.byteLength).toBeLessThan(LIMITS.bytes / 50);
    expect(await problem(file('bomb.zip', bomb))).toMatchObject({ fault: 'large', file: 'user_data.json' });
  });

  it('a zip of countless files, deep nesting and hostile keys do no harm', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: LIMITS.entries + 1 }, (_, at) => [`${at}`, strToU8('')])),
    );
    expect(await problem(file('many.zip', many as BlobPart))).toMatchObject({ fault: 'large' });
    const deep = `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`;
    expect(await problem(file('deep.json', deep))).toMatchObject({ fault: 'foreign' });
    const evil = `{"__proto__": {"ItemFavoriteList": [{"Link": "https://www.tiktokv.com.evil.example/share/video/${id(1)}/"}, 7, null, {"Link": {}}]}}`;
    const read = await found(file('evil.json', evil));
    expect([listed(read), read.unreadable]).toEqual([{}, 4]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const lines = Array.from({ length: 20_000 }, (_, at) => `tiktok ${7_300_000_000_000 + at}`).join('\n');
    const reading = readTakeOver({ kind: 'files', files: [file('long.txt', lines)] }, hooks(stop.signal));
    stop.abort();
    expect(await reading).toEqual({ ok: false, error: { kind: 'stopped' } });
  });
});
