import type { Result } from '@/lib/base/result';
import type { Comment } from '@/lib/model/comment';
import type { Account } from '@/lib/model/offer';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Person } from '@/lib/model/people/person';
import type { Profile } from '@/lib/model/profile';
import type { Source } from '@/lib/model/source';

/** Whom a list belongs to. */
export interface OpenedList {
  /** `key` = secUid, playlist id, folder id or keyword; `name` = what folders are named after. */
  readonly owner: { readonly key: string; readonly name: string };
  /** Set when the owner is a profile. */
  readonly ownerSecUid?: string;
  /** Posts in the list as the site says. */
  readonly total?: number;
}

/** Runs one request when its turn has come. */
export type InTurn = <T>(request: () => Promise<T>) => Promise<T>;

/** What the queue needs of the site: every method is at most a few requests, one after the other. */
export interface Lists {
  /** The list's identity, the same whichever options and names it is asked for with. */
  listKey(source: Source): string;
  open(source: Source): Promise<Result<OpenedList>>;
  /** The page at `cursor` (empty text = the first). */
  page(source: Source, cursor: string): Promise<Result<Page<ReadPost>>>;
  /** The page at `cursor` of a list of people. */
  people(source: Source, cursor: string): Promise<Result<Page<Person>>>;
  /** A person by handle, by secUid, or by both. */
  profile(who: { readonly secUid?: string; readonly uniqueId?: string }): Promise<Result<Profile>>;
  post(postId: string, uniqueId?: string): Promise<Result<ReadPost>>;
  /** Who was logged in when last looked; `mayAsk` = who the session belongs to now, for which a request may be made. */
  account(mayAsk?: boolean): Promise<Account | undefined>;
  /** The route that the last reply came by (`page`, `worker`…), where it is known. */
  route?(): string | undefined;
  /**
   * All comments of a post with their replies; absent where nobody can fetch them. They may take a hundred requests, so
   * each goes through `inTurn`, and others come between; without it they follow at once.
   */
  comments?(postId: string, inTurn?: InTurn): Promise<Result<readonly Comment[]>>;
}
