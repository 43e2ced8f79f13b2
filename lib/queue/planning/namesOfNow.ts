import type { AuthorRow } from '@/lib/model/authorRow';
import type { Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { isSourceKind, type SourceKind, traitsOf } from '@/lib/model/source';
import { authorFolder } from '@/lib/naming/folders/authorFolder';
import { personOf } from '@/lib/naming/folders/folderChange';
import { folderName } from '@/lib/naming/folders/folderName';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Tables } from '@/lib/ports/Store';
import { type NamedList, type PathContext, pathOf } from '@/lib/queue/rules/sortPosts';
import { ownerFolderKey } from './ownerFolder';

/** What the library still knows is read from these. */
export type NamingTables = Pick<Tables, 'jobs' | 'posts' | 'authors' | 'entries' | 'kv'>;

// Known only while a post's addresses are: what a name says of them could not be said again.
const FORGOTTEN = ['width', 'height', 'duration'] as const;

interface ListFacts extends NamedList {
  readonly ownerFolder?: string;
}

const kindOf = (listKey: string): SourceKind => {
  const [kind = ''] = listKey.split(':', 1);
  return isSourceKind(kind) ? kind : 'one';
};

/** Tells what saved files would be called if they were saved today, in the order they are asked for; looked-up facts are kept between calls. */
export const createNamesOfNow = (
  { jobs, posts, authors, entries, kv }: NamingTables,
  { settings, template }: Pick<PathContext, 'settings' | 'template'>,
) => {
  const jobsById = new Map<string, Promise<Job | undefined>>();
  const listsByKey = new Map<string, Promise<ListFacts | undefined>>();
  const people = new Map<string, Promise<string | undefined>>();
  const isUnsayable = FORGOTTEN.some((name) => template.fields.has(name));

  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };

  const folderOf = (secUid: string): Promise<string | undefined> =>
    once(people, secUid, async () => {
      const row = await authors.get(secUid);
      return row && folderOfRow(row);
    });

  const folderOfRow = async (row: AuthorRow): Promise<string> => {
    const author = personOf(row);
    const rivals = settings.onRename === 'new' ? await authors.ofFolders([pathKey(folderName(author))]) : [];
    const taken = (key: string): boolean =>
      rivals.some(({ folderKey, secUid }) => folderKey === key && secUid !== row.secUid);
    return authorFolder({ author, first: row.folder, onRename: settings.onRename, taken }).folder;
  };

  /** A list that is filed under its owner; undefined where nobody knows any more whose it was. */
  const readOwned = async (kind: SourceKind, job: Job | undefined, key: string): Promise<ListFacts | undefined> => {
    const ownerKey = job?.owner?.key ?? key;
    const kept = settings.onRename === 'keep' ? await kv.get(ownerFolderKey(kind, ownerKey)) : undefined;
    const folder = typeof kept === 'string' ? kept : await folderOf(ownerKey);
    const { named, personal } = traitsOf(kind);
    // A list that is the same for everybody is known by what was asked for.
    const name = job?.owner?.name ?? folder ?? (named === 'itself' && !personal ? key : undefined);
    if (name === undefined) return undefined;
    const list = job && 'name' in job.source ? job.source.name : undefined;
    return {
      source: { kind, ...(list === undefined ? {} : { name: list }) },
      owner: { name },
      ...(folder === undefined ? {} : { ownerFolder: folder }),
    };
  };

  const listOf = async ({ jobId, listKey }: SaveRecord, { post }: PostRow): Promise<ListFacts | undefined> => {
    const job = await once(jobsById, jobId, () => jobs.get(jobId));
    const kind = job?.source.kind ?? kindOf(listKey);
    if (traitsOf(kind).filedUnder === 'author') return { source: { kind }, owner: { name: post.author.nickname } };
    const key = listKey.slice(kind.length + 1);
    return once(listsByKey, `${jobId} ${kind} ${key}`, () => readOwned(kind, job, key));
  };

  /** The place in its list; undefined where the template asks for it and nobody knows it. */
  const ordinalOf = async ({ listKey, postId }: SaveRecord): Promise<number | undefined> => {
    if (!template.fields.has('position') || listKey === '') return 1;
    return (await entries.getMany(listKey, [postId]))[0]?.position;
  };

  const nameOf = async (record: SaveRecord, row: PostRow | undefined): Promise<string | undefined> => {
    if (!row || isUnsayable) return undefined;
    const list = await listOf(record, row);
    const ordinal = await ordinalOf(record);
    if (!list || ordinal === undefined) return undefined;
    return pathOf(
      { post: row.post, ordinal, files: row.keys },
      record,
      list,
      { settings, template, now: record.savedAt, ...(list.ownerFolder ? { ownerFolder: list.ownerFolder } : {}) },
      await folderOf(row.post.author.secUid),
    );
  };

  /** The base path of each, as settings and template ask for it, others may have it too; undefined where too little is known to name it. */
  return async (records: readonly SaveRecord[]): Promise<readonly (string | undefined)[]> => {
    const ids = [...new Set(records.map(({ postId }) => postId))];
    const rows = new Map((await posts.getMany(ids)).map((row) => [row.id, row]));
    const names: (string | undefined)[] = [];
    for (const record of records) names.push(await nameOf(record, rows.get(record.postId)));
    return names;
  };
};
