import { readFileSync, writeFileSync } from 'node:fs';
import { importOverrides } from './floors.ts';

const file = new URL('../biome.json', import.meta.url);
const config = JSON.parse(readFileSync(file, 'utf8'));
const isOurs = ({ linter }: { linter?: { rules?: { style?: { noRestrictedImports?: unknown } } } }): boolean =>
  linter?.rules?.style?.noRestrictedImports !== undefined;
config.overrides = [...importOverrides(), ...config.overrides.filter((one: object) => !isOurs(one))];
writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
