import browser, { type Runtime } from 'webextension-polyfill';
import type { z } from 'zod';
import type { Result } from '@/lib/base/result';
import { installRefererRule } from '@/lib/browser/access/installRefererRule';
import { ensureOffscreen, forgetOffscreen } from '@/lib/browser/media/offscreenDocument';
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
  /** Goes along with recordings that the background itself makes. */
  readonly companion: Companion;
}

/** The recorder as the background sees it. */
export interface Recorder {
  readonly runner: Runner;
  readonly store: Pick<PartStore, 'list' | 'url' | 'drop'>;
}

const PAUSES_MS = [0, 50, 200, 800];

/** Asks the offscreen document, opening it first: one that is just opening or closing takes no messages. */
const ask = async <T extends z.ZodType>(request: RecorderRequest, schema: T): Promise<z.output<T>> => {
  let problem: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) {
      forgetOffscreen();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    try {
      await ensureOffscreen();
      const answer: unknown = await browser.runtime.sendMessage(request);
      if (answer !== undefined) return schema.parse(answer);
      problem = new Error('the offscreen document did not answer');
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
};

const target = 'recorder' as const;

const createRemoteRecorder = (hooks: RecorderHooks): Recorder => {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const told = recordingsMessageSchema.safeParse(message);
    if (!told.success || sender.id !== browser.runtime.id || sender.tab) return undefined;
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

const hasDocument = (): boolean => typeof document === 'object';

/**
 * The recorder for the background of any browser: in the offscreen document where the background is a worker (Chrome), by
 * itself where it is a page (Firefox), which stays awake while it records. Build it while the background starts.
 */
export const createRecorder = (hooks: RecorderHooks, wake: Wake): Recorder => {
  const recorder = hasDocument() ? createLocalRecorder(hooks) : createRemoteRecorder(hooks);
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
        if (hasDocument()) void wake.during(untilOver(order.id));
      },
    },
  };
};
