import { failure, TokError } from '@/lib/base/failure';
import type { OpenStream } from '@/lib/live/media/LivePiece';
import { createRecordings, type RecordingsApi } from '@/lib/live/record/createRecordings';
import { createRunner, type Runner } from '@/lib/live/record/createRunner';
import { containerOf, type PartStore, partTypes } from '@/lib/live/record/Parts';
import { readRoomBy } from '@/lib/live/record/readRoomBy';
import { isOpenRecording, type Recording } from '@/lib/model/live/recording';
import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Downloads } from '@/lib/ports/Downloads';
import { createMemoryRecordings } from '@/lib/store/createMemoryRecordings';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { streamPath } from './draftFiles';

/** What recording stands on where nothing of a browser is. */
export interface RecordLiveParts {
  readonly client: Pick<Client, 'liveRoom'>;
  readonly clock: Clock;
  readonly downloads: Downloads;
  readonly open: OpenStream;
  settings(): Promise<Settings>;
}

/** Parts that the process holds, behind object URLs once they are whole. */
const createMemoryParts = (): PartStore => {
  const held = new Map<string, Uint8Array<ArrayBuffer>[]>();
  const urls = new Map<string, string>();
  const keyOf = (id: string, index: number): string => `${id}/${index}`;
  const sizeOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
  return {
    open: async (id, index) => {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      held.set(keyOf(id, index), pieces);
      return { write: async (bytes) => void pieces.push(bytes.slice()), close: async () => undefined };
    },
    list: async (id) =>
      [...held].flatMap(([key, pieces]) =>
        key.startsWith(`${id}/`) ? [{ index: Number(key.slice(id.length + 1)), bytes: sizeOf(pieces) }] : [],
      ),
    url: async (id, index) => {
      const key = keyOf(id, index);
      const pieces = held.get(key);
      if (!pieces) return undefined;
      const container = containerOf(pieces[0] ?? new Uint8Array());
      const url = urls.get(key) ?? URL.createObjectURL(new Blob(pieces, { type: partTypes[container] }));
      urls.set(key, url);
      return { url, bytes: sizeOf(pieces), container };
    },
    drop: async (id, index) => {
      const key = keyOf(id, index);
      const url = urls.get(key);
      if (url !== undefined) URL.revokeObjectURL(url);
      urls.delete(key);
      held.delete(key);
    },
  };
};

const STEP_MS = 1_000;

/** Recording in one process: bytes lie in memory until a part is saved. */
export const recordLive = ({ client, clock, downloads, open, settings }: RecordLiveParts) => {
  const rows = createMemoryRecordings();
  const store = createMemoryParts();
  const waiting = new Set<() => void>();
  const report = (error: unknown): void => console.error('TokShelf recordings', error);

  const runner: Runner = createRunner({
    ...{ rows, store, clock, open },
    locate: (id) => recordings.locate(id),
    onWork: () => void recordings.wake().catch(report),
  });
  let lookAt: number | undefined;
  /** In steps, so that a process with nothing left to save may end. */
  const lookWhenDue = async (): Promise<void> => {
    while (lookAt !== undefined) {
      await clock.sleep(STEP_MS);
      if ((await rows.open()).length === 0) lookAt = undefined;
      else if (clock.now() >= lookAt) await recordings.wake().catch(report);
    }
  };
  const wakeAt = async (time: number): Promise<void> => {
    const isLooking = lookAt !== undefined;
    lookAt = time;
    if (!isLooking) lookWhenDue().catch(report);
  };
  const recordings: RecordingsApi = createRecordings({
    ...{ rows, store, clock, downloads, settings, runner, wakeAt },
    room: readRoomBy(client.liveRoom),
    pathOf: (room, current) => streamPath(room, current, clock.now()),
    onChange: () => {
      for (const look of waiting) look();
    },
  });

  return {
    start: recordings.start,
    stop: recordings.stop,
    /** The recording once all of it is saved. Throws `input` for one that there is not. */
    whenRecorded: async (id: string): Promise<Recording> => {
      for (;;) {
        const news = Promise.withResolvers<void>();
        waiting.add(news.resolve);
        try {
          const row = await rows.get(id);
          if (!row) throw new TokError(failure('input', `no recording ${id}`));
          if (!isOpenRecording(row)) return row;
          await news.promise;
        } finally {
          waiting.delete(news.resolve);
        }
      }
    },
  };
};
