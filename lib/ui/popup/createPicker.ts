import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import { createPostChoice } from '@/lib/model/choice/createPostChoice';
import type { ListedPost } from '@/lib/model/choice/listedPost';
import type { Source } from '@/lib/model/source';
import type { Call } from '@/lib/rpc/createRpcClient';

/** A list whose posts are ticked before anything is saved. */
export interface Picked {
  readonly source: Source;
  readonly posts: readonly ListedPost[];
  readonly chosen: ReadonlySet<string>;
  /** A page is being asked for, or waits for its turn; `saving` = the choice is being handed over. */
  readonly busy: 'loading' | 'saving' | undefined;
  /** The list goes on. */
  readonly hasMore: boolean;
  /** Why the last page, or the choice, was refused. */
  readonly error: Failure | undefined;
}

/** Ticking posts of a list in the popup. */
export interface Picker {
  /** undefined while no list is open. */
  readonly picked: ReadonlySignal<Picked | undefined>;
  /** Opens a list and asks for its first page. */
  open(source: Source): Promise<void>;
  /** Asks for the next page. */
  more(): Promise<void>;
  /** Chooses a post or lets it go; `isRange` = all from the last one on. */
  toggle(postId: string, isRange: boolean): void;
  /** Chooses all that are shown, or none. */
  all(on: boolean): void;
  /** Does once more what was refused. */
  retry(): Promise<void>;
  /** Saves what is chosen as one job; the list is closed then. */
  save(): Promise<void>;
  close(): void;
}

interface Open {
  readonly choice: ReturnType<typeof createPostChoice>;
  cursor: string;
  /** What was asked for last. */
  last: () => Promise<void>;
}

/** @param onStarted a job of what was chosen began */
export const createPicker = (call: Call, onStarted: () => void): Picker => {
  const picked = signal<Picked | undefined>(undefined);
  let open: Open | undefined;

  const change = (now: Open, more: Partial<Picked>): void => {
    const before = picked.peek();
    if (!before || open !== now) return;
    picked.value = { ...before, ...more, chosen: new Set(now.choice.ids()) };
  };

  const more = async (): Promise<void> => {
    const [now, before] = [open, picked.peek()];
    if (!now || !before || before.busy) return;
    now.last = more;
    change(now, { busy: 'loading', error: undefined });
    const reply = await call('listPage', { source: before.source, cursor: now.cursor });
    const at = picked.peek();
    if (!at || open !== now) return;
    if (!reply.ok) return change(now, { busy: undefined, error: reply.error });
    const known = new Set(at.posts.map(({ postId }) => postId));
    const fresh = reply.value.posts.filter(({ postId }) => !known.has(postId));
    const posts = [...at.posts, ...fresh];
    now.cursor = reply.value.cursor;
    now.choice.see(posts.map(({ postId }) => postId));
    // A page that repeats what is shown is the end of a list that has none.
    const hasMore = reply.value.hasMore && (fresh.length > 0 || reply.value.posts.length === 0);
    change(now, { busy: undefined, posts, hasMore });
  };

  const close = (): void => {
    open = undefined;
    picked.value = undefined;
  };

  const save = async (): Promise<void> => {
    const [now, before] = [open, picked.peek()];
    if (!now || !before || before.busy === 'saving' || before.chosen.size === 0) return;
    now.last = save;
    change(now, { busy: 'saving', error: undefined });
    const posts = before.posts.flatMap(({ postId, uniqueId, item }) =>
      before.chosen.has(postId) ? [{ postId, uniqueId, item }] : [],
    );
    const reply = await call('saveChosen', { posts });
    if (!reply.ok) return change(now, { busy: undefined, error: reply.error });
    batch(() => {
      if (open === now) close();
      onStarted();
    });
  };

  return {
    picked,
    open: (source) => {
      open = { choice: createPostChoice(), cursor: '', last: more };
      picked.value = { source, posts: [], chosen: new Set(), busy: undefined, hasMore: true, error: undefined };
      return more();
    },
    more,
    toggle: (postId, isRange) => {
      if (!open) return;
      open.choice.toggle(postId, isRange);
      change(open, {});
    },
    all: (on) => {
      if (!open) return;
      open.choice.all(on);
      change(open, {});
    },
    retry: async () => open?.last(),
    save,
    close,
  };
};
