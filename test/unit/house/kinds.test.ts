import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assetSchema, mediaKinds } from '@/lib/model/media';
import { isListKind, sourceSchema } from '@/lib/model/source';
import { allSources } from '@/lib/sources/registry';

const root = join(import.meta.dirname, '../../..');
// A word that also names a kind of file (`live`) says nothing of lists by itself.
const kinds = sourceSchema.options
  .map((option) => option.shape.kind.value)
  .filter((kind) => !mediaKinds.some((file) => file === kind))
  .join('|');

/** A branch by kind of list: what a kind means stands in the table of lib/model/source.ts. */
const listBranch = new RegExp(
  `(?:source|choice)\\??\\.kind\\)? *[!=]==|\\bkind *[!=]== *'(?:${kinds})'|case '(?:${kinds})':|switch \\((?:source|choice)\\??\\.kind`,
);

const linesIn = (folder: string, branch: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      readFileSync(join(root, folder, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (branch.test(line) ? [`${folder}/${name}:${at + 1}: ${line.trim()}`] : [])),
    );

it('asks no kind of list by name in queue, ui and views', () => {
  expect(['lib/queue', 'lib/ui', 'components'].flatMap((folder) => linesIn(folder, listBranch))).toEqual([]);
});

// One row says what a kind of file is; which post gives a picture or a sound is told by its shape there.
const fileKinds = mediaKinds.join('|');
const fileBranch = new RegExp(`\\bkind *[!=]== *'(?:${fileKinds})'|case '(?:${fileKinds})':`);
const places = ['lib/queue/files', 'lib/naming', 'components'];

it('asks no kind of file by name where files are made, named and shown', () => {
  const found = places.flatMap((folder) => linesIn(folder, fileBranch));
  expect(found.filter((line) => !/(?:asset|post)\??\.kind/.test(line))).toEqual([]);
});

const textOf = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

// Neither is a type error when forgotten: a list that no page offers, and a file that no reply is read for.
it('offers each kind of list on some page, and reads each kind of asset from replies', () => {
  const lists = sourceSchema.options.map((option) => option.shape.kind.value).filter(isListKind);
  const unoffered = allSources.filter(({ kind, offers }) => isListKind(kind) && Object.keys(offers).length === 0);
  expect(unoffered.map(({ kind }) => kind)).toEqual([]);
  expect(
    allSources
      .map(({ kind }) => kind)
      .filter(isListKind)
      .toSorted(),
  ).toEqual(lists.toSorted());
  const parsers = textOf('lib/tiktok/parse');
  const assets = assetSchema.options.map((option) => option.shape.kind.value);
  expect(assets.filter((kind) => !parsers.includes(`kind: '${kind}'`))).toEqual([]);
});
