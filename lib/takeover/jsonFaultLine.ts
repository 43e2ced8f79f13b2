const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: in a string of JSON they are a mistake
  /\s*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/y;

/** What may come next: a value, the end of a list or a value, a key, and so on. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

const afterValue: Expected = ', or end';

/**
 * The line, from 1, where a text stops being JSON; of a sound one the last. Chromium's own error tells no place for some
 * mistakes ("Unexpected token … is not valid JSON", Chromium 156).
 */
export const jsonFaultLine = (text: string): number => {
  const open: string[] = [];
  let expected: Expected = 'value';
  let end = 0;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    const next: Expected | undefined | null = match && follow(match, expected, open);
    if (!next) break;
    expected = next;
  }
  const start = end + (/^\s*/.exec(text.slice(end, end + 10_000))?.[0].length ?? 0);
  return text.slice(0, start).split('\n').length;
};

const follow = (
  [, string, scalar, sign]: RegExpExecArray,
  expected: Expected,
  open: string[],
): Expected | undefined => {
  const isValueDue = expected === 'value' || expected === 'value or ]';
  if (string !== undefined) {
    if (expected === 'key' || expected === 'key or }') return ':';
    return isValueDue ? afterValue : undefined;
  }
  if (scalar !== undefined) return isValueDue ? afterValue : undefined;
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
