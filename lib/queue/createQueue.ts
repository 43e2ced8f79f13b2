import type { WaitReason } from '@/lib/base/errorPolicy';
import type { Result } from '@/lib/base/result';
import type { JobOptions } from '@/lib/model/job';
import type { Page, ReadPost } from '@/lib/model/page';
import type { PostState } from '@/lib/model/postState';
import type { Source } from '@/lib/model/source';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { createCircuitBreaker } from '@/lib/queue/core/createCircuitBreaker';
import { createDownloadWatcher } from '@/lib/queue/core/createDownloadWatcher';
import { createLedger } from '@/lib/queue/core/createLedger';
import { createRefusals } from '@/lib/queue/core/createRefusals';
import { createRequestLimiter } from '@/lib/queue/core/createRequestLimiter';
import { createRowCache } from '@/lib/queue/core/createRowCache';
import type { Core } from '@/lib/queue/core/QueueCore';
import { createRunSettings } from '@/lib/queue/core/QueueCore';
import type { QueuePorts } from '@/lib/queue/core/QueuePorts';
import { safeBlobs, safeDownloads, safeLists } from '@/lib/queue/core/safePorts';
import { defaultTuning } from '@/lib/queue/core/tuning';
import { unblock } from '@/lib/queue/hold/holdWork';
import { cancelJob, pauseJob, removeJob, resumeJob, retryJob } from '@/lib/queue/jobs/controlJob';
import { forgetFiles } from '@/lib/queue/jobs/forgetFiles';
import {
  type ChosenPost,
  type KnownPost,
  type StartMore,
  saveAgain,
  saveChosen,
  saveManyAgain,
  startJob,
} from '@/lib/queue/jobs/startJob';
import { lookAtList } from '@/lib/queue/listing/lookAtList';
import { readPostStates } from '@/lib/queue/rules/readPostStates';
import { createScheduler } from '@/lib/queue/schedule/createScheduler';

/** The save queue. Every method may be called at any time; what it writes outlives the worker. */
export interface Queue {
  /** Returns the job's id: a new one, or that of an unfinished job with the same request. Error: `input`. */
  startJob(source: Source, options: JobOptions, more?: StartMore): Promise<Result<string>>;
  pause(jobId: string): Promise<void>;
  resume(jobId: string): Promise<void>;
  cancel(jobId: string): Promise<void>;
  retryFailed(jobId: string): Promise<boolean>;
  remove(jobId: string): Promise<void>;
  /** Fetches a post's files once more; each takes the place of the one that was saved before. */
  saveAgain(postId: string, uniqueId?: string): Promise<Result<string>>;
  /** {@link saveAgain} of up to 5,000 posts as one job. */
  saveManyAgain(posts: readonly KnownPost[]): Promise<Result<string>>;
  /** Saves posts that were ticked one by one, up to 5,000, as one job. */
  saveChosen(posts: readonly ChosenPost[]): Promise<Result<string>>;
  /** A page of a list, for a person to look at. Errors: those of the list. */
  lookAtList(source: Source, cursor: string): Promise<Result<Page<ReadPost>>>;
  /** Takes files out of the library and leaves them on the disk; ids of the posts of which nothing is known any more. */
  forgetFiles(keys: readonly string[]): Promise<readonly string[]>;
  /** The site answers again (a captcha was solved, somebody logged in): jobs that wait for it go on. */
  solved(): Promise<void>;
  /** What these reasons stand for has passed (the network is back, a permission was given): jobs that wait for it go on. */
  unblock(reasons: readonly WaitReason[]): Promise<void>;
  /** How things stand with posts; those that `jobId` names and has not asked for yet wait with it. */
  postStates(postIds: readonly string[], jobId?: string): Promise<PostState[]>;
  /** Looks what is to be done and starts it: at the worker's start, alarms, messages, ends of downloads, `online`. */
  wake(): Promise<void>;
}

// Whoever tells stands amid the work: news that cannot be told must not break it off.
const createTeller = (ports: QueuePorts, progress: Core['progress']): Pick<Core, 'tellJob' | 'tellPost'> => ({
  tellJob: (jobId) => {
    try {
      ports.notify?.({ type: 'job', jobId });
    } catch (error) {
      ports.report?.(error);
    }
  },
  tellPost: async (postId) => {
    try {
      if (!ports.notify || ports.isWatched?.(postId) === false) return;
      for (const state of await readPostStates(ports.store, [postId], progress)) ports.notify({ type: 'post', state });
    } catch (error) {
      ports.report?.(error);
    }
  },
});

/** Builds the queue. It does nothing until its first `wake()` or command. */
export const createQueue = (ports: QueuePorts): Queue => {
  const { tuning: tuned, settings, ...others } = ports;
  const rest = {
    ...others,
    lists: safeLists(ports.lists),
    ...(ports.quietLists ? { quietLists: safeLists(ports.quietLists) } : {}),
    blobs: safeBlobs(ports.blobs),
    downloads: safeDownloads(ports.downloads),
  };
  const store = createRowCache(ports.store);
  const tuning = { ...defaultTuning, ...tuned };
  const progress: Core['progress'] = new Map();
  const core: Core = {
    ...rest,
    store,
    tuning,
    breaker: createCircuitBreaker(ports.store.kv, ports.clock, tuning),
    refusals: { site: createRefusals(), media: createRefusals() },
    limiter: createRequestLimiter(ports.clock, ports.random),
    downloadWatcher: createDownloadWatcher(rest.downloads, ports.clock, tuning.pollEvery),
    runSettings: createRunSettings(settings, parseTemplate),
    progress,
    ledger: createLedger(store),
    fetching: new Map(),
    openTasks: new Map(),
    unwanted: new Set(),
    hosts: new Map(),
    inARow: new Map(),
    ...createTeller(ports, progress),
  };
  const scheduler = createScheduler(core);

  const then = async <T>(command: Promise<T>): Promise<T> => {
    const value = await command;
    scheduler.kick();
    return value;
  };

  return {
    startJob: (source, options, more = {}) => then(startJob(core, source, options, more)),
    pause: (jobId) => then(pauseJob(core, jobId)),
    resume: (jobId) => then(resumeJob(core, jobId)),
    cancel: (jobId) => then(cancelJob(core, jobId)),
    retryFailed: (jobId) => then(retryJob(core, jobId)),
    remove: (jobId) => then(removeJob(core, jobId)),
    saveAgain: (postId, uniqueId) => then(saveAgain(core, postId, uniqueId)),
    saveManyAgain: (posts) => then(saveManyAgain(core, posts)),
    saveChosen: (posts) => then(saveChosen(core, posts)),
    lookAtList: (source, cursor) => lookAtList(core, source, cursor),
    forgetFiles: (keys) => forgetFiles(core, keys),
    solved: () => then(unblock(core, ['captcha', 'gate', 'login', 'session'])),
    unblock: (reasons) => then(unblock(core, reasons)),
    postStates: (postIds, jobId) => readPostStates(ports.store, postIds, progress, jobId),
    wake: () => scheduler.wake(),
  };
};
