import type { LiveEvent, TrackSetup } from '@/lib/live/media/LiveEvent';
import { readPictureSetup, readSoundSetup } from '@/lib/live/media/readSetups';

const SOUND = 8;
const PICTURE = 9;

const AAC = 10;
const EXTENDED_SOUND = 9;

// 12 is what senders used for HEVC before enhanced FLV gave it a name of four letters.
const codecNumbers: Readonly<Record<number, 'avc' | 'hevc'>> = { 7: 'avc', 12: 'hevc' };
const codecNames: Readonly<Record<string, 'avc' | 'hevc'>> = { avc1: 'avc', hvc1: 'hevc' };

/** Packet types of enhanced FLV. */
const START = 0;
const FRAMES = 1;
const OVER = 2;
const FRAMES_WITHOUT_OFFSET = 3;

const KEY_FRAME = 1;

const nameAt = (body: Uint8Array, at: number): string => String.fromCharCode(...body.subarray(at, at + 4));

const signed24 = (body: Uint8Array, at: number): number =>
  (((body[at] ?? 0) << 24) | ((body[at + 1] ?? 0) << 16) | ((body[at + 2] ?? 0) << 8)) >> 8;

const setupOf = (setup: TrackSetup | undefined, body: Uint8Array): readonly LiveEvent[] =>
  setup ? [{ type: 'setup', setup: { ...setup, tag: body } }] : [];

interface PictureTag {
  readonly codec: 'avc' | 'hevc';
  readonly packetType: number;
  readonly key: boolean;
  readonly offset: number;
  readonly from: number;
}

const pictureTag = (body: Uint8Array): PictureTag | undefined => {
  const first = body[0] ?? 0;
  const extended = (first & 0x80) !== 0;
  const key = ((first >> 4) & 7) === KEY_FRAME;
  const codec = extended ? codecNames[nameAt(body, 1)] : codecNumbers[first & 15];
  if (!codec) return undefined;
  if (!extended) return { codec, packetType: body[1] ?? 0, key, offset: signed24(body, 2), from: 5 };
  const packetType = first & 15;
  if (packetType === FRAMES) return { codec, packetType, key, offset: signed24(body, 5), from: 8 };
  return { codec, packetType: packetType === FRAMES_WITHOUT_OFFSET ? FRAMES : packetType, key, offset: 0, from: 5 };
};

const readPicture = (time: number, body: Uint8Array): readonly LiveEvent[] => {
  const tag = pictureTag(body);
  if (!tag) return [];
  const data = body.subarray(tag.from);
  if (tag.packetType === START) return setupOf(readPictureSetup(tag.codec, data), body);
  if (tag.packetType === OVER) return [{ type: 'over' }];
  if (tag.packetType !== FRAMES || data.length === 0) return [];
  const packet = { kind: 'picture' as const, data, decodeTime: time, showTime: time + tag.offset, key: tag.key };
  return [{ type: 'packet', packet: { ...packet, tag: body } }];
};

const readSound = (time: number, body: Uint8Array): readonly LiveEvent[] => {
  const format = (body[0] ?? 0) >> 4;
  const extended = format === EXTENDED_SOUND && nameAt(body, 1) === 'mp4a';
  if (format !== AAC && !extended) return [];
  const type = extended ? (body[0] ?? 0) & 15 : (body[1] ?? 0);
  const data = body.subarray(extended ? 5 : 2);
  if (type === START) return setupOf(readSoundSetup(data), body);
  if (type !== FRAMES || data.length === 0) return [];
  const packet = { kind: 'sound' as const, data, decodeTime: time, showTime: time, key: true };
  return [{ type: 'packet', packet: { ...packet, tag: body } }];
};

/** What one tag says; nothing for a tag of a kind or codec that is not known, or that is too short for its kind. */
export const readTag = (type: number, time: number, body: Uint8Array): readonly LiveEvent[] => {
  if (type === PICTURE) return readPicture(time, body);
  return type === SOUND ? readSound(time, body) : [];
};
