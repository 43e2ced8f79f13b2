import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  MpegTsOutputFormat,
  Output,
} from 'mediabunny';
import { fixture } from './bytes.ts';
import { tagsOf } from './flvTags.ts';

/** What the segments of a stream are made of. */
export type HlsForm = 'ts' | 'fmp4';

const LOOP_MS = 4000;
const HALF_MS = 2000;
const FROM_MS = 10_000;

interface Piece {
  readonly kind: 'picture' | 'sound';
  readonly at: number;
  readonly shown: number;
  readonly key: boolean;
  readonly data: Buffer;
}

const pieces = (): Piece[] =>
  tagsOf(fixture('live.flv')).flatMap(({ at, data }): Piece[] => {
    const picture = data[0] === 9;
    if (data[0] === 18 || data[12] !== 1) return [];
    if (!picture) return [{ kind: 'sound', at, shown: at, key: true, data: data.subarray(13, -4) }];
    const key = (data[11] ?? 0) >> 4 === 1;
    return [{ kind: 'picture', at, shown: at + data.readIntBE(13, 3), key, data: data.subarray(16, -4) }];
  });

const setup = (type: 8 | 9): Buffer => {
  const tag = tagsOf(fixture('live.flv')).find(({ data }) => data[0] === type && data[12] === 0);
  return tag?.data.subarray(type === 9 ? 16 : 13, -4) ?? Buffer.alloc(0);
};

/** Where the first of the two segments of a round ends: at a key picture. */
const middle = (): number =>
  pieces().find(({ kind, key, at }) => kind === 'picture' && key && at >= HALF_MS)?.at ?? HALF_MS;

/** How long a segment is, ms. */
export const segmentMs = (index: number): number => (index % 2 === 0 ? middle() : LOOP_MS - middle());

const made = new Map<string, Promise<Buffer>>();

const make = async (index: number, form: HlsForm): Promise<Buffer> => {
  const [from, to] = index % 2 === 0 ? [0, middle()] : [middle(), LOOP_MS];
  const shift = FROM_MS + Math.floor(index / 2) * LOOP_MS;
  const target = new BufferTarget();
  const format = form === 'ts' ? new MpegTsOutputFormat() : new Mp4OutputFormat({ fastStart: 'fragmented' });
  const output = new Output({ format, target });
  const [pictures, sounds] = [new EncodedVideoPacketSource('avc'), new EncodedAudioPacketSource('aac')];
  output.addVideoTrack(pictures);
  output.addAudioTrack(sounds);
  await output.start();
  const avc = { codec: 'avc1.640020', description: setup(9), codedWidth: 576, codedHeight: 1024 };
  const aac = { codec: 'mp4a.40.2', description: setup(8), sampleRate: 44_100, numberOfChannels: 1 };
  for (const { kind, at, shown, key, data } of pieces()) {
    if (at < from || at >= to) continue;
    const packet = new EncodedPacket(data, key ? 'key' : 'delta', (shown + shift) / 1000, 0.02);
    if (kind === 'picture') await pictures.add(packet, { decoderConfig: avc });
    else await sounds.add(packet, { decoderConfig: aac });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
};

const whole = (index: number, form: HlsForm): Promise<Buffer> => {
  const key = `${form} ${index}`;
  const known = made.get(key) ?? make(index, form);
  made.set(key, known);
  return known;
};

const movieEnd = (file: Buffer): number => file.indexOf('moof') - 4;

/** A segment of the committed four seconds over and over, two to a round, with times that go on. */
export const hlsSegment = async (index: number, form: HlsForm = 'ts'): Promise<Buffer> => {
  const file = await whole(index, form);
  return form === 'ts' ? file : file.subarray(movieEnd(file));
};

/** What stands before every fMP4 segment. */
export const hlsInit = async (): Promise<Buffer> => {
  const file = await whole(0, 'fmp4');
  return file.subarray(0, movieEnd(file));
};

/** The playlist of segments `first` to `last`. */
export const hlsPlaylist = (
  first: number,
  last: number,
  { ended = false, form = 'ts', marks = {} }: { ended?: boolean; form?: HlsForm; marks?: Record<number, string> } = {},
): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    '#EXT-X-TARGETDURATION:3',
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    ...(form === 'fmp4' ? ['#EXT-X-MAP:URI="init.mp4"'] : []),
    ...Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => [
      ...(marks[first + step] === undefined ? [] : [marks[first + step]]),
      `#EXTINF:${(segmentMs(first + step) / 1000).toFixed(3)},`,
      `${first + step}.${form === 'ts' ? 'ts' : 'm4s'}?t=${last}`,
    ]).flat(),
    ...(ended ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
