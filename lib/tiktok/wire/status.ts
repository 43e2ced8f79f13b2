import type { ErrorCode } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';

// Reasons in the message of 10204, most telling first; `&` and `,` join several (pages recorded 2025-07 to 2026-09).
const reasons: readonly (readonly [RegExp, ErrorCode])[] = [
  [/status_deleted|doesn't exist|not exist/, 'removed'],
  [/self_see|privacy_authorization|friend_see/, 'private'],
  [/content_classification|age_gate|minor/, 'age'],
  [/geo_fenc|geo_filter|cross_border|region/, 'region'],
];

// Codes seen in statusCode and status_code, 2023-10 to 2026-10.
const codes: Readonly<Record<number, ErrorCode>> = {
  '-2': 'captcha',
  8: 'login',
  10000: 'captcha',
  10101: 'http',
  10201: 'removed',
  10202: 'removed',
  10203: 'removed',
  10204: 'removed',
  10205: 'removed',
  10216: 'private',
  10221: 'removed',
  10222: 'private',
  10231: 'region',
  100002: 'removed',
  209002: 'login',
  4003110: 'age',
};

const codeOfUnknown = (message: string): ErrorCode => {
  if (/not_?found|doesn't exist/.test(message)) return 'removed';
  if (/captcha|verif/.test(message)) return 'captcha';
  if (/geo_fenc|geo_filter|your (region|country)/.test(message)) return 'region';
  if (/log ?in|session|unauthor/.test(message)) return 'login';
  if (/too (many|fast|frequent)|frequen|rate ?limit/.test(message)) return 'rate';
  return 'refused';
};

const codeOf = (status: number, message: string): ErrorCode => {
  const known = codes[status];
  if (known === undefined) return codeOfUnknown(message);
  if (status !== 10204) return known;
  return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? known;
};

/**
 * What a status code of the site means. 10204 is "not available"; its message tells removed, private, age-gated and
 * withheld posts apart, and without a message it is taken as removed. Codes never seen before become `refused`
 * (a matter of this one request, tried a few times), unless the message speaks of a captcha, a login or a rate limit.
 *
 * @param status - `statusCode` or `status_code`, not 0.
 * @param message - `statusMsg`, `statusMessage` or `status_msg`; kept as detail.
 */
export const failureOfStatus = (status: number, message = '', postId?: string): Failure =>
  failure(codeOf(status, message.toLowerCase()), message === '' ? undefined : message.slice(0, 200), {
    siteCode: status,
    ...(postId === undefined ? {} : { postId }),
  });

/** What an HTTP status means when the body does not tell more; undefined for 2xx. Refusals as reported 2024 to 2026. */
export const failureOfHttp = (status: number): Failure | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const code: ErrorCode = status === 429 ? 'rate' : [401, 403, 405, 412, 444].includes(status) ? 'gate' : 'http';
  return failure(code, `HTTP ${status}`, { status });
};
