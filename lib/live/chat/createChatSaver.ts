import { createTries } from '@/lib/base/createTries';
import type { Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import type { Downloads } from '@/lib/ports/Downloads';
import type { ChatFile } from './createChatFiles';

/** A file of a recording's chat, kept by us until the browser has saved it. */
export interface KeptChat {
  readonly id: string;
  readonly file: ChatFile;
}

/** What saving kept chats needs. */
export interface ChatSaverParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly downloads: Pick<Downloads, 'start' | 'findById' | 'findByUrl'>;
  list(): Promise<readonly KeptChat[]>;
  /** An address of the file's bytes, the same as long as the place that holds it lives. */
  url(kept: KeptChat): Promise<string | undefined>;
  drop(kept: KeptChat): Promise<void>;
  /** Recordings that go on: their chats are still written. */
  running(): Promise<readonly string[]>;
  /** The recording's path without number and extension; undefined for one that is not known. */
  basePathOf(id: string): Promise<string | undefined>;
}

/**
 * Hands the chats of recordings that are over to the browser's downloads, and lets go of what it has saved. What a killed
 * browser left is found at the next start.
 */
export const createChatSaver = ({ clock, downloads, list, url, drop, running, basePathOf }: ChatSaverParts) => {
  const tries = createTries(() => clock.now());
  const failed = new Set<number>();
  const saving = new Set<number>();
  let turn: Promise<unknown> = Promise.resolve();

  const save = async (kept: KeptChat): Promise<void> => {
    const basePath = await basePathOf(kept.id);
    const address = basePath === undefined ? undefined : await url(kept);
    if (basePath === undefined || address === undefined) return drop(kept);
    let state = await downloads.findByUrl(address);
    if (state?.state === 'interrupted' && !failed.has(state.id)) {
      failed.add(state.id);
      tries.failed(address);
    }
    if (!state || state.state === 'interrupted') {
      if (tries.pauses(address)) return;
      const path = kept.file === 'jsonl' ? `${basePath}-chat.jsonl` : `${basePath}-${kept.file}`;
      const started: Result<number> = await downloads.start({ url: address, path, conflict: 'uniquify' });
      // What stands in the way, a full disk say, may be gone at the next look.
      if (!started.ok) return;
      state = await downloads.findById(started.value);
    }
    if (state?.state === 'complete') await drop(kept);
    else if (state?.state === 'running') saving.add(state.id);
  };

  const look = async (): Promise<void> => {
    const kept = await list();
    if (kept.length === 0) return;
    const busy = await running();
    for (const one of kept) if (!busy.includes(one.id)) await save(one);
  };

  /** Looks what is to be saved; one look after the other. */
  const wake = (): Promise<void> => {
    const next = turn.then(look, look);
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    wake,
    /** A download ended: looks again when it was one of a chat. */
    ended: async (id: number): Promise<void> => {
      if (saving.delete(id)) await wake();
    },
  };
};

export type ChatSaver = ReturnType<typeof createChatSaver>;
