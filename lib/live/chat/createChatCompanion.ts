import type { Clock } from '@/lib/ports/Clock';
import type { ChatTransport } from './ChatTransport';
import { type ChatFile, createChatFiles } from './createChatFiles';
import { createChatSession } from './createChatSession';

/** A recording that a chat goes along with. */
export interface ChattyRecording {
  readonly id: string;
  readonly roomId: string;
  readonly startedAt: number;
}

/** What hearing a recording's chat needs. */
export interface ChatCompanionParts {
  readonly clock: Clock;
  readonly transports: readonly ChatTransport[];
  /** Adds text to the end of a chat's file. */
  append(id: string, file: ChatFile, text: string): Promise<void>;
  /** Whether the person wants the chat. */
  isWanted(): Promise<boolean>;
  report(error: unknown): void;
}

/** Chats are kept every few seconds: a kill costs no more, and a message no file of its own. */
const KEEP_MS = 3000;

/** Hears the chat of a recording from its first byte to its end, and keeps it as it comes. */
export const createChatCompanion =
  ({ clock, transports, append, isWanted, report }: ChatCompanionParts) =>
  ({ id, roomId, startedAt }: ChattyRecording): { stop(): Promise<void> } => {
    const waiting: Record<ChatFile, string> = { jsonl: '', ass: '' };
    let stopped = false;
    let writes: Promise<void> = Promise.resolve();

    const keep = (): Promise<void> => {
      for (const file of Object.keys(waiting) as ChatFile[]) {
        const text = waiting[file];
        if (text === '') continue;
        waiting[file] = '';
        writes = writes.then(() => append(id, file, text)).catch(report);
      }
      return writes;
    };

    const begin = async () => {
      if (!(await isWanted()) || stopped) return undefined;
      const files = createChatFiles({
        startedAt,
        write: (file, text) => {
          waiting[file] += text;
        },
      });
      const session = createChatSession({
        ...{ roomId, transports, clock },
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
      stop: async () => {
        stopped = true;
        const running = await begun;
        await running?.session.stop();
        running?.files.close();
        await keep();
      },
    };
  };
