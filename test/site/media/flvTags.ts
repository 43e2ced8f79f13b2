import { ALL_FORMATS, BufferSource, type EncodedPacket, EncodedPacketSink, Input } from 'mediabunny';
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
type PictureName = HevcName | 'avc';

const pictureHead = (name: PictureName, key: boolean, packetType: 0 | 1, offset: number): Buffer => {
  const frame = key ? 1 : 2;
  const later = [(offset >> 16) & 255, (offset >> 8) & 255, offset & 255];
  if (name !== 'enhanced') return Buffer.from([(frame << 4) | (name === 'avc' ? 7 : 12), packetType, ...later]);
  return Buffer.from([0x80 | (frame << 4) | packetType, ...Buffer.from('hvc1'), ...(packetType === 1 ? later : [])]);
};

/**
 * The pictures of an mp4 as the tags of a stream: in the order of decoding, each with how much later it is shown. The
 * first tag is the set-up.
 */
const pictureTags = async (file: string, name: PictureName): Promise<FlvTag[]> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(fixture(file)) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !(config?.description instanceof Uint8Array)) throw new Error(`no set-up in ${file}`);
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  const decoded = packets.map(({ timestamp }) => timestamp).sort((a, b) => a - b);
  // A picture is decoded before it is shown, never after.
  const ahead = Math.max(...packets.map(({ timestamp }, at) => (decoded[at] ?? 0) - timestamp));
  const body = (key: boolean, type: 0 | 1, offset: number, data: Uint8Array): Buffer =>
    Buffer.concat([pictureHead(name, key, type, offset), data]);
  return [
    flvTag(9, 0, body(true, 0, 0, config.description)),
    ...packets.map(({ timestamp, type, data }, at) => {
      const time = Math.round((decoded[at] ?? 0) * 1000);
      const shown = Math.round((timestamp + ahead) * 1000);
      return flvTag(9, time, body(type === 'key', 1, shown - time, data));
    }),
  ];
};

/** The tags of {@link fixture} live.flv with their pictures taken from another file. */
const withPictures = async (file: string, name: PictureName): Promise<FlvTag[]> => {
  const sounds = tagsOf(fixture('live.flv')).filter((tag) => tag.data[0] !== 9);
  // A stable sort: pictures of one time stay in the order in which they are decoded.
  return [...sounds, ...(await pictureTags(file, name))].sort((a, b) => a.at - b.at);
};

/** Two seconds of HEVC pictures beside four of sound. */
export const hevcTags = (name: HevcName): Promise<FlvTag[]> => withPictures('video-1080-silent-h265.mp4', name);

/** Two seconds of larger H.264 pictures beside four of sound. */
export const largeTags = (): Promise<FlvTag[]> => withPictures('video-1080-silent-h264.mp4', 'avc');

/** Whether a tag sets a decoder up, or tells of the stream, and brings neither picture nor sound. */
export const isSetup = ({ at, data }: FlvTag): boolean => {
  const head = data[11] ?? 0;
  const enhanced = data[0] === 9 && (head & 0x80) !== 0;
  return data[0] === 18 || (at === 0 && (enhanced ? head & 15 : data[12]) === 0);
};

/** The same tag, so much later. */
export const shiftedTag = ({ data, at }: FlvTag, by: number): Buffer => {
  const copy = Buffer.from(data);
  copy.writeUIntBE((at + by) & 0xffffff, 4, 3);
  copy.writeUInt8(((at + by) >>> 24) & 255, 7);
  return copy;
};
