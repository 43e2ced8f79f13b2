import { expect } from 'vitest';
import { decodeErrors, ffprobe, hasFfmpeg } from '../../../fakes/ffmpeg.ts';
import { apart, asProbed, type ReadRecording } from './readRecording.ts';

/** The largest distance between two lists of times, ms. */
const farthest = (a: ReadRecording['sounds'], b: ReadRecording['sounds']): number =>
  Math.max(...a.map(({ at }, index) => Math.abs(at - (b[index]?.at ?? Number.NaN))));

/**
 * ffmpeg finds nothing wrong with a recording, and ffprobe reads the same times as we do: what is said of them holds for
 * others. Nothing where ffmpeg is missing.
 */
export const likeFfmpeg = async (file: string, read: ReadRecording): Promise<void> => {
  if (!hasFfmpeg) return;
  const probed = await ffprobe(file);
  expect(await decodeErrors(file)).toBe('');
  expect(probed.codecs).toEqual(['aac', read.codec === 'hevc' ? 'hevc' : 'h264']);
  const theirs = asProbed(read, probed);
  const [pictures, sounds] = [farthest(theirs.pictures, read.pictures), farthest(theirs.sounds, read.sounds)];
  const step = await apart(theirs);
  console.log(
    `ffprobe: ${probed.seconds} s, ${pictures.toFixed(2)} and ${sounds.toFixed(2)} ms from ours, apart ${step.toFixed(2)} ms`,
  );
  // ffprobe counts from the first packet, which in a part that begins behind a gap may be a little after its start.
  expect(Math.abs(probed.seconds - read.seconds)).toBeLessThan(0.2);
  expect(Math.max(pictures, sounds)).toBeLessThan(2);
  expect(step).toBeLessThan(50);
};
