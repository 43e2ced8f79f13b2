import { beforeEach, describe, expect, it } from 'vitest';
import type { GalleryPost, GalleryStart } from '@/lib/gallery/galleryFormat';
import { createGalleryModel, everything, type GalleryModel } from '@/lib/ui/gallery/createGalleryModel';

const post = (id: string, more: Partial<GalleryPost> = {}): GalleryPost => ({
  ...{ id, by: 0, at: new Date(2026, 9, 14).getTime(), words: `Crème ${id}`, video: 'a.mp4' },
  ...more,
});

const start = (more: Partial<GalleryStart> = {}): GalleryStart => ({
  ...{ version: 1, part: '', words: {}, posts: 3, chunks: 2, thumbsEach: 2, textsEach: 20, writtenAt: 0 },
  authors: [
    ['anna', 'Anna'],
    ['ben', 'Ben'],
  ],
  leftOut: { missing: 0, elsewhere: 0, waiting: 0 },
  ...more,
});

let model: GalleryModel;
let loaded: string[];
let files: Record<string, () => void>;

beforeEach(() => {
  loaded = [];
  model = createGalleryModel(async (name) => {
    loaded.push(name);
    const run = files[name];
    if (!run) throw new Error(name);
    run();
  });
  files = {
    'posts-1': () => model.data.posts(1, [post('3', { by: 1, at: new Date(2026, 8, 1).getTime(), words: 'onion' })]),
    'thumbs-0': () => model.data.thumbs(0, ['data:image/webp;base64,AA', '']),
    'thumbs-1': () => model.data.thumbs(1, ['data:image/webp;base64,BB']),
  };
  model.data.start(start());
  model.data.posts(0, [post('1', { thumb: 1 }), post('2')]);
});

const ids = (): readonly string[] => model.found.value.map(({ post: { id } }) => id);

describe('a gallery that is looked at', () => {
  it('has its first posts at once, and the rest file by file', async () => {
    expect([ids(), model.whole.value]).toEqual([['1', '2'], false]);
    await model.readRest();
    expect([ids(), model.whole.value, loaded]).toEqual([['1', '2', '3'], true, ['posts-1']]);
  });

  it('finds by words without case and accents, by names, by author and by month', async () => {
    await model.readRest();
    const found = (more: object): readonly string[] => {
      model.query.value = { ...everything, ...more };
      return ids();
    };
    expect(found({ words: 'creme 2' })).toEqual(['2']);
    expect(found({ words: '@BEN' })).toEqual(['3']);
    expect(found({ author: 0 })).toEqual(['1', '2']);
    expect(found({ month: '2026-09' })).toEqual(['3']);
    expect(found({ words: 'onion', author: 0 })).toEqual([]);
    expect(model.months.value).toEqual(['2026-10', '2026-09']);
  });

  it('reads thumbnails file by file, each once, and none for posts without', async () => {
    await model.readRest();
    const [first, second] = model.entries.value;
    if (!first || !second) throw new Error('no posts');
    expect(await Promise.all([model.thumbOf(first), model.thumbOf(first)])).toEqual([
      'data:image/webp;base64,AA',
      'data:image/webp;base64,AA',
    ]);
    expect(await model.thumbOf(second)).toBeUndefined();
    expect(loaded.filter((name) => name === 'thumbs-0')).toHaveLength(1);
  });

  it('reads what subtitles and comments say when it is asked for, once for the posts of a file', async () => {
    const texts = { subtitles: [['eng-US', [[0, 1.5, 'bread']]] as const], comments: [] };
    model.data.posts(0, [post('4', { texts: 1 }), post('5', { texts: 1 }), post('6')]);
    model.data.start(start({ textsEach: 4 }));
    const [, , first, second, third] = model.entries.value;
    if (!first || !second || !third) throw new Error('no posts');
    files['texts-0'] = () => model.data.texts(0, [null, null, texts, null]);
    expect(await model.textsOf(first)).toEqual(texts);
    expect(await model.textsOf(third)).toBeUndefined();
    expect(loaded.filter((name) => name.startsWith('texts'))).toEqual(['texts-0']);
    // A file that was not copied.
    model.data.start(start({ textsEach: 3 }));
    expect(await model.textsOf(second)).toBeUndefined();
  });

  it('says so when a part of it is missing, and shows what is there', async () => {
    delete files['posts-1'];
    delete files['thumbs-0'];
    await model.readRest();
    expect([model.broken.value, ids()]).toEqual([true, ['1', '2']]);
    const [first] = model.entries.value;
    expect(first && (await model.thumbOf(first))).toBeUndefined();
  });

  it('steps through what is found, and no further', async () => {
    await model.readRest();
    model.shown.value = model.found.value[1];
    model.step(1);
    expect(model.shown.value?.post.id).toBe('3');
    model.step(1);
    expect(model.shown.value?.post.id).toBe('3');
    model.query.value = { ...everything, author: 0 };
    model.shown.value = model.found.value[0];
    model.step(-1);
    expect(model.shown.value?.post.id).toBe('1');
  });
});
