import { describe, expect, it } from 'vitest';
import type { Gear } from '@/lib/model/media';
import { type Post, postSchema } from '@/lib/model/post';
import { parseComments } from '@/lib/tiktok/parse/parseComments';
import { parseItemList, parseSearchPage } from '@/lib/tiktok/parse/parseList';
import { parsePlaylists } from '@/lib/tiktok/parse/parsePlaylists';
import { parsePost } from '@/lib/tiktok/parse/parsePost';

const url = (name: string) => `https://v16-webapp-prime.tiktok.com/${name}`;

const read = (item: object): Post => {
  const post = parsePost({ id: '7692114317151423775', ...item });
  if (!post.ok) throw new Error(post.error.detail);
  return post.value.post;
};

const gearsOf = (video: object): readonly Gear[] => {
  const [asset] = read({ video }).assets.filter((asset) => asset.kind === 'video');
  return asset?.gears ?? [];
};

const gear = (more: object, play: object = {}) => ({
  GearName: 'g',
  PlayAddr: { UrlList: [url('a')], Width: 1, Height: 2, ...play },
  ...more,
});

describe('parsePost', () => {
  it('needs an id and nothing else', () => {
    expect(read({})).toStrictEqual({
      id: '7692114317151423775',
      kind: 'video',
      author: { secUid: '', uid: '', uniqueId: '', nickname: '' },
      createdAt: 1_790_959_927_000,
      desc: '',
      hashtags: [],
      stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
      uncounted: ['plays', 'likes'],
      pinned: false,
      private: false,
      classified: false,
      isAd: false,
      assets: [],
    });
  });

  it.each([{}, { id: '' }, { id: 'abc' }, { id: null }, { id: Number('7692114317151423775') }, { id: '1'.repeat(21) }])(
    'has code shape for %j',
    (raw) => {
      expect(parsePost(raw)).toMatchObject({ ok: false, error: { code: 'shape' } });
    },
  );

  it('takes numbers and text for each other', () => {
    const stats = { playCount: '12', collectCount: 3 };
    const post = read({ createTime: '1752462842', stats, author: { id: 107955 }, music: { id: 5, title: 9 } });
    expect(post).toMatchObject({
      createdAt: 1752462842000,
      stats: { plays: 12, favourites: 3 },
      author: { uid: '107955' },
      music: { id: '5', title: '9' },
    });
  });

  it('prefers exact counts, one by one', () => {
    const post = read({
      stats: { playCount: 142900000, diggCount: 5, collectCount: 4 },
      statsV2: { playCount: '142928477', diggCount: '0' },
    });
    expect(post.stats).toMatchObject({ plays: 142928477, likes: 0, favourites: 4 });
  });

  it('tells playlist, privacy, pin, age gate and advertisement', () => {
    expect(read({ playlistId: '7681171537575824159' }).mixId).toBe('7681171537575824159');
    for (const playlistId of ['', '0', null, 'x']) expect(read({ playlistId })).not.toHaveProperty('mixId');
    for (const field of ['privateItem', 'secret', 'forFriend']) expect(read({ [field]: true }).private).toBe(true);
    expect(read({ isPinnedItem: true, isContentClassified: true, isAd: true })).toMatchObject({
      pinned: true,
      classified: true,
      isAd: true,
    });
  });

  it('names every hashtag once, in the order of the caption', () => {
    const post = read({
      textExtra: [{ hashtagName: 'b' }, { hashtagName: '' }, { userUniqueId: 'u' }, { hashtagName: 'a' }],
      contents: [{ textExtra: [{ hashtagName: 'a' }] }],
      challenges: [{ title: 'c' }, { title: 'b' }],
    });
    expect(post.hashtags).toStrictEqual(['b', 'a', 'c']);
  });

  it('has the author and the cover of a slideshow whose video lacks one', () => {
    const post = read({
      imagePost: {
        images: [{ imageURL: { urlList: [url('1.jpg')] } }],
        cover: { imageURL: { urlList: [url('c.jpg')] } },
      },
    });
    expect(post.kind).toBe('photos');
    expect(post.assets).toContainEqual({ kind: 'cover', urls: [url('c.jpg')] });
  });

  it('keeps the place of a picture when one before it is unreadable', () => {
    const picture = (name: string) => ({ imageURL: { urlList: [url(name)] }, imageWidth: 4, imageHeight: 5 });
    const post = read({ imagePost: { images: [picture('1'), null, picture('3')], title: 'T' } });
    expect(post).toMatchObject({ kind: 'photos', title: 'T' });
    expect(post.assets).toStrictEqual([
      { kind: 'image', index: 1, urls: [url('1')], width: 4, height: 5 },
      { kind: 'image', index: 3, urls: [url('3')], width: 4, height: 5 },
    ]);
  });

  it('stays a video where an empty imagePost stands beside one that plays', () => {
    expect(read({ imagePost: {}, video: { playAddr: url('a') } }).kind).toBe('video');
    expect(read({ imagePost: {}, video: { cover: url('a') } }).kind).toBe('photos');
  });
});

