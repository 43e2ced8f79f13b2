import type { ListPage } from '@/lib/model/listPage';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Random } from '@/lib/ports/Random';
import type { Transport } from '@/lib/tiktok/request/transport';
import type { ListGuard } from './listGuard';

/** Where in a list, and how much of it. */
export interface PageQuery {
  /** As the page before gave it; the empty text or nothing = the first page. */
  readonly cursor?: string;
  /** Items wanted; capped at what the endpoint grants, the site's own number when absent. */
  readonly count?: number;
}

/** What list calls stand on. */
export interface ListParts {
  readonly transport: Transport;
  readonly guard: ListGuard;
  readonly clock: Clock;
  readonly random: Random;
  readonly cookies: Cookies;
}

/** What tells one page of posts from another. */
export const postIds = (page: ListPage): string[] => page.posts.map((post) => post.id);
