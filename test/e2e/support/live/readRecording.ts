import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BufferSource, type EncodedPacket, EncodedPacketSink, Input, type InputTrack, MP4 } from 'mediabunny';
import type { Probed } from '../../../fakes/ffmpeg.ts';
import type { FlvTag } from '../../../site/media/flvTags.ts';
import { type LiveTake, liveTake } from '../../../site/media/liveTakes.ts';

/** A file of a recording, every packet of it read. */
export interface ReadRecording {
  readonly seconds: number;
  readonly codec: string | undefined;
  readonly width: number | undefined;
  /** Times of all packets in ms, in the order of the file. */
  readonly pictures: readonly TimedPacket[];
  readonly sounds: readonly TimedPacket[];
}

interface TimedPacket {
  readonly at: number;
  /** What it holds, whatever container it came through. */
  readonly mark: string;
}

const markOf = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');

/** The largest unit of a picture: start codes, parameter sets and delimiters differ from container to container. */
const largestUnit = (data: Uint8Array): Uint8Array => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let largest = data.subarray(0, 0);
  for (let at = 0; at + 4 <= data.length; ) {
    const length = view.getUint32(at);
    const unit = data.subarray(at + 4, at + 4 + length);
    if (unit.length > largest.length) largest = unit;
    at += 4 + length;
  }
  return largest;
};

const packetsOf = async (track: InputTrack | null): Promise<EncodedPacket[]> => {
  const packets: EncodedPacket[] = [];
  if (track) for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return packets;
};

/** Reads a part; rejects when it is none or broken. */
export const readRecording = async (file: string): Promise<ReadRecording> => {
  const input = new Input({ formats: [MP4], source: new BufferSource(await readFile(file)) });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const timed =
    (unit: (data: Uint8Array) => Uint8Array) =>
    ({ timestamp, data }: EncodedPacket): TimedPacket => ({ at: timestamp * 1000, mark: markOf(unit(data)) });
  return {
    seconds: await input.computeDuration(),
    codec: video?.codec ?? undefined,
    width: video?.displayWidth,
    pictures: (await packetsOf(video)).map(timed(largestUnit)),
    sounds: (await packetsOf(audio)).map(timed((data) => data)),
  };
};

/** The same file with the times that ffprobe read, which must have found every packet. */
export const asProbed = (read: ReadRecording, probed: Probed): ReadRecording => {
  const at = (packets: readonly TimedPacket[], times: readonly number[]): TimedPacket[] => {
    if (times.length !== packets.length) throw new Error(`ffprobe saw ${times.length} of ${packets.length} packets`);
    return packets.map(({ mark }, index) => ({ at: (times[index] ?? Number.NaN) * 1000, mark }));
  };
  return { ...read, pictures: at(read.pictures, probed.pictures), sounds: at(read.sounds, probed.sounds) };
};

const shownAt = ({ at, data }: FlvTag): number => at + data.readIntBE(13, 3);

/** When each packet of a take is shown or heard; one that occurs twice tells nothing. */
const sourceTimes = ({ tags }: LiveTake): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  const twice = new Set<string>();
  for (const tag of tags) {
    const picture = tag.data[0] === 9;
    if (tag.data[0] === 18 || tag.data[12] !== 1) continue;
    const body = tag.data.subarray(picture ? 16 : 13, -4);
    const mark = markOf(picture ? largestUnit(body) : body);
    if (times.has(mark)) twice.add(mark);
    times.set(mark, picture ? shownAt(tag) : tag.at);
  }
  for (const mark of twice) times.delete(mark);
  return times;
};

/** What was served: HEVC by either of its names holds the same pictures. */
const takeOf = ({ codec, width }: ReadRecording): Promise<LiveTake> =>
  liveTake(codec === 'hevc' ? 'hevc' : width === 576 ? 'small' : 'large');

/**
 * How far picture and sound are apart at the worst place, in ms, against the stream that was served: rounds of one take.
 * Every packet that is known again is looked at; at least half of them must be.
 */
export const apart = async (read: ReadRecording): Promise<number> => {
  const { pictures, sounds } = read;
  const take = await takeOf(read);
  const source = sourceTimes(take);
  const late = (packets: readonly TimedPacket[]) =>
    packets.flatMap(({ at, mark }) => {
      const from = source.get(mark);
      return from === undefined ? [] : [{ at, late: at - from }];
    });
  const [seen, heard] = [late(pictures).sort((a, b) => a.at - b.at), late(sounds)];
  if (seen.length * 2 < pictures.length || heard.length * 2 < sounds.length || heard.length === 0)
    throw new Error(
      `${seen.length} of ${pictures.length} pictures and ${heard.length} of ${sounds.length} sounds known`,
    );
  let near = 0;
  const distances = heard.map((sound) => {
    while (seen[near + 1] && (seen[near + 1]?.at ?? 0) <= sound.at) near += 1;
    const rest = (((sound.late - (seen[near]?.late ?? 0)) % take.ms) + take.ms) % take.ms;
    return Math.min(rest, take.ms - rest);
  });
  return Math.max(...distances);
};
