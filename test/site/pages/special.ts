import type { Reply } from '../api/reply.ts';
import { html, modelled, recorded } from '../visit.ts';

const challenge = Buffer.from(JSON.stringify({ v: { a: 'ZGVtbw==', b: 1, c: 'ZGVtbw==' }, s: 'demo' }))
  .toString('base64')
  .replace(/=+$/, '');

/** The WAF challenge: 200, no data (structure recorded 2026-05, values invented). */
export const wafPage = (): Reply =>
  html(
    `<!DOCTYPE html><html><head><title>Please wait...</title><meta charset="utf-8"></head><body><p id="wci" class="_wafchallengeid"></p><p id="cs" class="${challenge}"></p><p id="rci" class="waforiginalreid"></p><p id="rs" class=""></p><p id="place_hold" class="support original referer"></p><h1>Please wait...</h1></body></html>`,
    recorded('WAF page 2026-05'),
  );

/** A captcha page, as it comes where media was due. */
export const captchaHtml = (): string =>
  '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Security Check</title></head><body><div class="captcha_verify_container" id="captcha-verify-container"><p>Verify to continue</p></div></body></html>';

/** Log in as the demo viewer, or out. */
export const loginPage = (): Reply =>
  html(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Log in | TikTok</title><link rel="stylesheet" href="/demo/site.css"></head><body class="demo-plain"><h1>Demo site</h1><form method="post" action="/demo/login"><button type="submit">Log in as @demo.viewer</button></form></body></html>',
    modelled('of our own'),
  );
