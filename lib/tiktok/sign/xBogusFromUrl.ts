import { failure, TokError } from '@/lib/base/failure';
import { encodeQuery, type QueryParams } from '@/lib/tiktok/address/query';
import { xBogus } from '@/lib/tiktok/sign/xBogus';

/**
 * Builds an address from parameters and signs it: f2's `model_2_endpoint`. Values are given as they are, not
 * percent-encoded; undefined ones are left out.
 *
 * @returns `baseUrl?…&X-Bogus=…`
 * @throws TokError of code `input` when `baseUrl` is not a complete address
 */
export const xBogusFromModel = (baseUrl: string, params: QueryParams, options: SignOptions): string => {
  const query = encodeQuery(params);
  const joint = query === '' ? '' : baseUrl.includes('?') ? '&' : '?';
  return xBogusFromUrl(`${baseUrl}${joint}${query}`, options);
};

/** What signing an address needs; the time defaults to now. */
export interface SignOptions {
  readonly userAgent: string;
  readonly unixSeconds?: number;
  readonly body?: string;
}

const parse = (address: string): URL => {
  try {
    return new URL(address);
  } catch (cause) {
    throw new TokError(failure('input', 'not a complete address'), { cause });
  }
};

/**
 * Signs a complete address: f2's `str_2_endpoint`. The query is first brought into the form in which it goes over the
 * wire, so that the signature covers exactly the bytes that are sent; the fragment is dropped.
 *
 * @returns the address with `X-Bogus` as its last parameter
 * @throws TokError of code `input` when the text is not a complete address
 */
export const xBogusFromUrl = (endpoint: string, { userAgent, unixSeconds, body = '' }: SignOptions): string => {
  const url = parse(endpoint);
  url.hash = '';
  const query = url.search.slice(1);
  const value = xBogus(query, { userAgent, body, unixSeconds: unixSeconds ?? Math.floor(Date.now() / 1000) });
  return `${url.origin}${url.pathname}?${query}${query === '' ? '' : '&'}X-Bogus=${value}`;
};
