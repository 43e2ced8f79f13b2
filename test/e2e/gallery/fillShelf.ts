import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fixture } from '../../site/media/bytes.ts';
import type { OwnPage } from '../support/OwnPage.ts';

/** Captions that would do something if they were taken for anything but text. */
export const hostileWords = [
  '<script>document.title = "taken"</script>',
  '<img src="https://evil.example/x.png" onerror="document.title = \'taken\'">',
  '</script><script>document.title = "taken"</script>',
  '"]);document.title="taken";//',
  "'+(document.title='taken')+'",
  '\u202etxet neddih\u202c and then on',
  `line\u2028and\u2029paragraph`,
  'W'.repeat(600),
  '<iframe src="https://evil.example/"></iframe><link rel="stylesheet" href="https://evil.example/x.css">',
  '__proto__ constructor \0 \ufffe <!-- --> ]]> {{x}} $y',
] as const;

/**
 * Names of files as somebody's own template, or a rename by hand, may make them. Chromium opens none of the first two and the fourth
 * by the handle of a granted folder (156): their signs are among those that it writes nowhere.
 */
const awkwardNames = [
  '100% #1? & more',
  'it\'s a "test"',
  'سلام שלום',
  'emoji 🍜👩‍👩‍👧',
  'a+b=c;d,e',
  '%2e%2e',
  'ünïcode e\u0301',
];

/** A post on the shelf. */
export interface ShelfPost {
  readonly id: string;
  readonly words: string;
  readonly handle: string;
  readonly kind: 'video' | 'photos';
  readonly createdAt: number;
}

/** What lies on the disk, and how its records name it. */
export interface ShelfPlace {
  /** The downloads folder, or the granted one. */
  readonly root: string;
  /** The granted folder's id; absent for downloads. */
  readonly folder?: string;
  /** What records put before the path below the root. */
  readonly prefix: string;
}

const begun = Date.UTC(2026, 9, 14, 16);

/** The posts of a shelf: the first ones have hostile captions, every third is a slideshow of three with music. */
export const shelfPosts = (count: number): readonly ShelfPost[] =>
  Array.from({ length: count }, (_, at) => ({
    id: String(7_300_000_000_000_000_000n + BigInt(count - at) * 1_000_003n),
    words: hostileWords[at] ?? `Post number ${at} about ${at % 2 === 0 ? 'onions' : 'bread'}`,
    handle: at === 3 ? '<b>bold</b>' : `person.${at % 7}`,
    kind: at % 3 === 2 ? 'photos' : 'video',
    createdAt: begun - at * 36 * 3_600_000,
  }));

/** What the subtitles of every video say. */
export const spoken = 'Onions first, <b>then</b> the bread';
const subtitles = Buffer.from(`1\n00:00:00,000 --> 00:00:05,000\n${spoken}\n`);
const remark = { createdAt: begun, likes: 3, author: { uniqueId: 'reader', nickname: '<i>Reader</i>' } };
const comments = Buffer.from(
  JSON.stringify({
    comments: hostileWords.map((text, at) => ({
      ...{ id: String(at), text, ...remark },
      replies: at === 0 ? [{ id: '100', text: 'So they are', ...remark }] : [],
    })),
  }),
);

const filesOf = ({ id, kind, handle }: ShelfPost, at: number) => {
  const name = `${awkwardNames[at % awkwardNames.length]} ${id}`;
  const folder = `tiktok/post/${handle.replaceAll(/[<>/]/g, '_')}`;
  if (kind === 'video')
    return [
      { kind: 'video', index: '0', path: `${folder}/${name}.mp4`, bytes: fixture('video-576-low.mp4') },
      { kind: 'subtitle', index: 'eng-US', path: `${folder}/${name}.srt`, bytes: subtitles },
      { kind: 'comments', index: '0', path: `${folder}/${name}.json`, bytes: comments },
    ];
  const pictures = [1, 2, 3].map((n) => ({
    kind: 'image',
    index: `0${n}`,
    path: `${folder}/${name}/${n}.jpg`,
    bytes: fixture(`photo-${n}.jpg`),
  }));
  return [...pictures, { kind: 'music', index: '0', path: `${folder}/${name}/music.mp3`, bytes: fixture('music.mp3') }];
};

/** Puts the posts' files on the disk, and their rows into the database of the extension whose page this is. */
export const fillShelf = async (page: OwnPage, posts: readonly ShelfPost[], place: ShelfPlace): Promise<void> => {
  const rows = posts.flatMap((post, at) =>
    filesOf(post, at).map(({ kind, index, path, bytes }) => {
      const file = join(place.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      return {
        ...{ key: `${post.id}:${kind}:${index}`, postId: post.id, kind, index, authorSecUid: `sec${post.handle}` },
        ...{ path: `${place.prefix}${path}`, relativePath: path, bytes: bytes.length, sha256: 'ab'.repeat(32) },
        ...{ savedAt: begun + at, jobId: 'job', listKey: 'list', notes: [] },
        ...(place.folder === undefined ? {} : { folder: place.folder }),
      };
    }),
  );
  const known = posts.map(({ id, words, handle, kind, createdAt }) => ({
    ...{ id, kinds: ['video'], keys: [], unavailable: [], updatedAt: begun },
    post: {
      ...{ id, kind, createdAt, desc: words, hashtags: [], assets: [] },
      author: { secUid: `sec${handle}`, uid: handle, uniqueId: handle, nickname: `${handle} <i>name</i>` },
      stats: { plays: 1, likes: 1, comments: 1, shares: 1, favourites: 1, reposts: 1 },
      ...{ pinned: false, private: false, classified: false, isAd: false },
    },
  }));
  const thumb = fixture('photo.webp').toString('base64');
  await page.evaluate(
    async (text) => {
      const shelf = JSON.parse(text) as { records: object[]; posts: { id: string }[]; thumb: string };
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const transaction = database.transaction(['records', 'posts', 'thumbs'], 'readwrite');
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      const bytes = Uint8Array.from(atob(shelf.thumb), (sign) => sign.charCodeAt(0));
      for (const record of shelf.records) transaction.objectStore('records').put(record);
      for (const post of shelf.posts) {
        transaction.objectStore('posts').put(post);
        const facts = { postId: post.id, from: 'video', type: 'image/webp', width: 120, height: 200 };
        transaction.objectStore('thumbs').put({ ...facts, bytes });
      }
      await done;
      database.close();
    },
    JSON.stringify({ records: rows, posts: known, thumb }),
  );
};
