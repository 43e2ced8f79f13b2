import { sniff } from './sniff';

/** Size of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Pictures of the site have 16 million at most; four bytes of memory go for each while one is decoded. */
export const MOST_PIXELS = 40_000_000;

const textAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** A start of frame (SOF0 to SOF15, of which four are other things) says the size; what stands before is skipped by its length. */
const readJpeg = (view: DataView): PictureSize | undefined => {
  const others = new Set([0xc4, 0xc8, 0xcc]);
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return undefined;
    if (marker >= 0xc0 && marker <= 0xcf && !others.has(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes, and marks without a length.
    at += marker === 0xff ? 1 : marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(at + 2);
  }
  return undefined;
};

const readWebp = (view: DataView): PictureSize | undefined => {
  const chunk = textAt(view, 12);
  if (chunk === 'VP8X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
};

/** The largest of the `ispe` properties: a file of the ISO kind may hold several pictures. */
const readIso = (view: DataView): PictureSize | undefined => {
  let largest: PictureSize | undefined;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 8192); at += 1) {
    if (view.getUint8(at) !== 0x69 || textAt(view, at) !== 'ispe') continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
};

/**
 * The size that a picture says it has, read from its head without decoding: some kB of it may stand for pixels of gigabytes.
 *
 * @returns undefined where it says none, or is of a kind that is not known
 */
export const pictureSize = (bytes: Uint8Array): PictureSize | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { family } = sniff(bytes);
  if (bytes.length < 32) return undefined;
  if (family === 'png') return { width: view.getUint32(16), height: view.getUint32(20) };
  if (family === 'gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (family === 'jpeg') return readJpeg(view);
  if (family === 'webp') return readWebp(view);
  return family === 'avif' || family === 'heic' ? readIso(view) : undefined;
};
