import type { z } from 'zod';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/** What a caller passed, read by its schema: fields that no row holds (a single reply's `raw` and `toDict`) are left behind. Error: `input`. */
export const readInput = <T>(schema: z.ZodType<T>, value: unknown): Result<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(failure('input', issue ? `${issue.path.join('.')}: ${issue.message}` : 'malformed'));
};