describe('gears', () => {
  it.each([
    ['h264', 'h264'],
    ['h265_hvc1', 'h265'],
    ['bytevc1', 'h265'],
    ['bytevc2', 'bytevc2'],
    ['av1', 'other'],
    ['', 'other'],
  ])('CodecType "%s" is %s', (CodecType, codec) => {
    expect(gearsOf({ bitrateInfo: [gear({ CodecType })] })[0]?.codec).toBe(codec);
  });

  it('reads the codec from the key where the type is missing', () => {
    expect(gearsOf({ bitrateInfo: [gear({}, { UrlKey: 'v1_bytevc1_720p_1' })] })[0]?.codec).toBe('h265');
  });

  it('marks dash as silent, and nothing else', () => {
    const formats = ['dash', 'mp4', undefined].map((Format) => gear({ Format }));
    expect(gearsOf({ bitrateInfo: formats }).map(({ silent }) => silent)).toStrictEqual([true, false, false]);
  });

  it('drops foreign addresses and keeps the mirrors in order, as https', () => {
    const given = [
      'https://evil.example/v.mp4',
      'http://v16.tiktok.com/x',
      '//v19.tiktok.com/x',
      'http://evil.example/v',
    ];
    const UrlList = [url('a'), ...given, url('b'), url('a'), 7, null];
    const [first, ...others] = gearsOf({ bitrateInfo: [gear({}, { UrlList }), gear({}, { UrlList: ['x'] })] });
    expect(first?.urls).toStrictEqual([url('a'), 'https://v16.tiktok.com/x', 'https://v19.tiktok.com/x', url('b')]);
    expect(others).toStrictEqual([]);
  });

  it('has play and download last, download with watermark', () => {
    const gears = gearsOf({
      width: 720,
      height: 1280,
      bitrate: 9,
      codecType: 'h264',
      playAddr: url('p2'),
      downloadAddr: url('d'),
      PlayAddrStruct: { UrlList: [url('p1')], DataSize: '77', Width: 576, Height: 1024 },
      bitrateInfo: [gear({ Bitrate: '5' }, { DataSize: '66' })],
    });
    expect(gears).toStrictEqual([
      {
        name: 'g',
        urls: [url('a')],
        width: 1,
        height: 2,
        bitrate: 5,
        codec: 'other',
        bytes: 66,
        silent: false,
        watermark: false,
      },
      {
        name: 'play',
        urls: [url('p1'), url('p2')],
        width: 576,
        height: 1024,
        bitrate: 9,
        codec: 'h264',
        bytes: 77,
        silent: false,
        watermark: false,
      },
      {
        name: 'download',
        urls: [url('d')],
        width: 720,
        height: 1280,
        bitrate: 0,
        codec: 'other',
        silent: false,
        watermark: true,
      },
    ]);
  });

  it.each([
    ['the own label', { width: 576, height: 1024, ratio: '540p' }, 'normal_540_0', [576, 1024]],
    ['a higher label', { width: 576, height: 1024, ratio: '540p' }, 'adapt_lower_720_1', [720, 1280]],
    ['a landscape video', { width: 1024, height: 576, definition: '540p' }, 'adapt_lowest_1080_1', [1920, 1080]],
    ['no label', { width: 576, height: 1024 }, 'g', [576, 1024]],
    ['no size of the video', { ratio: '540p' }, 'adapt_lower_720_1', [720, 1280]],
    ['nothing at all', {}, 'g', [0, 0]],
  ])('estimates a missing size from %s', (_, video, GearName, size) => {
    const bitrateInfo = [gear({ GearName }, { Width: undefined, Height: undefined })];
    const [first] = gearsOf({ ...video, bitrateInfo });
    expect([first?.width, first?.height]).toStrictEqual(size);
  });
});

