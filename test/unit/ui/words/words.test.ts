import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes, waitReasons } from '@/lib/base/errorPolicy';
import { mediaKinds } from '@/lib/model/media';
import { namingFields } from '@/lib/naming/render/namingFields';
import { presets } from '@/lib/naming/template/f2Layout';
import { templateErrorCodes, templateErrorKey } from '@/lib/naming/template/Template';
import { isRightToLeft, localeTag, plural, t, tNamed, useMessages } from '@/lib/ui/format/i18n';
import { errorWords, waitWords } from '@/lib/ui/words/errorWords';
import { jobTitle, kindWord, listTitle } from '@/lib/ui/words/sourceWords';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';

const useEnglish = (): void => useMessages(catalogMessages(english));
beforeAll(useEnglish);

const folder = join(import.meta.dirname, '../../../../public/_locales');
const locales = readdirSync(folder);
const catalogOf = (locale: string): typeof english =>
  JSON.parse(readFileSync(join(folder, locale, 'messages.json'), 'utf8'));

const isSentence = (text: string): boolean => / /.test(text) && !/^[a-z_]+$/.test(text);

describe('words', () => {
  it.each(errorCodes)('say of %s what happened, whether it is tried again, what to do', (code) => {
    const words = errorWords(code);
    for (const part of [words.what, words.retry, words.todo]) expect(isSentence(part), part).toBe(true);
  });

  it.each(waitReasons)('say what a job waits for and how that ends: %s', (reason) => {
    const { what, end = what } = waitWords(reason, 0);
    for (const part of [what, end]) expect(isSentence(part), part).toBe(true);
    expect(`${what}. ${end}`).toMatch(/go(es)? on|waits until|again/);
  });

  it('promise no other try of what was pressed or given up', () => {
    const retryOf = (code: ErrorCode, ended?: 'press' | 'work') => errorWords(code, ended).retry;
    for (const code of errorCodes) expect(retryOf(code, 'press'), code).toMatch(/not tried again/);
    expect(retryOf('network')).toBe('It is tried again in a moment.');
    expect(retryOf('network', 'work')).toBe('It is not tried again by itself.');
    // Its job stands still, and goes on.
    expect(retryOf('captcha', 'work')).toBe('The job waits, and goes on by itself afterwards.');
  });

  it('name the hour at which waiting ends', () => {
    const until = new Date(2026, 9, 14, 18, 5).getTime();
    expect(waitWords('time', until).what).toContain('18:05');
    expect(waitWords('login', until).what).not.toContain('18:05');
  });

  it('exist for every key that a table names', () => {
    const named = [
      ...namingFields.map((field) => field.key),
      ...presets.map((preset) => preset.key),
      ...templateErrorCodes.map(templateErrorKey),
      ...mediaKinds.map((kind) => `kind_${kind.replaceAll('-', '_')}`),
    ];
    for (const key of named) expect(tNamed(key, 'x'), key).not.toBe(key);
    for (const kind of mediaKinds) expect(kindWord(kind)).not.toMatch(/^kind_/);
  });

  it('take every number of substitutions that their sentence holds', () => {
    for (const [key, { message }] of Object.entries(english)) {
      const marks = [...message.matchAll(/\$(\d)/g)].map((match) => Number(match[1]));
      expect(new Set(marks).size, key).toBe(Math.max(0, ...marks));
    }
  });
});

describe('plural', () => {
  it('picks the form and writes the number in the way of the language', () => {
    expect(plural('count_posts', 1)).toBe('1 post');
    expect(plural('count_posts', 0)).toBe('0 posts');
    expect(plural('count_posts', 12345)).toBe('12,345 posts');
  });

  it('follows the language of the words, and falls back to `other`', () => {
    const arabic = {
      locale_tag: { message: 'ar' },
      count_posts_two: { message: 'منشوران' },
      count_posts_other: { message: '$1 منشور' },
    };
    useMessages(catalogMessages(arabic, 'ar-EG'));
    expect(plural('count_posts', 2)).toBe('منشوران');
    expect(plural('count_posts', 3)).toMatch(/منشور$/);
    expect([isRightToLeft(), localeTag()]).toEqual([true, 'ar-EG']);
    useEnglish();
  });

  it('keeps to the language of the words when the browser speaks another', () => {
    useMessages(catalogMessages(english, 'pl-PL'));
    expect(localeTag()).toBe('en');
    useEnglish();
    expect(localeTag()).toBe('en-GB');
  });
});

describe('jobTitle', () => {
  const secUid = 'MS4wLjABAAAAtest';
  it.each([
    [{ source: { kind: 'one', postId: '1', uniqueId: 'mira' } }, 'A post by @mira'],
    [{ source: { kind: 'posts', secUid, uniqueId: 'mira' } }, 'Posts of mira'],
    [{ source: { kind: 'posts', secUid }, owner: { key: 'k', name: 'Mira' } }, 'Posts of Mira'],
    [{ source: { kind: 'likes', secUid } }, 'Likes'],
    [{ source: { kind: 'mix', mixId: '1', name: 'Bread' } }, 'Playlist “Bread”'],
    [{ source: { kind: 'search', keyword: 'wild $1 garlic' } }, 'Search for “wild $1 garlic”'],
    [{ source: { kind: 'links', links: ['a', 'b'] } }, '2 pasted links'],
  ] as const)('%j', (job, title) => {
    expect(jobTitle(job as Parameters<typeof jobTitle>[0])).toBe(title);
  });

  it('shows an unknown key as itself', () => {
    expect(t('no_such_key' as Parameters<typeof t>[0])).toBe('no_such_key');
  });
});

describe('what is filled in', () => {
  afterAll(useEnglish);

  it.each(locales)('is in one piece where it is written the other way: %s', (locale) => {
    const words = catalogOf(locale);
    useMessages(catalogMessages(words, locale));
    const [same, other] = isRightToLeft() ? ['مطبخ', 'Mira'] : ['Mira', 'مطبخ'];
    const keys = Object.keys(english).filter((key) => /^job_title_.*_of$/.test(key));
    expect(keys.length).toBeGreaterThan(10);
    for (const key of keys) {
      expect(tNamed(key, other), key).toContain(`\u2068${other}\u2069`);
      expect(tNamed(key, `\u2068${other}\u2069`), key).toBe(tNamed(key, other));
    }
    expect(t('job_title_posts_of', same)).toBe(words.job_title_posts_of.message.replace('$1', same));
    expect(plural('count_posts', 3)).not.toContain('\u2068');
  });

  it('is turned by no name in it where it is a sentence of the language', () => {
    useMessages(catalogMessages(catalogOf('ar'), 'ar'));
    expect(t('button_failed_name', 'TikTok لا يجيب.')).not.toMatch(/\u2068/);
  });
});

describe('listTitle', () => {
  it('says which list it was once its job is gone, and never names another kind', () => {
    expect(listTitle({ kind: 'mix' })).toBe('Playlist');
    expect(listTitle({ kind: 'search', owner: 'wild garlic' })).toBe('Search for “wild garlic”');
    expect(listTitle({ kind: 'favourites', owner: 'Mira' })).toBe('Favourites of Mira');
    for (const kind of ['links', 'one', 'live'] as const) expect(listTitle({ kind })).not.toMatch(/avourites/);
  });
});
