/** Signs that no path of ours may hold, slashes aside: refused by a system or a browser, or not to be seen. */
const illegal = /["*:<>?\\|%\u2800]|(?!\uFE0F)[\p{C}\p{DI}]/gu;

/** Finds the signs of a literal text that cannot stand in a path, with their places. `/` is not among them: it makes folders. */
export const illegalIn = (text: string): readonly { readonly sign: string; readonly index: number }[] =>
  [...text.matchAll(illegal)].map((match) => ({ sign: match[0], index: match.index }));
