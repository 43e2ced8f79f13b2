/** The last part of a path of whatever system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const ASCII = /^[\0-\x7f]*$/;

/** Text without case and accents, so that `creme` finds `Crème`. */
export const foldText = (text: string): string =>
  // Most captions and all paths of ours need no taking apart, which costs thirty times as much.
  ASCII.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{Mn}+/gu, '')
        .toLowerCase();
