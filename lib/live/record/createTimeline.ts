import type { LivePacket, TrackSetup } from '@/lib/live/media/LiveEvent';

type Kind = TrackSetup['kind'];

// Longer than any pause between two packets of a stream that flows, shorter than what a person would call a gap.
const JUMP_MS = 3_000;

// What a packet lasts before a second one told.
const FIRST_STEP_MS = 33;

interface Track {
  raw: number;
  placed: number;
  step: number;
  epoch: number;
}

/**
 * Places packets on one line of time that begins at 0 and never jumps, whatever the stream's own times do. After a jump,
 * or after {@link restart}, the first packet follows the last one of its track, and the other track keeps its distance to
 * it: picture and sound stay in step.
 */
export const createTimeline = () => {
  const tracks = new Map<Kind, Track>();
  const epochs: { readonly raw: number; readonly offset: number }[] = [];
  let base = 0;

  const end = (): number => Math.max(0, ...[...tracks.values()].map(({ placed, step }) => placed + step));

  const epochFor = (track: Track | undefined, raw: number): number => {
    for (let at = Math.max(base, track === undefined ? base : track.epoch + 1); at < epochs.length; at += 1) {
      const known = epochs[at];
      if (known && Math.abs(raw - known.raw) <= JUMP_MS) return at;
    }
    const restarted = track === undefined || track.epoch < base;
    const begin = restarted ? end() : track.placed + track.step;
    epochs.push({ raw, offset: begin - raw });
    return epochs.length - 1;
  };

  return {
    /** Where the packet belongs, in ms since the start of the recording. */
    place: ({ kind, decodeTime }: LivePacket): number => {
      const track = tracks.get(kind);
      const flows = track !== undefined && track.epoch >= base && Math.abs(decodeTime - track.raw) <= JUMP_MS;
      const epoch = flows ? track.epoch : epochFor(track, decodeTime);
      const at = decodeTime + (epochs[epoch]?.offset ?? 0);
      // Two packets of a track at one time, or a small step back, keep their order.
      const placed = track === undefined ? Math.max(0, at) : Math.max(at, track.placed + 1);
      const step = track === undefined ? FIRST_STEP_MS : flows ? Math.min(JUMP_MS, placed - track.placed) : track.step;
      tracks.set(kind, { raw: decodeTime, placed, step, epoch });
      return placed;
    },
    /** The connection broke: what comes next follows what was placed last, whatever its times say. */
    restart: (): void => {
      base = epochs.length;
    },
    /** Up to where packets were placed. */
    end,
  };
};
