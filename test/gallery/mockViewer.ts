import { ok } from '@/lib/base/result';
import type { SavedPost } from '@/lib/model/library/savedPost';
import type { ViewerPorts } from '@/lib/ui/library/ViewerPorts';
import { NOW } from './mocks';

const caption =
  'Sourdough without a scale: the jar, the spoon and the patience you already have at home.\n\n1. Feed it in the evening\n2. Fold it when you pass by\n#bread #slowfood';

/** What the post holds, where it is not pictures; `elsewhere` = pictures that only the browser can open. */
export type ViewedKind = 'video' | 'elsewhere';

const ofPictures = [1, 2, 3].map((index) => ({ kind: 'image', index: `0${index}` }) as const);
const ofVideo = [
  { kind: 'video', index: '0' },
  { kind: 'subtitle', index: 'eng-US' },
  { kind: 'subtitle', index: 'ara-SA' },
] as const;

const savedPost = (postId: string, viewed?: ViewedKind): SavedPost => ({
  postId,
  files: [...(viewed === 'video' ? ofVideo : ofPictures), { kind: 'comments', index: '0' } as const].map((file) => ({
    ...{ ...file, key: `${postId}:${file.kind}:${file.index}` },
    ...{ bytes: 1000, path: `${postId}-${file.kind}`, missing: false },
  })),
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

const subtitles = new Blob(['WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nThe jar, the spoon and the patience you have.']);

/** A second of colours, recorded here: no file of somebody's is in the project. */
const film = async (): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  canvas.width = 360;
  canvas.height = 640;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  for (let frame = 0; frame < 10; frame += 1) {
    context.fillStyle = `hsl(${frame * 5} 45% 55%)`;
    context.fillRect(0, 0, 360, 640);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  recorder.stop();
  await ended;
  return new Blob(pieces, { type: 'video/webm' });
};

const fileOf = (key: string): Promise<Blob> | Blob => {
  const kind = key.split(':')[1];
  if (kind === 'comments') return comments;
  if (kind === 'subtitle') return subtitles;
  return kind === 'video' ? film() : picture(Number(key.slice(-1)));
};

/** A saved post with comments. */
export const mockViewer = (viewed?: ViewedKind): ViewerPorts => ({
  readPost: async (postId) => savedPost(postId, viewed),
  readFile: async (key) => ok(viewed === 'elsewhere' ? undefined : await fileOf(key)),
  watchPost: () => () => {},
  createUrl: (blob) => URL.createObjectURL(blob),
  revokeUrl: (url) => URL.revokeObjectURL(url),
});
