import type { z } from 'zod';
import { type Failure, failure } from '@/lib/base/failure';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureOfStatus } from '@/lib/tiktok/wire/status';

/** Code `shape`, with the place where the reply departs from what was expected; values are not repeated. */
export const shapeFailure = (what: string, error: z.ZodError): Failure => {
  const [first] = error.issues;
  return failure('shape', `${what}: ${first === undefined ? 'unreadable' : `${first.path.join('.')} ${first.code}`}`);
};

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

const numberAt = (value: unknown, key: string): number => {
  const found = at(value, key);
  // Number of an object asks its own toString, which a reply may have made no function.
  const code = typeof found === 'string' || typeof found === 'number' ? Number(found) : 0;
  return Number.isFinite(code) ? code : 0;
};

const textAt = (value: unknown, ...path: readonly string[]): string => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
};

/** The `itemStruct` in a reply of item/detail, in page JSON or in the mobile page's videoDetail; else undefined. */
export const itemOf = (body: unknown): unknown => at(body, 'itemInfo', 'itemStruct');

// A private account answers 10222 to its followers too, with the data (recorded 2026-07): data goes before codes.
const hasPayload = (body: unknown): boolean =>
  textAt(body, 'userInfo', 'user', 'uniqueId') !== '' || textAt(itemOf(body), 'id') !== '';

/**
 * The failure that a JSON reply itself tells, or undefined when it tells none. `statusCode` is the business code and
 * goes before `status_code`, which stays 0 for a deleted post (recorded 2026-10). A verification envelope
 * (`type: verify`) is `captcha`.
 */
export const failureInReply = (body: unknown, postId?: string): Failure | undefined => {
  if (textAt(body, 'type') === 'verify') return failure('captcha', 'verify');
  const code = numberAt(body, 'statusCode') || numberAt(body, 'status_code');
  if (code === 0 || hasPayload(body)) return undefined;
  const messages = [
    ['statusMsg'],
    ['statusMessage'],
    ['status_msg'],
    ['message'],
    ['data', 'prompts'],
    ['data', 'message'],
  ];
  const message = messages.map((path) => textAt(body, ...path)).find((found) => found !== '');
  return failureOfStatus(code, message, postId);
};
