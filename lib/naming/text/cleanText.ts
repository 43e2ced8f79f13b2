/**
 * Signs that draw nothing or steer the direction of text: controls, formats (Cf, which Firefox's downloads API refuses,
 * joiners included), lone surrogates, private use, unassigned (APFS refuses those) and other default-ignorable points.
 * U+FE0F stays: it makes a sign an emoji and every browser takes it.
 */
const invisible = /(?!\uFE0F|[\t\n\v\f\r\u0085\u115F\u1160\u3164\uFFA0])[\p{C}\p{DI}]/gu;

/** White space, and the letters that look like it. */
const blanks = /[\s\u0085\u115F\u1160\u2800\u3164\uFFA0]+/gu;

/** Refused by Windows or Chrome; the percent sign Chrome would turn into an underscore by itself. */
const forbidden = /["*/:<>?\\|%]+/g;

const plain = /^[\w .,#@!()'+=;&[\]-]*$/;

/** True when no letter, digit or symbol is left: nothing a file could be known by. */
const saysNothing = (text: string): boolean => /^(?:\uFE0F|[\s._~-])*$/.test(text);

/**
 * Makes a field's value fit for being a piece of a file name on Windows, macOS, Linux and for both browsers' downloads API.
 * NFC, one line, single blanks, `_` for runs of forbidden signs; empty when nothing readable is left.
 */
export const cleanText = (raw: string): string => {
  const text = plain.test(raw)
    ? raw.replace(/ {2,}/g, ' ').trim()
    : raw
        .replace(invisible, '')
        .normalize('NFC')
        .replace(invisible, '')
        .replace(blanks, ' ')
        .replace(forbidden, '_')
        .trim();
  return saysNothing(text) ? '' : text;
};
