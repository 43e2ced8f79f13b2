import { expect, test } from 'vitest';
import { answersLanguage, bestSubtitles } from '@/lib/media/bestSubtitles';
import { assetFor, type FileRequest, plannedFiles } from '@/lib/media/plannedFiles';
import { type Asset, type MediaKind, mediaKinds } from '@/lib/model/media';
import { type Post, postSchema } from '@/lib/model/post';
import { settingsSchema } from '@/lib/model/settings';

const urls = ['https://p16-sign.tiktokcdn.com/x'];
const video: Asset = {
  kind: 'video',
  durationSeconds: 9,
  gears: [{ name: 'play', urls, width: 1, height: 1, bitrate: 1, codec: 'h264', silent: false, watermark: false }],
};
const music: Asset = { kind: 'music', urls };
const picture = (index: number): Asset => ({ kind: 'image', index, urls, width: 1, height: 1 });
const subtitle = (language: string, source: string, version = '1'): Asset => ({
  kind: 'subtitle',
  language,
  source,
  version,
  urls,
});

const post = (kind: Post['kind'], assets: readonly Asset[], desc = 'hello'): Post =>
  postSchema.parse({
    id: '7692114317151423775',
    kind,
    author: { secUid: 'MS4wLjABAAAAx', uid: '1', uniqueId: 'a', nickname: 'A' },
    createdAt: 1,
    desc,
    hashtags: [],
    stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
    pinned: false,
    private: false,
    classified: false,
    isAd: false,
    assets,
  });

const wishes = (files: readonly MediaKind[], more: Partial<FileRequest> = {}): FileRequest => ({
  ...settingsSchema.parse({}),
  files: [...files],
  ...more,
});

const keys = (of: Post, by: FileRequest): string[] => plannedFiles(of, by).map(({ kind, index }) => `${kind}:${index}`);

const clip = post('video', [video, music, { kind: 'cover', urls }, subtitle('eng-US', 'ASR')]);
const slideshow = post('photos', [...Array.from({ length: 11 }, (_, at) => picture(at + 1)), music]);

test('default settings: the video alone of a video post, pictures and music of a slideshow', () => {
  const defaults = settingsSchema.parse({});
  expect(keys(clip, defaults)).toEqual(['video:0']);
  const files = keys(slideshow, defaults);
  expect(files).toHaveLength(12);
  expect(files[0]).toBe('image:01');
  expect(files[10]).toBe('image:11');
  expect(files[11]).toBe('music:0');
});

test.each<[FileRequest['musicOf'], string[], number]>([
  ['none', [], 0],
  ['photos', [], 1],
  ['all', ['music:0'], 1],
])('music of %s', (musicOf, ofClip, ofSlideshow) => {
  expect(keys(clip, wishes(['music'], { musicOf }))).toEqual(ofClip);
  expect(keys(slideshow, wishes(['music'], { musicOf }))).toHaveLength(ofSlideshow);
});

test('every kind asked for: what the post lacks is left out, nothing is planned twice', () => {
  expect(keys(clip, wishes([...mediaKinds, ...mediaKinds], { musicOf: 'all' }))).toEqual([
    'video:0',
    'music:0',
    'cover:0',
    'desc:0',
    'metadata:0',
    'subtitle:eng-US',
    'comments:0',
  ]);
});

test('an avatar is planned by its picture, and not of somebody without an identity', () => {
  const shown = post('video', [video, { kind: 'avatar', picture: 'ab12', urls }]);
  expect(keys(shown, wishes(['avatar']))).toEqual(['avatar:ab12']);
  expect(assetFor(shown, { kind: 'avatar', index: 'ab12' })).toMatchObject({ kind: 'avatar' });
  // Another picture is another file.
  expect(assetFor(shown, { kind: 'avatar', index: 'cd34' })).toBeUndefined();
  expect(keys({ ...shown, author: { ...shown.author, secUid: '' } }, wishes(['avatar']))).toEqual([]);
});

test('a blank caption gives no desc file', () => {
  expect(keys(post('video', [video], ' \n'), wishes(['desc']))).toEqual([]);
});

test('a post that lost its main asset is planned all the same, so that its failure shows', () => {
  const [lostVideo, lostPictures] = [post('video', []), post('photos', [])];
  expect(keys(lostVideo, wishes(['video']))).toEqual(['video:0']);
  expect(keys(lostPictures, wishes(['image']))).toEqual(['image:01']);
  expect(assetFor(lostVideo, { kind: 'video', index: '0' })).toBeUndefined();
});

test('one track per language, people before recognition before machine translation', () => {
  const tracks = [
    subtitle('eng-US', 'MT'),
    subtitle('eng-US', 'ASR', 'first'),
    subtitle('eng-US', 'ASR', 'second'),
    subtitle('deu-DE', 'MT'),
    subtitle('fra-FR', 'MT'),
    subtitle('fra-FR', 'LC', 'people'),
  ];
  const many = post('video', [video, ...tracks]);
  expect(bestSubtitles(many, []).map(({ language, source, version }) => `${language} ${source} ${version}`)).toEqual([
    'eng-US ASR first',
    'deu-DE MT 1',
    'fra-FR LC people',
  ]);
  expect(keys(many, wishes(['subtitle'], { subtitleLanguages: ['de', 'eng-US'] }))).toEqual([
    'subtitle:eng-US',
    'subtitle:deu-DE',
  ]);
  expect(assetFor(many, { kind: 'subtitle', index: 'fra-FR' })).toMatchObject({ source: 'LC' });
});

test.each([
  ['eng-US', 'eng-US', true],
  ['en', 'eng-US', true],
  ['eng', 'eng-US', true],
  ['en-US', 'eng-US', true],
  ['en-GB', 'eng-US', false],
  ['ENG-us', 'eng-US', true],
  ['fr', 'eng-US', false],
  ['zh', 'cmn-Hans-CN', true],
  ['???', 'eng-US', false],
  ['???', '???', true],
])('a wish for %s is answered by %s: %s', (wish, language, verdict) => {
  expect(answersLanguage(wish, language)).toBe(verdict);
});

test('the asset behind a picture is found by its place', () => {
  expect(assetFor(slideshow, { kind: 'image', index: '11' })).toMatchObject({ index: 11 });
  expect(assetFor(slideshow, { kind: 'image', index: '12' })).toBeUndefined();
  expect(assetFor(slideshow, { kind: 'metadata', index: '0' })).toBeUndefined();
});
