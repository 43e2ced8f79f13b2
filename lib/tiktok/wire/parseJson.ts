import { failure } from '@/lib/base/failure';
import { DEEPEST } from '@/lib/base/fitsIn';
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

const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether brackets outside of texts are nested deeper than {@link DEEPEST}. */
const isTooDeep = (json: string): boolean => {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inText && code === BACKSLASH) at += 1;
    else if (code === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
};

/**
 * Parses JSON without rounding: a whole number beyond 2^53 comes back as its decimal text.
 *
 * @returns code `shape` when the text is no JSON, or nested too deep.
 */
export const parseJson = (json: string): Result<unknown> => {
  if (isTooDeep(json)) return err(failure('shape', 'nested too deep'));
  try {
    return ok(hasLongNumber(json) ? JSON.parse(json, keepDigits) : JSON.parse(json));
  } catch {
    return err(failure('shape', `no JSON (${json.length} characters)`));
  }
};
