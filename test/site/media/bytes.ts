import { readFileSync } from 'node:fs';
import type { DemoPost } from '../world/types.ts';
import { gearsOf } from './gears.ts';

/** Kinds of media that the site serves. */
export type SiteMediaKind = 'video' | 'image' | 'music' | 'cover' | 'cover-animated' | 'subtitle' | 'avatar';

/** Bytes and their type. */
export interface MediaFile {
  readonly bytes: Buffer;
  readonly type: string;
}

const cache = new Map<string, Buffer>();

/** A committed file of test/fixtures/media. */
export const fixture = (name: string): Buffer => {
  const known = cache.get(name);
  if (known) return known;
  const bytes = readFileSync(new URL(`../../fixtures/media/${name}`, import.meta.url));
  cache.set(name, bytes);
  return bytes;
};

/** The file behind an address; every post has bytes of its own. Undefined when there is no such file. */
export const mediaFile = (post: DemoPost, kind: SiteMediaKind, index: string): MediaFile | undefined => {
  const mark = markOf(post, kind, index);
  switch (kind) {
    case 'video': {
      const gears = gearsOf(post);
      // Sound that the site took away is missing in the watermarked encoding, too.
      const marked = post.gears === 'muted' ? gears[0] : { file: 'video-576-low.mp4' };
      const gear = index === 'download' ? marked : gears.find((one) => one.index === index);
      return gear && { bytes: markMp4(fixture(gear.file), mark), type: 'video/mp4' };
    }
    case 'image': {
      const n = Number(index);
      if (!(n >= 1 && n <= post.images)) return undefined;
      return picture(post.design === 8 ? 8 : (post.design + n - 1) % 8, mark);
    }
    case 'cover':
      return picture(post.design === 8 ? 2 : post.design, mark);
    case 'cover-animated':
      return { bytes: markWebp(fixture('cover-animated.webp'), mark), type: 'image/webp' };
    case 'music':
      return { bytes: markMp3(fixture('music.mp3'), mark), type: 'audio/mpeg' };
    case 'subtitle': {
      const track = post.subtitles[Number(index)];
      return track && { bytes: Buffer.from(vtt(post, track.language)), type: 'text/vtt' };
    }
    case 'avatar':
      return picture(post.owner.design, mark);
  }
};

/** What makes a post's files differ from those of others, in bytes and in length. */
const markOf = (post: DemoPost, kind: SiteMediaKind, index: string): string =>
  `TokShelf demo ${post.id} ${kind} ${index} ${'.'.repeat(Number(post.id.slice(-2)) % 29)}`;

/** Length of a gear's file, without making it: lists ask for three of them per post. */
export const gearSize = (post: DemoPost, index: string): number => {
  const gear = gearsOf(post).find((one) => one.index === index);
  return gear ? fixture(gear.file).length + 8 + markOf(post, 'video', index).length : 0;
};

/** Picture 1 to 8 as jpeg, 8 (from 0) as webp. */
export const picture = (design: number, mark: string): MediaFile =>
  design === 8
    ? { bytes: markWebp(fixture('photo.webp'), mark), type: 'image/webp' }
    : { bytes: markJpeg(fixture(`photo-${(design % 8) + 1}.jpg`), mark), type: 'image/jpeg' };

const chunk = (name: string, data: Buffer, size: 'be' | 'le'): Buffer => {
  const head = Buffer.alloc(8);
  if (size === 'be') {
    head.writeUInt32BE(data.length + 8, 0);
    head.write(name, 4, 'latin1');
  } else {
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(data.length, 4);
  }
  return Buffer.concat([head, data]);
};

/** A `free` box at the end: players skip it. */
const markMp4 = (file: Buffer, mark: string): Buffer => Buffer.concat([file, chunk('free', Buffer.from(mark), 'be')]);

/** A comment segment right after the start of the image. */
const markJpeg = (file: Buffer, mark: string): Buffer => {
  const text = Buffer.from(mark);
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]);
  return Buffer.concat([file.subarray(0, 2), head, text, file.subarray(2)]);
};

/** An unknown chunk at the end, counted in the size of the RIFF file. */
const markWebp = (file: Buffer, mark: string): Buffer => {
  const text = Buffer.from(mark.length % 2 === 0 ? mark : `${mark} `);
  const whole = Buffer.concat([file, chunk('demo', text, 'le')]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
};

/** An ID3v2.3 tag with one comment-like text frame in front. */
const markMp3 = (file: Buffer, mark: string): Buffer => {
  const text = Buffer.concat([Buffer.from([0]), Buffer.from(`demo\0${mark}`, 'latin1')]);
  const frame = Buffer.alloc(10);
  frame.write('TXXX', 0, 'latin1');
  frame.writeUInt32BE(text.length, 4);
  const size = frame.length + text.length;
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, (size >> 7) & 127, size & 127]);
  return Buffer.concat([head, frame, text, file]);
};

const vtt = (post: DemoPost, language: string): string =>
  [
    'WEBVTT',
    '',
    '',
    `00:00:00.000 --> 00:00:01.000`,
    `demo subtitle (${language})`,
    '',
    `00:00:01.000 --> 00:00:02.000`,
    `of post ${post.id} & <more>`,
    '',
  ].join('\n');
