import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { PageRef } from '@/lib/model/pageRef';
import type { Http } from '@/lib/ports/Http';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { readPage } from '@/lib/tiktok/parse/readReply';
import { sendSafely } from '@/lib/tiktok/request/transport';

/** Where the site leads visitors whom it wants to log in first, the page they asked for in the query. */
const behindLogin = (url: URL): string | undefined =>
  url.pathname.startsWith('/login') ? (url.searchParams.get('redirect_url') ?? '') : undefined;

const readTarget = (address: string): Result<PageRef> => {
  const url = new URL(address);
  // People are called like that, too: only a page of this name counts.
  if (/\/notfound\/?$/.test(url.pathname)) return err(failure('region', 'short link leads to notfound'));
  const wanted = behindLogin(url);
  if (wanted === '') return err(failure('login', 'short link leads to the login page'));
  const target = readAddress(wanted ?? address);
  if (!target.ok) return target;
  // Links that have expired lead to the start page.
  const dead = target.value.kind === 'feed' || target.value.kind === 'other' || target.value.kind === 'short';
  return dead ? err(failure('removed', 'short link leads nowhere')) : target;
};

/**
 * Finds out where a vm., vt. or /t/ link leads, by following its redirects. Addresses that are no short links are read
 * as they are, without a request.
 *
 * @returns what the link points at; `input` for foreign addresses, also as the target; `removed` for a link that leads
 * nowhere, `region` or `login` where the site says so, `captcha`, `gate`, `rate`, `http` and the failures of the network
 */
export const followShortLink = async (http: Http, address: string): Promise<Result<PageRef>> => {
  const ref = readAddress(address);
  if (!ref.ok || ref.value.kind !== 'short') return ref;
  const reply = await sendSafely(http, { url: ref.value.url, timeoutMs: 20_000 });
  if (!reply.ok) return reply;
  if (!URL.canParse(reply.value.url)) return err(failure('shape', 'no final address'));
  const target = readTarget(reply.value.url);
  if (target.ok || target.error.code !== 'removed' || reply.value.status === 404) return target;
  // The address counts even under a status of refusal (f2 met 444 on pages that exist). A dead end counts only when it is
  // none: a captcha leaves the visitor where the link is, or at the start page.
  const page = readPage(reply.value);
  return page.ok ? target : page;
};
