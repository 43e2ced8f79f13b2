import type { z } from 'zod';
import { type Failure, failure } from '@/lib/base/failure';

/** Code `shape`, with the place where the reply departs from what was expected; values are not repeated. */
export const shapeFailure = (what: string, error: z.ZodError): Failure => {
  const [first] = error.issues;
  return failure('shape', `${what}: ${first === undefined ? 'unreadable' : `${first.path.join('.')} ${first.code}`}`);
};
