import browser, { type Runtime } from 'webextension-polyfill';
import type { z } from 'zod';
import { type Failure, failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { failureSchema } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import type { Blobs, Staged } from '@/lib/ports/Blobs';
import { askOffscreen } from './askOffscreen';
import { forgetOffscreen, hasOffscreen } from './offscreenDocument';
import { sendByLine } from './offscreenLine';
import {
  idsReplySchema,
  type OffscreenRequest,
  progressSchema,
  soundReplySchema,
  stagedReplySchema,
  textReplySchema,
} from './offscreenProtocol';

type OnProgress = (received: number, total: number) => void;

const lost = (error: unknown) => err(failure('network', `offscreen document: ${String(error)}`));

/** Sends to the document where it is believed open; undefined when it is not, or did not answer. */
const sendIfOpen = async (request: OffscreenRequest): Promise<unknown> => {
  if (!(await hasOffscreen())) return undefined;
  try {
    return await sendByLine(request);
  } catch {
    // It closed since it was last seen: the caller looks again.
    return undefined;
  }
};

const ask = <T extends z.ZodType>(request: OffscreenRequest, schema: T): Promise<z.output<T>> =>
  askOffscreen(request, schema, sendByLine);

const failureIn = ({ error: { code, detail, status } }: { error: z.output<typeof failureSchema> }): Failure =>
  failure(code, detail, status === undefined ? {} : { status });

const clean = (reply: z.output<typeof stagedReplySchema>): Result<Staged> => {
  if (reply.ok) {
    const { hasSound, ...staged } = reply.value;
    return { ok: true, value: hasSound === undefined ? staged : { ...staged, hasSound } };
  }
  return err(failureIn(reply));
};

/**
 * Blobs for Chrome's worker, which has neither XMLHttpRequest nor object URLs: everything is done by the offscreen
 * document, opened when needed. Must be built while the worker starts, since progress wakes it. Errors are those of
 * `fetchMirrors`; `network` also when the document was lost four times in a row. By `place` the bytes lie ready for the
 * browser, or for the writer in the document.
 */
export const createOffscreenBlobs = (place: () => Promise<Settings['place']>): Blobs => {
  const takenBy = async (): Promise<'document' | 'browser'> => ((await place()) === 'folder' ? 'document' : 'browser');
  const watchers = new Map<string, OnProgress>();

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const progress = progressSchema.safeParse(message);
    if (!progress.success || sender.id !== browser.runtime.id || sender.tab) return undefined;
    watchers.get(progress.data.id)?.(progress.data.received, progress.data.total);
    return undefined;
  });

  // What only takes away must not open a document first.
  const askIfOpen = async (request: OffscreenRequest): Promise<readonly string[]> => {
    const answer = await sendIfOpen(request);
    if (answer !== undefined) return idsReplySchema.parse(answer);
    forgetOffscreen();
    return (await hasOffscreen()) ? ask(request, idsReplySchema) : [];
  };

  return {
    fetch: async ({ urls, ...facts }, onProgress) => {
      const { id } = facts;
      watchers.set(id, onProgress);
      try {
        const order = { ...facts, urls: [...urls], by: await takenBy() };
        return clean(await ask({ target: 'offscreen', op: 'fetch', order }, stagedReplySchema));
      } catch (error) {
        return lost(error);
      } finally {
        if (watchers.get(id) === onProgress) watchers.delete(id);
      }
    },
    probeSound: async ({ id, urls }) => {
      try {
        const order = { id, urls: [...urls] };
        const reply = await ask({ target: 'offscreen', op: 'probeSound', order }, soundReplySchema);
        return reply.ok ? reply : err(failureIn(reply));
      } catch (error) {
        return lost(error);
      }
    },
    make: async (order) => {
      try {
        return clean(
          await ask({ target: 'offscreen', op: 'make', order: { ...order, by: await takenBy() } }, stagedReplySchema),
        );
      } catch (error) {
        return lost(error);
      }
    },
    fetchText: async (urls, kind) => {
      try {
        const reply = await ask({ target: 'offscreen', op: 'fetchText', urls: [...urls], kind }, textReplySchema);
        return reply.ok ? reply : err(failureIn(reply));
      } catch (error) {
        return lost(error);
      }
    },
    abort: async (id) => void (await askIfOpen({ target: 'offscreen', op: 'abort', id })),
    release: async (id) => void (await askIfOpen({ target: 'offscreen', op: 'release', id })),
    staged: () => askIfOpen({ target: 'offscreen', op: 'staged' }),
  };
};
