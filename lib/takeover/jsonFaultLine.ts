const TOKEN = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: in a string of JSON they are a mistake
const TEXT = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What may come next: a value, the end of a list or a value, a key, and so on. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

const afterValue: Expected = ', or end';

// By hand: expressions for blanks and whole strings take a time that grows with the square of the length.
const afterBlanks = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at += 1;
  return at;
};

/** The end of the string that begins there; undefined where it has none. */
const afterString = (text: string, from: number): number | undefined => {
  TEXT.lastIndex = from + 1;
  let end = TEXT.lastIndex;
  while (TEXT.test(text)) end = TEXT.lastIndex;
  return text[end] === '"' ? end + 1 : undefined;
};

interface Token {
  readonly end: number;
  readonly kind: 'string' | 'scalar' | 'sign';
  readonly sign?: string | undefined;
}

const tokenAt = (text: string, at: number): Token | undefined => {
  if (text[at] === '"') {
    const end = afterString(text, at);
    return end === undefined ? undefined : { end, kind: 'string' };
  }
  TOKEN.lastIndex = at;
  const [whole, scalar, sign] = TOKEN.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : { end: at + whole.length, kind: scalar === undefined ? 'sign' : 'scalar', sign };
};

/**
 * The line, from 1, where a text stops being JSON; of a sound one the last. Chromium's own error tells no place for some
 * mistakes ("Unexpected token … is not valid JSON", Chromium 156).
 */
export const jsonFaultLine = (text: string): number => {
  const open: string[] = [];
  let expected: Expected = 'value';
  let end = 0;
  while (end < text.length) {
    end = afterBlanks(text, end);
    const token = tokenAt(text, end);
    const next: Expected | undefined = token && follow(token, expected, open);
    if (!token || !next) break;
    expected = next;
    end = token.end;
  }
  return text.slice(0, end).split('\n').length;
};

const follow = ({ kind, sign }: Token, expected: Expected, open: string[]): Expected | undefined => {
  const isValueDue = expected === 'value' || expected === 'value or ]';
  if (kind === 'string') {
    if (expected === 'key' || expected === 'key or }') return ':';
    return isValueDue ? afterValue : undefined;
  }
  if (kind === 'scalar') return isValueDue ? afterValue : undefined;
  if (sign === '[' || sign === '{') {
    if (!isValueDue) return undefined;
    open.push(sign);
    return sign === '[' ? 'value or ]' : 'key or }';
  }
  if (sign === ':') return expected === ':' ? 'value' : undefined;
  const inside = open.at(-1);
  if (sign === ',') return expected !== afterValue || !inside ? undefined : inside === '[' ? 'value' : 'key';
  const closes = sign === ']' ? inside === '[' && expected === 'value or ]' : inside === '{' && expected === 'key or }';
  const mayClose = closes || (expected === afterValue && inside === (sign === ']' ? '[' : '{'));
  if (!mayClose) return undefined;
  open.pop();
  return afterValue;
};
