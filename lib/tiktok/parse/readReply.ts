import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { withoutElements, withoutTags } from '@/lib/base/tags';
import type { HttpReply } from '@/lib/ports/Http';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { failureOfHttp } from '@/lib/tiktok/wire/status';
import { scriptIds } from './hydration';

// The challenge of the firewall is recorded (2026-05, HTTP 200, 1428 bytes); the others are reported.
const challengeMarkers = [
  '_wafchallengeid',
  'waforiginalreid',
  'SlardarWAF',
  'slardar_us_waf',
  'verify_center',
  'tiktok-verify-page',
  'captcha',
];

const holdsPageData = (html: string): boolean => scriptIds.some((id) => html.includes(`id="${id}"`));

// A whole page names its captcha scripts too: it is a challenge only when it brings no data.
const isChallenge = (body: string): boolean =>
  !holdsPageData(body) &&
  (challengeMarkers.some((marker) => body.includes(marker)) || /^.{0,40}Please wait\.\.\./s.test(textOf(body)));

const textOf = (html: string): string => withoutTags(withoutElements(html, ['script', 'style'])).trim();

const isHtml = (body: string): boolean => /^\s*</.test(body);

const decode = (body: Uint8Array): string => new TextDecoder().decode(body);

const leadsToLogin = (address: string): boolean =>
  URL.canParse(address) && /^\/login(\/|$)/.test(new URL(address).pathname);

/** What stands against a reply before its content counts, in the order of what tells most. */
const refusal = (reply: HttpReply, body: string): Failure | undefined => {
  const { status, headers } = reply;
  if (headers.has('bdturing-verify')) return failure('captcha', 'bdturing-verify', { status });
  if (isHtml(body) && isChallenge(body)) return failure('captcha', 'challenge page', { status });
  if (leadsToLogin(reply.url)) return failure('login', 'sent to the login page', { status });
  if (headers.get('x-tt-system-error') === '3') return failure('gate', 'X-TT-System-Error 3', { status });
  const byStatus = failureOfHttp(status);
  if (byStatus) return byStatus;
  if (body.trim() !== '') return undefined;
  return failure('gate', headers.has('tt_orcas_res') ? 'empty body, tt_orcas_res' : 'empty body', { status });
};

/**
 * Reads a reply that should be JSON. Whole numbers beyond 2^53 are text in the value.
 *
 * @returns `captcha` for a challenge, `gate` for HTTP 401, 403, 405, 412, 444, an empty body (how the site refuses
 * a signature) or any other HTML, `login` after a redirect to the login page, `rate` for 429, `http` for other
 * statuses, `shape` for broken JSON, else the code that the reply's own status stands for.
 */
export const readReply = (reply: HttpReply): Result<unknown> => {
  const body = decode(reply.body);
  const refused = refusal(reply, body);
  if (refused) return err(refused);
  if (isHtml(body)) return err(failure('gate', 'HTML where JSON was due', { status: reply.status }));
  const json = parseJson(body);
  if (!json.ok) return json;
  const told = failureInReply(json.value);
  return told ? err(told) : json;
};

/**
 * Reads a reply that should be an HTML page.
 *
 * @returns the page's text, or a failure as {@link readReply} gives them.
 */
export const readPage = (reply: HttpReply): Result<string> => {
  const body = decode(reply.body);
  const refused = refusal(reply, body);
  return refused ? err(refused) : ok(body);
};

/** Protobuf starts with a field's tag; the site's refusals are HTML, JSON or nothing. */
const looksLikeText = (bytes: Uint8Array): boolean => bytes.length === 0 || bytes[0] === 0x3c || bytes[0] === 0x7b;

/** The bytes of a reply that is to be protobuf; refusals as {@link readReply} tells them, `shape` for well-meant JSON. */
export const readBytes = (reply: HttpReply): Result<Uint8Array> => {
  if (reply.status === 200 && !looksLikeText(reply.body)) return ok(reply.body);
  const told = readReply(reply);
  return told.ok ? err(failure('shape', 'JSON where protobuf was due')) : told;
};
