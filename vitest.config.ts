import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };

export default defineConfig({
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: process.env.TOKSHELF_LONG
      ? ['test/{unit,story,contract,site}/**/*.{test,long}.{ts,tsx}']
      : ['test/{unit,story,contract,site}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Two cores are what the tests are measured on; more workers than cores only make time-outs meaningless.
    maxWorkers: 2,
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
