import { describe, expect, it } from 'vitest';
import { parseAlive } from '@/lib/tiktok/parse/parseLiveRoom';
import { readPage, readReply } from '@/lib/tiktok/parse/readReply';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { fixtureNames, readFixture, replyOf } from './fixtures';

const waf = readFixture('challenge/waf-please-wait-2026-05.html');
const removedPage = readFixture('page/video-removed-2025-07.html');
const item = readFixture('item-detail/video-2026-10.json');
const challenges = [
  '<html><body><div id="verify_center"></div></body></html>',
  '<!DOCTYPE html><title>x</title><script>var a={"pageId":"tiktok-verify-page"}</script>',
  '<html><head><script>x()</script></head><body> Please wait... </body></html>',
  '<html><body><div class="captcha_verify_container"></div></body></html>',
];

describe('readReply', () => {
  it('reads JSON', () => {
    expect(readReply(replyOf(item))).toMatchObject({ ok: true, value: { statusCode: 0 } });
    expect(readReply(replyOf('\uFEFF {"statusCode":0}'))).toStrictEqual({ ok: true, value: { statusCode: 0 } });
  });

  it('takes the firewall page for a captcha, whatever the status', () => {
    expect(readReply(replyOf(waf))).toMatchObject({ ok: false, error: { code: 'captcha' } });
    expect(readReply(replyOf(waf, { status: 403 }))).toMatchObject({ ok: false, error: { code: 'captcha' } });
  });

  it.each(challenges)('takes %s for a captcha', (html) => {
    expect(readReply(replyOf(html))).toMatchObject({ ok: false, error: { code: 'captcha' } });
    expect(readPage(replyOf(html))).toMatchObject({ ok: false, error: { code: 'captcha' } });
  });

  it.each(fixtureNames('.html').filter((name) => name.startsWith('page/')))('takes %s for a refusal', (name) => {
    expect(readReply(replyOf(readFixture(name)))).toMatchObject({ ok: false, error: { code: 'gate' } });
  });

  it('takes an empty body for a refusal', () => {
    expect(readReply(replyOf(''))).toStrictEqual({
      ok: false,
      error: { code: 'gate', detail: 'empty body', status: 200 },
    });
    const refused = replyOf('', { headers: { tt_orcas_res: '1' } });
    expect(readReply(refused)).toMatchObject({ error: { code: 'gate', detail: 'empty body, tt_orcas_res' } });
  });

  it('never takes a refusal for an empty list', () => {
    for (const body of ['', ' \n', '<html></html>']) expect(readReply(replyOf(body)).ok).toBe(false);
  });

  it('sees the captcha header', () => {
    const reply = replyOf('{"statusCode":0}', { headers: { 'bdturing-verify': '{"type":"verify"}' } });
    expect(readReply(reply)).toMatchObject({ error: { code: 'captcha' } });
  });

  it.each([
    [403, 'gate'],
    [429, 'rate'],
    [404, 'http'],
    [503, 'http'],
  ])('HTTP %i is %s', (status, code) => {
    expect(readReply(replyOf('{}', { status }))).toMatchObject({ error: { code, status } });
    expect(readPage(replyOf('<html></html>', { status }))).toMatchObject({ error: { code, status } });
  });

  it('sees that it was led to the login page', () => {
    const url = 'https://www.tiktok.com/login?redirect_url=x';
    expect(readReply(replyOf('<html></html>', { url }))).toMatchObject({ error: { code: 'login' } });
    expect(readPage(replyOf(removedPage, { url: 'https://www.tiktok.com/@login' }))).toMatchObject({ ok: true });
  });

  it.each(['{"statusCode":', 'not json', '{"a":1}x'])('has code shape for %s', (body) => {
    expect(readReply(replyOf(body))).toMatchObject({ error: { code: 'shape' } });
  });

  it('gives the status its code', () => {
    const missing = readFixture('item-detail/missing-2026-10.json');
    expect(readReply(replyOf(missing))).toStrictEqual({ ok: false, error: { code: 'removed', siteCode: 10204 } });
    const verify = '{"code":"10000","from":"","type":"verify","version":"","region":"va","subtype":"slide"}';
    expect(readReply(replyOf(verify))).toMatchObject({ error: { code: 'captcha' } });
  });
});

describe('readPage', () => {
  it.each(fixtureNames('.html').filter((name) => name.startsWith('page/')))('reads %s', (name) => {
    expect(readPage(replyOf(readFixture(name)))).toMatchObject({ ok: true });
  });

  it('refuses the firewall page, an empty page and a risk block', () => {
    expect(readPage(replyOf(waf))).toMatchObject({ error: { code: 'captcha' } });
    expect(readPage(replyOf(''))).toMatchObject({ error: { code: 'gate' } });
    const blocked = replyOf(removedPage, { headers: { 'X-TT-System-Error': '3' } });
    expect(readPage(blocked)).toMatchObject({ error: { code: 'gate' } });
  });
});

describe('parseJson', () => {
  it('keeps every digit of a long number', () => {
    const json = '{"id":7692023419818265357,"a":[7692023419818265358, 9007199254740991],"b":-9007199254740993}';
    expect(parseJson(json)).toStrictEqual({
      ok: true,
      value: {
        id: '7692023419818265357',
        a: ['7692023419818265358', 9007199254740991],
        b: '-9007199254740993',
      },
    });
  });

  it('leaves text and fractions alone', () => {
    const value = { text: '{"id":7692023419818265357}', ratio: 0.1234567890123456, big: 1e21, id: 7 };
    expect(parseJson(`{"x":7692023419818265357,"y":${JSON.stringify(value)}}`)).toStrictEqual({
      ok: true,
      value: { x: '7692023419818265357', y: value },
    });
  });
});

describe('parseAlive', () => {
  const read = (json: string) => {
    const body = readReply(replyOf(json));
    return body.ok ? parseAlive(body.value) : body;
  };

  it('keeps ids exact, with and without their text twin', () => {
    const json =
      '{"data":[{"alive":true,"room_id":7692023419818265357},{"alive":false,"room_id":7692023419818265358,"room_id_str":"7692023419818265358"}],"status_code":0}';
    expect(read(json)).toStrictEqual({
      ok: true,
      value: [
        { roomId: '7692023419818265357', alive: true },
        { roomId: '7692023419818265358', alive: false },
      ],
    });
  });

  it.each([
    '{"status_code":0}',
    '{"data":[{"alive":true}]}',
    '{"data":[{"room_id":7,"alive":"no"}]}',
    '{"data":[null]}',
  ])('has code shape for %s', (json) => {
    expect(read(json)).toMatchObject({ error: { code: 'shape' } });
  });

  it('refuses a number that was rounded before it came here', () => {
    expect(parseAlive({ data: [{ alive: true, room_id: Number('7692023419818265357') }] })).toMatchObject({
      error: { code: 'shape' },
    });
  });
});
