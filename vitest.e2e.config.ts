import { defineConfig } from 'vitest/config';

// Real browsers, one test file at a time: two cores do not carry two of them without making time-outs meaningless.
export default defineConfig({
  test: {
    include: process.env.TOKSHELF_LONG ? ['test/e2e/**/*.{test,long}.ts'] : ['test/e2e/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
