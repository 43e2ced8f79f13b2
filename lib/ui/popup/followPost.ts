import { type ReadonlySignal, signal } from '@preact/signals';
import type { PostState } from '@/lib/model/postState';
import type { Call } from '@/lib/rpc/createRpcClient';

/** How things stand with one post. */
export interface PostFollower {
  readonly state: ReadonlySignal<PostState | undefined>;
  /** Follows another post, or none. */
  follow(postId: string | undefined): Promise<void>;
  /** Asks again; calls during a question are answered by one more question after it. */
  refresh(): Promise<void>;
}

/** Builds a follower; a failed question leaves the last known state, since the job's own row tells the trouble. */
export const followPost = (call: Call): PostFollower => {
  const state = signal<PostState | undefined>(undefined);
  let id: string | undefined;
  let asking = false;
  let stale = false;

  const ask = async (): Promise<void> => {
    const asked = id;
    if (asked === undefined) return;
    const reply = await call('postStates', { postIds: [asked] });
    if (reply.ok && asked === id) state.value = reply.value.states[0];
  };

  const refresh = async (): Promise<void> => {
    if (asking) {
      stale = true;
      return;
    }
    asking = true;
    do {
      stale = false;
      await ask();
    } while (stale);
    asking = false;
  };

  return {
    state,
    follow: async (postId) => {
      if (postId !== id) state.value = undefined;
      id = postId;
      await refresh();
    },
    refresh,
  };
};
