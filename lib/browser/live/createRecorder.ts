import browser, { type Runtime } from 'webextension-polyfill';
import type { z } from 'zod';
import type { Result } from '@/lib/base/result';
import { installRefererRule } from '@/lib/browser/access/installRefererRule';
import { askOffscreen } from '@/lib/browser/media/askOffscreen';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import type { Companion, Runner } from '@/lib/live/record/createRunner';
import type { PartStore } from '@/lib/live/record/Parts';
import type { Wake } from '@/lib/ports/Wake';
import {
  doneReplySchema,
  listReplySchema,
  type RecorderRequest,
  recordingsMessageSchema,
  runningReplySchema,
  urlReplySchema,
} from './recorderProtocol';
import { createLocalRecorder } from './serveRecorder';

/** What the recorder wants of the background. */
export interface RecorderHooks {
  locate(id: string): Promise<Result<string | undefined>>;
  onWork(id: string): void;
  /** Goes along with recordings that the background itself makes, which it does in Firefox. */
  readonly companion?: Companion;
}

/** The recorder as the background sees it. */
export interface Recorder {
  readonly runner: Runner;
  readonly store: Pick<PartStore, 'list' | 'url' | 'drop'>;
}

const ask = <T extends z.ZodType>(request: RecorderRequest, schema: T): Promise<z.output<T>> =>
  askOffscreen(request, schema);

const target = 'recorder' as const;

const createRemoteRecorder = (hooks: RecorderHooks): Recorder => {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const told = recordingsMessageSchema.safeParse(message);
    if (!told.success || !isOwnSender(sender)) return undefined;
    if (told.data.op === 'locate') return hooks.locate(told.data.id);
    hooks.onWork(told.data.id);
    return Promise.resolve({});
  });
  return {
    runner: {
      start: async (order) => void (await ask({ target, op: 'start', order }, doneReplySchema)),
      stop: async (id) => void (await ask({ target, op: 'stop', id }, doneReplySchema)),
      running: () => ask({ target, op: 'running' }, runningReplySchema),
    },
    store: {
      list: (id) => ask({ target, op: 'list', id }, listReplySchema),
      url: async (id, index) => (await ask({ target, op: 'url', id, index }, urlReplySchema)).held,
      drop: async (id, index) => void (await ask({ target, op: 'drop', id, index }, doneReplySchema)),
    },
  };
};

/**
 * The recorder for the background of any browser: in the offscreen document where the background is a worker (Chrome), by
 * itself where it is a page (Firefox), which stays awake while it records. Build it while the background starts.
 */
export const createRecorder = (hooks: RecorderHooks, wake: Wake): Recorder => {
  // By the build: see createBlobs.
  const recorder = import.meta.env.FIREFOX ? createLocalRecorder(hooks) : createRemoteRecorder(hooks);
  const { runner } = recorder;
  const untilOver = async (id: string): Promise<void> => {
    while ((await runner.running()).includes(id)) await new Promise((resolve) => setTimeout(resolve, 1_000));
  };
  return {
    ...recorder,
    runner: {
      ...runner,
      start: async (order) => {
        await installRefererRule();
        await runner.start(order);
        if (import.meta.env.FIREFOX) void wake.during(untilOver(order.id));
      },
    },
  };
};
