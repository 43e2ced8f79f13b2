import { encodeQuery, type QueryParams } from '@/lib/tiktok/address/query';
import { type SignOptions, xBogusFromUrl } from './xBogusFromUrl';

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
