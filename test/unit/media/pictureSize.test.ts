import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { thumbSource } from '@/lib/browser/media/thumbs/thumbSource';
import { MOST_PIXELS, pictureSize } from '@/lib/media/pictureSize';

const read = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/media/${name}`, import.meta.url)));

test.each([
  ['photo-1.jpg', 720, 960],
  ['photo.webp', 720, 960],
  ['cover-animated.webp', 216, 288],
  ['bytes/head.png', 32, 32],
  ['bytes/head.gif', 32, 32],
  ['bytes/head.jpeg', 32, 32],
  ['bytes/head.webp', 32, 32],
  ['bytes/head.avif', 32, 32],
])('%s is %i × %i', (name, width, height) => {
  expect(pictureSize(read(name))).toEqual({ width, height });
});

test('bytes that are cut or none give no size, and never throw', () => {
  for (const name of ['photo-1.jpg', 'photo.webp', 'bytes/head.png', 'bytes/head.avif', 'bytes/head.gif'])
    for (let length = 0; length < 200; length += 1)
      expect(() => pictureSize(read(name).subarray(0, length))).not.toThrow();
  expect(pictureSize(new TextEncoder().encode('{"a":1}'.repeat(20)))).toBeUndefined();
});

/** A picture of some kB that says it has so many pixels. */
const claiming = (name: string, at: number, side: number): Uint8Array<ArrayBuffer> => {
  const bytes = read(name);
  const view = new DataView(bytes.buffer);
  if (name.endsWith('png')) {
    view.setUint32(at, side);
    view.setUint32(at + 4, side);
  } else {
    view.setUint16(at, side);
    view.setUint16(at + 2, side);
  }
  return bytes;
};

test('no thumbnail is made of a picture that would take gigabytes', async () => {
  const jpeg = read('photo-1.jpg');
  const frame = jpeg.findIndex((byte, at) => byte === 0xff && (jpeg[at + 1] ?? 0) === 0xc0);
  const source = (bytes: Uint8Array<ArrayBuffer>, type: string) => thumbSource('image', { body: bytes, mime: type });
  expect(await source(read('photo-1.jpg'), 'image/jpeg')).toMatchObject({ kind: 'picture' });
  expect(await source(read('photo.webp'), 'image/webp')).toMatchObject({ kind: 'picture' });
  expect(30_000 * 30_000).toBeGreaterThan(MOST_PIXELS);
  expect(await source(claiming('bytes/head.png', 16, 30_000), 'image/png')).toBeUndefined();
  expect(await source(claiming('photo-1.jpg', frame + 5, 60_000), 'image/jpeg')).toBeUndefined();
  expect(await source(claiming('bytes/head.png', 16, 0), 'image/png')).toBeUndefined();
});
