import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { type Post, type PostStats, postSchema } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import type { Clock } from '@/lib/ports/Clock';
import type { Store } from '@/lib/ports/Store';
import { readInput } from './readInput';

const none: PostStats = { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 };

// What names a post and its files cannot be left out.
const blanks = {
  desc: (post: Post): Post => ({ ...post, desc: '' }),
  hashtags: (post: Post): Post => ({ ...post, hashtags: [] }),
  stats: (post: Post): Post => ({ ...post, stats: none }),
  title: ({ title: _, ...post }: Post): Post => post,
  mixId: ({ mixId: _, ...post }: Post): Post => post,
  music: ({ music: _, ...post }: Post): Post => post,
  language: ({ language: _, ...post }: Post): Post => post,
} as const;

/** Fields of a post that a record may do without. */
export type IgnorableField = keyof typeof blanks;

const isIgnorable = (field: string): field is IgnorableField => Object.hasOwn(blanks, field);

/**
 * The row of a post, made where there is none. Addresses, which expire, are never kept in it. A row that is there stays as it is.
 * Error: `input` for fields that cannot be left out.
 */
export const keepPost = async (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  post: Post,
  ignoreFields: readonly string[],
): Promise<Result<PostRow>> => {
  const odd = ignoreFields.find((field) => !isIgnorable(field));
  if (odd !== undefined) return err(failure('input', `ignoreFields: ${odd}`));
  const read = readInput(postSchema, post);
  if (!read.ok) return read;
  const { avatar: _, ...author } = read.value.author;
  const kept = ignoreFields.filter(isIgnorable).reduce((rest, field) => blanks[field](rest), read.value);
  return store.transaction(async ({ posts }) => {
    const known = await posts.get(post.id);
    if (known) return ok(known);
    const row: PostRow = {
      id: post.id,
      post: { ...kept, author, assets: [] },
      // Nothing was wanted of it yet: a later job plans all its files.
      kinds: [],
      keys: [],
      unavailable: [],
      updatedAt: clock.now(),
    };
    await posts.put(row);
    return ok(row);
  });
};
