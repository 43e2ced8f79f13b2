import type { RecordingPlace } from '@/lib/model/live/recording';

type PlacedPart = NonNullable<RecordingPlace['part']>;

// Redeliveries reach back seconds, delayed messages a minute; places are told many times a second.
const KEPT_MS = 600_000;
const APART_MS = 200;

/**
 * Knows what place of a recording was recorded when, so that what was said at a time is found in the video: recordings leave
 * gaps out, and their parts are files of their own.
 */
export const createChatTimeline = () => {
  const places: { readonly time: number; readonly position: number }[] = [];
  const parts: PlacedPart[] = [];

  return {
    /** The recording reached this place at this time, ms since 1970. */
    note: (time: number, { position, part }: RecordingPlace): void => {
      if (part && part.index !== parts.at(-1)?.index) parts.push(part);
      const last = places.at(-1);
      if (last && places.length > 1 && time - (places.at(-2)?.time ?? 0) < APART_MS) places.pop();
      places.push({ time, position });
      while (time - (places[0]?.time ?? time) > KEPT_MS) places.shift();
    },
    /** The place of what was said at this time; below 0 where that was before the recording began. */
    positionAt: (time: number): number => {
      const [first] = places;
      if (!first) return 0;
      // A recording that was taken up again has a past of its own: what was said between its lives stands where they meet.
      if (time <= first.time) return first.position > APART_MS ? first.position : first.position - (first.time - time);
      const after = places.findIndex((place) => place.time >= time);
      const to = places[after];
      const from = places[after - 1];
      if (!to || !from) return places.at(-1)?.position ?? 0;
      const share = (time - from.time) / Math.max(1, to.time - from.time);
      return from.position + (to.position - from.position) * share;
    },
    /** The part in which a place lies; undefined before the first. */
    partAt: (position: number): PlacedPart | undefined =>
      parts.findLast(({ at }) => at <= position) ?? (position >= 0 ? parts[0] : undefined),
  };
};

export type ChatTimeline = ReturnType<typeof createChatTimeline>;
