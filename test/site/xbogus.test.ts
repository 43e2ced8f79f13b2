import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkXBogus, decodeXBogus } from './xbogus.ts';

interface Vector {
  source: string;
  query: string;
  body: string;
  userAgent: string;
  unixSeconds: number;
  env: number;
  ub: number;
  canvas: number;
  xBogus: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/vectors/xbogus.json', import.meta.url), 'utf8'),
) as Vector[];

describe('the demo site reads X-Bogus', () => {
  it('has vectors', () => expect(vectors.length).toBeGreaterThan(20));

  it.each(vectors.map((vector, n) => [n, vector.source, vector] as const))('%i %s', (_n, _source, vector) => {
    expect(decodeXBogus(vector.xBogus)).toMatchObject({
      env: vector.env,
      ub: vector.ub,
      unixSeconds: vector.unixSeconds,
      canvas: vector.canvas,
    });
    expect(checkXBogus(vector.xBogus, vector.query, vector.body, vector.userAgent)).toBeUndefined();
    expect(checkXBogus(vector.xBogus, `${vector.query}&x=1`, vector.body, vector.userAgent)).toBe('query');
    expect(checkXBogus(vector.xBogus, vector.query, `${vector.body}x`, vector.userAgent)).toBe('body');
    expect(checkXBogus(vector.xBogus, vector.query, vector.body, `${vector.userAgent}.`)).toBe('user agent');
  });

  it('refuses what is none', () => {
    const good = vectors[0]?.xBogus ?? '';
    expect(decodeXBogus('1')).toMatch(/28/);
    expect(decodeXBogus('='.repeat(28))).toMatch(/alphabet/);
    expect(decodeXBogus('A'.repeat(28))).toMatch(/version/);
    expect(decodeXBogus(`${good.slice(0, -1)}${good.endsWith('a') ? 'b' : 'a'}`)).toMatch(/checksum/);
  });
});
