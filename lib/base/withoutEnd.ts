/**
 * A text without the signs at its end that match. From the end, not by an expression of the form `x+$`: that one tries
 * every sign of every run anew, whether or not the run ends the text.
 *
 * @param sign matches one UTF-16 unit, and has no state (neither `g` nor `y`)
 */
export const withoutEnd = (text: string, sign: RegExp): string => {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
};
