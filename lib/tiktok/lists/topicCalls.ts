import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { PageQuery } from '@/lib/tiktok/lists/listParts';
import type { PostPages } from '@/lib/tiktok/lists/postPages';
import type { Topic } from '@/lib/tiktok/parse/parseTopic';
import { type Endpoint, endpoints } from '@/lib/tiktok/request/endpoints';
import type { Transport } from '@/lib/tiktok/request/transport';

/** A topic, and the reply that it was read from. */
export interface ReadTopic {
  readonly topic: Topic;
  readonly raw: unknown;
}

/** Hashtags whose numbers are kept in memory: a list names its hashtag by number on each page. */
const MOST_KEPT = 50;

// A list that gives nothing of what is said to be there is held back, not empty; where it gives some, the site's number says nothing.
const withPromise = (page: Result<Page<ReadPost>>, videoCount: number): Result<Page<ReadPost>> => {
  if (!page.ok) return page;
  const { items, hasMore, problems } = page.value;
  const isBare = items.length === 0 && !hasMore && problems.length === 0;
  return isBare && videoCount > 0 ? ok({ ...page.value, total: videoCount }) : page;
};

const isFirst = ({ cursor = '' }: PageQuery): boolean => cursor === '' || cursor === '0';

/** Calls for hashtags, sounds and places, and for their posts in the site's order. */
export const createTopicCalls = (transport: Transport, posts: PostPages) => {
  const known = new Map<string, Topic>();

  const keep = (key: string, topic: Topic): void => {
    known.delete(key);
    known.set(key, topic);
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  };

  const ask = async (
    key: string,
    endpoint: Endpoint<Topic>,
    params: Readonly<Record<string, string>>,
  ): Promise<Result<ReadTopic>> => {
    const read = await transport.call(endpoint, params);
    if (!read.ok) return read;
    keep(key, read.value.value);
    return ok({ topic: read.value.value, raw: read.value.raw });
  };

  const hashtagKey = (name: string): string => `hashtag ${name.toLowerCase()}`;
  const soundKey = (musicId: string): string => `sound ${musicId}`;
  const placeKey = (placeId: string): string => `place ${placeId}`;

  /** By its name, without the sign. Errors: `input` for an empty one, `removed` where there is none. */
  const hashtag = async (name: string): Promise<Result<ReadTopic>> => {
    const plain = name.replace(/^#/, '').trim();
    return plain === ''
      ? err(failure('input', 'empty hashtag'))
      : ask(hashtagKey(plain), endpoints.hashtagDetail, { challengeName: plain });
  };

  const hashtagItems = async ({ name, ...query }: PageQuery & { readonly name: string }) => {
    const kept = known.get(hashtagKey(name.replace(/^#/, '').trim()));
    const read = kept ? ok({ topic: kept }) : await hashtag(name);
    if (!read.ok) return read;
    const { id, videoCount } = read.value.topic;
    const page = await posts(endpoints.hashtagItems, { challengeID: id }, query);
    return isFirst(query) ? withPromise(page, videoCount) : page;
  };

  const sound = (musicId: string) => ask(soundKey(musicId), endpoints.soundDetail, { musicId });

  // The site's own page names neither person nor share, and sends both empty.
  const soundItems = async ({ musicId, ...query }: PageQuery & { readonly musicId: string }) => {
    const page = await posts(endpoints.soundItems, { musicID: musicId }, query);
    return isFirst(query) ? withPromise(page, known.get(soundKey(musicId))?.videoCount ?? 0) : page;
  };

  const place = (placeId: string) => ask(placeKey(placeId), endpoints.placeDetail, { poiId: placeId });

  const placeItems = async ({ placeId, ...query }: PageQuery & { readonly placeId: string }) => {
    const page = await posts(endpoints.placeItems, { poiId: placeId }, query);
    return isFirst(query) ? withPromise(page, known.get(placeKey(placeId))?.videoCount ?? 0) : page;
  };

  return { hashtag, hashtagItems, sound, soundItems, place, placeItems };
};
