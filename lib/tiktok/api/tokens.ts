import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Http, HttpReply } from '@/lib/ports/Http';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { readHydration } from '@/lib/tiktok/parse/hydration';
import { readPage } from '@/lib/tiktok/parse/readReply';
import { sendSafely } from '@/lib/tiktok/request/transport';

/** What token helpers stand on. */
export interface TokenParts {
  readonly http: Http;
  readonly cookies: Cookies;
  readonly client: Client;
}

/** A device id and the cookies that came with it; the two belong together (reported 2024). */
export interface DeviceToken {
  readonly deviceId: string;
  /** `name=value` pairs joined with `; `; absent where the browser hides them. */
  readonly cookie?: string;
  /** Why there is no cookie. */
  readonly reason?: 'hidden-by-browser';
}

type Pair = readonly [name: string, value: string];

const setCookies = (reply: HttpReply): readonly Pair[] =>
  reply.headers.getSetCookie().flatMap((line): Pair[] => {
    const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? [];
    return name === undefined || value === undefined || value === '' ? [] : [[name, value]];
  });

/** Without cookies both ways: a page asked for in the person's name would replace the person's own tokens. */
const freshPage = (http: Http, path: string): Promise<Result<HttpReply>> =>
  sendSafely(http, { url: `${SITE_ORIGIN}${path}`, credentials: 'omit', timeoutMs: 25_000 });

/**
 * The msToken that the site issued: the session's cookie, else the one that a light request brings. Never invented.
 *
 * @returns empty text when the site issues none
 */
export const realMsToken = async ({ cookies, client }: TokenParts): Promise<string> => {
  const known = async () => (await cookies.get('msToken')) || client.issuedToken();
  const before = await known();
  if (before !== '') return before;
  // The feed hands tokens to guests as well (reported 2026); whether it answers with posts does not matter here.
  await client.feed({ count: 1 });
  return known();
};

/**
 * The `ttwid` of the session, else a new one from the home page.
 *
 * @returns `permission` where the browser hides the cookie that came, `shape` when none came
 */
export const ttwid = async ({ http, cookies }: TokenParts): Promise<Result<string>> => {
  const own = await cookies.get('ttwid');
  if (own) return ok(own);
  const reply = await freshPage(http, '/');
  if (!reply.ok) return reply;
  const pairs = setCookies(reply.value);
  const fresh = pairs.find(([name]) => name === 'ttwid');
  if (fresh) return ok(fresh[1]);
  return err(pairs.length === 0 ? failure('permission', 'no Set-Cookie to be seen') : failure('shape', 'no ttwid'));
};

/** The `odin_tt` of a logged-in session; `login` without one, since guests get none any more (reported 2026-09). */
export const odinTt = async ({ cookies }: TokenParts): Promise<Result<string>> => {
  const own = await cookies.get('odin_tt');
  return own ? ok(own) : err(failure('login', 'odin_tt is for logged-in sessions'));
};

/**
 * A new device id from a page asked for as a stranger, with the cookies that belong to it: `tt_chain_token` alone, or
 * with `fullCookie` all of them (from /explore, which sets more).
 */
export const deviceToken = async (
  { http }: Pick<TokenParts, 'http'>,
  { fullCookie = false }: { readonly fullCookie?: boolean } = {},
): Promise<Result<DeviceToken>> => {
  const reply = await freshPage(http, fullCookie ? '/explore' : '/');
  if (!reply.ok) return reply;
  const html = readPage(reply.value);
  const page = html.ok ? readHydration(html.value) : html;
  if (!page.ok) return page;
  const { deviceId } = page.value;
  if (!/^\d{19}$/.test(deviceId)) return err(failure('shape', 'page without device id'));
  const pairs = setCookies(reply.value).filter(([name]) => fullCookie || name === 'tt_chain_token');
  if (pairs.length === 0) return ok({ deviceId, reason: 'hidden-by-browser' });
  return ok({ deviceId, cookie: pairs.map(([name, value]) => `${name}=${value}`).join('; ') });
};
