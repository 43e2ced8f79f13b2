import { ok } from '@/lib/base/result';
import type { SavedPost } from '@/lib/model/library/savedPost';
import type { ViewerPorts } from '@/lib/ui/library/ViewerPorts';
import { NOW } from './mocks';

const caption =
  'Sourdough without a scale: the jar, the spoon and the patience you already have at home.\n\n1. Feed it in the evening\n2. Fold it when you pass by\n#bread #slowfood';

const savedPost = (postId: string): SavedPost => ({
  postId,
  files: [1, 2, 3]
    .map((index) => ({ key: `${postId}:image:0${index}`, kind: 'image' as const, index: `0${index}` }))
    .concat([{ key: `${postId}:comments:0`, kind: 'comments' as never, index: '0' }])
    .map((file) => ({ ...file, bytes: 1000, path: `${file.key}.jpg`, missing: false })),
  desc: caption,
  uniqueId: 'slowkitchen',
  nickname: 'The Slow Kitchen',
  createdAt: NOW - 86_400_000 * 12,
  photos: true,
  stats: { plays: 1_240_000, likes: 88_412, comments: 1204, shares: 310, favourites: 9_120, reposts: 2 },
  uncounted: [],
  sound: { title: 'original sound', author: 'slowkitchen' },
});

const picture = (index: number): Blob =>
  new Blob(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="960" viewBox="0 0 72 96"><rect width="72" height="96" fill="hsl(${index * 70} 45% 62%)"/><circle cx="${18 + index * 9}" cy="30" r="11" fill="hsl(${index * 70} 80% 86%)"/><path d="M0 70Q36 ${40 + index * 6} 72 74V96H0Z" fill="hsl(${index * 70} 35% 34%)"/></svg>`,
    ],
    { type: 'image/svg+xml' },
  );

const comment = (id: string, nickname: string, text: string, replies: readonly object[] = []) => ({
  ...{ id, text, createdAt: NOW - 3_600_000, likes: 12, author: { uniqueId: 'someone', nickname }, replies },
});

const comments = new Blob([
  JSON.stringify({
    comments: [
      comment('1', 'Mira', 'Which flour is that? Mine never rises this much.', [
        comment('2', 'The Slow Kitchen', 'Plain wheat, from the mill down the road.'),
      ]),
      comment('3', 'مطبخ الحمص', 'وصفة رائعة، سأجربها غدًا'),
    ],
  }),
]);

/** A post of pictures with comments; with `elsewhere` it lies where only the browser can open it. */
export const mockViewer = (elsewhere = false): ViewerPorts => ({
  readPost: async (postId) => savedPost(postId),
  readFile: async (key) => {
    if (elsewhere) return ok(undefined);
    return ok(key.includes(':comments:') ? comments : picture(Number(key.slice(-1))));
  },
  createUrl: (blob) => URL.createObjectURL(blob),
  revokeUrl: (url) => URL.revokeObjectURL(url),
});
