import { expect, it } from 'vitest';
import { uniquePath } from '@/lib/naming/render/uniquePath';
import { pathKey } from '@/lib/naming/text/safePart';

const id = '7318000000000000001';

const takenOnce = (...basePaths: string[]): ((key: string) => boolean) => {
  const keys = new Set(basePaths.map(pathKey));
  return (key) => keys.has(key);
};

it('leaves a free path as it is', () => {
  expect(uniquePath('a/b-video', id, () => false)).toBe('a/b-video');
});

it('adds the id, then a counter', () => {
  expect(uniquePath('a/b-video', id, takenOnce('a/b-video'))).toBe(`a/b-video_${id}`);
  expect(uniquePath('a/b-video', id, takenOnce('a/b-video', `a/b-video_${id}`))).toBe(`a/b-video_${id}_2`);
  expect(uniquePath(`a/${id}-video`, id, takenOnce(`a/${id}-video`))).toBe(`a/${id}-video_2`);
});

it('knows what case-insensitive systems take for the same', () => {
  expect(uniquePath('a/B-video', id, takenOnce('A/b-video'))).toBe(`a/B-video_${id}`);
  expect(uniquePath('e\u0301', id, takenOnce('É'))).toContain(id);
});

it('cuts words, neither kind nor id, where the path would get too long', () => {
  const basePath = `tiktok/one/x/${'w'.repeat(170)}-image-01`;
  const unique = uniquePath(basePath, id, takenOnce(basePath));
  expect(unique).toMatch(new RegExp(`^tiktok/one/x/w+-image-01_${id}$`));
  expect(unique.length + 5).toBe(200);
  const long = `${'f'.repeat(80)}/${'w'.repeat(60)}_${id}_${'v'.repeat(20)}-video`;
  expect(uniquePath(long, id, takenOnce(long))).toContain(`_${id}_${'v'.repeat(20)}-video_2`);
});
