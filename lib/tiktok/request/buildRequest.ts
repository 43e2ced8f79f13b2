import type { HttpRequest } from '@/lib/ports/Http';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';
import { encodeQuery, encodeValue, type QueryParams } from '@/lib/tiktok/address/query';
import { xBogus } from '@/lib/tiktok/sign/xBogus';
import { baseParams, orderParams, type ParamBase } from './params';
import type { BrowserContext } from './requestContext';

/** The parts of an endpoint that its requests are made from. */
export interface RequestTarget {
  /** Names it in diagnostics and in the memory of ways. */
  readonly name: string;
  readonly url: string;
  /** Its own parameters with their defaults; those of {@link base} come on top. */
  readonly params: QueryParams;
  readonly base: ParamBase;
  /** `from_page`: which of the site's pages makes this request. */
  readonly fromPage: string;
  /** False for the endpoint that refuses nothing for lack of a signature. */
  readonly signed: boolean;
}

/** Longer than the site ever needs, shorter than a person waits. */
const TIMEOUT_MS = 20_000;

/** The site's script sends the token as it stands; anything that is no token is encoded. */
const tokenText = (token: string): string => (/^[\w.=-]*$/.test(token) ? token : encodeValue(token));

/**
 * Makes the request for an endpoint: `unsignedUrl` for the page's own fetch, which signs by itself, and `url` with
 * msToken and X-Bogus for everyone else.
 *
 * @param token the msToken that the site issued, or empty text
 */
export const buildRequest = (
  target: RequestTarget,
  params: QueryParams,
  context: BrowserContext,
  token: string,
  unixSeconds: number,
): HttpRequest => {
  const base = baseParams(target.base, context, target.fromPage);
  const query = encodeQuery(orderParams(base, target.params, params));
  const unsignedUrl = `${target.url}?${query}`;
  const common = {
    unsignedUrl,
    endpoint: target.name,
    timeoutMs: TIMEOUT_MS,
    headers: { Referer: `${SITE_ORIGIN}/` },
  };
  if (!target.signed) return { ...common, url: unsignedUrl };
  const withToken = `${query}&msToken=${tokenText(token)}`;
  const signature = xBogus(withToken, { userAgent: context.userAgent, unixSeconds });
  return { ...common, url: `${target.url}?${withToken}&X-Bogus=${signature}` };
};
