import { policyOf } from '@/lib/base/errorPolicy';
import type { Result } from '@/lib/base/result';

/**
 * Asks for a thing that an endpoint and a page of the site both hold: the API first, without opening a tab for it; then
 * the page, which brings the same data and needs no signature; then the API with a tab. The site's word on the thing
 * itself (removed, private…) is final whoever hears it.
 *
 * @param page absent where no page is known to hold it
 * @returns the first answer; where all refuse, what tells most
 */
export const askBoth = async <T>(
  api: (openTab: boolean) => Promise<Result<T>>,
  page: (() => Promise<Result<T>>) | undefined,
): Promise<Result<T>> => {
  const first = await api(page === undefined);
  if (first.ok || page === undefined || !policyOf(first.error.code).otherPlace) return first;
  const second = await page();
  if (second.ok || !policyOf(second.error.code).otherPlace) return second;
  if (first.error.code !== 'gate') return first;
  const third = await api(true);
  return third.ok || second.error.code !== 'captcha' ? third : second;
};
