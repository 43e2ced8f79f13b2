/** Where a file landed: as asked, beside a file of that name (`name (1).mp4`), or where somebody else decided. */
export type Landing = 'asked' | 'beside' | 'elsewhere';

const plain = (path: string): string => path.replaceAll('\\', '/').normalize('NFC');

/** The path without the number that a browser adds where a file of the name exists: ` (1)` in Chromium, `(1)` in Firefox. */
export const uncounted = (path: string): string => path.replace(/ ?\(\d+\)(\.[^./\\]+)$/, '$1');

/** Compares the relative path asked for with the path that the browser reports, which may be absolute or still empty. */
export const landing = (asked: string, reported: string): Landing => {
  const [want, got] = [plain(asked), plain(reported)];
  const isAt = (path: string): boolean => path === want || path.endsWith(`/${want}`);
  if (got === '' || isAt(got)) return 'asked';
  return isAt(uncounted(got)) ? 'beside' : 'elsewhere';
};

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a file kept the name that was asked for, wherever it landed. */
export const keepsName = (asked: string, reported: string): boolean =>
  lastOf(plain(asked)) === lastOf(plain(reported)) || lastOf(plain(asked)) === lastOf(uncounted(plain(reported)));