describe('an avatar', () => {
  const avatarOf = (author: object) => read({ author }).assets.find(({ kind }) => kind === 'avatar');

  it.each([
    'https://p16-sign-va.tiktokcdn.com/tos-maliva-avt-0068/ab12~c5_1080x1080.jpeg?x-expires=1&x-signature=a',
    'https://p19-common-sign.tiktokcdn-us.com/tos-useast5-avt-0068-tx/ab12~tplv-tiktokx-cropcenter:1080:1080.webp?x-expires=2',
    'https://p16-sign-sg.tiktokcdn.com/aweme/1080x1080/tos-alisg-avt-0068/ab12.jpeg?x-expires=3',
  ])('is the same picture by whatever address it comes: %s', (address) => {
    expect(avatarOf({ avatarLarger: address })).toEqual({ kind: 'avatar', picture: 'ab12', urls: [address] });
  });

  it('is never a small one, nor one of another host, nor one that its address does not name', () => {
    const small = 'https://p16-sign-sg.tiktokcdn.com/tos-alisg-avt-0068/ab12~c5_100x100.jpeg';
    expect(avatarOf({ avatarThumb: small, avatarMedium: small })).toBeUndefined();
    expect(avatarOf({ avatarLarger: 'https://pictures.example/ab12.jpeg' })).toBeUndefined();
    expect(avatarOf({ avatarLarger: 'https://p16-sign-sg.tiktokcdn.com/' })).toBeUndefined();
  });

  it('has a name that may stand in a key', () => {
    const odd = `https://p16-sign-sg.tiktokcdn.com/a/%2e%2e:x${'y'.repeat(90)}~c5.jpeg`;
    const avatar = avatarOf({ avatarLarger: odd });
    expect(avatar?.kind === 'avatar' && avatar.picture).toMatch(/^[\w-]{1,64}$/);
  });
});

describe('subtitles', () => {
  const caption = { url: url('s'), urlList: [url('t'), url('s')], language: 'eng-US', captionFormat: 'webvtt' };
  const claInfo = { captionInfos: [{ ...caption, subtitleType: '1', variant: 'big_caption', isAutoGen: true }] };

  it('come from claInfo where subtitleInfos lack', () => {
    expect(read({ video: { claInfo } }).assets).toStrictEqual([
      { kind: 'subtitle', language: 'eng-US', source: 'ASR', version: '1:big_caption', urls: [url('s'), url('t')] },
    ]);
    const plain = { captionInfos: [{ ...caption, subtitleType: '4', variant: 'default', isAutoGen: true }] };
    expect(read({ video: { claInfo: plain } }).assets).toMatchObject([{ source: 'MT', version: '4' }]);
  });

  it('come from subtitleInfos alone where both are there, and only as WebVTT', () => {
    const track = { Url: url('x'), LanguageCodeName: 'vie-VN', Source: 'MT', Version: '4' };
    const subtitleInfos = [
      { ...track, Format: 'webvtt' },
      { ...track, Format: 'creator_caption' },
    ];
    expect(read({ video: { claInfo, subtitleInfos } }).assets).toStrictEqual([
      { kind: 'subtitle', language: 'vie-VN', source: 'MT', version: '4', urls: [url('x')] },
    ]);
  });
});

describe('times', () => {
  it.each([
    [1_790_000_000, 1_790_000_000_000],
    ['1790000000', 1_790_000_000_000],
    [1_790_000_000_000, 1_790_000_000_000],
    [9e15, 0],
    ['1e300', 0],
    [-5, 0],
    [null, 0],
  ])('createTime %s is %s ms: what no calendar holds is not known', (createTime, createdAt) => {
    const post = read({ id: '1', createTime });
    expect(post.createdAt).toBe(createdAt);
    expect(postSchema.safeParse(post).error).toBeUndefined();
  });

  it.each([
    ['7692114317151423775', 1_790_959_927_000],
    ['6500000000000000000', 1_513_399_183_000],
    ['1234567890', 0],
    ['99999999999999999999', 0],
  ])('post %s without createTime tells its time by its id', (id, createdAt) => {
    for (const createTime of [undefined, null, 0, 'soon', 9e15])
      expect(read({ id, createTime }).createdAt).toBe(createdAt);
  });
});

