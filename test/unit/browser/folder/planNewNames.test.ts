import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { namesInTheWay } from '@/lib/browser/folder/namesInTheWay';
import { planNewNames } from '@/lib/browser/folder/planNewNames';
import type { PostRow } from '@/lib/model/postRow';
import { recordKey, type SaveRecord } from '@/lib/model/saveRecord';
import { settingsSchema } from '@/lib/model/settings';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { pathKey } from '@/lib/naming/text/safePart';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aJob, aRecord } from '../../../fakes/rows';
import { anAuthor, aPost } from '../../../fakes/somePosts';

const { secUid } = anAuthor();

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`names-${tests}`);
  const disk = createFakeGrantedFolder('Saved');
  const save = async (n: number, base: string, end: string, more: Partial<SaveRecord> = {}): Promise<SaveRecord> => {
    const { assets: _, ...post } = aPost(n);
    const relativePath = `${base}${end}`;
    const kind = more.kind ?? 'video';
    const record = aRecord({
      ...{ postId: post.id, relativePath, path: `Saved/${relativePath}`, basePathKey: pathKey(base), folder: 'mine' },
      ...{ key: recordKey(post.id, kind, '0'), savedAt: n, authorSecUid: secUid, listKey: `posts:${secUid}` },
      ...more,
    });
    await db.records.put(record);
    const keys = [record.key];
    await db.posts.put({
      id: post.id,
      post: { ...post, assets: [] },
      kinds: ['video'],
      keys,
      unavailable: [],
    } as unknown as PostRow);
    return record;
  };
  const plan = async (text: string, change: object = {}) => {
    const settings = settingsSchema.parse({ template: text, ...change });
    const template = parseTemplate(text, settings.customFields);
    if (!template.ok) throw new Error(text);
    return planNewNames(db, { id: 'mine', handle: disk.handle, chosenAt: 1 }, settings, template.value);
  };
  return { db, disk, save, plan };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('what a template would call saved files', () => {
  it('names a video and its sidecars anew, and keeps their endings', async () => {
    const { plan, save } = world;
    const { postId } = await save(1, 'tiktok/old', '.mp4');
    await save(1, 'tiktok/old.desc', '.txt', { kind: 'desc' });
    await save(1, 'tiktok/old', '.eng-US.srt', { kind: 'subtitle' });
    const { files, unnamed } = await plan('mine/{id}-{kind}');
    expect(files.map(({ from, to }) => [from, to]).toSorted()).toEqual([
      ['tiktok/old.desc.txt', `mine/${postId}-desc.txt`],
      ['tiktok/old.eng-US.srt', `mine/${postId}-subtitle.eng-US.srt`],
      ['tiktok/old.mp4', `mine/${postId}-video.mp4`],
    ]);
    expect(unnamed).toBe(0);
  });

  it('leaves what is called so already, with or without what keeps it apart', async () => {
    const { plan, save } = world;
    const { postId } = await save(1, 'mine/post-video', '.mp4');
    await save(2, `mine/post-video_${aPost(2).id}`, '.mp4');
    await save(3, `mine/post-video_${postId}`, '.mp4');
    const { files } = await plan('mine/{mode}');
    expect(files.map(({ to }) => to)).toEqual([`mine/post-video_${aPost(3).id}.mp4`]);
  });

  it('gives no two files one name, the older one the plain name', async () => {
    const { plan, save } = world;
    await save(2, 'tiktok/2', '.mp4');
    await save(1, 'tiktok/1', '.mp4');
    const { files } = await plan('all/{mode}');
    expect(files.map(({ to }) => to)).toEqual(['all/post-video.mp4', `all/post-video_${aPost(2).id}.mp4`]);
  });

  it('lets a file go first that stands where another has to go', async () => {
    const { plan, save } = world;
    await save(1, 'mine/1', '.mp4');
    await save(2, `mine/${aPost(1).id}-video`, '.mp4');
    const { files } = await plan('mine/{id}');
    expect(files.map(({ from }) => from)).toEqual([`mine/${aPost(1).id}-video.mp4`, 'mine/1.mp4']);
  });

  it.each([
    ['what was there before us', { notes: ['exists'] }],
    ['what came with another library', { imported: true as const }],
    ['what lies elsewhere', { folder: 'other' }],
    ['what lies in the downloads', { folder: undefined }],
  ])('leaves %s', async (_, more) => {
    const { plan, save } = world;
    await save(1, 'tiktok/1', '.mp4', more);
    expect(await plan('mine/{id}')).toEqual({ files: [], unnamed: 0 });
  });

  it('leaves what it knows too little of, and says how many', async () => {
    const { db, plan, save } = world;
    await save(1, 'tiktok/1', '.mp4');
    await save(2, 'tiktok/2', '.mp4');
    expect(await plan('mine/{width}-{id}')).toEqual({ files: [], unnamed: 2 });
    expect(await plan('mine/{position}-{id}')).toEqual({ files: [], unnamed: 2 });
    await db.posts.delete(aPost(1).id);
    expect(await plan('mine/{id}')).toMatchObject({ files: [{ to: `mine/${aPost(2).id}-video.mp4` }], unnamed: 1 });
  });

  it('files a list under the folder that its owner keeps, and a search under its words', async () => {
    const { db, plan, save } = world;
    await save(1, 'tiktok/1', '.mp4', { listKey: 'likes:mira', jobId: 'gone' });
    await save(2, 'tiktok/2', '.mp4', { listKey: 'search:wild garlic', jobId: 'gone' });
    await save(3, 'tiktok/3', '.mp4', { listKey: 'mix:77', jobId: 'gone' });
    await save(4, 'tiktok/4', '.mp4', { listKey: 'mix:78', jobId: 'there' });
    await db.kv.put({ key: 'folder:profile:mira', value: 'Mira' });
    await db.jobs.put(
      aJob({ id: 'there', source: { kind: 'mix', mixId: '78', name: 'Soups' }, owner: { key: secUid, name: 'Cook' } }),
    );
    const { files, unnamed } = await plan('{mode}/{owner}/{list}/{id}');
    expect(files.map(({ to }) => to.split('/').slice(0, 3).join('/')).toSorted()).toEqual([
      'like/Mira/Mira',
      'mix/Cook/Soups',
      'search/wild garlic/wild garlic',
    ]);
    expect(unnamed).toBe(1);
  });

  it('says which of the new names something has that stays', async () => {
    const { disk, plan, save } = world;
    const one = await save(1, 'tiktok/1', '.mp4');
    await save(2, 'tiktok/2', '.mp4');
    disk.put(`mine/${aPost(1).id}-VIDEO.mp4`, 'theirs');
    const { files } = await plan('mine/{id}');
    expect([...(await namesInTheWay(disk.handle, files))]).toEqual([one.key]);
  });
});
