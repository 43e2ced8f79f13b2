import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
const documents = [...readdirSync(root), ...below('docs'), ...below('.github')].filter((path) => path.endsWith('.md'));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

it.each(documents)('%s leads to files that are there', (path) => {
  const text = read(path).replace(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
  const local = targets.filter((target) => !/^(https:|#)/.test(target)).map((target) => target.split('#')[0] ?? '');
  expect(local.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
});

it('README shows the two commands, and pictures for light and dark of 600 kB in all', () => {
  const text = read('README.md');
  expect(text).toContain('```\nnpm ci && npm run demo\n```');
  expect(text).toContain('```\nnpm ci && npm test\n```');
  const shown = [...text.matchAll(/docs\/pictures\/[\w-]+\.webp/g)].map(([path]) => path);
  const kept = below('docs/pictures');
  expect([...new Set(shown)].sort()).toEqual(kept.map((path) => relative(root, join(root, path))).sort());
  expect(kept.filter((path) => path.includes('dark')).length).toBe(kept.length / 2);
  const bytes = kept.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(600_000);
});
