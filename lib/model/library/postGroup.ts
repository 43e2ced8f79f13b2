import type { NameSpan } from '@/lib/model/authorRow';
import type { ListSummary } from '@/lib/model/listSummary';

/** What saved posts can be grouped by. */
export const groupKinds = ['author', 'list', 'hashtag', 'sound', 'month', 'tag'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** Saved posts that have something in common. */
export interface PostGroup {
  readonly kind: GroupKind;
  readonly key: string;
  /** A name, or a month as `YYYY-MM`; empty where nobody knows one. */
  readonly title: string;
  readonly postIds: readonly string[];
  /** Of a person: nicknames and handles over time, the last one last. */
  readonly names?: readonly NameSpan[];
  readonly handle?: string;
  /** Of a list, by which words name it. */
  readonly list?: Pick<ListSummary, 'job' | 'kind' | 'owner'>;
}
