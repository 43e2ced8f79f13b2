import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';
import type { FacetPiece } from '@/lib/model/library/shelfRows';
import { pageDb } from './db';
import { readFacets } from './facetPieces';
import { listGroups } from './listSummaries';
import { readTags } from './tagRows';

/** Posts by what each of them names. */
const createGatherer = () => {
  const groups = new Map<string, string[]>();
  const put = (key: string, postId: string): void => {
    const group = groups.get(key);
    if (group) group.push(postId);
    else groups.set(key, [postId]);
  };
  return { groups, put };
};

const byAuthor = async (pieces: readonly FacetPiece[]): Promise<PostGroup[]> => {
  const { groups, put } = createGatherer();
  for (const { postIds, secUids } of pieces)
    for (const [at, postId] of postIds.entries()) put(secUids[at] ?? '', postId);
  const people = await pageDb().authors.bulkGet([...groups.keys()]);
  return [...groups].map(([key, postIds], at) => {
    const { nicknames = [], handles = [] } = people[at] ?? {};
    const handle = handles.at(-1)?.value;
    return {
      ...{ kind: 'author', key, postIds, names: nicknames },
      title: nicknames.at(-1)?.value ?? handle ?? '',
      ...(handle === undefined ? {} : { handle }),
    };
  });
};

const bySound = (pieces: readonly FacetPiece[]): PostGroup[] => {
  const { groups, put } = createGatherer();
  const titles = new Map<string, string>();
  for (const { postIds, soundIds, soundTitles } of pieces)
    for (const [at, postId] of postIds.entries()) {
      const sound = soundIds[at];
      if (!sound) continue;
      put(sound, postId);
      titles.set(sound, soundTitles[at] ?? '');
    }
  return [...groups].map(([key, postIds]) => ({ kind: 'sound', key, postIds, title: titles.get(key) ?? '' }));
};

const byHashtag = (pieces: readonly FacetPiece[]): PostGroup[] => {
  const { groups, put } = createGatherer();
  for (const { postIds, hashtags } of pieces)
    for (const [at, postId] of postIds.entries())
      if (hashtags[at]) for (const tag of hashtags[at].split('\n')) put(tag, postId);
  return [...groups].map(([key, postIds]) => ({ kind: 'hashtag', key, postIds, title: `#${key}` }));
};

const byTag = async (saved: ReadonlySet<string>): Promise<PostGroup[]> => {
  const { groups, put } = createGatherer();
  for (const [postId, tags] of await readTags()) if (saved.has(postId)) for (const tag of tags) put(tag, postId);
  return [...groups].map(([key, postIds]) => ({ kind: 'tag', key, title: key, postIds }));
};

/**
 * The groups of the saved posts, in no order; months are told by the page's own rows. `onProgress` as in
 * {@link readFacets}.
 */
export const readGroups = async (
  kind: Exclude<GroupKind, 'month'>,
  postIds: ReadonlySet<string>,
  onProgress: (share: number) => void,
): Promise<readonly PostGroup[]> => {
  if (kind === 'list') return listGroups(postIds);
  if (kind === 'tag') return byTag(postIds);
  const facets = await readFacets(postIds, onProgress);
  if (kind === 'author') return byAuthor(facets);
  return kind === 'sound' ? bySound(facets) : byHashtag(facets);
};
