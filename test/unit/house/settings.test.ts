import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsSchema } from '@/lib/model/settings';

const root = join(import.meta.dirname, '../../..');

const textOf = (folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(join(root, folder, name), 'utf8')),
    )
    .join('\n');

const { version: _, pacing, ...plain } = settingsSchema.shape;
const names = [...Object.keys(plain), ...Object.keys(pacing.unwrap().shape)];

const unnamedIn = (text: string): string[] => names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));

// A setting without a row, or one that nothing obeys, compiles.
it('shows each setting on the options page', () => {
  expect(unnamedIn(textOf(['components/options']))).toEqual([]);
});

it('obeys each setting somewhere beside the options page', () => {
  const places = ['lib/app', 'lib/browser', 'lib/media', 'lib/naming', 'lib/page', 'lib/queue'];
  expect(unnamedIn(textOf(places))).toEqual([]);
});
