import { defineConfig } from 'vitest/config';

// Real browsers, two test files at a time: they wait for most of their time, and two cores carry no third.
export default defineConfig({
  test: {
    include: process.env.TOKSHELF_LONG ? ['test/e2e/**/*.{test,long}.ts'] : ['test/e2e/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
