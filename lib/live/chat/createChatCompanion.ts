import type { RecordingPlace } from '@/lib/model/live/recording';
import type { Clock } from '@/lib/ports/Clock';
import type { ChatTransport } from './ChatTransport';
import { type ChatFile, createChatFiles } from './createChatFiles';
import { createChatSession } from './createChatSession';
import { createChatTimeline } from './createChatTimeline';

/** A recording that a chat goes along with. */
export interface ChattyRecording {
  readonly id: string;
  readonly roomId: string;
}

/** What hearing a recording's chat needs. */
export interface ChatCompanionParts {
  readonly clock: Clock;
  readonly transports: readonly ChatTransport[];
  /** Adds text to the end of a chat's file. */
  append(id: string, file: ChatFile, text: string): Promise<void>;
  /** The last lines that an earlier life of the recording kept, as they stand in its `jsonl`. */
  tail(id: string): Promise<string>;
  /** Whether the person wants the chat. */
  isWanted(): Promise<boolean>;
  report(error: unknown): void;
}

/** Chats are kept every few seconds: a kill costs no more, and a message no file of its own. */
const KEEP_MS = 3000;

// The last line of what a killed browser left may be torn, and a file of ours holds nothing else.
const idsIn = (lines: string): readonly string[] =>
  [...lines.matchAll(/^\{"offset":.*?"id":"([^"]+)"/gm)].map(([, id = '']) => id);

/** Hears the chat of a recording from its first byte to its end, and keeps it as it comes. */
export const createChatCompanion =
  ({ clock, transports, append, tail, isWanted, report }: ChatCompanionParts) =>
  ({ id, roomId }: ChattyRecording): { at(place: RecordingPlace): void; stop(): Promise<void> } => {
    const waiting = new Map<ChatFile, string>();
    const timeline = createChatTimeline();
    let stopped = false;
    let writes: Promise<void> = Promise.resolve();

    const keep = (): Promise<void> => {
      for (const [file, text] of waiting) writes = writes.then(() => append(id, file, text)).catch(report);
      waiting.clear();
      return writes;
    };

    const begin = async () => {
      if (!(await isWanted()) || stopped) return undefined;
      const files = createChatFiles({
        timeline,
        write: (file, text) => void waiting.set(file, `${waiting.get(file) ?? ''}${text}`),
      });
      const known = idsIn(await tail(id));
      const session = createChatSession({
        ...{ roomId, transports, clock, known },
        onMessage: files.add,
        onGap: files.gap,
      });
      const keepOn = async (): Promise<void> => {
        while (!stopped) {
          await clock.sleep(KEEP_MS);
          await keep();
        }
      };
      void keepOn();
      return { files, session };
    };

    const begun = begin().catch((error: unknown) => {
      report(error);
      return undefined;
    });

    return {
      at: (place) => timeline.note(clock.now(), place),
      stop: async () => {
        stopped = true;
        const running = await begun;
        await running?.session.stop();
        running?.files.close();
        await keep();
      },
    };
  };
