import { createBitReader, plainNal } from './createBitReader';
import type { PictureSetup, SoundSetup } from './LiveEvent';

interface Size {
  readonly width: number;
  readonly height: number;
}

// Profiles whose parameter sets name their chroma format (ITU-T H.264, 7.3.2.1.1).
const chromaProfiles: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

// No picture is larger; a size beyond it is damage.
const LARGEST = 16_384;

const sound = ({ width, height }: Size): boolean => width > 0 && height > 0 && width <= LARGEST && height <= LARGEST;

type Bits = ReturnType<typeof createBitReader>;

const skipScalingLists = (bits: Bits, chroma: number): void => {
  for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1) {
    if (bits.bits(1) === 0) continue;
    let last = 8;
    let next = 8;
    for (let at = 0; at < (list < 6 ? 16 : 64) && next !== 0; at += 1) {
      next = (last + bits.signedGolomb() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
};

const avcSize = (sps: Uint8Array): Size | undefined => {
  const bits = createBitReader(plainNal(sps));
  bits.skip(8);
  const profile = bits.bits(8);
  bits.skip(16);
  bits.golomb();
  let chroma = 1;
  if (chromaProfiles.has(profile)) {
    chroma = bits.golomb();
    if (chroma === 3) bits.skip(1);
    bits.golomb();
    bits.golomb();
    bits.skip(1);
    if (bits.bits(1) === 1) skipScalingLists(bits, chroma);
  }
  bits.golomb();
  const order = bits.golomb();
  if (order === 0) bits.golomb();
  if (order === 1) {
    bits.skip(1);
    bits.golomb();
    bits.golomb();
    for (let left = Math.min(255, bits.golomb()); left > 0; left -= 1) bits.golomb();
  }
  bits.golomb();
  bits.skip(1);
  const across = bits.golomb() + 1;
  const down = bits.golomb() + 1;
  const frames = bits.bits(1);
  if (frames === 0) bits.skip(1);
  bits.skip(1);
  const cropped = bits.bits(1) === 1;
  const [left, right, top, bottom] = cropped
    ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()]
    : [0, 0, 0, 0];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - frames);
  const size = {
    width: across * 16 - (left + right) * unitX,
    height: down * 16 * (2 - frames) - (top + bottom) * unitY,
  };
  return !bits.overrun() && sound(size) ? size : undefined;
};

const hevcSize = (sps: Uint8Array): Size | undefined => {
  const bits = createBitReader(plainNal(sps));
  bits.skip(16 + 4);
  const layers = bits.bits(3);
  bits.skip(1 + 88 + 8);
  const flags = Array.from({ length: layers }, () => [bits.bits(1), bits.bits(1)] as const);
  if (layers > 0) bits.skip((8 - layers) * 2);
  for (const [profile, level] of flags) bits.skip(profile * 88 + level * 8);
  bits.golomb();
  const chroma = bits.golomb();
  if (chroma === 3) bits.skip(1);
  const width = bits.golomb();
  const height = bits.golomb();
  const cropped = bits.bits(1) === 1;
  const [left, right, top, bottom] = cropped
    ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()]
    : [0, 0, 0, 0];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = chroma === 1 ? 2 : 1;
  const size = { width: width - (left + right) * unitX, height: height - (top + bottom) * unitY };
  return !bits.overrun() && sound(size) ? size : undefined;
};

const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0');

const avcSetup = (record: Uint8Array): PictureSetup | undefined => {
  const length = (record[6] ?? 0) * 256 + (record[7] ?? 0);
  const sps = record.subarray(8, 8 + length);
  // The version is 1 (ISO/IEC 14496-15, 5.3.3); a record without a parameter set decodes nothing.
  if (record[0] !== 1 || ((record[5] ?? 0) & 31) === 0 || length < 4 || sps.length < length) return undefined;
  const size = avcSize(sps);
  const codecText = `avc1.${hex(record[1])}${hex(record[2])}${hex(record[3])}`;
  return size && { kind: 'picture', codec: 'avc', codecText, description: record.slice(), ...size };
};

const HEVC_SPS = 33;

const hevcParameterSet = (record: Uint8Array): Uint8Array | undefined => {
  const two = (at: number): number => (record[at] ?? 0) * 256 + (record[at + 1] ?? 0);
  let at = 23;
  for (let arrays = record[22] ?? 0; arrays > 0 && at + 3 <= record.length; arrays -= 1) {
    const type = (record[at] ?? 0) & 63;
    const count = two(at + 1);
    at += 3;
    for (let left = count; left > 0 && at + 2 <= record.length; left -= 1) {
      const nal = record.subarray(at + 2, at + 2 + two(at));
      if (type === HEVC_SPS && nal.length === two(at) && nal.length > 15) return nal;
      at += 2 + two(at);
    }
  }
  return undefined;
};

const hevcSetup = (record: Uint8Array): PictureSetup | undefined => {
  const sps = hevcParameterSet(record);
  const size = sps && hevcSize(sps);
  if (record[0] !== 1 || !size) return undefined;
  const general = record[1] ?? 0;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  // The flags stand in the text from the lowest bit on (ISO/IEC 14496-15, E.3).
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) reversed = reversed * 2 + ((view.getUint32(2) >>> bit) & 1);
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? '';
  const tier = (general & 32) === 0 ? 'L' : 'H';
  const constraints = [...record.subarray(6, 12)];
  const used = Math.max(
    0,
    constraints.findLastIndex((byte) => byte !== 0),
  );
  const tail = constraints
    .slice(0, used + 1)
    .map((byte) => byte.toString(16))
    .join('.');
  const codecText = `hvc1.${space}${general & 31}.${reversed.toString(16)}.${tier}${record[12] ?? 0}.${tail}`;
  return { kind: 'picture', codec: 'hevc', codecText, description: record.slice(), ...size };
};

/** Reads an avcC or hvcC record; undefined for one that no decoder could be set up with. */
export const readPictureSetup = (codec: PictureSetup['codec'], record: Uint8Array): PictureSetup | undefined =>
  codec === 'avc' ? avcSetup(record) : hevcSetup(record);

const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];

/** Reads an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1); undefined for one that no decoder could be set up with. */
export const readSoundSetup = (config: Uint8Array): SoundSetup | undefined => {
  const bits = createBitReader(config);
  const short = bits.bits(5);
  const type = short === 31 ? 32 + bits.bits(6) : short;
  const index = bits.bits(4);
  const sampleRate = index === 15 ? bits.bits(24) : (rates[index] ?? 0);
  const layout = bits.bits(4);
  const channels = layout === 7 ? 8 : layout;
  if (bits.overrun() || type === 0 || sampleRate < 7350 || sampleRate > 192_000 || channels === 0 || channels > 8)
    return undefined;
  return {
    kind: 'sound',
    codec: 'aac',
    codecText: `mp4a.40.${type}`,
    description: config.slice(),
    sampleRate,
    channels,
  };
};
