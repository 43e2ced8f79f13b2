// Writes the table of imports between rooms into docs/architecture.md, between the lines that mark its place.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rooms } from './floors.ts';

const root = join(import.meta.dirname, '..');
const map = join(root, 'docs/architecture.md');

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

const roomOf = (folder: string, path: string): string => {
  const [first = '', second] = path.slice(folder.length + 1).split('/');
  return second === undefined ? '(top)' : first;
};

/** How many imports lead from each room of a folder to each other one, as rows of a table. */
const rowsOf = (folder: string): string[] => {
  const order = ['(top)', ...(rooms[folder] ?? []).flat().reverse()];
  const files = filesBelow(folder).filter((path) => /\.tsx?$/.test(path) && !dirname(path).endsWith('/gen'));
  const counts = new Map<string, Map<string, number>>();
  for (const path of files) {
    const from = counts.get(roomOf(folder, path)) ?? new Map<string, number>();
    counts.set(roomOf(folder, path), from);
    for (const [, target = ''] of readFileSync(join(root, path), 'utf8').matchAll(/from '@\/([^']+)'/g)) {
      if (!target.startsWith(`${folder}/`)) continue;
      const to = roomOf(folder, target);
      if (to !== roomOf(folder, path)) from.set(to, (from.get(to) ?? 0) + 1);
    }
  }
  const sizes = Map.groupBy(files, (path) => roomOf(folder, path));
  return order.flatMap((room) => {
    const targets = counts.get(room);
    if (!targets) return [];
    const list = order.flatMap((to) => (targets.has(to) ? [`${to} ${targets.get(to)}`] : []));
    return [`| \`${folder}\` | ${room} | ${sizes.get(room)?.length ?? 0} | ${list.join(', ')} |`];
  });
};

const table = ['| folder | room | files | imports |', '|---|---|---|---|', ...Object.keys(rooms).flatMap(rowsOf)].join(
  '\n',
);
const text = readFileSync(map, 'utf8');
const [before, , after] = text.split(/<!-- rooms -->/);
if (after === undefined) throw new Error('docs/architecture.md has no place for the rooms');
writeFileSync(map, `${before}<!-- rooms -->\n${table}\n<!-- rooms -->${after}`);
