import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Recording } from '@/lib/model/live/recording';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { Problem } from './pressRemedy';

/** Where a page hears of live recordings. */
export interface RecordingFeed {
  /** Recordings that go on, then those that ended, newest first. Returns the function that stops this. */
  watchRecordings(onRecordings: (recordings: readonly Recording[]) => void): () => void;
}

/** A recording with its figures. */
export interface RecordingView {
  readonly recording: Recording;
  /** Of the last half minute while it goes on, of all of it once it ended; absent before the first second. */
  readonly bitsPerSecond?: number;
}

/** Follows the recordings and their bitrate. */
export interface RecordingFollower {
  readonly views: ReadonlySignal<readonly RecordingView[]>;
  start(): () => void;
}

type Sample = Pick<Recording, 'durationMs' | 'bytes'>;

const WINDOW_MS = 30_000;
const ENOUGH_MS = 1_000;

/** By the time of the recording and not of the clock: a stream begins with a burst of what was sent before. */
const rateOf = (from: Sample, to: Sample): number | undefined => {
  const ms = to.durationMs - from.durationMs;
  return ms < ENOUGH_MS ? undefined : (Math.max(0, to.bytes - from.bytes) * 8000) / ms;
};

/** Builds a follower on a page's feed. */
export const followRecordings = (ports: RecordingFeed): RecordingFollower => {
  const rows = signal<readonly Recording[]>([]);
  const samples = new Map<string, readonly Sample[]>();

  const measure = ({ id, state, durationMs, bytes }: Recording): void => {
    if (state !== 'recording') {
      samples.delete(id);
      return;
    }
    const kept = (samples.get(id) ?? []).filter((one) => durationMs - one.durationMs <= WINDOW_MS);
    if (kept.at(-1)?.durationMs !== durationMs) samples.set(id, [...kept, { durationMs, bytes }]);
  };

  const view = (recording: Recording): RecordingView => {
    const first = samples.get(recording.id)?.[0];
    const rate = (first && rateOf(first, recording)) ?? rateOf({ durationMs: 0, bytes: 0 }, recording);
    return { recording, ...(rate === undefined ? {} : { bitsPerSecond: rate }) };
  };

  return {
    views: computed(() => rows.value.map(view)),
    start: () =>
      ports.watchRecordings((next) => {
        for (const row of next) measure(row);
        rows.value = next;
      }),
  };
};

/** What can be done about a recording. */
export type RecordingAction = 'stop' | 'show' | 'again' | 'remove';

/** A page's way to do it. */
export interface RecordingActions {
  controlRecording(recording: Recording, action: RecordingAction): Promise<void>;
}

/** Presses a button of a recording; gives the reason when that came to nothing. */
export const pressRecordingButton = async (
  call: Call,
  { id, uniqueId }: Pick<Recording, 'id' | 'uniqueId'>,
  action: RecordingAction,
): Promise<Problem | undefined> => {
  if (action === 'show') {
    const shown = await call('showRecording', { recordingId: id });
    return shown.ok ? undefined : { ...shown.error, about: 'show' };
  }
  const replies = {
    stop: () => call('stopRecording', { recordingId: id }),
    remove: () => call('removeRecording', { recordingId: id }),
    again: () => call('startRecording', { uniqueId }),
  };
  const reply = await replies[action]();
  return reply.ok ? undefined : reply.error;
};
