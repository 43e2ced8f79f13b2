import { md5 as libraryMd5 } from '@noble/hashes/legacy.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '@/lib/tiktok/sign/md5';

const hex = (text: string): string => Buffer.from(md5(new TextEncoder().encode(text))).toString('hex');

test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  [
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
    '57edf4a22be3c955ac49da2e2107b67a',
  ],
])('RFC 1321: %s', (text, digest) => {
  expect(hex(text)).toBe(digest);
});

test('every length around the ends of a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
    expect(md5(bytes)).toEqual(libraryMd5(bytes));
  }
});

test('equals the library on any bytes, views into larger buffers included', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(20), (bytes, skip) => {
      const part = bytes.subarray(Math.min(skip, bytes.length));
      expect(md5(part)).toEqual(libraryMd5(part));
    }),
  );
});
