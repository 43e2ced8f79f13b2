import { withoutEnd } from '@/lib/base/withoutEnd';

/**
 * Folds a path to what case-insensitive file systems (Windows, macOS) take for the same file: two paths with one key must not be
 * used side by side. Folds a little more than any of them (`ß` = `ss`), which costs at most a needless id in a name.
 */
export const pathKey = (path: string): string =>
  path.normalize('NFC').replaceAll('\uFE0F', '').toUpperCase().toLowerCase().normalize('NFC');

/** Signs that no path of ours may hold, slashes aside: refused by a system or a browser, or not to be seen. */
const illegal = /["*:<>?\\|%\u2800]|(?!\uFE0F)[\p{C}\p{DI}]/gu;

/** Finds the signs of a literal text that cannot stand in a path, with their places. `/` is not among them: it makes folders. */
export const illegalIn = (text: string): readonly { readonly sign: string; readonly index: number }[] =>
  [...text.matchAll(illegal)].map((match) => ({ sign: match[0], index: match.index }));

/** Device names of Windows, reserved with any extension and in any case; and names that Explorer reads as its own files. */
const reserved =
  /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?:\.|$)|^(?:desktop\.ini|thumbs\.db)$/iu;

/**
 * Last extensions that Chrome or Firefox refuse (also of folders), that a desktop opens as a link, or that macOS takes for a
 * package. Ours is appended after these, but a folder named so would fail every download in it.
 */
const refused =
  /\.(lnk|url|scf|desktop|local|pif|website|webloc|library-ms|search-ms|searchconnector-ms|settingcontent-ms|cdxml|app|bundle|pkg|kext|plugin|workflow|prefpane|crdownload|part|download|\{[^.]*\})$/iu;

/**
 * Makes one name of a path (folder, or file without extension) safe as a whole: NFC across the joints, no dots or blanks at the
 * ends, no leading tilde, no reserved name, no refused extension. Returns empty text when nothing is left.
 */
export const safePart = (raw: string): string => {
  const line = raw
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.~]+/u, '');
  let part = withoutEnd(line, /[\s.]/u);
  while (refused.test(part)) part = part.replace(refused, '_$1');
  return reserved.test(part) ? `_${part}` : part;
};
