import type { LivePacket, TrackSetup } from '@/lib/live/media/LiveEvent';

type Kind = TrackSetup['kind'];

// Longer than any pause between two packets of a stream that flows, shorter than what a person would call a gap.
const JUMP_MS = 3_000;

// What a packet lasts before a second one told.
const FIRST_STEP_MS = 33;

// The other track meets a jump within seconds; a stream that jumps with every packet must not be remembered for ever.
const MOST_EPOCHS = 64;

/** From one jump to the next: how the stream's times become ours. */
interface Epoch {
  readonly index: number;
  readonly raw: number;
  readonly offset: number;
}

interface Track {
  readonly raw: number;
  readonly placed: number;
  readonly step: number;
  readonly epoch: Epoch;
}

/**
 * Places packets on one line of time that begins at 0 and never jumps, whatever the stream's own times do. After a jump,
 * or after {@link restart}, the first packet follows the last one of its track, and the other track keeps its distance to
 * it: picture and sound stay in step.
 */
export const createTimeline = () => {
  const tracks = new Map<Kind, Track>();
  const epochs: Epoch[] = [];
  let next = 0;
  let base = 0;

  const end = (): number => Math.max(0, ...[...tracks.values()].map(({ placed, step }) => placed + step));

  const epochFor = (track: Track | undefined, raw: number): Epoch => {
    const from = Math.max(base, track === undefined ? base : track.epoch.index + 1);
    const known = epochs.find((epoch) => epoch.index >= from && Math.abs(raw - epoch.raw) <= JUMP_MS);
    if (known) return known;
    const restarted = track === undefined || track.epoch.index < base;
    const begin = restarted ? end() : track.placed + track.step;
    const made = { index: next, raw, offset: begin - raw };
    next += 1;
    epochs.push(made);
    if (epochs.length > MOST_EPOCHS) epochs.shift();
    return made;
  };

  return {
    /** Where the packet belongs, in ms since the start of the recording. */
    place: ({ kind, decodeTime }: LivePacket): number => {
      const track = tracks.get(kind);
      const flows = track !== undefined && track.epoch.index >= base && Math.abs(decodeTime - track.raw) <= JUMP_MS;
      const epoch = flows ? track.epoch : epochFor(track, decodeTime);
      const at = decodeTime + epoch.offset;
      // Two packets of a track at one time, or a small step back, keep their order.
      const placed = track === undefined ? Math.max(0, at) : Math.max(at, track.placed + 1);
      const step = track === undefined ? FIRST_STEP_MS : flows ? Math.min(JUMP_MS, placed - track.placed) : track.step;
      tracks.set(kind, { raw: decodeTime, placed, step, epoch });
      return placed;
    },
    /** The connection broke: what comes next follows what was placed last, whatever its times say. */
    restart: (): void => {
      base = next;
    },
    /** Up to where packets were placed. */
    end,
  };
};
