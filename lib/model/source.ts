import { z } from 'zod';
import { handleText, idText, secUidText } from './idTexts';

/** What a job saves. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), postId: idText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('posts'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('likes'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('favourites'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('collection'), collectionId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('mix'), mixId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('search'), keyword: z.string().trim().min(1).max(200) }),
  z.object({ kind: z.literal('links'), links: z.array(z.string().max(2000)).min(1).max(5000) }),
  z.object({ kind: z.literal('live'), uniqueId: handleText }),
]);
export type Source = z.infer<typeof sourceSchema>;
export type SourceKind = Source['kind'];

/** f2's mode names, the second folder of the default layout. */
export const modes = ['one', 'post', 'like', 'collect', 'mix', 'search', 'live'] as const;
export type Mode = (typeof modes)[number];

const modeBySource: Record<SourceKind, Mode> = {
  one: 'one',
  posts: 'post',
  likes: 'like',
  favourites: 'collect',
  collection: 'collect',
  mix: 'mix',
  search: 'search',
  links: 'one',
  live: 'live',
};

/** The f2 mode of a source: `posts` is `post`, favourites and their folders are `collect`. */
export const modeOf = (kind: SourceKind): Mode => modeBySource[kind];
