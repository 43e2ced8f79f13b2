import { describe, expect, it, vi } from 'vitest';
import { failure, TokError } from '@/lib/base/failure';
import { ok } from '@/lib/base/result';
import { createClient } from '@/lib/rpc/createRpcClient';
import { type Handlers, isCommandMessage, serve } from '@/lib/rpc/serve';

const reject = async (): Promise<never> => {
  throw new Error('boom');
};

const handlers: Handlers = {
  save: async ({ postId }) =>
    ok({ state: { postId, state: 'queued', progress: 0, files: { done: 0, total: 0 } }, jobId: 'j' }),
  postStates: async () => ok({ states: [] }),
  startJob: reject,
  controlJob: async () => ok({}),
  offer: reject,
  showFile: async () => ok({}),
  saveAgain: reject,
  saveManyAgain: reject,
  saveChosen: reject,
  listPage: reject,
  forgetFiles: reject,
  setSettings: async () => ok({}),
  acceptLoss: async () => {
    throw new TokError(failure('database', 'UnknownError'));
  },
  rowsCameIn: async () => ok({}),

  folderAllowed: async () => ok({}),
  pageSettings: async () => ok({ buttons: true, capture: true, language: 'auto' }),
  startRecording: async () => ok({ recordingId: '1' }),
  liveState: async ({ uniqueId }) => ok({ uniqueId }),
  stopRecording: async () => ok({}),
  removeRecording: async () => ok({}),
  showRecording: async () => ok({}),
  watchLive: async () => ok({ watchId: 'live:a' }),
  watchList: async () => ok({ watchId: 'list:posts:a' }),
  controlWatch: async () => ok({}),
  setWatchEvery: async () => ok({}),
  unwatch: async () => ok({}),
  openPage: async () => ok({}),
};
const answer = serve(handlers);

describe('serve', () => {
  it('runs a known command with checked input', async () => {
    const reply = await answer(
      { type: 'command', name: 'save', input: { postId: '123' } },
      { sender: 'page', tabId: 1 },
    );
    expect(reply).toMatchObject({ ok: true, value: { jobId: 'j' } });
  });
  it.each([
    ['a name that is not in the table', 'toString', {}, 'ui'],
    ['a name that only a prototype has', 'constructor', {}, 'ui'],
    ['input that does not fit', 'save', { postId: '../../etc' }, 'page'],
    ['a page that asks for what is ours', 'startJob', { source: { kind: 'one', postId: '1' }, options: {} }, 'page'],
  ] as const)('refuses %s', async (_what, name, input, sender) => {
    const reply = await answer({ type: 'command', name, input }, { sender });
    expect(reply).toMatchObject({ ok: false, error: { code: 'input' } });
  });
  it('turns a throw into code bug', async () => {
    const input = { source: { kind: 'one', postId: '1' }, options: {} };
    const reply = await answer({ type: 'command', name: 'startJob', input }, { sender: 'ui' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bug', detail: 'boom' } });
  });
  it('hands on the code of what was thrown with one', async () => {
    const reply = await answer({ type: 'command', name: 'acceptLoss', input: {} }, { sender: 'ui' });
    expect(reply).toEqual({ ok: false, error: { code: 'database', detail: 'UnknownError' } });
  });
  it('knows its own messages', () => {
    expect(isCommandMessage({ type: 'command', name: 'save' })).toBe(true);
    expect(isCommandMessage({ target: 'offscreen' })).toBe(false);
    expect(isCommandMessage(null)).toBe(false);
  });
});

describe('client', () => {
  it('asks once more when the worker was still starting', async () => {
    const send = vi
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(ok({ states: [] }));
    expect(await createClient(send)('postStates', { postIds: [] })).toEqual(ok({ states: [] }));
    expect(send).toHaveBeenCalledTimes(2);
  });
  it('gives a failure when nobody answers', async () => {
    const reply = await createClient(async () => undefined)('postStates', { postIds: [] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bug', detail: 'no-answer' } });
  });
  it('tells that the page outlived the extension', async () => {
    const send = async (): Promise<never> => {
      throw new Error('Extension context invalidated.');
    };
    expect(await createClient(send)('postStates', { postIds: [] })).toMatchObject({
      error: { detail: 'context-gone' },
    });
  });
});
