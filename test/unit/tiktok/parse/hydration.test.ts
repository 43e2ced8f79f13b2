import { describe, expect, it } from 'vitest';
import { readHydration, readHydrationJson } from '@/lib/tiktok/parse/hydration';
import { readFixture } from './fixtures';

const pageOf = (name: string) => new TextDecoder().decode(readFixture(`page/${name}.html`));
const ID = '__UNIVERSAL_DATA_FOR_REHYDRATION__';
const scopeOf = (scope: object) => JSON.stringify({ __DEFAULT_SCOPE__: scope });

describe('readHydration', () => {
  it('finds the data in a page of more than a megabyte', () => {
    const filler = `<div class="${ID}">${'<p>x</p>'.repeat(160_000)}</div>`;
    const page = pageOf('user-2026-02').replace('<div id="app">', `${filler}<div id="app">`);
    expect(page.length).toBeGreaterThan(1_270_000);
    expect(readHydration(page)).toMatchObject({ ok: true, value: { region: 'VN', profile: { ok: true } } });
  });

  it('is not led astray by code that names the element', () => {
    const code = `<script>document.getElementById("${ID}");var a='<div id="${ID}">'</script>`;
    const page = pageOf('user-2026-02').replace('<div id="app">', `${code}<div id="app">`);
    expect(readHydration(page)).toMatchObject({ ok: true, value: { deviceId: '7000000000000000000' } });
  });

  it('reads the element whatever the order of its attributes', () => {
    const json = scopeOf({ 'webapp.app-context': { wid: '7', region: 'DE' } });
    const page = `<script nonce="" type="application/json" id="${ID}" data-x="">${json}</script>`;
    expect(readHydration(page)).toMatchObject({ value: { deviceId: '7', region: 'DE' } });
  });

  it('loses one broken script only', () => {
    const broken = pageOf('photo-mobile-2026-05').replace('{"__DEFAULT_SCOPE__"', '{__DEFAULT_SCOPE__');
    expect(readHydration(broken)).toMatchObject({ ok: true, value: { deviceId: '', post: { ok: true } } });
  });

  it.each(['', '<html></html>', `<script id="${ID}">{"a":`, `<script id="${ID}">{"a":</script>`])(
    'has code shape for %s',
    (page) => {
      expect(readHydration(page)).toMatchObject({ ok: false, error: { code: 'shape' } });
    },
  );

  it('gives the failure of a post that cannot be seen', () => {
    const page = (detail: object) => readHydrationJson(scopeOf({ 'webapp.video-detail': detail }));
    expect(page({ statusCode: 10204, statusMsg: 'content_classification' })).toMatchObject({
      value: { post: { ok: false, error: { code: 'age' } } },
    });
    expect(page({ statusCode: 0, statusMsg: '' })).toMatchObject({ value: { post: { error: { code: 'shape' } } } });
  });

  it('reads a private profile, and the failure of one that is not there', () => {
    const page = (detail: object) => readHydrationJson(scopeOf({ 'webapp.user-detail': detail }));
    const user = { uniqueId: 'ada', secUid: 'MS4wLjABAAAA', privateAccount: false };
    expect(page({ statusCode: 10222, userInfo: { user } })).toMatchObject({
      value: { profile: { ok: true, value: { author: { uniqueId: 'ada', privateAccount: true } } } },
    });
    expect(page({ statusCode: 10221, userInfo: {} })).toMatchObject({
      value: { profile: { error: { code: 'removed' } } },
    });
  });

  it('knows a live room by its profile', () => {
    const userInfo = { user: { uniqueId: 'ada', roomId: '7553804248358619912' } };
    expect(readHydrationJson(scopeOf({ 'webapp.user-detail': { userInfo } }))).toMatchObject({
      value: { profile: { value: { live: true, roomId: '7553804248358619912' } } },
    });
  });
});
