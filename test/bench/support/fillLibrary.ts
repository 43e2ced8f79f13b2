import type { Page } from 'playwright-core';

/** What a shelf for measuring holds. */
export interface Shelf {
  readonly records: number;
  readonly posts: number;
}

/**
 * Puts invented records and posts, as full as real ones, into the database of the extension whose page this is; the
 * extension must have opened it once. What was there is taken out.
 */
export const fillLibrary = (page: Page, shelf: Shelf): Promise<void> =>
  page.evaluate(async ({ records, posts }) => {
    const words = 'bread onion soup market street garlic walk song dance river night market کتاب 屋台 pasta'.split(' ');
    const word = (at: number): string => words[(at * 7919) % words.length] ?? '';
    const caption = (at: number): string =>
      Array.from({ length: 6 + (at % 14) }, (_, place) => word(at * 13 + place * 5)).join(' ') +
      ` #${word(at)} no ${at}`;
    const begun = Date.UTC(2026, 9, 1);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('tokshelf');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const idOf = (at: number): string => String(7_300_000_000_000_000_000n + BigInt(at) * 1_000_003n);
    const transaction = database.transaction(['records', 'posts'], 'readwrite');
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    const recordTable = transaction.objectStore('records');
    const postTable = transaction.objectStore('posts');
    recordTable.clear();
    postTable.clear();
    for (let at = 0; at < posts; at += 1) {
      const person = at % 300;
      postTable.put({
        id: idOf(at),
        kinds: ['video', 'image', 'music'],
        keys: [`${idOf(at)}:video:0`],
        unavailable: [],
        way: 'page',
        updatedAt: begun,
        post: {
          id: idOf(at),
          kind: at % 3 === 2 ? 'photos' : 'video',
          author: {
            secUid: `MS4wLjABAAAA${'x'.repeat(60)}${person}`,
            uid: `68${person}`,
            uniqueId: `person.${person}`,
            nickname: `Person Number ${person}`,
            avatar: `https://p16-sign.example/tos-avatar/${'a'.repeat(160)}?x-expires=1790000000`,
            verified: false,
          },
          createdAt: begun - at * 3_600_000,
          desc: caption(at),
          hashtags: [word(at), word(at + 1)],
          stats: { plays: at * 31, likes: at * 7, comments: at, shares: 2, favourites: 3, reposts: 0 },
          pinned: false,
          private: false,
          classified: false,
          isAd: false,
          music: {
            id: `70${at}`,
            title: 'original sound',
            author: 'Person',
            album: '',
            durationSeconds: 17,
            original: true,
          },
          language: 'en',
          assets: [],
        },
      });
    }
    for (let at = 0; at < records; at += 1) {
      const post = at % posts;
      const round = Math.floor(at / posts);
      const kind = round > 0 ? 'music' : post % 3 === 2 ? 'image' : 'video';
      const index = kind === 'image' ? '01' : '0';
      const name = `tiktok/post/Person Number ${post % 300}/2026-03-0${1 + (at % 9)}_18-04-11_${caption(post).slice(0, 80)}-${kind}`;
      recordTable.put({
        key: `${idOf(post)}:${kind}:${index}`,
        postId: idOf(post),
        kind,
        index,
        authorSecUid: `MS4wLjABAAAA${'x'.repeat(60)}${post % 300}`,
        path: `/home/mira/Downloads/${name}.mp4`,
        relativePath: `${name}.mp4`,
        bytes: 1_000_000 + ((at * 7919) % 9_000_000),
        sha256: 'ab'.repeat(32),
        savedAt: begun - at * 60_000,
        jobId: 'job-1',
        listKey: 'posts:MS4wLjABAAAA',
        basePathKey: name.toLowerCase(),
        notes: at % 40 === 0 ? ['no-sound'] : [],
        downloadId: at + 1,
      });
    }
    await done;
    database.close();
  }, shelf);
