/**
 * Folds a path to what case-insensitive file systems (Windows, macOS) take for the same file: two paths with one key must not be
 * used side by side. Folds a little more than any of them (`ß` = `ss`), which costs at most a needless id in a name.
 */
export const pathKey = (path: string): string =>
  path.normalize('NFC').replaceAll('\uFE0F', '').toUpperCase().toLowerCase().normalize('NFC');
