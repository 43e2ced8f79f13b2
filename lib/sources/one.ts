import { ok } from '@/lib/base/result';
import { defineSource } from './ListSource';

/** A single post, as a list of one. Its owner is its author, whom only the post itself tells: the name stays empty. */
export const one = defineSource({
  kind: 'one',
  offers: {
    ofAddress: (ref) =>
      ref.kind === 'post'
        ? { kind: 'one', postId: ref.postId, ...(ref.uniqueId ? { uniqueId: ref.uniqueId } : {}) }
        : undefined,
  },
  keyOf: ({ postId }) => postId,
  open: async ({ postId, uniqueId }) => ok({ owner: { key: postId, name: uniqueId ?? '' }, total: 1 }),
  page: async ({ postId, uniqueId }, _cursor, client) => {
    const read = await client.post(postId, uniqueId);
    if (!read.ok) return read;
    const { reply, ...item } = read.value;
    return ok({ items: [item], cursor: '', hasMore: false, problems: [], total: 1, raw: reply });
  },
});
