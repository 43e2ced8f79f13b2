import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ErrorCode } from '@/lib/base/errorPolicy';
import { type BodyFacts, checkBytes, checkLength, checkStatus } from '@/lib/media/checkBytes';
import { sniff } from '@/lib/media/sniff';
import type { MediaKind } from '@/lib/model/media';
import { webm } from './webmBytes';

const sniffed = (name: string) => sniff(readFileSync(`test/fixtures/media/bytes/${name}`));

const facts = (more: Partial<BodyFacts> = {}): BodyFacts => ({
  kind: 'video',
  status: 200,
  hostAllowed: true,
  sniffed: sniffed('sound-end.mp4'),
  length: 4821,
  challenge: false,
  ...more,
});

test.each<[string, Partial<BodyFacts>, ErrorCode | 'pass']>([
  ['a video', {}, 'pass'],
  ['lengths that agree', { contentLength: 4821, expectBytes: 4821 }, 'pass'],
  ['fewer bytes than announced', { contentLength: 4822 }, 'file'],
  ['fewer bytes than the post says', { contentLength: 4821, expectBytes: 5000 }, 'file'],
  ['a size that the post says in bits', { contentLength: 4821, expectBytes: 4821 * 8 }, 'pass'],
  ['a size that the post says in kB', { contentLength: 4821, expectBytes: 5 }, 'file'],
  ['a larger one in kB', { length: 8_000_400, contentLength: 8_000_400, expectBytes: 7813 }, 'pass'],
  ['a webm', { sniffed: sniff(webm(true)) }, 'pass'],
  ['a webm where a picture was due', { kind: 'image', sniffed: sniff(webm(true)) }, 'file'],
  ['the challenge page served as 200', { sniffed: sniffed('challenge.html'), challenge: true }, 'captcha'],
  ['the challenge page served as 403', { status: 403, sniffed: sniffed('challenge.html'), challenge: true }, 'captcha'],
  ['another page', { sniffed: sniffed('challenge.html') }, 'gate'],
  ['another page whose length fits nothing', { sniffed: sniffed('challenge.html'), contentLength: 1 }, 'gate'],
  ['JSON', { sniffed: sniff(new TextEncoder().encode('{"a":1}')) }, 'gate'],
  ['an empty body', { length: 0, sniffed: sniff(new Uint8Array(0)) }, 'gate'],
  ['a picture where a video was due', { sniffed: sniffed('head.jpeg') }, 'file'],
  ['bytes of no known kind', { sniffed: sniff(new Uint8Array([9, 9, 9, 9])) }, 'file'],
  ['403', { status: 403 }, 'expired'],
  ['410', { status: 410 }, 'expired'],
  ['429', { status: 429 }, 'rate'],
  ['404', { status: 404 }, 'http'],
  ['503', { status: 503 }, 'http'],
  ['204', { status: 204, length: 0 }, 'gate'],
  ['206 unasked', { status: 206 }, 'file'],
  ['a foreign host', { hostAllowed: false }, 'file'],
])('%s', (_name, more, verdict) => {
  const result = checkBytes(facts(more));
  expect(result.ok ? 'pass' : result.error.code).toBe(verdict);
});

test.each<[MediaKind, string, string | undefined]>([
  ['video', 'sound-end.mp4', 'mp4'],
  ['video', 'head.ts', undefined],
  ['image', 'head.jpeg', 'jpeg'],
  ['image', 'head.webp', 'webp'],
  ['image', 'head.mp3', undefined],
  ['cover', 'head.png', 'png'],
  ['cover-animated', 'head.webp', 'webp'],
  ['cover-animated', 'head.gif', 'gif'],
  ['music', 'head.mp3', 'mp3'],
  ['music', 'head.m4a', 'm4a'],
  ['music', 'sound-end.mp4', 'm4a'],
  ['music', 'head.webp', undefined],
  ['subtitle', 'recorded.vtt', 'vtt'],
  ['subtitle', 'challenge.html', undefined],
  ['live', 'head.flv', 'flv'],
  ['live', 'head.ts', 'ts'],
  ['metadata', 'sound-end.mp4', undefined],
])('%s from %s is kept as %s', (kind, name, ext) => {
  const result = checkBytes(facts({ kind, sniffed: sniffed(name) }));
  expect(result.ok ? result.value.ext : undefined).toBe(ext);
});

test('status and length can be judged before the body is here', () => {
  expect(checkStatus({ kind: 'video', status: 200, hostAllowed: true }).ok).toBe(true);
  expect(checkStatus({ kind: 'video', status: 429, hostAllowed: true }).ok).toBe(false);
  expect(checkLength(10, { kind: 'video', status: 200, hostAllowed: true, expectBytes: 11 }).ok).toBe(false);
  expect(checkLength(10, { kind: 'video', status: 200, hostAllowed: true }).ok).toBe(true);
});
