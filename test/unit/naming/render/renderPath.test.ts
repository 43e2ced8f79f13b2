import { describe, expect, it } from 'vitest';
import { readableName } from '@/lib/base/readableName';
import { settingsSchema } from '@/lib/model/settings';
import type { NamingContext } from '@/lib/naming/fields/NamingField';
import { renderPath } from '@/lib/naming/render/renderPath';
import { presets } from '@/lib/naming/template/f2Layout';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { cleanText } from '@/lib/naming/text/cleanText';
import { exampleContext, examplePost } from '@/test/unit/naming/examplePost';

const render = (template: string, more: Partial<NamingContext> = {}): string => {
  const context = exampleContext(more);
  const parsed = parseTemplate(template, context.customFields);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return renderPath(parsed.value, context);
};

const standard = settingsSchema.parse({}).template;
const captioned = (desc: string): Partial<NamingContext> => ({ post: examplePost({ desc }) });

describe('the default template', () => {
  it('puts a single video into its owner folder', () => {
    expect(render(standard)).toBe('tiktok/one/A b/2023-12-31_23-59-59_caption-video');
  });

  it('gives a slideshow a folder of its own, the same for every file', () => {
    const several = { fileCount: 3, mode: 'post' } as const;
    const folder = 'tiktok/post/A b/2023-12-31_23-59-59_caption';
    expect(render(standard, { ...several, kind: 'image', index: '01' })).toBe(
      `${folder}/2023-12-31_23-59-59_caption-image-01`,
    );
    expect(render(standard, { ...several, kind: 'music' })).toBe(`${folder}/2023-12-31_23-59-59_caption-music`);
  });

  it('keeps that folder the same when the caption is too long, whatever the kind and the extension', () => {
    const folderOf = (kind: NamingContext['kind'], index: string, ext: string): string =>
      render(standard, { ...captioned('très long '.repeat(60)), fileCount: 9, kind, index, ext })
        .split('/')
        .slice(0, -1)
        .join('/');
    const folder = folderOf('image', '01', 'jpeg');
    expect(folder).toMatch(/^tiktok\/one\/A b\/2023-12-31_23-59-59_très long/);
    expect(folderOf('music', '0', 'mp3')).toBe(folder);
    expect(folderOf('cover-animated', '0', 'webp')).toBe(folder);
    expect(folderOf('subtitle', 'eng-US', 'srt')).toBe(folder);
  });

  it('writes dates in the zone of the person', () => {
    expect(render('{create}', { timeZone: 'Asia/Tokyo' })).toContain('/2024-01-01_08-59-59-video');
    expect(render('{create}', { timeZone: 'America/New_York' })).toContain('/2023-12-31_18-59-59-video');
  });

  it('takes the id where there is no caption', () => {
    expect(render(standard, captioned(' \u200B ... '))).toBe(
      'tiktok/one/A b/2023-12-31_23-59-59_7318000000000000001-video',
    );
  });
});

describe('templates of f2', () => {
  it.each([
    ['{create}_{desc}', '2023-12-31_23-59-59_caption'],
    ['{nickname}-{aweme_id}', 'A b-7318000000000000001'],
    ['{uid}_{uniqueId}', '6800000000000000001_a.b'],
    ['{desc}', 'caption'],
  ])('%s works unchanged', (template, name) => {
    expect(render(template)).toBe(`tiktok/one/A b/${name}-video`);
    expect(render(template, { fileCount: 2, kind: 'music' })).toBe(`tiktok/one/A b/${name}/${name}-music`);
  });
});

