import {
  addresses,
  at,
  body,
  both,
  field,
  gone,
  inPosts,
  postField,
  postWithout,
  renamed,
  valued,
} from '../fakes/changes';
import { driftSuite, tells, works } from '../fakes/driftSuite';

const LIST = /item_list|\/search\//;
const all = ['posts', 'favourites', 'search', 'links', 'video', 'photos'] as const;
const videos = ['mix', 'links', 'video'] as const;
const slides = ['mix', 'links', 'photos'] as const;
const lists = ['mix', 'search'] as const;
const unplayable = both(gone('playAddr'), gone('bitrateInfo'), gone('PlayAddrStruct'), gone('downloadAddr'));
const second = (change: (one: unknown) => unknown) =>
  valued('images', (images) => [images].flat().map((one, n) => (n === 1 ? change(one) : one)));
const host = (to: string) => addresses((url) => url.replace(/^https:\/\/[^/]+/, to));
const noVideo = tells('shape', /no address for its video/);
const noImage = tells('shape', /no address for its image/);
const noMusic = tells('shape', /no address for its music/);

driftSuite('what a post looks like', [
  ['id is a number', all, body((text) => text.replace(/"id":"(\d{18,20})"/g, '"id":$1')), works],
  ['id has another name', all, inPosts(({ id, ...post }) => ({ ...post, itemId: id })), tells('shape', /post: id/)],
  ['id is gone', all, postWithout('id'), tells('shape', /post: id/)],
  ['secUid has another name', ['posts', 'mix', 'search', 'links'], renamed('secUid', 'sec_uid'), works],
  ['the author is gone', all, postWithout('author'), works],
  ['the author is text', all, postField('author', () => 'demo'), works],
  ['nickname is gone', all, gone('nickname'), works],
  ['uniqueId has another name', all, renamed('uniqueId', 'unique_id'), works],
  ['createTime is gone', all, postWithout('createTime'), works],
  ['createTime is in ms', all, postField('createTime', (time) => Number(time) * 1000), works],
  ['createTime is text', all, postField('createTime', String), works],
  ['createTime is a date', all, postField('createTime', (time) => new Date(Number(time) * 1000).toISOString()), works],
  ['desc is gone', all, postWithout('desc'), works],
  ['desc is an object', all, postField('desc', (text) => ({ text })), works],
  ['stats are gone', all, postWithout('stats', 'statsV2'), works],
  ['stats are text', all, postField('stats', (stats) => JSON.stringify(stats)), works],
  ['the music is gone', slides, postWithout('music'), noMusic],
  ['the music has no address', slides, gone('playUrl'), noMusic],
  ['the music’s address has another name', slides, renamed('playUrl', 'play_url'), noMusic],
  ['lists have no address of the music', lists, at(LIST, gone('playUrl')), works],
  ['playAddr is gone', videos, gone('playAddr'), works],
  ['bitrateInfo is gone', videos, gone('bitrateInfo'), works],
  ['bitrateInfo has another name', videos, renamed('bitrateInfo', 'bitRates'), works],
  ['UrlList has another name', videos, renamed('UrlList', 'url_list'), works],
  ['CodecType is gone', videos, gone('CodecType'), works],
  [
    'all gears are of the app’s own codec',
    videos,
    both(
      valued('CodecType', () => 'bytevc2'),
      valued('codecType', () => 'bytevc2'),
      gone('downloadAddr'),
    ),
    tells('shape', /no gear that plays/),
  ],
  ['DataSize is text', videos, valued('DataSize', String), works],
  ['widths and heights are gone', videos, both(gone('Width'), gone('Height'), gone('width'), gone('height')), works],
  ['nothing that plays is there', videos, unplayable, noVideo],
  ['lists have nothing that plays', lists, at(LIST, unplayable), works],
  ['the video has another name', videos, inPosts(({ video, ...post }) => ({ ...post, videoInfo: video })), noVideo],
  ['the video is null', videos, postField('video', () => null), noVideo],
  ['imagePost has another name', slides, renamed('imagePost', 'imagePosts'), noVideo],
  ['imagePost stands deeper', slides, field('imagePost', (imagePost) => ({ content: { imagePost } })), noVideo],
  ['lists have no imagePost', lists, at(LIST, gone('imagePost')), noVideo],
  ['images has another name', slides, renamed('images', 'imageList'), noImage],
  ['images is empty', slides, valued('images', () => []), noImage],
  ['one picture is empty', slides, second(() => ({})), noImage],
  ['one picture has no address', slides, second((one) => ({ ...Object(one), imageURL: { urlList: [] } })), noImage],
  [
    'lists lack one picture',
    lists,
    at(
      LIST,
      second(() => ({})),
    ),
    works,
  ],
  ['imageURL has another name', slides, renamed('imageURL', 'imageUrl'), noImage],
  ['urlList has another name', slides, renamed('urlList', 'url_list'), noImage],
  ['a media host is new below a known domain', all, host('https://v99-brand-new.tiktokv.us'), works],
  [
    'a media domain is new',
    all,
    host('https://v16.newcdn.example'),
    tells('shape', /unknown media host v16\.newcdn\.example/),
  ],
  [
    'a media host has a port',
    all,
    host('https://v16.tiktok.com:8443'),
    tells('shape', /unknown media host v16\.tiktok\.com:8443/),
  ],
  ['media addresses are http:', all, addresses((url) => url.replace('https:', 'http:')), works],
  ['media addresses have no scheme', all, addresses((url) => url.replace('https:', '')), works],
  ['media addresses have no host', all, host(''), tells('shape', /no address for its/)],
]);
