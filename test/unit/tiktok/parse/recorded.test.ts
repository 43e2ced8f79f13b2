import { describe, expect, it } from 'vitest';
import { postSchema } from '@/lib/model/post';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { fixtureNames, parseFixture, readFixture, withoutRaw } from './fixtures';

const recorded = [...fixtureNames('.json'), ...fixtureNames('.html')].filter((name) => !name.startsWith('challenge/'));

const expectedOf = (name: string): unknown =>
  JSON.parse(new TextDecoder().decode(readFixture(name.replace(/\.(json|html)$/, '.expected.json'))));

const postsIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(postsIn);
  if (!isRecord(value)) return [];
  return 'assets' in value ? [value] : Object.values(value).flatMap(postsIn);
};

describe('recorded replies', () => {
  it('are all there', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(35);
  });

  it.each(recorded)('%s parses to what it says', (name) => {
    const parsed = withoutRaw(parseFixture(name));
    expect(parsed).toStrictEqual(expectedOf(name));
    for (const post of postsIn(parsed)) expect(postSchema.safeParse(post).error).toBeUndefined();
  });

  it('carry their reply along', () => {
    expect(parseFixture('item-list/music-2023-10.json')).toMatchObject({ value: { raw: { statusCode: 0 } } });
    expect(parseFixture('page/video-logged-in-2025-11.html')).toMatchObject({
      value: { post: { value: { raw: { id: '7507673491211029803' } } } },
    });
  });
});