describe('the language', () => {
  it.each<[string, string]>([
    ['x/{create:YYYY-MM-DD}-{kind}', 'x/2023-12-31-video'],
    ['x/{create:YY.MM.DD HH}-{kind}', 'x/23.12.31 23-video'],
    ['x/{saved}-{kind}', 'x/2026-01-02-video'],
    ['{year}/{month}/{day}/{hour}{minute}{second}-{kind}', '2023/12/31/235959-video'],
    ['x/{position:4}-{kind}', 'x/0001-video'],
    ['x/{width}x{height}-{duration}s-{kind}', 'x/1080x1920-12s-video'],
    ['x/{likes}+{plays}+{comments}-{kind}', 'x/34+1200+5-video'],
    ['x/{title?desc}-{kind}', 'x/caption-video'],
    ["x/{title?album?'none'} {desc}-{kind}", 'x/none caption-video'],
    ['x/{desc|3}-{kind}', 'x/cap-video'],
    ['x/{desc|3b}-{kind}', 'x/cap-video'],
    ['x/{nickname|upper|underscores}-{kind}', 'x/A_B-video'],
    ['x/{music|lower}-{musicAuthor}-{kind}', 'x/waves-The Shore-video'],
    ['x/{?title:{title} by }{nickname}-{kind}', 'x/A b-video'],
    ['x/{!title:untitled }{nickname}-{kind}', 'x/untitled A b-video'],
    ['x/{?music:{?title:a}{!title:b{id}}}-{kind}', 'x/b7318000000000000001-video'],
    ['x/{{{desc}}}-{kind}', 'x/{caption}-video'],
    ['x/{hashtags}-{kind}', 'x/sea sun-video'],
    ['x/{nickname}/{desc}', 'x/A b/caption-video'],
    ['x/{desc} ({title}) [{id}]-{kind}', 'x/caption [7318000000000000001]-video'],
    ['x/{title}_{desc}_{album}-{kind}', 'x/caption-video'],
    ['{title}/{desc}-{kind}', 'caption-video'],
    ['x/{kind}', 'x/7318000000000000001_video'],
  ])('%s → %s', (template, basePath) => {
    expect(render(template)).toBe(basePath);
  });

  it('knows the fields of the person, by their own name and behind "my."', () => {
    const customFields = { location: 'Ostsee', desc: 'mine', 'a.b': 'dot' };
    expect(render('x/{location}-{my.location}-{a.b}-{kind}', { customFields })).toBe('x/Ostsee-Ostsee-dot-video');
    expect(render('x/{desc}-{my.desc}-{kind}', { customFields })).toBe('x/caption-mine-video');
  });

  it('cuts between graphemes', () => {
    const flags = '🇩🇪🇫🇷🇯🇵';
    expect(render('x/{desc|2}-{kind}', captioned(flags))).toBe('x/🇩🇪🇫🇷-video');
    expect(render('x/{desc|12b}-{kind}', captioned(flags))).toBe('x/🇩🇪-video');
    expect(render('x/{desc|2}-{kind}', captioned('e\u0301e\u0301e\u0301'))).toBe('x/éé-video');
  });
});

describe('the kept folder of a renamed author', () => {
  it('stands for the nickname in folders only', () => {
    expect(render('{nickname}/{nickname}-{kind}', { authorFolder: 'Old' })).toBe('Old/A b-video');
  });

  it('stands for the owner where the author is the owner, and the owner has one of its own', () => {
    expect(render(standard, { authorFolder: 'Old' })).toMatch(/^tiktok\/one\/Old\//);
    expect(render(standard, { authorFolder: 'Old', mode: 'like', owner: 'Me' })).toMatch(/^tiktok\/like\/Me\//);
    expect(render(standard, { ownerFolder: 'Me before', mode: 'like', owner: 'Me' })).toMatch(
      /^tiktok\/like\/Me before\//,
    );
  });
});

describe('presets', () => {
  it('are the default layout first, and all valid', () => {
    expect(presets[0].template).toBe(standard);
    expect(presets.map(({ template }) => render(template, { mode: 'post' }))).toEqual([
      'tiktok/post/A b/2023-12-31_23-59-59_caption-video',
      'tiktok/2023-12-31_23-59-59_A b_caption-video',
      'tiktok/2023-12/A b/2023-12-31_23-59-59_caption-video',
      'tiktok/A b/2023-12-31_23-59-59_caption-video',
    ]);
  });
});

describe('a name of which nothing can be written', () => {
  const blanks = ['\u3164', '...', '~', '\u200b\u200b', '   ', '???', '\u2800', '\u200d', '_-_', '\ufe0f'];
  it.each(blanks)('%j gives way to the handle, then to the ids, in every place of a name', (nickname) => {
    const { author } = examplePost();
    const called = (more: object): string =>
      render('{nickname}/{owner}/{list}/{id}', more).split('/').slice(0, 3).join();
    const post = examplePost({ author: { ...author, nickname } });
    expect(called({ post, owner: nickname, list: nickname })).toBe('a.b,a.b,a.b');
    const unhandled = examplePost({ author: { ...author, nickname, uniqueId: '' } });
    expect(called({ post: unhandled, owner: nickname })).toBe([author.uid, author.uid, author.uid].join());
    expect(render(standard, { post, owner: nickname, mode: 'post' })).toMatch(/^tiktok\/post\/a\.b\//);
    expect(readableName(nickname, 'handle')).toBe('handle');
    expect(cleanText(nickname)).toBe('');
  });

  it.each(['a', '你', '😀', '!', '+', '[x]', 'ß', '\u0e01'])('%j is one', (nickname) => {
    expect(readableName(nickname, 'handle')).toBe(nickname);
    expect(cleanText(nickname)).not.toBe('');
  });
});
