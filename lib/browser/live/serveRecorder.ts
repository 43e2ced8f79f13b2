import browser, { type Runtime } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { pageDb } from '@/lib/browser/database/db';
import { createRecordingRows } from '@/lib/browser/database/recordingRows';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import { systemPorts } from '@/lib/browser/system/systemPorts';
import { createRunner, type RunnerParts } from '@/lib/live/record/createRunner';
import { createOpfsParts } from './createOpfsParts';
import { openStream } from './openStream';
import {
  locateReplySchema,
  type RecorderRequest,
  type RecordingsMessage,
  recorderRequestSchema,
} from './recorderProtocol';

type Hooks = Pick<RunnerParts, 'locate' | 'onWork' | 'companion'>;

/** The recorder where its bytes flow: the offscreen document, or an event page. */
export const createLocalRecorder = (hooks: Hooks) => {
  const store = createOpfsParts();
  const rows = createRecordingRows(pageDb());
  const runner = createRunner({ ...hooks, rows, store, clock: systemPorts.clock, open: openStream });
  return { runner, store };
};

const tell = (message: RecordingsMessage): Promise<unknown> => browser.runtime.sendMessage(message);

const locate = async (id: string): Promise<Result<string | undefined>> => {
  const reply = locateReplySchema.safeParse(await tell({ target: 'recordings', op: 'locate', id }));
  if (!reply.success) return err(failure('network', 'the background did not answer'));
  if (reply.data.ok) return ok(reply.data.value);
  const { code, detail } = reply.data.error;
  return err(failure(code, detail));
};

/** Answers the worker's requests for recordings; runs in the offscreen document. `idle` = the document may close. */
export const serveRecorder = (more: Pick<Hooks, 'companion'> = {}): { idle(): boolean } => {
  let busy = 0;
  const { runner, store } = createLocalRecorder({
    ...more,
    locate,
    onWork: (id) => {
      tell({ target: 'recordings', op: 'work', id }).catch(() => {
        // The worker looks by itself when it starts, and once a minute while a recording is open.
      });
    },
  });

  const answer = async (request: RecorderRequest): Promise<unknown> => {
    switch (request.op) {
      case 'start':
        await runner.start(request.order);
        return {};
      case 'stop':
        await runner.stop(request.id);
        return {};
      case 'running':
        return runner.running();
      case 'list':
        return store.list(request.id);
      case 'url':
        return { held: await store.url(request.id, request.index) };
      case 'drop':
        await store.drop(request.id, request.index);
        return {};
    }
  };

  const look = async (): Promise<void> => {
    busy = (await runner.running()).length;
  };
  setInterval(() => void look(), 1_000);

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = recorderRequestSchema.safeParse(message);
    if (!request.success || !isOwnSender(sender)) return undefined;
    return answer(request.data).finally(look);
  });
  return { idle: () => busy === 0 && store.idle() };
};
