import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb } from '@/lib/browser/database/db';
import { recordKey } from '@/lib/model/saveRecord';
import { settingsSchema } from '@/lib/model/settings';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { planPosts } from '@/lib/queue/planning/planPosts';
import { aJob, aRecord } from '../../fakes/rows';
import { aPost } from '../../fakes/somePosts';

const PAGE = 35;
const listKey = 'posts:bench';
const db = openDb('bench');
const store = createDexieStore(db);
const settings = settingsSchema.parse({});
const parsed = parseTemplate(settings.template);
let records = 0;
let runs = 0;

/** Saves `count` posts of one file each: record, post row and list entry. */
const fill = async (count: number): Promise<void> => {
  records = count;
  for (let start = 0; start < count; start += 5000) {
    const posts = Array.from({ length: Math.min(5000, count - start) }, (_, at) =>
      aPost(start + at, { kind: 'video' }),
    );
    await db.records.bulkPut(posts.map(({ id, createdAt }) => aRecord({ postId: id, savedAt: createdAt })));
    await db.posts.bulkPut(
      posts.map((post) => ({
        id: post.id,
        post: { ...post, assets: [] },
        kinds: [...settings.files],
        keys: [recordKey(post.id, 'video', '0')],
        unavailable: [],
        updatedAt: 1,
      })),
    );
    await db.entries.bulkPut(
      posts.map(({ id }, at) => ({
        listKey,
        postId: id,
        ownerUid: 'o',
        position: start + at,
        firstSeen: 1,
        lastSeen: 1,
        jobId: 'old',
      })),
    );
  }
};

/** Plans one page of 35 posts, in the one transaction that the queue makes of it; returns how long it took (ms). */
const plan = async (known: boolean): Promise<number> => {
  if (!parsed.ok) throw new Error('template');
  runs += 1;
  const first = known ? (runs * 997) % (records - PAGE) : records + runs * PAGE;
  const posts = Array.from({ length: PAGE }, (_, at) => ({ post: aPost(first + at, { kind: 'video' }), raw: {} }));
  const job = aJob({ id: `job-${runs}`, listKey, owner: { key: 'o', name: 'Owner' }, createdAt: 2 });
  const context = { settings, template: parsed.value, interval: undefined, pageCursor: '', now: 3 };
  const begun = performance.now();
  await store.transaction(async (tables) => {
    const planned = await planPosts(tables, job, posts, [], context);
    await tables.jobs.put(planned.job);
  });
  return performance.now() - begun;
};

/** The look-up alone: which of a page's files are on disk. */
const lookUp = async (): Promise<number> => {
  runs += 1;
  const keys = Array.from({ length: PAGE }, (_, at) => recordKey(aPost((runs * 997 + at) % records).id, 'video', '0'));
  const begun = performance.now();
  await store.records.getMany(keys);
  return performance.now() - begun;
};

Object.assign(window, { bench: { fill, plan, lookUp } });
