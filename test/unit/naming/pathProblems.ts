/**
 * What is wrong with a path of a file, told without any code of lib/naming: written from the rules of Win32 file names, APFS, ext4,
 * Chromium's IsSafePortableRelativePath (2026) and Firefox' DownloadPaths.sanitize (2026). Empty = nothing.
 */
const devices = new Set(['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$', 'CLOCK$']);
for (const port of ['COM', 'LPT']) for (const digit of '0123456789¹²³') devices.add(port + digit);

const shellExtensions = new Set([
  'lnk',
  'local',
  'scf',
  'url',
  'desktop',
  'library-ms',
  'search-ms',
  'pif',
  'website',
  'webloc',
]);

const windows = (part: string): string[] => {
  const problems: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what Windows refuses.
  for (const [sign] of part.matchAll(/[\0-\x1f<>:"/\\|?*]/g)) problems.push(`windows: ${JSON.stringify(sign)}`);
  if (part.endsWith('.') || part.endsWith(' ')) problems.push('windows: dot or blank at the end');
  if (devices.has((part.split('.')[0] ?? '').trimEnd().toUpperCase())) problems.push('windows: device name');
  if (part.length > 255) problems.push('windows: over 255 units');
  return problems;
};

const apple = (part: string): string[] => {
  const problems: string[] = [];
  if (!part.isWellFormed()) problems.push('macos: lone surrogate');
  if (/\p{Cn}/u.test(part)) problems.push('macos: unassigned');
  if (part !== part.normalize('NFC')) problems.push('macos: not NFC');
  return problems;
};

const encoder = new TextEncoder();

const linux = (part: string): string[] => {
  const bytes = encoder.encode(part).length;
  return [...(bytes > 255 ? [`linux: ${bytes} bytes`] : []), ...(part.includes('\0') ? ['linux: NUL'] : [])];
};

const chrome = (part: string): string[] => {
  const problems: string[] = [];
  if (/^[\s.~]|[\s.]$/u.test(part)) problems.push('chrome: blank, dot or tilde at an end');
  if (part.includes('%')) problems.push('chrome: percent sign');
  for (const [sign] of part.matchAll(/[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu)) {
    problems.push(`chrome: U+${(sign.codePointAt(0) ?? 0).toString(16)}`);
  }
  const extension = part.includes('.') ? part.slice(part.lastIndexOf('.') + 1).toLowerCase() : '';
  if (shellExtensions.has(extension) || /^\{.*\}$/.test(extension)) problems.push(`chrome: extension ${extension}`);
  if (['desktop.ini', 'thumbs.db'].includes(part.toLowerCase())) problems.push('chrome: name of the shell');
  return problems;
};

const firefox = (part: string): string[] => {
  const problems: string[] = [];
  if (/[\u2028\u2029\u180e\ufeff]/.test(part)) problems.push('firefox: separator');
  if (/[^\S ]/u.test(part)) problems.push('firefox: white space other than a blank');
  if (/ {2}/.test(part)) problems.push('firefox: two blanks');
  return problems;
};

export const pathProblems = (path: string): string[] => {
  const parts = path.split('/');
  const problems = parts.flatMap((part) => {
    if (part === '') return ['empty name'];
    if (part === '..' || part === '.') return ['dots'];
    return [windows, apple, linux, chrome, firefox].flatMap((rule) => rule(part));
  });
  return path.length > 200 ? [...problems, `${path.length} units`] : problems;
};
