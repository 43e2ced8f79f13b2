import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { postFromHint } from '@/lib/app/createHandlers';

const reply = JSON.parse(
  readFileSync(new URL('../../fixtures/tiktok/item-detail/video-2026-10.json', import.meta.url), 'utf8'),
);
const item = reply.itemInfo.itemStruct;

const forged = (address: string) => {
  const copy = structuredClone(item);
  copy.video = { ...copy.video, playAddr: address, downloadAddr: address, bitrateInfo: [], PlayAddrStruct: undefined };
  return copy;
};

describe('hint of a page', () => {
  it('gives the post', () => expect(postFromHint(item, item.id)?.post.id).toBe(item.id));
  it('is not taken for another post', () => expect(postFromHint(item, '1')).toBeUndefined());
  it.each([undefined, null, 1, 'x', [], {}])('is not taken when it is %s', (hint) => {
    expect(postFromHint(hint, item.id)).toBeUndefined();
  });
  it.each([
    'https://evil.example/x.mp4',
    'http://v16-webapp-prime.us.tiktok.com:8080/x.mp4',
    'https://v16.tiktok.com.evil.example/x.mp4',
    'https://user:pass@v16.tiktok.com/x.mp4',
    'javascript:alert(1)',
  ])('loses the foreign address %s, and with it all there was to save', (address) => {
    expect(postFromHint(forged(address), item.id)).toBeUndefined();
  });
  it('has its address as https, whatever it came as', () => {
    const read = postFromHint(forged('http://v16-webapp-prime.us.tiktok.com/x.mp4'), item.id);
    expect(JSON.stringify(read?.post.assets)).toContain('https://v16-webapp-prime.us.tiktok.com/x.mp4');
    expect(JSON.stringify(read?.post.assets)).not.toContain('http:');
  });
  it('is not taken when it is huge', () => {
    expect(postFromHint({ ...item, desc: 'x'.repeat(1_100_000) }, item.id)).toBeUndefined();
  });
  it.each([
    [5000, 'object', () => ({})],
    [5000, 'list', () => []],
    [100_000, 'object', () => ({})],
  ])('is not taken when something in it is nested %i deep by %s, and nothing is thrown', (depth, _, innermost) => {
    let nested: unknown = innermost();
    for (let at = 0; at < depth; at += 1) nested = Array.isArray(nested) ? [nested] : { nested };
    expect(postFromHint({ ...item, nested }, item.id)).toBeUndefined();
    expect(postFromHint({ ...item, video: { ...item.video, nested } }, item.id)).toBeUndefined();
  });
  it('is not taken when it is a cycle, or holds one part without end', () => {
    const cycle: Record<string, unknown> = { ...item };
    cycle.self = cycle;
    expect(postFromHint(cycle, item.id)).toBeUndefined();
    let twice: unknown = {};
    for (let at = 0; at < 100; at += 1) twice = [twice, twice];
    expect(postFromHint({ ...item, twice }, item.id)).toBeUndefined();
  });
});
