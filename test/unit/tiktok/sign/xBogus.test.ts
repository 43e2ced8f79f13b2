import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { genFalseMsToken } from '@/lib/tiktok/sign/genFalseMsToken';
import { xBogus } from '@/lib/tiktok/sign/xBogus';
import { xBogusFromModel, xBogusFromUrl } from '@/lib/tiktok/sign/xBogusFromUrl';

const vectors = z
  .array(
    z.object({
      source: z.string(),
      query: z.string(),
      body: z.string(),
      userAgent: z.string(),
      unixSeconds: z.number(),
      env: z.number(),
      ub: z.number(),
      canvas: z.number(),
      xBogus: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync('test/fixtures/vectors/xbogus.json', 'utf8')));

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const at = { userAgent, unixSeconds: 1_700_000_000 };
const known = 'DFSzswVY4hbANG//tmWx-e9WX7jp';

describe('xBogus', () => {
  test('equals every known answer', () => {
    const wrong = vectors.filter(({ query, xBogus: expected, ...input }) => xBogus(query, input) !== expected);
    expect(vectors.length).toBe(119);
    expect(wrong).toEqual([]);
  });

  test('takes the published example by its defaults', () => {
    expect(xBogus('aid=1988&device_platform=web_pc', at)).toBe(known);
  });

  test('does not mix up the remembered User-Agents of different environments', () => {
    const query = 'aid=1988&device_platform=web_pc';
    expect(xBogus(query, { ...at, ub: 14, canvas: 0x58c2b01a })).toBe('DFSzswVO4hbANy5ntmWx-VXAIQ-I');
    for (let i = 0; i < 40; i++) xBogus(query, { ...at, userAgent: `agent ${i}` });
    expect(xBogus(query, at)).toBe(known);
  });
});

describe('xBogusFromUrl', () => {
  test('appends the signature of the query', () => {
    expect(xBogusFromUrl('https://www.tiktok.com/api/x/?aid=1988&device_platform=web_pc#part', at)).toBe(
      `https://www.tiktok.com/api/x/?aid=1988&device_platform=web_pc&X-Bogus=${known}`,
    );
  });

  test('signs the bytes that are sent, not the ones that were typed', () => {
    const signed = new URL(xBogusFromUrl("https://www.tiktok.com/api/x/?q=café d'or 日本", at));
    const [query, value] = signed.search.slice(1).split('&X-Bogus=');
    expect(query).toBe('q=caf%C3%A9%20d%27or%20%E6%97%A5%E6%9C%AC');
    expect(value).toBe(xBogus(query ?? '', at));
  });

  test('signs an empty query', () => {
    expect(xBogusFromUrl('https://www.tiktok.com/api/x/', at)).toBe(
      `https://www.tiktok.com/api/x/?X-Bogus=${xBogus('', at)}`,
    );
  });

  test('takes the present time when none is given', () => {
    expect(xBogusFromUrl('https://www.tiktok.com/api/x/?a=1', { userAgent })).toMatch(/\?a=1&X-Bogus=DFSzs[\w/-]{23}$/);
  });

  test('refuses what is not an address', () => {
    expect(() => xBogusFromUrl('aid=1988', at)).toThrow(expect.objectContaining({ code: 'input' }));
  });
});

describe('xBogusFromModel', () => {
  test('encodes, keeps the order, leaves out what is undefined', () => {
    const signed = xBogusFromModel(
      'https://www.tiktok.com/api/x/',
      { tz_name: 'Asia/Hong_Kong', browser_version: "5.0 (X'11)", count: 30, skip: undefined, msToken: 'ab==' },
      at,
    );
    const query = 'tz_name=Asia%2FHong_Kong&browser_version=5.0%20%28X%2711%29&count=30&msToken=ab%3D%3D';
    expect(signed).toBe(`https://www.tiktok.com/api/x/?${query}&X-Bogus=${xBogus(query, at)}`);
  });

  test('continues a query that is there', () => {
    expect(xBogusFromModel('https://www.tiktok.com/api/x/?aid=1988', { device_platform: 'web_pc' }, at)).toBe(
      `https://www.tiktok.com/api/x/?aid=1988&device_platform=web_pc&X-Bogus=${known}`,
    );
  });
});

describe('genFalseMsToken', () => {
  test('has the length asked for and ends in ==', () => {
    expect(genFalseMsToken()).toMatch(/^[\w-]{124}==$/);
    expect(genFalseMsToken(148)).toMatch(/^[\w-]{146}==$/);
    expect(genFalseMsToken()).not.toBe(genFalseMsToken());
  });

  test('follows the source of chance', () => {
    expect(genFalseMsToken(6, { bytes: (count) => new Uint8Array(count).map((_, i) => i * 65) })).toBe('ABCD==');
  });

  test.each([2, 1.5, -1, 5000, Number.NaN])('refuses length %s', (length) => {
    expect(() => genFalseMsToken(length)).toThrow(expect.objectContaining({ code: 'input' }));
  });
});
