import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '@/lib/model/settings';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { endpoints } from '@/lib/tiktok/request/endpoints';
import { diagnosticsReport, scrub, scrubValue } from '@/lib/ui/options/diagnosticsReport';

const you = ['mira.reads', 'Mira (она)', '6812345', 'MS4wLjABAAAAyou'];

describe('scrub', () => {
  it.each([
    ['https://www.tiktok.com/@mira.reads/video/7300000000000000001?a=1', 'https://www.tiktok.com/…'],
    ['at https://v16.tiktokcdn.com:443/x/y.mp4?token=abc, then', 'at https://v16.tiktokcdn.com/… then'],
    ['blob:chrome-extension://abc/0f3e', '[removed]'],
    ['moz-extension://0f3e-11/popup.html', '[removed]'],
    ['cannot write /home/mira/My Downloads/a b.mp4', 'cannot write [removed]'],
    ['cannot write C:\\Users\\Mira\\Downloads\\a b.mp4', 'cannot write [removed]'],
    ['on \\\\nas\\share\\mira', 'on [removed]'],
    ['in ~/Downloads/x', 'in [removed]'],
    ['by @onion.school and @屋台', 'by @[removed] and @[removed]'],
    ['mail mira@example.org now', 'mail [removed] now'],
    ['msToken=ab-cd_efgh&X-Bogus=DFSzswVL', 'msToken=[removed]&X-Bogus=[removed]'],
    ['post 7300000000000000001', 'post [removed]'],
    ['from 192.168.0.17', 'from [removed]'],
    ['from fe80::1:2:3:4 at 12:30:11', 'from [removed] at 12:30:11'],
    ['sid 5d41402abc4b2a76b9719d911017c592', 'sid [removed]'],
    ['sec MS4wLjABAAAAvhKn-_aJkQwErTyUiOpAsDfGh', 'sec [removed]'],
    ['MIRA.READS said, Mira (она) wrote', '[removed] said, [removed] wrote'],
  ])('%s', (text, clean) => expect(scrub(text, you)).toBe(clean));

  it('takes a name whole that a pattern would take in part', () => {
    expect(scrub('of Foo @bar baz!', ['Foo @bar baz'])).toBe('of [removed]!');
  });

  it('leaves what a report is for', () => {
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
    for (const text of [
      agent,
      '2026-10-14T16:20:00.000Z',
      'items[3].video.playAddr: expected string',
      'download refused: bad name',
      ...Object.values(endpoints).map(({ name }) => name),
    ])
      expect(scrub(text, you)).toBe(text);
  });

  it('takes out personal words wherever they stand, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), fc.string(), fc.string(), (word, before, after) => {
        fc.pre(word.trim().length >= 2 && !'[removed]'.includes(word.toLowerCase()) && word.trim() === word);
        expect(scrub(`${before}${word}${after}`, [word]).toLowerCase()).not.toContain(word.toLowerCase());
      }),
      { examples: [['a.b', 'x', 'y']] },
    );
  });

  it('reaches every text of a value and no key', () => {
    const value = { '/home/x': ['@someone', { deep: 'id 123456789' }], n: 1234567890123, none: null };
    expect(scrubValue(value, [])).toEqual({
      '/home/x': ['@[removed]', { deep: 'id [removed]' }],
      n: 1234567890123,
      none: null,
    });
  });
});

describe('the report', () => {
  const facts: Diagnostics = {
    version: '0.1.0',
    userAgent: 'Mozilla/5.0',
    language: 'en-GB',
    routes: [
      { endpoint: 'api/post/item_list', route: 'page', lastSuccess: Date.UTC(2026, 9, 14), refusalCode: 'gate' },
    ],
    jobs: { done: 3 },
    tasks: { saved: 12 },
    kept: { files: 12, posts: 7, authors: 2 },
    troubles: [{ at: 0, kind: 'posts', code: 'shape', detail: 'https://www.tiktok.com/@onion.school?x=1' }],
    settings: settingsSchema.parse({
      template: "tiktok/Mira's secret shelf/{uniqueId}/{?several:{create}}{create}-{kind}",
      customFields: { shelf: 'my diary' },
    }),
    personal: ['onion.school', 'Mira'],
  };
  const text = diagnosticsReport(facts, Date.UTC(2026, 9, 15));

  it('holds what is needed to see a fault', () => {
    expect(JSON.parse(text)).toMatchObject({
      tokshelf: '0.1.0',
      at: '2026-10-15T00:00:00.000Z',
      routes: [{ endpoint: 'api/post/item_list', route: 'page', lastSuccess: '2026-10-14T00:00:00.000Z' }],
      troubles: [{ at: '1970-01-01T00:00:00.000Z', code: 'shape', detail: 'https://www.tiktok.com/…' }],
      customFields: 1,
      settings: { quality: 'best' },
    });
  });

  it('holds nothing of the person', () => {
    expect(text).not.toMatch(/onion|mira|secret|diary/i);
    expect(JSON.parse(text)).not.toHaveProperty('personal');
  });
});
