import { describe, expect, it } from 'vitest';
import { errorCodes } from '@/lib/base/errorPolicy';
import { languageFolders, languageOfTag, languageTag } from '@/lib/base/languages';
import {
  type Catalog,
  catalogs,
  categories,
  english,
  locales,
  marks,
  pluralKeys,
  pluralRules,
  readLocale,
} from './catalogs';

const others = locales.filter((locale) => locale !== 'en');

const catalog = (locale: string): Catalog => {
  const found = catalogs.get(locale);
  if (!found) throw new Error(`no catalog ${locale}`);
  return found;
};

const formsOf = (key: string): string | undefined =>
  pluralKeys.find(
    (pluralKey) =>
      key.startsWith(`${pluralKey}_`) && /_(zero|one|two|few|many|other)$/.test(key.slice(pluralKey.length)),
  );

const plainKeys = [...english.keys()].filter((key) => !formsOf(key));

/** The forms of a language that stand for a single number, so that words may say it instead of the figure. */
const singular = (locale: string): readonly string[] => {
  const rules = pluralRules(locale);
  const seen = Array.from({ length: 300 }, (_, count) => rules.select(count));
  return categories(locale).filter((form) => seen.filter((one) => one === form).length === 1);
};

describe('the languages', () => {
  it('are those that can be chosen', () => {
    // A folder without its line in lib/base/languages.ts cannot be chosen; a line without its folder has no words.
    expect(locales).toEqual([...languageFolders].sort());
  });

  it.each(locales)('%s names itself', (locale) => {
    expect(catalog(locale).get('locale_tag')).toBe(locale.replace('_', '-'));
  });

  it.each(languageFolders)('%s is found again by the tag that its words name', (language) => {
    expect(languageOfTag(languageTag(language))).toBe(language);
    expect(Intl.getCanonicalLocales(languageTag(language))).toEqual([languageTag(language)]);
  });

  it.each(locales)('%s has each key of English, in the plural forms that it needs, and no other', (locale) => {
    const wanted = [
      ...plainKeys,
      ...pluralKeys.flatMap((pluralKey) => categories(locale).map((form) => `${pluralKey}_${form}`)),
    ];
    const found = [...catalog(locale).keys()];
    const missing = wanted.filter((key) => !found.includes(key));
    const surplus = found.filter((key) => !wanted.includes(key));
    expect({ locale, missing, surplus }).toEqual({ locale, missing: [], surplus: [] });
  });

  it.each(locales)('%s keeps every placeholder, and adds none', (locale) => {
    for (const key of plainKeys)
      expect(marks(catalog(locale).get(key) ?? ''), key).toEqual(marks(english.get(key) ?? ''));
    const alone = singular(locale);
    for (const pluralKey of pluralKeys) {
      const wanted = marks(english.get(`${pluralKey}_other`) ?? '');
      const englishDropsIt = !english.get(`${pluralKey}_one`)?.includes('$1');
      for (const form of categories(locale)) {
        const found = marks(catalog(locale).get(`${pluralKey}_${form}`) ?? '');
        const mayDrop = alone.includes(form) || (form === 'one' && englishDropsIt);
        const dropped = mayDrop && !found.includes('$1');
        expect(dropped ? ['$1', ...found] : found, `${pluralKey}_${form}`).toEqual(wanted);
      }
    }
  });

  it.each(locales)('%s leaves nothing empty and nothing untidy', (locale) => {
    for (const [key, message] of catalog(locale)) {
      expect(message.trim(), key).not.toBe('');
      expect(message, key).toBe(message.trim());
      expect(message, key).not.toMatch(/ {2}|\$(?!\d)|\$\d\$/);
    }
  });

  it.each(locales)('%s names its keys as browsers want them: letters, digits, _ and @, no two alike', (locale) => {
    const keys = [...catalog(locale).keys()];
    for (const key of keys) expect(key).toMatch(/^(?!@@)[A-Za-z0-9_@]+$/);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
    // JSON keeps the last of two equal keys without a word.
    expect(readLocale(locale).match(/^ {2}"[^"]+": \{$/gm)?.length).toBe(keys.length);
  });

  it.each(locales)('%s fits the stores: name at most 75 characters, description at most 132', (locale) => {
    expect(catalog(locale).get('extName')).toBe('TokShelf');
    expect([...(catalog(locale).get('extDescription') ?? '')].length).toBeLessThanOrEqual(132);
  });
});

/** Words that a language spells as English does, beside those that all share: a copy that is right, not one forgotten. */
const sameWords: Readonly<Record<string, RegExp>> = {
  de: /^(Details|Likes|Name|Reposts|Sound|Version \$1|Videos?)$/,
  fr: /^(Actions|Pause|Photos|Version \$1|\$1 followers)$/,
  it: /^(File|Video|\$1 file)$/,
};

describe('the translations', () => {
  it.each(others)('%s is in its own words', (locale) => {
    const alike = [...catalog(locale)].filter(
      ([key, message]) => /\p{L}/u.test(message) && message === english.get(key),
    );
    const shared =
      /^(TokShelf|https:\S+|Playlists?|Playlist “\$1”|Posts?|\$1 posts?|Live|Hashtag|Hashtag #\$1|Stories)$/;
    expect(alike.filter(([, message]) => !shared.test(message) && !sameWords[locale]?.test(message))).toEqual([]);
  });

  it.each(others)('%s calls a button that a sentence tells to press by the name it has', (locale) => {
    const words = catalog(locale);
    const buttons = ['action_retry', 'action_resume', 'action_cancel'] as const;
    const sentences = [...errorCodes.map((code) => `error_${code}_do`), 'popup_live_note'];
    for (const key of sentences) {
      for (const button of buttons) {
        const named = english
          .get(key)
          ?.toLowerCase()
          .includes(`press ${english.get(button)?.toLowerCase()}`);
        if (named) expect(words.get(key), key).toContain(words.get(button));
      }
    }
  });

  it('keep what a person must type as it is: fields in braces, hosts, formats', () => {
    const literal = /\{(?:\$1|\w+)\}|tiktok\.com|TokShelf|TikTok|CSV|JSON|SRT|WebVTT|H\.264|\b[a-z]{3}-[A-Z]{2}\b/g;
    for (const locale of others) {
      for (const key of plainKeys) {
        const wanted = new Set(english.get(key)?.match(literal) ?? []);
        for (const text of wanted) {
          if (text === 'TikTok' || text === 'TokShelf') continue;
          expect(catalog(locale).get(key), `${locale} ${key}`).toContain(text);
        }
      }
    }
  });

  it.each([
    ['ja', /(?:だ|る|ない|(?<!し)た)。/u],
    ['ko', /(?<![세까나])요(?=[.?!])|당신/u],
    ['ru', /(?<=[^.!?:] )(?:Вы|Вас|Вам|Вами|Ваш\p{L}*)(?!\p{L})/u],
    ['zh_CN', /您/],
    ['zh_TW', /您/],
  ])('%s speaks to a person in one way', (locale, otherWay) => {
    expect([...catalog(locale)].filter(([, message]) => otherWay.test(message))).toEqual([]);
  });

  it('hold no simplified character in Traditional Chinese', () => {
    const simplified = /[个们这时发设录说话让将实现对关开还进过页类块标选连网图视频]/;
    expect([...catalog('zh_TW')].filter(([, message]) => simplified.test(message))).toEqual([]);
  });

  it('hold names apart from Arabic around them, so that no sign changes sides', () => {
    // U+2068 to U+2069 keep what is filled in by itself; figures and times need none.
    for (const [key, message] of catalog('ar')) {
      for (const [, before, after] of message.matchAll(/(.?)@\$1(.?)/gu))
        expect([before, after], key).toEqual(['\u2068', '\u2069']);
      expect(message.match(/[\u2066\u2068]/g)?.length ?? 0, key).toBe(message.match(/\u2069/g)?.length ?? 0);
    }
  });
});

// A person tells one tile of the popup from the other by its name alone.
it.each(locales)('%s: no two kinds of list have the same name', (locale) => {
  const names = [...catalog(locale)].filter(([key]) => /^source_(?!blocked_)/.test(key) && !key.endsWith('_many'));
  expect(names.map(([, name]) => name)).toEqual([...new Set(names.map(([, name]) => name))]);
});
