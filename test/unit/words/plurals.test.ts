import { describe, expect, it } from 'vitest';
import { isRightToLeft, localeTag, plural, useMessages } from '@/lib/ui/format/i18n';
import { catalogMessages } from '../../fakes/catalogMessages';
import { catalogs, pluralKeys } from './catalogs';

const speak = (locale: string, uiLanguage: string, without?: string): void => {
  const messages = [...(catalogs.get(locale) ?? [])].filter(([key]) => key !== without);
  useMessages(catalogMessages(Object.fromEntries(messages.map(([key, message]) => [key, { message }])), uiLanguage));
};

describe('numbers of things', () => {
  it.each([
    ['ar', 'ar', 0, 'لا منشورات'],
    ['ar', 'ar', 1, 'منشور واحد'],
    ['ar', 'ar', 2, 'منشوران'],
    ['ar', 'ar', 3, '3 منشورات'],
    ['ar', 'ar', 11, '11 منشورًا'],
    ['ar', 'ar', 100, '100 منشور'],
    ['ar', 'ar-EG', 11, '١١ منشورًا'],
    ['de', 'de', 0, '0 Beiträge'],
    ['de', 'de', 1, '1 Beitrag'],
    ['de', 'de-DE', 12_345, '12.345 Beiträge'],
    ['es', 'es', 1, '1 publicación'],
    ['es', 'es-MX', 12_345, '12,345 publicaciones'],
    ['es', 'es-ES', 1_000_000, '1.000.000 de publicaciones'],
    ['fr', 'fr', 0, '0 publication'],
    ['fr', 'fr', 1, '1 publication'],
    ['fr', 'fr', 2, '2 publications'],
    ['fr', 'fr-FR', 1_000_000, '1\u202f000\u202f000 de publications'],
    ['it', 'it', 1, '1 post'],
    ['it', 'it-IT', 12_345, '12.345 post'],
    ['it', 'it-IT', 1_000_000, '1.000.000 di post'],
    ['ja', 'ja', 1, '投稿1件'],
    ['ja', 'ja-JP', 12_345, '投稿12,345件'],
    ['ko', 'ko', 1, '게시물 1개'],
    ['ko', 'ko-KR', 12_345, '게시물 12,345개'],
    ['pt_BR', 'pt-BR', 0, '0 post'],
    ['pt_BR', 'pt-BR', 2, '2 posts'],
    ['ru', 'ru', 0, '0 постов'],
    ['ru', 'ru', 1, '1 пост'],
    ['ru', 'ru', 2, '2 поста'],
    ['ru', 'ru', 11, '11 постов'],
    ['ru', 'ru-RU', 21, '21 пост'],
    ['ru', 'ru-UA', 12_342, '12\u00a0342 поста'],
    ['zh_CN', 'zh-CN', 1, '1 个帖子'],
    ['zh_TW', 'zh-TW', 1, '1 則貼文'],
    ['zh_TW', 'zh-HK', 12_345, '12,345 則貼文'],
  ])('%s in a browser that speaks %s: %d', (locale, uiLanguage, count, words) => {
    speak(locale, uiLanguage);
    expect(plural('count_posts', count)).toBe(words);
  });

  it.each([...catalogs.keys()])('%s has words for every number, whatever region the browser is set to', (locale) => {
    const tag = locale.replace('_', '-');
    const regions =
      {
        ar: ['ar-EG', 'ar-MA'],
        en: ['en-GB', 'en-IN'],
        de: ['de-AT', 'de-CH'],
        es: ['es-MX'],
        fr: ['fr-CA', 'fr-CH'],
        it: ['it-CH'],
        'pt-BR': ['pt-PT'],
      }[tag] ?? [];
    for (const region of [tag, ...regions]) {
      speak(locale, region);
      for (const pluralKey of pluralKeys) {
        for (const count of [0, 1, 2, 3, 6, 11, 99, 100, 102, 1_000_000]) {
          const text = plural(pluralKey as Parameters<typeof plural>[0], count);
          expect(text, `${region} ${pluralKey} ${count}`).not.toMatch(/^$|\$|^[a-z_]+$/);
        }
      }
    }
  });

  it('use `other` where a form is missing', () => {
    speak('ar', 'ar', 'count_posts_few');
    expect(plural('count_posts', 3)).toBe('3 منشور');
  });

  it('keep the direction of the words, not of the browser', () => {
    speak('ar', 'en-US');
    expect([isRightToLeft(), localeTag()]).toEqual([true, 'ar']);
    speak('es', 'ar');
    expect([isRightToLeft(), localeTag()]).toEqual([false, 'es']);
  });

  it.each([
    ['zh-CN', 'zh-TW', 'zh-CN'],
    ['zh-CN', 'zh-SG', 'zh-SG'],
    ['zh-TW', 'zh-HK', 'zh-HK'],
    ['zh-TW', 'zh-CN', 'zh-TW'],
    ['zh-TW', 'zh', 'zh-TW'],
    ['de', 'de_AT', 'de-AT'],
    ['de', 'en-US', 'de'],
  ])('words in %s in a browser that speaks %s: figures and dates as %s', (words, browser, tag) => {
    useMessages(catalogMessages({ locale_tag: { message: words } }, browser));
    expect(localeTag()).toBe(tag);
  });
});
