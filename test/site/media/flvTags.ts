import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { fixture } from './bytes.ts';

/** A tag with its time in ms. */
export interface FlvTag {
  readonly at: number;
  readonly data: Buffer;
}

/** Header of a stream with picture and sound, and the size of the tag before the first. */
export const flvHeader = Buffer.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0]);

export const flvTag = (type: 8 | 9 | 18, at: number, body: Uint8Array): FlvTag => {
  const data = Buffer.alloc(body.length + 15);
  data.writeUInt8(type, 0);
  data.writeUIntBE(body.length, 1, 3);
  data.writeUIntBE(at & 0xffffff, 4, 3);
  data.writeUInt8((at >>> 24) & 255, 7);
  data.set(body, 11);
  data.writeUInt32BE(body.length + 11, body.length + 11);
  return { at, data };
};

/** The tags of an FLV file. */
export const tagsOf = (file: Buffer): FlvTag[] => {
  const tags: FlvTag[] = [];
  for (let at = file.readUInt32BE(5) + 4; at + 15 <= file.length; ) {
    const size = 11 + file.readUIntBE(at + 1, 3) + 4;
    const time = file.readUIntBE(at + 4, 3) + file.readUInt8(at + 7) * 0x1000000;
    tags.push({ at: time, data: file.subarray(at, at + size) });
    at += size;
  }
  return tags;
};

/** Names HEVC as enhanced FLV does, or by the number 12 that senders used before it. */
export type HevcName = 'enhanced' | 'number';

const hevcBody = (name: HevcName, key: boolean, packetType: 0 | 1, data: Uint8Array): Buffer => {
  const frame = key ? 1 : 2;
  const head =
    name === 'number'
      ? [(frame << 4) | 12, packetType, 0, 0, 0]
      : [0x80 | (frame << 4) | packetType, ...Buffer.from('hvc1'), ...(packetType === 1 ? [0, 0, 0] : [])];
  return Buffer.concat([Buffer.from(head), data]);
};

/** The tags of {@link fixture} live.flv with their pictures taken from a file of HEVC. */
export const hevcTags = async (name: HevcName): Promise<FlvTag[]> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(fixture('video-1080-silent-h265.mp4')) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !(config?.description instanceof Uint8Array)) throw new Error('no HEVC in the fixture');
  const pictures = [flvTag(9, 0, hevcBody(name, true, 0, config.description))];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const at = Math.round(packet.timestamp * 1000);
    pictures.push(flvTag(9, at, hevcBody(name, packet.type === 'key', 1, packet.data)));
  }
  const rest = tagsOf(fixture('live.flv')).filter((tag) => tag.data[0] !== 9);
  return [...rest, ...pictures].sort((a, b) => a.at - b.at);
};
