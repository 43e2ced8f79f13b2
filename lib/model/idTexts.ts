import { z } from 'zod';
import { HANDLE_PATTERN, ID_PATTERN } from '@/lib/base/patterns';

/** A TikTok id: decimal text. Never a number, since ids have up to 19 digits and a double holds 15. */
export const idText = z.string().regex(ID_PATTERN);

/** A TikTok secUid: an opaque token that stays the same when handle and nickname change. */
export const secUidText = z.string().regex(/^[A-Za-z0-9_.\-=]{10,200}$/);

/** A TikTok handle, without the at sign. */
export const handleText = z.string().regex(HANDLE_PATTERN);

/** Whether a post came after another one, by their ids: decimal text of up to 19 digits, newer ones greater. */
export const isLaterId = (a: string, b: string): boolean => a.length > b.length || (a.length === b.length && a > b);
