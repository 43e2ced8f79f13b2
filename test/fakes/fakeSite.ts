import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Asset } from '@/lib/model/media';
import type { Account } from '@/lib/model/offer';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Person } from '@/lib/model/people/person';
import type { Author, Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';
import type { Source } from '@/lib/model/source';
import type { Lists } from '@/lib/ports/Lists';
import type { VirtualClock } from './virtualClock';

/** A request that the site sees. */
export interface SiteRequest {
  readonly kind: 'open' | 'page' | 'post' | 'comments' | 'people' | 'profile';
  readonly listKey: string;
  readonly cursor: string;
  readonly postId: string;
}

/** TikTok as the queue sees it through the port: lists, newest first, with cursors that survive new posts at the head. */
export interface FakeSite {
  readonly lists: Lists;
  readonly requests: SiteRequest[];
  /** Posts by list, in the list's order. */
  readonly contents: Map<string, Post[]>;
  readonly totals: Map<string, number>;
  /** People by list, in its order; who is in one has a profile. */
  readonly peopleIn: Map<string, Person[]>;
  /** Profiles besides: their handle and secUid find them. */
  readonly profiles: Author[];
  /** secUids whose profile and posts the site refuses, with the reason. */
  readonly closed: Map<string, Failure>;
  /** Single posts that the site refuses, with the reason. */
  readonly refused: Map<string, Failure>;
  /** Items of lists that cannot be read, by post id. */
  readonly unreadable: Map<string, Failure>;
  /** Whose session the browser holds. */
  account: Account | undefined;
  /** Why nobody tells who is logged in. */
  accountFault: Failure | undefined;
  /** What was known without asking dies with the worker. */
  forgetAccount(): void;
  pageSize: number;
  latency: number;
  /** Requests that the comments of a post take. */
  commentPages: number;
  /** Addresses live this long (ms). */
  lifetime: number | undefined;
  /** Refuses a request by returning a failure. */
  fault: (request: SiteRequest) => Failure | undefined;
}

const keyOf = (source: Source): string => {
  switch (source.kind) {
    case 'posts':
    case 'likes':
    case 'favourites':
    case 'following':
    case 'followers':
      return `${source.kind}:${source.secUid}`;
    case 'mix':
      return `mix:${source.mixId}`;
    case 'collection':
      return `collection:${source.collectionId}`;
    case 'search':
      return `search:${source.keyword}`;
    case 'people':
      return `people:${source.handles.join()}`;
    default:
      return source.kind;
  }
};

const stamp = (url: string, expiry: number): string => `${url.split('?')[0]}?expire=${expiry}`;

const dated = (asset: Asset, expiry: number): Asset =>
  asset.kind === 'video'
    ? { ...asset, gears: asset.gears.map((gear) => ({ ...gear, urls: gear.urls.map((url) => stamp(url, expiry)) })) }
    : { ...asset, urls: asset.urls.map((url) => stamp(url, expiry)) };

/** Builds the site. Cursors name the last item of a page by its id, so that they hold when posts are added or lost. */
export const createFakeSite = (clock: VirtualClock): FakeSite => {
  const ranks = new Map<string, number>();
  const rankOf = (listKey: string, posts: readonly Post[], post: Post): number => {
    const key = `${listKey} ${post.id}`;
    const known = ranks.get(key);
    if (known !== undefined) return known;
    // First asked for: rank all, from the oldest up.
    let rank = Math.max(0, ...posts.map(({ id }) => ranks.get(`${listKey} ${id}`) ?? 0));
    for (const one of [...posts].reverse()) {
      const oneKey = `${listKey} ${one.id}`;
      if (ranks.has(oneKey)) continue;
      rank += 1;
      ranks.set(oneKey, rank);
    }
    return ranks.get(key) ?? 0;
  };

  const fresh = (post: Post): Post => {
    if (site.lifetime === undefined) return post;
    const expiry = Math.floor((clock.now() + site.lifetime) / 1000);
    return { ...post, assets: post.assets.map((asset) => dated(asset, expiry)) };
  };

  const asked = async <T>(request: SiteRequest, answer: () => Result<T>): Promise<Result<T>> => {
    site.requests.push(request);
    await clock.sleep(site.latency);
    const fault = site.fault(request);
    return fault ? err(fault) : answer();
  };

  const page = (listKey: string, cursor: string): Result<Page<ReadPost>> => {
    const all = site.contents.get(listKey) ?? [];
    const rest = cursor === '' ? all : all.filter((post) => rankOf(listKey, all, post) < Number(cursor));
    const items = rest.slice(0, site.pageSize);
    const last = items.at(-1);
    return ok({
      items: items.filter(({ id }) => !site.unreadable.has(id)).map((post) => ({ post: fresh(post), raw: {} })),
      cursor: last ? String(rankOf(listKey, all, last)) : cursor,
      hasMore: rest.length > items.length,
      problems: items.flatMap(({ id }) => site.unreadable.get(id) ?? []),
      raw: {},
    });
  };

  const find = (postId: string): Result<ReadPost> => {
    const refusal = site.refused.get(postId);
    if (refusal) return err(refusal);
    for (const posts of site.contents.values()) {
      const post = posts.find(({ id }) => id === postId);
      if (post) return ok({ post: fresh(post), raw: {} });
    }
    return err(failure('removed', undefined, { siteCode: 10204, postId }));
  };

  const peoplePage = (listKey: string, cursor: string): Result<Page<Person>> => {
    const all = site.peopleIn.get(listKey) ?? [];
    const start = Number(cursor) || 0;
    const items = all.slice(start, start + site.pageSize);
    const end = start + items.length;
    return ok({ items, cursor: String(end), hasMore: end < all.length, problems: [], total: all.length, raw: {} });
  };

  const profileOf = ({ secUid = '', uniqueId = '' }: { secUid?: string; uniqueId?: string }): Result<Profile> => {
    const listed = [...site.peopleIn.values()].flat().map(({ author }) => author);
    const known = [...site.profiles, ...listed];
    // A handle goes before a secUid, as on the site's page of a person.
    const author = known.find((one) => (uniqueId === '' ? one.secUid === secUid : one.uniqueId === uniqueId));
    const refusal = author && site.closed.get(author.secUid);
    if (!author || refusal?.code === 'removed') return err(failure('removed', undefined, { siteCode: 10221 }));
    const videos = site.contents.get(`posts:${author.secUid}`)?.length ?? 0;
    return ok({
      author: refusal ? { ...author, privateAccount: true } : author,
      bio: '',
      stats: { followers: 1, following: 2, likesReceived: 3, videos: refusal ? 0 : videos, liked: 0, friends: 0 },
      ...{ likesPublic: false, showsPlaylists: false, live: false },
    });
  };

  let told: Account | undefined;

  const site: FakeSite = {
    requests: [],
    contents: new Map(),
    totals: new Map(),
    peopleIn: new Map(),
    profiles: [],
    closed: new Map(),
    refused: new Map(),
    unreadable: new Map(),
    accountFault: undefined,
    account: { uid: '1', secUid: 'MS4wLjABAAAAme', uniqueId: 'me', nickname: 'Me' },
    forgetAccount: () => {
      told = undefined;
    },
    pageSize: 35,
    latency: 200,
    commentPages: 1,
    lifetime: undefined,
    fault: () => undefined,
    lists: {
      listKey: keyOf,
      account: async (mayAsk) => {
        if (mayAsk && site.accountFault) throw new TokError(site.accountFault);
        if (mayAsk) told = site.account;
        return told;
      },
      route: () => 'page',
      open: (source) =>
        asked({ kind: 'open', listKey: keyOf(source), cursor: '', postId: '' }, () => {
          const key = keyOf(source);
          const total = site.totals.get(key);
          const author = site.contents.get(key)?.[0]?.author;
          const name = source.kind === 'posts' ? (author?.nickname ?? 'Nobody') : source.kind === 'links' ? '' : 'Me';
          return ok({
            owner: { key: 'secUid' in source ? source.secUid : key, name },
            ...(total === undefined ? {} : { total }),
          });
        }),
      page: (source, cursor) =>
        asked({ kind: 'page', listKey: keyOf(source), cursor, postId: '' }, () => {
          const refusal = 'secUid' in source ? site.closed.get(source.secUid) : undefined;
          return refusal ? err(refusal) : page(keyOf(source), cursor);
        }),
      people: (source, cursor) =>
        asked({ kind: 'people', listKey: keyOf(source), cursor, postId: '' }, () => peoplePage(keyOf(source), cursor)),
      profile: (who) =>
        asked({ kind: 'profile', listKey: `${who.secUid ?? ''} ${who.uniqueId ?? ''}`, cursor: '', postId: '' }, () =>
          profileOf(who),
        ),
      post: (postId) => asked({ kind: 'post', listKey: '', cursor: '', postId }, () => find(postId)),
      comments: async (postId, inTurn = (request) => request()) => {
        let read: Result<[]> = ok([]);
        for (let page = 0; page < site.commentPages && read.ok; page += 1)
          read = await inTurn(() =>
            asked({ kind: 'comments', listKey: '', cursor: String(page), postId }, () => ok([])),
          );
        return read;
      },
    },
  };
  return site;
};
