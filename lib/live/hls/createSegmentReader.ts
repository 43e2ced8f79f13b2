import {
  ADTS,
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MP4,
  MPEG_TS,
} from 'mediabunny';
import { failure } from '@/lib/base/failure';
import { ownBytes } from '@/lib/base/ownBytes';
import { err, ok, type Result } from '@/lib/base/result';
import type { LiveEvent, LivePacket, PictureSetup, SoundSetup } from '@/lib/live/media/LiveEvent';

const SECOND_MS = 1000;

// NAL units that hold what a decoder is set up with (ITU-T H.264, 7.4.1; H.265, 7.4.2.2).
const isParameterSet = {
  avc: (head: number): boolean => [7, 8].includes(head & 31),
  hevc: (head: number): boolean => [32, 33, 34].includes((head >> 1) & 63),
} as const;

/** The parameter sets of a picture whose NAL units stand behind start codes (ITU-T H.264, Annex B). */
const parameterSets = (codec: PictureSetup['codec'], data: Uint8Array): Uint8Array => {
  const starts: number[] = [];
  for (let at = 0; at + 3 < data.length; at += 1) {
    if (data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 1) starts.push(at + 3);
  }
  const found = starts.flatMap((start, index) => {
    const unit = data.subarray(start, (starts[index + 1] ?? data.length + 3) - 3);
    // The zero that makes a start code four bytes long belongs to neither unit.
    const end = unit.findLastIndex((byte) => byte !== 0) + 1;
    return isParameterSet[codec](data[start] ?? 0) ? [...unit.subarray(0, end)] : [];
  });
  return Uint8Array.from(found);
};

/** What all frames of one sound share in their ADTS header (ISO/IEC 14496-3, 1.A.2.2): profile, rate, channels. */
const adtsShape = (data: Uint8Array): Uint8Array => Uint8Array.of((data[2] ?? 0) & 0xfd, (data[3] ?? 0) & 0xc0);

const packetsOf = async (track: InputVideoTrack | InputAudioTrack | null): Promise<EncodedPacket[]> => {
  const packets: EncodedPacket[] = [];
  if (track) for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return packets;
};

const pictureSetup = async (
  track: InputVideoTrack | null,
  packets: readonly EncodedPacket[],
): Promise<PictureSetup | undefined> => {
  const codec = await track?.getCodec();
  const config = await track?.getDecoderConfig();
  const { codedWidth: width, codedHeight: height } = config ?? {};
  if (!config || (codec !== 'avc' && codec !== 'hevc') || !width || !height) return undefined;
  const common = { kind: 'picture', codec, codecText: config.codec, width, height } as const;
  const record = config.description && ownBytes(config.description);
  if (record) return { ...common, description: record };
  const key = packets.find(({ type }) => type === 'key');
  return key && { ...common, description: parameterSets(codec, key.data), inBand: true };
};

const soundSetup = async (
  track: InputAudioTrack | null,
  packets: readonly EncodedPacket[],
): Promise<SoundSetup | undefined> => {
  const codec = await track?.getCodec();
  const config = await track?.getDecoderConfig();
  const [first] = packets;
  if (!config || codec !== 'aac' || !first) return undefined;
  const { codec: codecText, sampleRate, numberOfChannels: channels } = config;
  const common = { kind: 'sound', codec, codecText, sampleRate, channels } as const;
  const record = config.description && ownBytes(config.description);
  return record ? { ...common, description: record } : { ...common, description: adtsShape(first.data), inBand: true };
};

// A picture waits for at most 16 others (ITU-T H.264, A.3.1); times farther apart are damage.
const LONGEST_LEAD_MS = 1000;

const msOf = ({ timestamp }: EncodedPacket): number => Math.round(timestamp * SECOND_MS);

/**
 * Packets come in the order of decoding and tell when they are shown: in that order the shown times are those of decoding.
 */
const decodeTimes = (packets: readonly EncodedPacket[]): number[] => packets.map(msOf).sort((a, b) => a - b);

/** How long before they are shown pictures must be decoded, so that none that others build on comes too late. */
const leadOf = (pictures: readonly EncodedPacket[]): number => {
  const decoded = decodeTimes(pictures);
  const lead = Math.max(0, ...pictures.map((picture, at) => (decoded[at] ?? 0) - msOf(picture)));
  return lead > LONGEST_LEAD_MS ? 0 : lead;
};

const toPackets = (kind: LivePacket['kind'], packets: readonly EncodedPacket[], lead: number): LivePacket[] => {
  const decoded = decodeTimes(packets);
  return packets.map((packet, at) => ({
    kind,
    data: packet.data,
    decodeTime: decoded[at] ?? msOf(packet),
    showTime: msOf(packet) + lead,
    key: packet.type === 'key',
  }));
};

/**
 * Reads segments of one stream: MPEG-TS, fMP4 behind its init, or sound alone. Of each it returns set-ups first, then the
 * packets of both tracks in the order of their times. Pictures and sound are shown later than the stream says by what the
 * decoding of the pictures so far has to lead by, which mediabunny does not tell. Error: `file`.
 */
export const createSegmentReader = () => {
  let lead = 0;

  return async (bytes: Uint8Array): Promise<Result<readonly LiveEvent[]>> => {
    try {
      const input = new Input({ formats: [MPEG_TS, MP4, ADTS], source: new BufferSource(bytes) });
      const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
      const [pictures, sounds] = [await packetsOf(video), await packetsOf(audio)];
      const [picture, sound] = [await pictureSetup(video, pictures), await soundSetup(audio, sounds)];
      const setups = [picture, sound].flatMap((setup): LiveEvent[] => (setup ? [{ type: 'setup', setup }] : []));
      if (picture) lead = Math.max(lead, leadOf(pictures));
      const packets = [
        ...toPackets('picture', picture ? pictures : [], lead),
        ...toPackets('sound', sound ? sounds : [], lead),
      ];
      if (packets.length === 0) return err(failure('file', 'hls: a segment without packets'));
      packets.sort((a, b) => a.decodeTime - b.decodeTime);
      return ok([...setups, ...packets.map((packet): LiveEvent => ({ type: 'packet', packet }))]);
    } catch (error) {
      return err(failure('file', `hls: ${error instanceof Error ? error.message : String(error)}`));
    }
  };
};
