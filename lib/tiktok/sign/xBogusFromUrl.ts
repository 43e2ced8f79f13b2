import { failure } from '@/lib/base/failure';
import { TokError } from '@/lib/base/TokError';
import { xBogus } from './xBogus';

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
