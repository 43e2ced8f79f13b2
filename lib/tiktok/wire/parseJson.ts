import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/** The third argument of a reviver: Chrome 114, Firefox 135, Node 21. */
interface SourceContext {
  readonly source?: string;
}

// Webcast replies hold 19-digit ids as numbers; JSON.parse rounds them beyond 2^53. They become text instead.
const keepDigits = (_key: string, value: unknown, context?: SourceContext): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

// A reviver is called for every value; most replies need none.
const hasLongNumber = (json: string): boolean => /[:[,]\s*-?\d{16,}\s*[,\]}]/.test(json);

/**
 * Parses JSON without rounding: a whole number beyond 2^53 comes back as its decimal text.
 *
 * @returns code `shape` when the text is no JSON.
 */
export const parseJson = (json: string): Result<unknown> => {
  try {
    return ok(hasLongNumber(json) ? JSON.parse(json, keepDigits) : JSON.parse(json));
  } catch {
    return err(failure('shape', `no JSON (${json.length} characters)`));
  }
};
