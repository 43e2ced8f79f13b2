import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Runs a TypeScript file that imports `lib`: `npx node scripts/runTs.ts my-file.ts`. Vite resolves the `@/` alias. */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npx node scripts/runTs.ts FILE.ts');
  process.exit(2);
}
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
await runnerImport(resolve(file), { configFile: false, logLevel: 'error', root, resolve: { alias: { '@': root } } });
