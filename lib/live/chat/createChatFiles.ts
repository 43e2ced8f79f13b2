import { partName } from '@/lib/model/live/recording';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';
import { type AssPicture, assEvent, assHeader } from './assText';
import type { ChatGap } from './createChatSession';
import type { ChatTimeline } from './createChatTimeline';

/** How long a line stays on the screen, and how many stand there at once. */
const SHOWN_MS = 8000;
const MOST_LINES = 12;
const LEAST_SHOWN_MS = 300;

/** What a chat becomes: one file of data, and one for each part of the recording, named as the part is. */
export type ChatFile = 'jsonl' | `${string}.ass`;

// Where the part tells no size.
const USUAL_PICTURE: AssPicture = { width: 720, height: 1280 };

/** What the files need. */
export interface ChatFilesParts {
  readonly timeline: Pick<ChatTimeline, 'positionAt' | 'partAt'>;
  /** Adds text to the end of a file. */
  write(file: ChatFile, text: string): void;
}

interface Line {
  readonly start: number;
  readonly name: string;
  readonly text: string;
}

/** What is laid over the video: what people wrote and gave. Signs, not words, since the file has no language. */
const shownOf = (message: WebcastMessage): { readonly name: string; readonly text: string } | undefined => {
  if (message.kind === 'chat') return { name: message.user.nickname || message.user.uniqueId, text: message.text };
  if (message.kind !== 'gift') return undefined;
  const name = message.user.nickname || message.user.uniqueId;
  return { name, text: `🎁 ${message.giftName || message.giftId} ×${Math.max(1, message.repeatCount)}` };
};

// Readers that split text at these as well as at line feeds would break a line of JSON in two.
const jsonLine = (value: object): string =>
  `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

// A signed address expires, and tells of whoever asked; the sticker's id stays.
const withoutSigned = (message: WebcastMessage): WebcastMessage =>
  message.kind === 'chat'
    ? { ...message, emotes: message.emotes.map((emote) => (emote.url.includes('?') ? { ...emote, url: '' } : emote)) }
    : message;

/**
 * Writes a chat beside its recording, line by line as it comes: every message as a line of JSON with `offset`
 * (milliseconds from the recording's start, gaps left out) and `time`, and what people wrote and gave as ASS, which players
 * lay over the part of that name. Offsets never go back. They follow the site's own times, moved by the smallest delay seen so far: what is
 * delivered late, after a disconnect, stands where it was said.
 */
export const createChatFiles = ({ timeline, write }: ChatFilesParts) => {
  let delay: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const begun = new Set<ChatFile>();
  const shown: Line[] = [];

  const offsetOf = ({ createdAt, history }: WebcastMessage, receivedAt: number): number => {
    if (createdAt > 0 && !history) delay = Math.min(delay ?? receivedAt - createdAt, receivedAt - createdAt);
    const said = createdAt > 0 ? Math.min(receivedAt, createdAt + (delay ?? 0)) : receivedAt;
    last = Math.max(last, Math.round(timeline.positionAt(said)));
    return last;
  };

  const hide = (line: Line, end: number): void => {
    const until = Math.max(line.start + LEAST_SHOWN_MS, Math.min(line.start + SHOWN_MS, end));
    const part = timeline.partAt(line.start);
    const event = part ? assEvent(line.start - part.at, until - part.at, line.name, line.text) : '';
    if (!part || event === '') return;
    const file: ChatFile = `${partName(part.index)}.ass`;
    // A part in which nobody says anything has no such file.
    write(file, begun.has(file) ? event : `${assHeader(part.picture ?? USUAL_PICTURE)}${event}`);
    begun.add(file);
  };

  /** A line's end is known once it has stood its time or others have pushed it out. */
  const show = (line: Line): void => {
    for (let oldest = shown[0]; oldest; oldest = shown[0]) {
      if (shown.length < MOST_LINES && oldest.start + SHOWN_MS > line.start) break;
      shown.shift();
      hide(oldest, line.start);
    }
    shown.push(line);
  };

  return {
    add: (message: WebcastMessage, receivedAt: number): void => {
      const offset = offsetOf(message, receivedAt);
      const { kind, createdAt, ...told } = withoutSigned(message);
      const time = new Date(createdAt > 0 ? createdAt : receivedAt).toISOString();
      write('jsonl', jsonLine({ offset, time, kind, ...told, payload: undefined }));
      const seen = shownOf(message);
      // What was said before the recording began has no place in the video.
      if (seen && offset >= 0) show({ start: offset, ...seen });
    },
    /** A stretch of which nothing could be heard, as a line of its own. */
    gap: ({ from, to, transport }: ChatGap): void => {
      const offset = Number.isFinite(last) ? last : Math.round(timeline.positionAt(from));
      write('jsonl', jsonLine({ offset, time: new Date(from).toISOString(), kind: 'gap', ms: to - from, transport }));
    },
    /** Writes what still stands on the screen. */
    close: (): void => {
      for (const line of shown.splice(0)) hide(line, line.start + SHOWN_MS);
    },
  };
};

export type ChatFiles = ReturnType<typeof createChatFiles>;
