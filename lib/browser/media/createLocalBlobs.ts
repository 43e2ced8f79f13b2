import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ThumbKeeper } from '@/lib/browser/media/thumbs/createThumbKeeper';
import type { Blobs, FetchOrder, ProbeOrder, Sound, Staged } from '@/lib/ports/Blobs';
import { type FetchMediaOptions, fetchMirrors } from './fetchMirrors';
import { type HeldBytes, heldAddress, heldSize, isHeldAddress } from './heldBytes';
import { type CheckedMedia, hashHeld } from './inspectReply';
import { ABORTED } from './requestBlob';

type OnProgress = (received: number, total: number) => void;

interface Running {
  readonly key: string;
  readonly aborter: AbortController;
  readonly listeners: Set<OnProgress>;
  readonly result: Promise<Result<Staged>>;
}

/**
 * Who takes the bytes: the browser by a blob: address (default), or this document itself by one of heldBytes.ts, which
 * spares the browser's own process the bytes.
 */
interface Taken {
  readonly by?: 'browser' | 'document' | undefined;
}

/** Blobs held by this very document or event page. */
export interface LocalBlobs extends Blobs {
  fetch(order: FetchOrder & Taken, onProgress: OnProgress): Promise<Result<Staged>>;
  make(order: Parameters<Blobs['make']>[0] & Taken): Promise<Result<Staged>>;
  /** True while nothing is staged and nothing is being fetched: the holder may go. */
  idle(): boolean;
  /** The staged bytes of an address, without a way through it; undefined when they are none of these. */
  at(url: string): HeldBytes | undefined;
}

export interface LocalBlobsParts {
  readonly fetchMirrors: (order: Omit<FetchOrder, 'id'>, options: FetchMediaOptions) => Promise<Result<CheckedMedia>>;
  /** Absent where a part of a file cannot be asked for. */
  readonly probeSound?: (urls: readonly string[], options: { readonly signal: AbortSignal }) => Promise<Result<Sound>>;
  /** Absent where no thumbnails are wanted. */
  readonly thumbs?: ThumbKeeper;
  /** Called whenever bytes were let go. */
  readonly released?: () => void;
}

const keyOf = ({ kind, urls, expectBytes }: FetchOrder): string => JSON.stringify([kind, urls, expectBytes]);

// Reading a Blob that is held here is refused only when the browser had no room to keep its bytes, in memory or on disk.
const isOutOfRoom = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'QuotaExceededError');

/**
 * Fetches, checks and holds bytes where XMLHttpRequest and object URLs exist: the offscreen document, Firefox's event
 * page. The same order under the same id joins a fetch that is under way and finds what is already staged; a different
 * order under that id replaces the first. A worker that died finds its staged bytes again; fetches that it left under
 * way are aborted by the next one (reconcile), since nobody would hear of their end.
 */
export const createLocalBlobs = (parts: LocalBlobsParts = { fetchMirrors }): LocalBlobs => {
  const stagedById = new Map<string, { readonly key: string; readonly staged: Staged }>();
  const byUrl = new Map<string, HeldBytes>();
  const running = new Map<string, Running>();
  const probing = new Map<string, AbortController>();
  let texts = 0;

  const release = (id: string): void => {
    const held = stagedById.get(id);
    if (!held) return;
    if (!isHeldAddress(held.staged.url)) URL.revokeObjectURL(held.staged.url);
    byUrl.delete(held.staged.url);
    stagedById.delete(id);
    parts.released?.();
  };

  const stage = ({ id, by }: { readonly id: string } & Taken, key: string, media: CheckedMedia): Staged => {
    release(id);
    const { body, whole: _, ...facts } = media;
    const asBlob = (): Blob => (body instanceof Blob ? body : new Blob([body], { type: facts.mime }));
    const blob = by === 'document' ? undefined : asBlob();
    const held = blob ?? body;
    const url = blob ? URL.createObjectURL(blob) : heldAddress();
    const staged: Staged = { id, url, bytes: heldSize(held), ...facts };
    stagedById.set(id, { key, staged });
    byUrl.set(url, held);
    return staged;
  };

  const start = (order: FetchOrder & Taken, key: string): Running => {
    release(order.id);
    const aborter = new AbortController();
    const listeners = new Set<OnProgress>();
    const work = async (): Promise<Result<Staged>> => {
      try {
        const media = await parts.fetchMirrors(order, {
          signal: aborter.signal,
          onProgress: (received, total) => {
            for (const listener of listeners) listener(received, total);
          },
        });
        if (!media.ok) return media;
        if (aborter.signal.aborted) return err(failure('network', ABORTED));
        const staged = stage(order, key, media.value);
        // Not waited for: the file goes its way meanwhile.
        if (order.thumbOf !== undefined) void parts.thumbs?.keep(order.thumbOf, order.kind, media.value);
        return ok(staged);
      } catch (error) {
        return err(failure(isOutOfRoom(error) ? 'space' : 'file', String(error)));
      } finally {
        if (running.get(order.id)?.aborter === aborter) running.delete(order.id);
        parts.thumbs?.fetching(running.size);
      }
    };
    const entry: Running = { key, aborter, listeners, result: work() };
    running.set(order.id, entry);
    parts.thumbs?.fetching(running.size);
    return entry;
  };

  const abort = (id: string): void => {
    running.get(id)?.aborter.abort();
    running.delete(id);
    probing.get(id)?.abort();
  };

  const { probeSound } = parts;
  const probe = async ({ id, urls }: ProbeOrder, read: NonNullable<typeof probeSound>): Promise<Result<Sound>> => {
    probing.get(id)?.abort();
    const aborter = new AbortController();
    probing.set(id, aborter);
    try {
      return await read(urls, { signal: aborter.signal });
    } finally {
      if (probing.get(id) === aborter) probing.delete(id);
    }
  };

  return {
    fetch: (order, onProgress) => {
      const key = keyOf(order);
      const before = running.get(order.id);
      if (before && before.key !== key) abort(order.id);
      const held = stagedById.get(order.id);
      if (held?.key === key) return Promise.resolve(ok(held.staged));
      const entry = before?.key === key ? before : start(order, key);
      entry.listeners.add(onProgress);
      return entry.result;
    },
    ...(probeSound ? { probeSound: (order) => probe(order, probeSound) } : {}),
    make: async ({ text, ext, mime, ...order }) => {
      const body = new TextEncoder().encode(text);
      return ok(stage(order, '', { body, sha256: await hashHeld(body), mime, ext }));
    },
    fetchText: async (urls, kind) => {
      texts += 1;
      try {
        const signal = new AbortController().signal;
        const media = await parts.fetchMirrors({ kind, urls }, { signal, onProgress: () => {} });
        return media.ok ? ok(await new Response(media.value.body).text()) : media;
      } finally {
        texts -= 1;
      }
    },
    abort: async (id) => abort(id),
    release: async (id) => release(id),
    staged: async () => [...stagedById.keys()],
    at: (url) => byUrl.get(url),
    idle: () => stagedById.size + running.size + probing.size + texts === 0 && (parts.thumbs?.idle() ?? true),
  };
};
