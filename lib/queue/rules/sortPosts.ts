import { type PlannedFile, plannedFiles } from '@/lib/media/plannedFiles';
import type { Job } from '@/lib/model/job';
import type { ListEntry } from '@/lib/model/listEntry';
import type { Post } from '@/lib/model/post';
import { fileKey } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import { modeOf, type Source, type SourceKind } from '@/lib/model/source';
import { renderPath } from '@/lib/naming/render/renderPath';
import type { Template } from '@/lib/naming/template/Template';
import { isListedLate, passesFilter } from '@/lib/queue/rules/postFilter';
import type { Interval } from '@/lib/queue/rules/readInterval';

/** What names are made with. */
export interface PathContext {
  readonly settings: Settings;
  readonly template: Template;
  /** The folder that the list's owner keeps; absent for a single post. */
  readonly ownerFolder?: string;
  readonly now: number;
}

/** As much of a post as names its files. */
export interface NamedPost {
  readonly post: Post;
  readonly ordinal: number;
  readonly files: { readonly length: number };
}

/** As much of a list as names what it saves. */
export interface NamedList {
  readonly source: Source | { readonly kind: SourceKind; readonly name?: string };
  readonly owner?: { readonly name: string } | undefined;
}

/** The path of a file below the downloads folder, without extension, as settings and list ask for it; others may have it too. */
export const pathOf = (
  { post, ordinal, files }: NamedPost,
  { kind, index }: PlannedFile,
  { source, owner }: NamedList,
  { settings, template, ownerFolder, now }: PathContext,
  authorFolder?: string,
): string =>
  renderPath(template, {
    post,
    mode: modeOf(source.kind),
    owner: owner?.name ?? post.author.nickname,
    kind,
    index,
    fileCount: files.length,
    position: ordinal,
    now,
    customFields: settings.customFields,
    ...('name' in source && source.name ? { list: source.name } : {}),
    ...(authorFolder ? { authorFolder } : {}),
    ...(ownerFolder ? { ownerFolder } : {}),
  });

/** A post that is to be saved, with its place in the list and its files. */
export interface Wanted {
  readonly post: Post;
  readonly ordinal: number;
  readonly files: readonly (PlannedFile & { readonly key: string })[];
}

/** The kinds of file that a job wants. */
export const kindsOf = (job: Job, settings: Settings) => job.options.files ?? settings.files;

/** The files that a job wants of a post, with their record keys. */
const wantedFiles = (post: Post, job: Job, settings: Settings): Wanted['files'] =>
  plannedFiles(post, { ...settings, files: kindsOf(job, settings) }).map((file) => ({
    ...file,
    key: fileKey(post, file),
  }));

/** A page's posts, sorted by what is to happen to them. */
export interface Sorted {
  readonly wanted: readonly Wanted[];
  readonly entries: readonly ListEntry[];
  readonly listed: number;
  readonly seen: number;
  /** Ids of posts that did not pass the filters. */
  readonly filtered: ReadonlySet<string>;
}

const entryOf = (old: ListEntry | undefined, post: Post, job: Job, position: number, now: number): ListEntry => ({
  listKey: job.listKey ?? '',
  postId: post.id,
  ownerUid: job.owner?.key ?? '',
  position,
  ...(old ? { before: old.position } : {}),
  firstSeen: old?.firstSeen ?? now,
  lastSeen: now,
  jobId: job.id,
});

/** Takes the posts in the list's order: which are new to the job, pass its filters, and still fit its count. */
export const sortPosts = (
  job: Job,
  posts: readonly Post[],
  met: ReadonlyMap<string, ListEntry>,
  {
    settings,
    interval,
    now,
  }: { readonly settings: Settings; readonly interval: Interval | undefined; readonly now: number },
): Sorted => {
  const wanted: Wanted[] = [];
  const entries: ListEntry[] = [];
  const filtered = new Set<string>();
  const here = new Set<string>();
  const limit = job.options.maxCount || Number.POSITIVE_INFINITY;
  let { listed } = job.listing;
  for (const post of posts) {
    const old = met.get(post.id);
    if (here.has(post.id) || old?.jobId === job.id) continue;
    if (job.counts.seen + wanted.length >= limit) break;
    here.add(post.id);
    listed += 1;
    if (job.listKey !== undefined) entries.push(entryOf(old, post, job, listed, now));
    if (isListedLate(post, job, old) && passesFilter(post, job.options, interval)) {
      wanted.push({ post, ordinal: listed, files: wantedFiles(post, job, settings) });
    } else filtered.add(post.id);
  }
  return { wanted, entries, listed, seen: wanted.length, filtered };
};
