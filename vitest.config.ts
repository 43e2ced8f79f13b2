import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const kinds = process.env.TOKSHELF_LONG ? '{test,long}' : 'test';
const include = [`test/{unit,story,contract,site}/**/*.${kinds}.{ts,tsx}`];

// Rooms that keep nothing between two calls, without the files that put something else in a module's or the world's place,
// and those that weigh the heap: what other files left there is collected when it likes.
const ROOMS = 'app,backup,base,live,media,model,naming,queue,rpc,sources,takeover,tiktok,ui,watch';
const REPLACES =
  /\bvi\.(mock|doMock|resetModules|stubGlobal|stubEnv|useFakeTimers)\(|\bheapMb\(|@vitest-environment|fake-indexeddb\/auto/;
const sharing = globSync([`test/unit/{${ROOMS}}/**/*.${kinds}.{ts,tsx}`, `test/story/**/*.${kinds}.ts`], {
  cwd: root,
}).filter((file) => !REPLACES.test(readFileSync(`${root}/${file}`, 'utf8')));

export default defineConfig({
  resolve: { alias: { '@': root } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'node',
    // Two cores are what the tests are measured on; more workers than cores only make time-outs meaningless.
    maxWorkers: 2,
    testTimeout: 20_000,
    restoreMocks: true,
    projects: [
      // A process for each file costs 0.7 s of a core, more than most of these take.
      { extends: true, test: { name: 'sharing a process', include: sharing, isolate: false } },
      { extends: true, test: { name: 'own process', include, exclude: sharing } },
    ],
  },
});