describe('lists', () => {
  it('reads each item on its own', () => {
    const page = parseItemList({
      itemList: [{ id: '1' }, null, { desc: 'no id' }, { id: '2' }],
      cursor: 5,
      hasMore: true,
    });
    expect(page).toMatchObject({
      ok: true,
      value: {
        items: [{ post: { id: '1' } }, { post: { id: '2' } }],
        problems: [{ code: 'shape' }, { code: 'shape' }],
        cursor: '5',
        hasMore: true,
      },
    });
  });

  it('takes a left-out itemList for an empty page only in a well-formed reply', () => {
    expect(parseItemList({ statusCode: 0, hasMore: false })).toMatchObject({
      ok: true,
      value: { items: [], problems: [], cursor: '', hasMore: false },
    });
    for (const raw of [
      {},
      { message: '' },
      { statusCode: 0, status_code: 0, status_msg: '', log_pb: {} },
      [],
      null,
      { itemList: {} },
      { itemList: 'x' },
      { itemList: [], hasMore: 'maybe' },
    ]) {
      expect(parseItemList(raw)).toMatchObject({ ok: false, error: { code: 'shape' } });
    }
  });

  it('takes no page for empty whose posts stand under another name', () => {
    const moved = { statusCode: 0, itemListV2: [{ id: '1', author: { uniqueId: 'a' } }], hasMore: false };
    expect(parseItemList(moved)).toMatchObject({
      error: { code: 'shape', detail: expect.stringContaining('expected itemList') },
    });
  });

  it('takes a bare status for no page of anything', () => {
    expect(parseSearchPage({ status_code: 0 })).toMatchObject({ ok: false, error: { code: 'shape' } });
    expect(parsePlaylists({ statusCode: 0 })).toMatchObject({ ok: false, error: { code: 'shape' } });
    expect(parseComments({ status_code: 0 })).toMatchObject({ ok: false, error: { code: 'shape' } });
  });

  it('reads whether there is more from a word, too', () => {
    expect(parseItemList({ itemList: [{ id: '1' }], hasMore: 'true' })).toMatchObject({
      value: { hasMore: true, problems: [] },
    });
    expect(parseItemList({ itemList: [{ id: '1' }], hasMore: 'false' })).toMatchObject({
      value: { hasMore: false, problems: [] },
    });
    expect(parsePlaylists({ playList: [{ mixId: '5' }], hasMore: 'true' })).toMatchObject({ value: { hasMore: true } });
  });

  it('says so when a page does not tell whether there is more', () => {
    expect(parseItemList({ statusCode: 0, itemList: [{ id: '1' }] })).toMatchObject({
      value: { items: [{ post: { id: '1' } }], hasMore: true, problems: [{ code: 'shape' }] },
    });
    expect(parsePlaylists({ statusCode: 0, playList: [{ mixId: '5' }] })).toMatchObject({
      value: { items: [{ mixId: '5' }], hasMore: true, problems: [{ code: 'shape' }] },
    });
    expect(parseItemList({ statusCode: 0, itemList: [{ id: '1' }], hasMore: false })).toMatchObject({
      value: { problems: [] },
    });
  });

  it('goes on while creator/item_list has earlier posts, even on an empty page, whatever it says of later ones', () => {
    for (const more of [{}, { hasMore: false }])
      expect(parseItemList({ statusCode: 0, hasMorePrevious: true, ...more })).toMatchObject({
        value: { items: [], hasMore: true },
      });
  });

  it('gives a list the code of its status', () => {
    expect(parseItemList({ statusCode: 10222, status_code: 0 })).toMatchObject({ error: { code: 'private' } });
    expect(parseSearchPage({ status_code: 8, status_msg: 'Login expired' })).toMatchObject({
      error: { code: 'login' },
    });
  });

  it('reads both searches, passing over what is no post', () => {
    expect(
      parseSearchPage({ item_list: [{ id: '1' }], has_more: 1, cursor: 12, log_pb: { impr_id: 'S' } }),
    ).toMatchObject({
      value: { items: [{ post: { id: '1' } }], problems: [], hasMore: true, cursor: '12', searchId: 'S' },
    });
    const data = [{ type: 1, item: { id: '1' } }, { type: 4, user_list: [] }, { type: 1 }, { type: 20, item: null }];
    expect(parseSearchPage({ data, has_more: 0, extra: { logid: 'L' } })).toMatchObject({
      value: { items: [{ post: { id: '1' } }], problems: [{ code: 'shape' }], hasMore: false, searchId: 'L' },
    });
  });
});
