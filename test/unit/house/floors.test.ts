import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folders, importOverrides, rooms } from '@/scripts/floors';

const root = join(import.meta.dirname, '../../..');

interface Entry {
  readonly folder: string;
  readonly name: string;
}

const filesBelow = (folder: string): Entry[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [{ folder, name: entry.name }],
  );

const ours = ['lib', 'components', 'entrypoints', 'scripts', 'test'].flatMap(filesBelow);
const isData = ({ folder }: Entry): boolean => /^test\/(fixtures|e2e\/screens|e2e\/\.tmp)/.test(folder);

/** The paths of those files, of the ones that would have this text, whose imports Biome refuses. */
const refused = (files: Readonly<Record<string, string>>): string[] => {
  const scratch = mkdtempSync(join(tmpdir(), 'tokshelf-lint-'));
  try {
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(scratch, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [path, code] of Object.entries(files)) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), code);
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' });
    const report: { readonly diagnostics: readonly { readonly location: { readonly path: string } }[] } =
      JSON.parse(stdout);
    return [...new Set(report.diagnostics.map(({ location }) => location.path))].sort();
  } finally {
    rmSync(scratch, { recursive: true });
  }
};

const importOf = (path: string): string => `import { x } from '@/${path}';\n\nexport const y = x;\n`;

describe('floors and rooms', () => {
  it('stand in biome.json as the table has them (npm run rules writes them)', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    const expected = JSON.parse(JSON.stringify(importOverrides()));
    expect(overrides.slice(0, expected.length)).toEqual(expected);
  });

  it('are all named: a new folder needs a place in scripts/floors.ts', () => {
    const inLib = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(inLib.map(({ name }) => `lib/${name}`).filter((folder) => !folders.includes(folder))).toEqual([]);
    for (const [folder, levels] of Object.entries(rooms)) {
      const found = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(found.map(({ name }) => name).sort()).toEqual(levels.flat().sort());
    }
  });

  it('let lint refuse an import against their direction, in every folder', { timeout: 120_000 }, () => {
    const probes: Record<string, string> = {};
    const wrong: string[] = [];
    for (const [folder, levels] of Object.entries(rooms)) {
      const low = `${folder}/${levels[0]?.[0]}`;
      const high = `${folder}/${levels.at(-1)?.[0]}`;
      probes[`${low}/top.ts`] = importOf(`${folder}/x`);
      wrong.push(`${low}/top.ts`);
      // Nothing is above or below a room that is alone.
      if (low === high) continue;
      probes[`${low}/up.ts`] = importOf(`${high}/x`);
      probes[`${high}/down.ts`] = importOf(`${low}/x`);
      wrong.push(`${low}/up.ts`);
    }
    probes['lib/queue/core/floor.ts'] = importOf('lib/browser/database/x');
    expect(refused(probes)).toEqual([...wrong, 'lib/queue/core/floor.ts'].sort());
  });

  it('hold at most 25 files in one folder', () => {
    const counts = Map.groupBy(
      ours.filter((entry) => !isData(entry)),
      ({ folder }) => folder,
    );
    expect([...counts].filter(([, files]) => files.length > 25).map(([folder]) => folder)).toEqual([]);
  });
});

describe('names of files', () => {
  it('are used once under lib and components', () => {
    const code = ours.filter(({ folder, name }) => /^(lib|components)\b/.test(folder) && /\.tsx?$/.test(name));
    const byName = Map.groupBy(code, ({ name }) =>
      basename(name)
        .replace(/\.tsx?$/, '')
        .toLowerCase(),
    );
    expect([...byName].filter(([, files]) => files.length > 1).map(([name]) => name)).toEqual([]);
  });
});
