import { readableName } from '@/lib/base/readableName';
import type { Post } from '@/lib/model/post';
import type { NamingContext } from '@/lib/naming/fields/NamingField';
import { sampleContext } from '@/lib/naming/fields/sampleContext';
import { renderPath } from '@/lib/naming/render/renderPath';
import type { Template } from '@/lib/naming/template/Template';

/** A file whose path is shown under the template. */
export interface NamingSample {
  readonly id: 'yours' | 'video' | 'photos' | 'nasty' | 'empty';
  readonly context: NamingContext;
}

const { post: samplePost } = sampleContext;

const asVideo = (post: Post): NamingContext => ({
  ...sampleContext,
  post: { ...post, kind: 'video', assets: [] },
  kind: 'video',
  index: '0',
  fileCount: 1,
  ext: 'mp4',
});

// Everything that file systems and both browsers choke on, in one caption: a reserved name, separators, control and
// bidi characters, a family of joined emoji, right-to-left words, trailing dots, and great length.
const NASTY = `CON: "../..\\secret?" <tag>|*\u202e\t👨‍👩‍👧‍👦 وصفة الحمص ${'so long a caption '.repeat(14)}...`;

// A stored post does not keep its list of pictures; any number above one shows the folder of a slideshow.
const SEVERAL = 3;

const ofPost = (post: Post): NamingContext => {
  const photos = post.kind === 'photos';
  return {
    ...asVideo(post),
    post,
    mode: 'post',
    owner: readableName(post.author.nickname, post.author.uniqueId),
    ...(photos ? { kind: 'image' as const, index: '01', ext: 'jpeg', fileCount: SEVERAL } : {}),
  };
};

/** The samples of the preview; the person's own last post comes first when there is one. */
export const namingSamples = (
  lastPost: Post | undefined,
  customFields: Readonly<Record<string, string>>,
): NamingSample[] => {
  const samples: NamingSample[] = [
    { id: 'video', context: asVideo(samplePost) },
    { id: 'photos', context: { ...sampleContext, ext: 'jpeg' } },
    {
      id: 'nasty',
      context: asVideo({ ...samplePost, desc: NASTY, author: { ...samplePost.author, nickname: 'con. ' } }),
    },
    { id: 'empty', context: asVideo({ ...samplePost, desc: '', title: '' }) },
  ];
  const yours: NamingSample[] = lastPost ? [{ id: 'yours', context: ofPost(lastPost) }] : [];
  return [...yours, ...samples].map(({ id, context }) => ({ id, context: { ...context, customFields } }));
};

/** The path of a sample, as the names of its folders and its file with extension. */
export const samplePath = (template: Template, { context }: NamingSample): readonly string[] =>
  `${renderPath(template, context)}.${context.ext ?? 'mp4'}`.split('/');
