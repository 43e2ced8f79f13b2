import type { GalleryPost } from '@/lib/gallery/galleryFormat';
import { createGalleryModel, everything, type GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { mockPicture, mockRows } from './libraryStates';
import { NOW } from './mocks';

interface AlbumState {
  readonly posts: number;
  readonly after?: (model: GalleryModel) => void;
}

const words =
  'A caption as long as captions are, which goes on and on \u202eand back\u202c #bread #slowfood\n\n'.repeat(3);

const postOf = (at: number, desc: string): GalleryPost => ({
  ...{
    id: String(7_300_000_000_000_000_000n + BigInt(at)),
    by: at % 3,
    at: NOW - at * 86_400_000,
    words: desc,
    thumb: 1,
  },
  ...(at % 3 === 1
    ? {
        pictures: [0, 1, 2].map((n) => mockPicture(at + n * 3)),
        music: 'data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=',
      }
    : { video: 'none.mp4' }),
});

/** Every state of an offline gallery that a person can meet. */
export const albumStates: Readonly<Record<string, AlbumState>> = {
  grid: { posts: 300 },
  nothing: {
    posts: 9,
    after: (model) => {
      model.query.value = { ...everything, words: 'ramen and rain' };
    },
  },
  slides: {
    posts: 60,
    after: (model) => {
      model.shown.value = model.found.peek()[1];
    },
  },
  'not-played': {
    posts: 60,
    after: (model) => {
      model.shown.value = model.found.peek()[0];
    },
  },
};

/** A gallery in the named state. */
export const albumInState = (name: string): GalleryModel => {
  const state = albumStates[name];
  if (!state) throw new Error(`no state ${name} of a gallery`);
  const posts = mockRows(state.posts * 2)
    .filter((_, at) => at % 2 === 0)
    .map(({ desc }, at) => postOf(at, at < 2 ? words : desc));
  const model = createGalleryModel(async (file) => {
    const chunk = Number(file.split('-')[1]);
    model.data.thumbs(
      chunk,
      posts.slice(chunk * 100, (chunk + 1) * 100).map((_, at) => mockPicture(chunk * 100 + at)),
    );
  });
  model.data.start({
    ...{
      version: 1,
      part: '',
      words: {},
      posts: posts.length,
      chunks: 1,
      thumbsEach: 100,
      textsEach: 20,
      writtenAt: NOW,
    },
    authors: [
      ['slowkitchen', 'The Slow Kitchen'],
      ['onion.school', 'Onion School'],
      ['a.very.long.handle.of.somebody', 'Somebody'],
    ],
    leftOut: { missing: 3, elsewhere: 12, waiting: 1 },
  });
  model.data.posts(0, posts);
  setTimeout(() => state.after?.(model), 50);
  return model;
};
