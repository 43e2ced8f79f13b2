import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isVtt, vttToSrt } from '@/lib/media/vttToSrt';

test('the recorded subtitles of a post', () => {
  const recorded = readFileSync('test/fixtures/media/bytes/recorded.vtt', 'utf8');
  const srt = vttToSrt(recorded);
  expect(
    srt.startsWith(
      "1\n00:00:00,300 --> 00:00:04,380\ngirl you look like you must be a K pop fan wow how'd you know\n\n2\n",
    ),
  ).toBe(true);
  expect(srt.match(/-->/g)).toHaveLength(recorded.match(/-->/g)?.length ?? 0);
  expect(srt).not.toContain('WEBVTT');
  expect(srt.endsWith('\n')).toBe(true);
  expect(srt.endsWith('\n\n')).toBe(false);
});

test.each<[string, string, string]>([
  ['times without hours', '00:01.000 --> 00:02.500\na', '1\n00:00:01,000 --> 00:00:02,500\na\n'],
  ['times with many hours', '100:00:01.000 --> 100:00:02.500\na', '1\n100:00:01,000 --> 100:00:02,500\na\n'],
  [
    'a named cue with settings',
    'intro\n00:01.000 --> 00:02.000 align:start position:0%\na',
    '1\n00:00:01,000 --> 00:00:02,000\na\n',
  ],
  ['two lines', '00:01.000 --> 00:02.000\na\nb', '1\n00:00:01,000 --> 00:00:02,000\na\nb\n'],
  [
    'notes and styles',
    'NOTE\n00:01.000 --> 00:02.000\nx\n\nSTYLE\n::cue{}\n\n00:03.000 --> 00:04.000\na',
    '1\n00:00:03,000 --> 00:00:04,000\na\n',
  ],
  [
    'a cue without text',
    '00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nb',
    '1\n00:00:03,000 --> 00:00:04,000\nb\n',
  ],
  [
    'voices and classes go, italics stay',
    '00:01.000 --> 00:02.000\n<v Ann>hi</v> <c.loud>you</c> <i>now</i> <00:01.500>then',
    '1\n00:00:01,000 --> 00:00:02,000\nhi you <i>now</i> then\n',
  ],
  [
    'entities, each once',
    '00:01.000 --> 00:02.000\nR&amp;B &lt;3 &amp;lt;',
    '1\n00:00:01,000 --> 00:00:02,000\nR&B <3 &lt;\n',
  ],
  ['no cue at all', '', ''],
])('%s', (_name, body, srt) => {
  expect(vttToSrt(`WEBVTT\n\n${body}`)).toBe(srt);
});

test('Windows line ends and a byte order mark', () => {
  expect(vttToSrt('\uFEFFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\na\r\nb\r\n')).toBe(
    '1\n00:00:01,000 --> 00:00:02,000\na\nb\n',
  );
});

test('cues are numbered from 1 with one blank line between them', () => {
  const srt = vttToSrt('WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n\n\n00:02.000 --> 00:03.000\nb\n');
  expect(srt).toBe('1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:02,000 --> 00:00:03,000\nb\n');
});

test.each([
  ['WEBVTT', true],
  ['WEBVTT\n', true],
  ['\uFEFFWEBVTT x', true],
  ['WEBVTTX', false],
  ['1\n00:00', false],
  ['<html>WEBVTT', false],
])('isVtt(%j) is %s', (text, verdict) => {
  expect(isVtt(text)).toBe(verdict);
});
