import { beforeAll, describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCompact,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatSpeed,
} from '@/lib/ui/format/format';
import { useMessages } from '@/lib/ui/format/i18n';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';

beforeAll(() => useMessages(catalogMessages(english, 'en-US')));

describe('formats', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [3_449_000, '3.4 MB'],
    [34_490_000, '34 MB'],
    [1_200_000_000, '1.2 GB'],
    [-5, '0 byte'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('writes speed', () => expect(formatSpeed(3_840_000)).toBe('3.8 MB/s'));

  it.each([
    [0, '0 sec'],
    [59.6, '1 min'],
    [125, '2 min 5 sec'],
    [3_600, '1 hr'],
    [3_661, '1 hr 1 min'],
    [90_061, '1 day 1 hr'],
  ])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it('writes numbers and shares', () => {
    expect([formatNumber(12345), formatCompact(1_240_000), formatPercent(0.42)]).toEqual(['12,345', '1.2M', '42%']);
  });

  const now = Date.UTC(2026, 9, 14, 16);
  it.each([
    [-90, 'now'],
    [2, 'now'],
    [47, '47 seconds ago'],
    [60, '1 minute ago'],
    [7_300, '2 hours ago'],
    [26 * 3_600, 'yesterday'],
    [3 * 86_400, '3 days ago'],
    [30 * 86_400, 'Sep 14, 2026'],
  ])('%d seconds ago reads %s', (seconds, text) => expect(formatAgo(now - seconds * 1000, now)).toBe(text));
});

describe('lists of words', () => {
  it.each([
    ['en', 'A, B, C'],
    ['ja', 'A、B、C'],
    ['ko', 'A, B 및 C'],
    ['ar', 'A وB وC'],
  ])('are joined in %s as the language joins them', (tag, text) => {
    useMessages(catalogMessages({ locale_tag: { message: tag } }, tag));
    expect(formatList(['A', 'B', 'C'])).toBe(text);
  });
});
