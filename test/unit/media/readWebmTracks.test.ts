import { expect, test } from 'vitest';
import { readWebmTracks } from '@/lib/media/readWebmTracks';
import { sniff } from '@/lib/media/sniff';
import { webm } from './webmBytes';

const read = (bytes: Uint8Array) =>
  readWebmTracks({ size: bytes.length, read: async (from, length) => bytes.slice(from, from + length) });

test('is known by its head', () => {
  expect(sniff(webm(true))).toEqual({ family: 'webm', mime: 'video/webm', ext: 'webm' });
  expect(sniff(new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x88, 1, 2, 3])).family).toBe('unknown');
});

test('counts tracks', async () => {
  expect(await read(webm(true))).toEqual({ ok: true, value: { video: 1, sound: 1 } });
  expect(await read(webm(false))).toEqual({ ok: true, value: { video: 1, sound: 0 } });
});

test('refuses every cut, and throws at none', async () => {
  const whole = webm(true);
  for (let length = 0; length < whole.length; length += 1)
    expect(await read(whole.slice(0, length))).toMatchObject({ ok: false, error: { code: 'file' } });
});

test('throws at no damage, and comes to an end', async () => {
  const whole = webm(true);
  for (let at = 0; at < whole.length; at += 1) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const damaged = whole.slice();
      damaged[at] = value;
      expect(typeof (await read(damaged)).ok).toBe('boolean');
    }
  }
});
