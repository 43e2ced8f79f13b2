import type { Failure } from '@/lib/base/failure';
import type { PostState } from '@/lib/model/postState';
import { untouchedPost } from '@/lib/model/untouchedPost';
import type { PagePort } from '@/lib/rpc/PagePort';

/** Pushes from the worker are faster; this is for the ones that get lost when the worker dies. */
const POLL_MS = 2000;
const MAX_ASKED = 500;
/** A long feed must not fill the memory. */
const MAX_KEPT = 3000;

/** How things stand with the posts that the page shows. */
export interface PostStates {
  get(postId: string): PostState;
  /** Asks the worker about posts that were not asked about before. */
  ask(postIds: readonly string[]): Promise<void>;
  /** These posts are being saved by a job that the worker was asked for. */
  expect(postIds: readonly string[], jobId: string): Promise<void>;
  /** Asks for a post to be saved; `item` is the post's JSON as the page holds it. */
  save(postId: string, uniqueId: string | undefined, item: unknown): Promise<void>;
}

type Reported = Omit<PostState, 'error'> & { readonly error?: PostState['error'] | undefined };

const isBusy = (state: Reported): boolean => state.state === 'queued' || state.state === 'saving';

const isSame = (one: PostState, other: PostState): boolean =>
  one.state === other.state &&
  one.progress === other.progress &&
  one.takenOver === other.takenOver &&
  one.files.done === other.files.done &&
  one.files.total === other.files.total &&
  one.error?.code === other.error?.code &&
  one.error?.detail === other.error?.detail;

const plain = (postId: string, state: PostState['state'], error?: Failure): PostState => ({
  ...untouchedPost(postId),
  state,
  ...(error ? { error: { ...error } } : {}),
});

/**
 * @param onChange hears of every state that differs from the one before
 * @param onGone the extension is no longer there
 */
export const createPostStates = (
  port: PagePort,
  onChange: (state: PostState) => void,
  onGone: () => void,
  signal: AbortSignal,
): PostStates => {
  const states = new Map<string, PostState>();
  /** Jobs of posts that may not be read from their lists yet: only with the job the worker knows that they are queued. */
  const jobs = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (state: PostState): void => {
    const before = states.get(state.postId);
    states.delete(state.postId);
    states.set(state.postId, state);
    if (!isBusy(state)) jobs.delete(state.postId);
    if (states.size > MAX_KEPT) for (const [id, old] of states) if (!isBusy(old)) return void states.delete(id);
    if (signal.aborted || (before && isSame(before, state))) return;
    onChange(state);
    if (isBusy(state)) startPolling();
  };

  const isGone = (error: Failure): boolean => error.detail === 'context-gone' || port.isGone();

  /** False once the extension is gone. */
  const fetchSome = async (postIds: readonly string[], jobId: string | undefined): Promise<boolean> => {
    const reply = await port.call('postStates', { postIds: [...postIds], ...(jobId === undefined ? {} : { jobId }) });
    if (reply.ok) for (const state of reply.value.states) set(state);
    else if (isGone(reply.error)) {
      onGone();
      return false;
    }
    // Any other failure leaves the buttons as they are: a click asks again and says why it failed.
    return true;
  };

  const fetchStates = async (postIds: readonly string[]): Promise<void> => {
    for (const [jobId, ids] of Map.groupBy(postIds, (id) => jobs.get(id)))
      for (let start = 0; start < ids.length && !signal.aborted; start += MAX_ASKED)
        if (!(await fetchSome(ids.slice(start, start + MAX_ASKED), jobId))) return;
  };

  const poll = async (): Promise<void> => {
    timer = undefined;
    await fetchStates([...states.values()].filter(isBusy).map((state) => state.postId));
    if ([...states.values()].some(isBusy)) startPolling();
  };

  const startPolling = (): void => {
    if (timer === undefined && !signal.aborted) timer = setTimeout(() => void poll(), POLL_MS);
  };

  const stopListening = port.onPush((push) => set(push.state));
  signal.addEventListener('abort', () => {
    stopListening();
    clearTimeout(timer);
    states.clear();
    jobs.clear();
  });

  return {
    get: (postId) => states.get(postId) ?? untouchedPost(postId),
    async ask(postIds) {
      const unknown = [...new Set(postIds)].filter((id) => !states.has(id));
      for (const id of unknown) states.set(id, untouchedPost(id));
      await fetchStates(unknown);
    },
    async expect(postIds, jobId) {
      for (const id of postIds) {
        jobs.set(id, jobId);
        if (states.get(id)?.state !== 'saved') set(plain(id, 'queued'));
      }
      await fetchStates(postIds);
    },
    async save(postId, uniqueId, item) {
      set(plain(postId, 'queued'));
      const reply = await port.call('save', {
        postId,
        ...(uniqueId === undefined ? {} : { uniqueId }),
        ...(item === undefined ? {} : { item }),
      });
      if (reply.ok) set(reply.value.state);
      else if (isGone(reply.error)) onGone();
      else set(plain(postId, 'failed', reply.error));
    },
  };
};
