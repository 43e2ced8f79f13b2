import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';
import type { FacetRow } from '@/lib/model/library/shelfRows';
import { pageDb } from './db';
import { readFacets } from './facetRows';
import { listGroups } from './listSummaries';
import { readTags } from './tagRows';

/** Posts by what each of them names. */
const gather = <T>(rows: readonly T[], keysOf: (row: T) => readonly string[], idOf: (row: T) => string) => {
  const groups = new Map<string, string[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(idOf(row));
      else groups.set(key, [idOf(row)]);
    }
  return groups;
};

const idOf = ({ postId }: FacetRow): string => postId;

const byAuthor = async (facets: readonly FacetRow[]): Promise<PostGroup[]> => {
  const groups = [...gather(facets, ({ secUid }) => [secUid], idOf)];
  const people = await pageDb().authors.bulkGet(groups.map(([secUid]) => secUid));
  return groups.map(([key, postIds], at) => {
    const { nicknames = [], handles = [] } = people[at] ?? {};
    const handle = handles.at(-1)?.value;
    return {
      ...{ kind: 'author', key, postIds, names: nicknames },
      title: nicknames.at(-1)?.value ?? handle ?? '',
      ...(handle === undefined ? {} : { handle }),
    };
  });
};

const bySound = (facets: readonly FacetRow[]): PostGroup[] => {
  const facts = new Map(facets.map((row) => [row.soundId, row]));
  return [...gather(facets, ({ soundId }) => (soundId ? [soundId] : []), idOf)].map(([key, postIds]) => {
    const { soundTitle = '', soundAuthor = '' } = facts.get(key) ?? {};
    return { kind: 'sound', key, postIds, title: [soundTitle, soundAuthor].filter(Boolean).join(' · ') };
  });
};

const byTag = async (postIds: ReadonlySet<string>): Promise<PostGroup[]> => {
  const rows = [...(await readTags())].filter(([postId]) => postIds.has(postId));
  const groups = gather(
    rows,
    ([, tags]) => tags,
    ([postId]) => postId,
  );
  return [...groups].map(([key, ids]) => ({ kind: 'tag', key, title: key, postIds: ids }));
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
  if (kind === 'sound') return bySound(facets);
  return [...gather(facets, ({ hashtags }) => hashtags, idOf)].map(([key, ids]) => ({
    ...{ kind, key, title: `#${key}`, postIds: ids },
  }));
};
