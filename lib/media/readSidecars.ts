import { z } from 'zod';
import type { SavedComment } from '@/lib/model/library/savedComment';

const facts = {
  id: z.string(),
  text: z.string(),
  createdAt: z.number(),
  likes: z.number().catch(0),
  author: z.object({ uniqueId: z.string(), nickname: z.string() }),
};
const commentSchema = z.object({ ...facts, replies: z.array(z.object(facts)).catch([]) });
const fileSchema = z.object({ comments: z.array(z.unknown()) });

const shown = ({ author, ...rest }: z.infer<z.ZodObject<typeof facts>>): SavedComment => ({
  ...{ id: rest.id, text: rest.text, createdAt: rest.createdAt, likes: rest.likes },
  ...{ uniqueId: author.uniqueId, nickname: author.nickname, replies: [] },
});

/**
 * The comments of a saved `comments` file, as lib/media/sidecars.ts writes it; undefined when it is none. People may have
 * edited it: a comment that cannot be read costs itself alone.
 */
export const readComments = (text: string): readonly SavedComment[] | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = fileSchema.safeParse(value);
  if (!file.success) return undefined;
  return file.data.comments.flatMap((entry) => {
    const comment = commentSchema.safeParse(entry);
    return comment.success ? [{ ...shown(comment.data), replies: comment.data.replies.map(shown) }] : [];
  });
};

/** SubRip as WebVTT, which is all that browsers play: the comma before the milliseconds becomes a point. WebVTT stays. */
export const toVtt = (text: string): string => {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (plain.startsWith('WEBVTT')) return plain;
  return `WEBVTT\n\n${plain.replace(/^(\d{2,}:\d{2}:\d{2}),(\d{3}) --> (\d{2,}:\d{2}:\d{2}),(\d{3})/gm, '$1.$2 --> $3.$4')}`;
};
