import { type LiveEvent, type LivePacket, sameSetup } from '@/lib/live/media/LiveEvent';
import type { RecordingContainer } from '@/lib/model/live/recording';
import { createFlvPartWriter } from './createFlvPartWriter';
import { createPartWriter, type PartSetups, type PartWriter } from './createPartWriter';
import { createTimeline } from './createTimeline';
import type { PartSink } from './Parts';

/** When a part ends, and what goes into it. */
export interface PartRules {
  readonly maxPartMs: number;
  readonly maxPartBytes: number;
  readonly soundOnly: boolean;
  /** Absent = mp4. */
  readonly container?: RecordingContainer | undefined;
}

/** A part as it stands. */
export interface PartNews {
  readonly index: number;
  readonly bytes: number;
  /** Where it begins in the recording. */
  readonly at: number;
  readonly durationMs: number;
  readonly open: boolean;
  readonly picture?: { readonly codec: 'avc' | 'hevc'; readonly width: number; readonly height: number };
}

interface CutterParts {
  readonly rules: PartRules;
  /** Index of the first part. */
  readonly firstPart: number;
  openPart(index: number): Promise<PartSink>;
  onPart(news: PartNews): void;
}

const kinds = ['picture', 'sound'] as const;

// How long one track may be missing before the other is written without it: the container keeps both until they meet.
const ALONE_MS = 3_000;
const LAG_MS = 10_000;

/**
 * Turns the events of a stream into parts. A part begins with a key picture and ends with its rules, with another set-up
 * of a decoder, or when a track falls silent; what no part can begin with is left out.
 */
export const createPartCutter = ({ rules, firstPart, openPart, onPart }: CutterParts) => {
  const timeline = createTimeline();
  let setups: PartSetups = {};
  let writer: PartWriter | undefined;
  let index = firstPart - 1;
  let startedAt = 0;
  let endsAt = 0;
  let waitsSince: number | undefined;
  let seen = { picture: 0, sound: 0 };
  let bytesBefore = 0;
  // Behind a gap a picture that builds on others would show damage.
  let wantsKey = true;

  const news = (open: boolean): PartNews => {
    const picture = writer?.setups.picture;
    return {
      index,
      bytes: writer?.bytes() ?? 0,
      at: startedAt,
      durationMs: Math.max(0, endsAt - startedAt),
      open,
      ...(picture ? { picture: { codec: picture.codec, width: picture.width, height: picture.height } } : {}),
    };
  };

  const close = async (): Promise<void> => {
    if (!writer) return;
    const ending = writer;
    try {
      await ending.close();
    } finally {
      bytesBefore += ending.bytes();
      onPart(news(false));
      writer = undefined;
    }
  };

  const begin = async (at: number): Promise<void> => {
    index += 1;
    startedAt = at;
    endsAt = at;
    seen = { picture: at, sound: at };
    const asItCame = rules.container === 'flv' && kinds.every((kind) => !setups[kind] || setups[kind].tag);
    writer = await (asItCame ? createFlvPartWriter : createPartWriter)(setups, await openPart(index));
    onPart(news(true));
  };

  const fits = (now: PartSetups): boolean =>
    kinds.every((kind) => {
      const [old, wanted] = [now[kind], setups[kind]];
      if (wanted === undefined) return old === undefined;
      // A stream of FLV that goes on as HLS has no tags any more.
      const sameOrigin = rules.container !== 'flv' || (old?.tag === undefined) === (wanted.tag === undefined);
      return sameOrigin && sameSetup(old, wanted);
    });

  /** Whether all tracks that the stream has are known; a stream of one track is waited for only so long. */
  const ready = (at: number): boolean => {
    if (!setups.picture && !setups.sound) return false;
    waitsSince ??= at;
    return Boolean(setups.sound && (setups.picture || rules.soundOnly)) || at - waitsSince > ALONE_MS;
  };

  const isFull = (at: number): boolean =>
    at - startedAt >= rules.maxPartMs || (writer?.bytes() ?? 0) >= rules.maxPartBytes;

  const addPacket = async (packet: LivePacket): Promise<void> => {
    const { kind } = packet;
    if (rules.soundOnly && kind === 'picture') return;
    if (!setups[kind]) return;
    if (wantsKey && setups.picture && !(kind === 'picture' && packet.key)) return;
    wantsKey = false;
    const at = timeline.place(packet);
    const mayBegin = packet.key && (kind === 'picture' || !setups.picture);
    if (mayBegin && writer && (!fits(writer.setups) || isFull(at))) await close();
    if (!writer) {
      if (!mayBegin || !ready(at)) return;
      await begin(at);
    }
    if (!writer?.setups[kind] || !fits(writer.setups) || at < startedAt) return;
    await writer.add(packet, at - startedAt);
    seen[kind] = at;
    endsAt = Math.max(endsAt, at + 1);
    const silent = kind === 'picture' ? 'sound' : 'picture';
    if (writer.setups[silent] && at - seen[silent] > LAG_MS) {
      await close();
      const { [silent]: _, ...left } = setups;
      setups = left;
      waitsSince = at - ALONE_MS - 1;
    }
  };

  const known: { picture?: PartSetups['picture']; sound?: PartSetups['sound'] } = {};

  return {
    take: async (event: LiveEvent): Promise<void> => {
      // The end of a sequence is not the end of the stream: an encoder that starts anew sends it, too.
      if (event.type === 'over') return;
      if (event.type === 'setup') {
        const { setup } = event;
        if (setup.kind === 'picture') {
          if (rules.soundOnly) return;
          known.picture = setup;
          setups = { ...setups, picture: setup };
        } else {
          known.sound = setup;
          setups = { ...setups, sound: setup };
        }
        return;
      }
      const { kind } = event.packet;
      // A track that fell silent speaks again: the next part has it.
      if (!setups[kind] && known[kind]) setups = { ...setups, [kind]: known[kind] };
      try {
        await addPacket(event.packet);
      } catch (error) {
        // The container refuses the order of these packets: what it has is kept, and another part begins.
        await close().catch(() => undefined);
        if (error instanceof Error && error.name === 'QuotaExceededError') throw error;
      }
    },
    /** The connection broke. The next packets follow without a hole, and begin with a key picture. */
    restart: (): void => {
      timeline.restart();
      waitsSince = undefined;
      wantsKey = true;
    },
    close,
    /** Up to where the recording reaches, ms. */
    position: (): number => Math.max(endsAt, 0),
    bytes: (): number => bytesBefore + (writer?.bytes() ?? 0),
    news: (): PartNews | undefined => (writer ? news(true) : undefined),
  };
};

export type PartCutter = ReturnType<typeof createPartCutter>;
