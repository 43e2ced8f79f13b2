import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Prints what the built packages weigh, as a table in Markdown: `npm run zip && npm run sizes`. */
const output = fileURLToPath(new URL('../.output/', import.meta.url));
const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

interface Weight {
  raw: number;
  packed: number;
}

const add = (weights: Map<string, Weight>, name: string, raw: number, packed: number): void => {
  const known = weights.get(name) ?? { raw: 0, packed: 0 };
  weights.set(name, { raw: known.raw + raw, packed: known.packed + packed });
};

/** What a file belongs to, as people feel its weight: at each start, in each TikTok page, or only when a page is opened. */
const groupOf = (path: string): string => {
  if (path === 'background.js' || path.startsWith('content-scripts/')) return path;
  if (path.startsWith('_locales/')) return 'words';
  if (path.endsWith('.js')) return 'scripts of pages';
  return path.endsWith('.css') ? 'styles of pages' : 'the rest';
};

for (const browser of ['chrome-mv3', 'firefox-mv3']) {
  const folder = join(output, browser);
  if (!existsSync(folder)) throw new Error(`${folder} is not there: npm run zip`);
  const weights = new Map<string, Weight>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(folder, path);
    if (!statSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    const packed = gzipSync(bytes, { level: 9 }).length;
    add(weights, groupOf(path.replaceAll('\\', '/')), bytes.length, packed);
    add(weights, 'all', bytes.length, packed);
  }
  console.log(`| ${browser} | kB | kB by gzip |\n|---|--:|--:|`);
  for (const [name, { raw, packed }] of weights) console.log(`| ${name} | ${kB(raw)} | ${kB(packed)} |`);
  console.log('');
}
console.log('| package | kB |\n|---|--:|');
for (const name of readdirSync(output).filter((one) => one.endsWith('.zip')))
  console.log(`| ${name} | ${kB(statSync(join(output, name)).size)} |`);
