import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import { type TakenOrigin, takenOrigins } from '@/lib/model/library/takenOver';
import type { CountHooks, TakenPost, TakenTally } from '@/lib/takeover/countTaken';
import { type FoundPosts, postsOf } from '@/lib/takeover/FoundPosts';
import type { ReadProblem } from '@/lib/takeover/readTakeOver';
import type { TakeOverInput } from '@/lib/takeover/TakeOverInput';

/** All that taking over needs from the world. */
export interface TakeOverPorts {
  /** Reads what was given; changes nothing. */
  read(input: TakeOverInput, hooks: CountHooks): Promise<Result<FoundPosts, ReadProblem>>;
  /** Which posts are neither saved nor taken over. */
  newOf(postIds: readonly string[], hooks: CountHooks): Promise<Result<ReadonlySet<string>>>;
  /** Lets posts count as saved. */
  count(posts: ReadonlyMap<string, TakenPost>, hooks: CountHooks): Promise<Result<TakenTally>>;
  /** Starts the jobs that save posts; as many as have room for them. Returns how many. */
  save(posts: ReadonlyMap<string, TakenPost>): Promise<Result<number>>;
  /** Tells the background that rows came in beside it. */
  announce(): Promise<unknown>;
}

/** What is chosen of what was found, in numbers. */
export interface TakeOverNumbers {
  readonly found: number;
  readonly known: number;
  readonly fresh: number;
}

export type TakeOverState =
  | { readonly step: 'idle' }
  | {
      readonly step: 'busy';
      readonly work: 'reading' | 'comparing' | 'counting' | 'starting';
      /** 0 to 1 */
      readonly share: number;
    }
  | { readonly step: 'ready'; readonly found: FoundPosts; readonly fresh: ReadonlySet<string> }
  | { readonly step: 'counted'; readonly tally: TakenTally }
  | { readonly step: 'started'; readonly jobs: number; readonly posts: number }
  | {
      readonly step: 'problem';
      readonly problem: ReadProblem | { readonly kind: 'failed'; readonly failure: Failure };
    };

/** Posts that other tools saved, or that the person knows by TikTok's data export. */
export interface TakeOverModel {
  readonly state: ReadonlySignal<TakeOverState>;
  /** Which lists of what was found are wanted. */
  readonly wanted: ReadonlySignal<ReadonlySet<TakenOrigin>>;
  /** Of the wanted lists; undefined until something was found. */
  readonly numbers: ReadonlySignal<TakeOverNumbers | undefined>;
  toggle(origin: TakenOrigin): void;
  /** Reads to the end; nothing counts before the person says so. */
  read(input: TakeOverInput): Promise<void>;
  /** Lets what is wanted and new count as saved. */
  count(): Promise<void>;
  /** Saves what is wanted and new. */
  save(): Promise<void>;
  stop(): void;
  close(): void;
}

/** How much further the work is before it is shown: each picture takes the page from the work for longer than a piece is read. */
const STEP = 0.02;

/** Builds the model on its ports. */
export const createTakeOverModel = (ports: TakeOverPorts): TakeOverModel => {
  const state = signal<TakeOverState>({ step: 'idle' });
  const wanted = signal<ReadonlySet<TakenOrigin>>(new Set());
  let stopper = new AbortController();

  const chosen = computed(() => {
    const now = state.value;
    return now.step === 'ready' ? postsOf(now.found, wanted.value) : undefined;
  });
  const numbers = computed((): TakeOverNumbers | undefined => {
    const now = state.value;
    const posts = chosen.value;
    if (now.step !== 'ready' || !posts) return undefined;
    let fresh = 0;
    for (const id of posts.keys()) if (now.fresh.has(id)) fresh += 1;
    return { found: posts.size, known: posts.size - fresh, fresh };
  });

  const begin = (work: (TakeOverState & { step: 'busy' })['work']): CountHooks => {
    state.value = { step: 'busy', work, share: 0 };
    return {
      signal: stopper.signal,
      onProgress: (share) => {
        const now = state.peek();
        if (now.step === 'busy' && share - now.share >= STEP) state.value = { step: 'busy', work, share };
      },
    };
  };
  const fail = (failed: Failure): void => {
    state.value = { step: 'problem', problem: { kind: 'failed', failure: failed } };
  };

  const freshPosts = (): ReadonlyMap<string, TakenPost> | undefined => {
    const now = state.peek();
    const posts = chosen.peek();
    if (now.step !== 'ready' || !posts) return undefined;
    return new Map([...posts].filter(([id]) => now.fresh.has(id)));
  };

  return {
    state,
    wanted,
    numbers,
    toggle: (origin) => {
      const next = new Set(wanted.peek());
      if (!next.delete(origin)) next.add(origin);
      wanted.value = next;
    },
    read: async (input) => {
      if (state.peek().step === 'busy') return;
      stopper = new AbortController();
      const read = await ports.read(input, begin('reading'));
      if (!read.ok) {
        state.value = { step: 'problem', problem: read.error };
        return;
      }
      const found = read.value;
      const origins = takenOrigins.filter((origin) => found.byOrigin[origin].size > 0);
      const fresh = await ports.newOf([...postsOf(found, new Set(origins)).keys()], begin('comparing'));
      if (!fresh.ok) return fail(fresh.error);
      if (stopper.signal.aborted) {
        state.value = { step: 'problem', problem: { kind: 'stopped' } };
        return;
      }
      // What somebody has seen is seldom what they want to keep.
      const isOnly = origins.length === 1;
      wanted.value = new Set(origins.filter((origin) => isOnly || origin !== 'history'));
      state.value = { step: 'ready', found, fresh: fresh.value };
    },
    count: async () => {
      const posts = freshPosts();
      if (!posts) return;
      stopper = new AbortController();
      const counted = await ports.count(posts, begin('counting'));
      await ports.announce();
      if (!counted.ok) return fail(counted.error);
      state.value = { step: 'counted', tally: counted.value };
    },
    save: async () => {
      const posts = freshPosts();
      if (!posts) return;
      begin('starting');
      const started = await ports.save(posts);
      if (!started.ok) return fail(started.error);
      state.value = { step: 'started', jobs: started.value, posts: posts.size };
    },
    stop: () => stopper.abort(),
    close: () => {
      if (state.peek().step !== 'busy') state.value = { step: 'idle' };
    },
  };
};
