import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { extensionDir } from '../browsers/extensionDir.ts';

/** The script and all that its static imports lead to: what the browser reads before the first line runs. */
const scriptsOf = (file: string, seen = new Map<string, string>()): Map<string, string> => {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, path = ''] of text.matchAll(/(?:from|import)"(\.{1,2}\/[^"]+\.js)"/g))
    scriptsOf(join(dirname(file), path), seen);
  return seen;
};

const ofWorker = scriptsOf(join(extensionDir('chrome'), 'background.js'));

it("Chromium's worker reads neither the mp4 library nor protobuf when it starts: its offscreen document alone works with them", () => {
  const scripts = [...ofWorker.values()];
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((text) => /google\.protobuf|mediabunny/i.test(text))).toHaveLength(0);
  expect(scripts.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(600_000);
});

it('the library reads what its first rows are drawn with, and the rest when it is asked for', () => {
  const page = readFileSync(join(extensionDir('chrome'), 'library.html'), 'utf8');
  const seen = new Map<string, string>();
  for (const [, path = ''] of page.matchAll(/(?:src|href)="\/(chunks\/[^"]+\.js)"/g))
    scriptsOf(join(extensionDir('chrome'), path), seen);
  const scripts = [...seen.values()];
  expect(scripts.length).toBeGreaterThan(2);
  // Each is waited for: 18 in place of 7 cost the first rows 15 % (Chromium 156).
  expect(scripts.length).toBeLessThan(9);
  expect(scripts.filter((text) => /papaparse|unparse|relocateSaved/i.test(text))).toHaveLength(0);
  expect(scripts.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(420_000);
});

/** Scripts that import each other in a circle: the first of them runs before what it needs is there. */
const circles = (folder: string): readonly string[] => {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    const at = above.indexOf(file);
    if (at >= 0) found.push([...above.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    done.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)) visit(path, [...above, file]);
  };
  for (const file of readdirSync(folder)) visit(file, []);
  return found;
};

it.each(['chrome', 'firefox'] as const)('no scripts of the build for %s import each other in a circle', (browser) => {
  expect(circles(join(extensionDir(browser), 'chunks'))).toEqual([]);
});

it.each(['chrome', 'firefox'] as const)(
  'no script that stands alone in the build for %s brings the schemas with it',
  (browser) => {
    // Zod makes code from strings, which the policy of our pages forbids: told not to, it lies in the scripts that are shared.
    const root = extensionDir(browser);
    const alone = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && !file.startsWith('chunks'),
    );
    expect(alone).toContain('check.js');
    expect(alone.filter((file) => /\bFunction\(/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  },
);
