import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readZip } from './readZip';

// Two clones of what is committed, in folders of other names and depths, installed and packed as README says; then
// Mozilla's way: the Firefox package out of nothing but the sources zip.
const root = join(import.meta.dirname, '../../..');
const work = mkdtempSync(join(tmpdir(), 'tokshelf-zips-'));
const MINUTES = 60_000;
afterAll(() => rmSync(work, { recursive: true, force: true }), 5 * MINUTES);

// What Vitest sets for itself would make a build for tests of it, which holds the paths of its files.
const { NODE_ENV: _node, VITEST: _vitest, MODE: _mode, DEV: _dev, PROD: _prod, TEST: _test, ...env } = process.env;

const run = (folder: string, command: string, ...args: readonly string[]): void =>
  void execFileSync(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });

const sums = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(folder, '.output'))
      .filter((name) => name.endsWith('.zip'))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, '.output', name)))
          .digest('hex'),
      ]),
  );

const pack = (folder: string): Readonly<Record<string, string>> => {
  run(folder, 'npm', 'ci');
  run(folder, 'npm', 'run', 'zip');
  return sums(folder);
};

const clone = (name: string): string => {
  const folder = join(work, name);
  run(work, 'git', 'clone', '--quiet', root, folder);
  return folder;
};

let first: Readonly<Record<string, string>>;
beforeAll(() => {
  first = pack(clone('a'));
}, 15 * MINUTES);

it('packs three zips', () => {
  expect(Object.keys(first).map((name) => name.replace(/^tokshelf-[\d.]+-/, ''))).toEqual([
    'chrome.zip',
    'firefox.zip',
    'sources.zip',
  ]);
});

it(
  'packs the same bytes from another clone',
  () => {
    expect(pack(clone('another/and deeper'))).toEqual(first);
  },
  15 * MINUTES,
);

it(
  'packs the same package for Firefox from the sources alone',
  () => {
    const sources = Object.keys(first).find((name) => name.endsWith('sources.zip')) ?? '';
    const folder = join(work, 'from-sources');
    for (const [path, bytes] of readZip(join(work, 'a/.output', sources))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    run(folder, 'npm', 'ci');
    run(folder, 'npx', 'wxt', 'zip', '-b', 'firefox');
    // What only Chrome's package is made of is not among the sources for Mozilla.
    expect(sums(folder)).toEqual(
      Object.fromEntries(Object.entries(first).filter(([name]) => !name.endsWith('chrome.zip'))),
    );
  },
  15 * MINUTES,
);

it('names in docs/permissions.md what the packed manifests ask for, and nothing is added while packing', () => {
  const told = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
  for (const name of Object.keys(first).filter((zip) => !zip.endsWith('sources.zip'))) {
    const manifest = JSON.parse(String(readZip(join(work, 'a/.output', name)).get('manifest.json'))) as {
      permissions: string[];
      host_permissions: string[];
    };
    const asked = [...manifest.permissions, ...manifest.host_permissions];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((one) => !told.includes(`\`${one}\``))).toEqual([]);
  }
});
