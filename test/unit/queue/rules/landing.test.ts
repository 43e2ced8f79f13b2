import { describe, expect, it } from 'vitest';
import { landing, uncounted } from '@/lib/queue/rules/landing';

describe('landing', () => {
  const asked = 'tiktok/one/Anna/2026 (2)_day-video.mp4';
  it.each([
    ['', 'asked'],
    [asked, 'asked'],
    [`/home/me/Downloads/${asked}`, 'asked'],
    [`C:\\Users\\me\\Downloads\\${asked.replaceAll('/', '\\')}`, 'asked'],
    ['/home/me/Downloads/tiktok/one/Anna/2026 (2)_day-video (1).mp4', 'beside'],
    ['/home/me/Downloads/tiktok/one/Anna/2026 (2)_day-video(1).mp4', 'beside'],
    ['/home/me/Downloads/2026 (2)_day-video.mp4', 'elsewhere'],
    ['/home/me/Downloads/tiktok/one/Anna/other.mp4', 'elsewhere'],
  ] as const)('%s is %s', (path, where) => {
    expect(landing(asked, path)).toBe(where);
  });

  it('takes names as equal whatever their Unicode form', () => {
    expect(landing('é.mp4', `/d/${'é'.normalize('NFD')}.mp4`)).toBe('asked');
  });

  it('knows a name that ends in a number of its own', () => {
    expect(landing('clip (1).mp4', '/d/clip (1).mp4')).toBe('asked');
    expect(uncounted('/d/clip (1) (3).mp4')).toBe('/d/clip (1).mp4');
  });
});
