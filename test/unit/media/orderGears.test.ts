import { expect, test } from 'vitest';
import { orderGears } from '@/lib/media/orderGears';
import type { Gear } from '@/lib/model/media';

const gear = (name: string, more: Partial<Gear> = {}): Gear => ({
  name,
  urls: ['https://v16-webapp-prime.tiktok.com/x'],
  width: 720,
  height: 1280,
  bitrate: 1_000_000,
  codec: 'h264',
  silent: false,
  watermark: false,
  ...more,
});

const names = (gears: readonly Gear[], preference: 'best' | 'compatible'): string[] =>
  orderGears(gears, preference).map(({ name }) => name);

// The ladder of a post recorded 2026-10: one h264 gear at 720p, h265 at 1080p, 720p and 540p.
const ladder = [
  gear('normal_720_0', { bitrate: 1_853_378 }),
  gear('adapt_lowest_1080_1', { codec: 'h265', width: 1080, height: 1920, bitrate: 1_252_523 }),
  gear('adapt_lower_720_1', { codec: 'h265', bitrate: 751_576 }),
  gear('adapt_540_1', { codec: 'h265', width: 576, height: 1024, bitrate: 545_000 }),
];

test('best: pixels before codec, codec before bitrate', () => {
  expect(names(ladder, 'best')).toEqual(['adapt_lowest_1080_1', 'normal_720_0', 'adapt_lower_720_1', 'adapt_540_1']);
});

test('compatible: codec before pixels', () => {
  expect(names(ladder, 'compatible')).toEqual([
    'normal_720_0',
    'adapt_lowest_1080_1',
    'adapt_lower_720_1',
    'adapt_540_1',
  ]);
});

test.each(['best', 'compatible'] as const)(
  '%s: a silent 1080p gear stands behind the smallest with sound',
  (preference) => {
    const silent = gear('dash_1080', { width: 1080, height: 1920, silent: true });
    const small = gear('lowest_540', { width: 576, height: 1024, codec: 'h265', bitrate: 1 });
    expect(names([silent, small], preference)).toEqual(['lowest_540', 'dash_1080']);
  },
);

test('the watermarked address comes after every clean gear with sound, but before a silent one', () => {
  const marked = gear('download', { width: 1080, height: 1920, watermark: true });
  const silent = gear('dash', { width: 1080, height: 1920, silent: true });
  expect(names([marked, silent, gear('play', { width: 0, height: 0, bitrate: 0 })], 'best')).toEqual([
    'play',
    'download',
    'dash',
  ]);
});

test('bytevc2 is never taken, even when nothing else is there', () => {
  expect(orderGears([gear('x', { codec: 'bytevc2' })], 'best')).toEqual([]);
  expect(names([gear('x', { codec: 'bytevc2', width: 4000 }), gear('y')], 'best')).toEqual(['y']);
});

test('a higher bitrate goes first among gears of one size and codec; equals keep the order of the site', () => {
  expect(names([gear('a', { bitrate: 5 }), gear('b', { bitrate: 9 }), gear('c', { bitrate: 9 })], 'best')).toEqual([
    'b',
    'c',
    'a',
  ]);
});

test('the given list stays as it was', () => {
  const given = [gear('a', { bitrate: 1 }), gear('b', { bitrate: 2 })];
  orderGears(given, 'best');
  expect(given.map(({ name }) => name)).toEqual(['a', 'b']);
});
