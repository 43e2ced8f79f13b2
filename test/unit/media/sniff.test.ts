import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Family, sniff } from '@/lib/media/sniff';

const file = (name: string): Uint8Array => readFileSync(`test/fixtures/media/bytes/${name}`);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A first box of an ISO base media file with these brands. */
const ftyp = (major: string, ...compatible: readonly string[]): Uint8Array => {
  const size = 16 + compatible.length * 4;
  return new Uint8Array([0, 0, 0, size, ...text(`ftyp${major}`), 0, 0, 0, 0, ...text(compatible.join('')), 9, 9, 9, 9]);
};

test.each<[string, Family, string, string]>([
  ['head.jpeg', 'jpeg', 'image/jpeg', 'jpeg'],
  ['head.png', 'png', 'image/png', 'png'],
  ['head.webp', 'webp', 'image/webp', 'webp'],
  ['head.gif', 'gif', 'image/gif', 'gif'],
  ['head.avif', 'avif', 'image/avif', 'avif'],
  ['head.mp3', 'mp3', 'audio/mpeg', 'mp3'],
  ['head-without-id3.mp3', 'mp3', 'audio/mpeg', 'mp3'],
  ['head.m4a', 'm4a', 'audio/mp4', 'm4a'],
  ['head.aac', 'aac', 'audio/aac', 'aac'],
  ['head.flv', 'flv', 'video/x-flv', 'flv'],
  ['head.ts', 'ts', 'video/mp2t', 'ts'],
  ['sound-end.mp4', 'mp4', 'video/mp4', 'mp4'],
  ['sound-fragments.mp4', 'mp4', 'video/mp4', 'mp4'],
  ['recorded.vtt', 'vtt', 'text/vtt', 'vtt'],
  ['challenge.html', 'html', 'text/html', 'html'],
])('%s, written by a real encoder or recorded, is %s', (name, family, mime, ext) => {
  expect(sniff(file(name))).toEqual({ family, mime, ext });
});

test.each<[string, Uint8Array, Family]>([
  ['heic by its major brand', ftyp('heic', 'mif1', 'heic'), 'heic'],
  ['heic under a general brand', ftyp('mif1', 'heic', 'miaf'), 'heic'],
  ['avif under a general brand', ftyp('mif1', 'avif', 'miaf'), 'avif'],
  ['a phone video that also lists an image brand', ftyp('isom', 'mif1', 'mp42'), 'mp4'],
  ['QuickTime', ftyp('qt  '), 'mp4'],
  ['an audio book', ftyp('M4B ', 'isom'), 'm4a'],
  ['WebVTT after a byte order mark', text('\uFEFFWEBVTT\n\n'), 'vtt'],
  ['WebVTT with a remark', text('WEBVTT - made by hand'), 'vtt'],
  ['a word that begins like WebVTT', text('WEBVTTX'), 'unknown'],
  ['markup after blank lines', text('\n\n  <!DOCTYPE html><html>'), 'html'],
  ['an XML refusal of a file host', text('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), 'html'],
  ['a JSON refusal', text('{"statusCode":10204}'), 'json'],
  ['an empty JSON object', text('{}'), 'json'],
  ['a JSON list', text('[{"a":1}]'), 'json'],
  ['plain text', text('Access Denied'), 'unknown'],
  ['RIFF that is sound', text('RIFF\u0001\u0001\u0001\u0001WAVEfmt '), 'unknown'],
  ['sync bits with a reserved rate', new Uint8Array([0xff, 0xfb, 0xfc, 0]), 'unknown'],
  ['one 0x47 alone', new Uint8Array(400).fill(0x47, 0, 1), 'unknown'],
  ['nothing', new Uint8Array(0), 'unknown'],
  ['one byte', new Uint8Array([0xff]), 'unknown'],
  ['a cut ftyp', text('\u0000\u0000\u0000\u0018fty'), 'unknown'],
])('%s', (_name, bytes, family) => {
  expect(sniff(bytes).family).toBe(family);
});

test('reads a view that does not start at its buffer', () => {
  const whole = new Uint8Array([1, 2, 3, ...ftyp('heic', 'heic')]);
  expect(sniff(whole.subarray(3)).family).toBe('heic');
});
