import { readFileSync } from 'node:fs';

/** Prints what CHANGELOG.md says of a version: `npm run notes -- v0.1.0`. The tag must be the version of package.json. */
const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(read('package.json')) as { version: string };
const parts = read('CHANGELOG.md').split(/^## /m).slice(1);
const part = parts.find((text) => text.split(/[\s\]]/)[0]?.replace('[', '') === version);
const notes = part?.split('\n').slice(1).join('\n').trim();

if (tag !== `v${version}`) {
  console.error(`The tag is ${tag || 'missing'}, package.json says ${version}.`);
  process.exitCode = 1;
} else if (notes) {
  console.log(notes);
} else {
  console.error(`CHANGELOG.md has no part "## ${version}" with words in it.`);
  process.exitCode = 1;
}
