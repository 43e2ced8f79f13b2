import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longest = [
  'profile',
  'axe',
  'routes',
  'badInput',
  'facesRecorded',
  'hostilePage',
  'sources',
  'granted',
  'moveLibrary',
  'fits',
  'keyboard',
  'firefox',
  'gallery',
  'hosts',
  'otherAccount',
  'endurance',
  'ownFailures',
];

/** Long files first, so that no browser is left working alone at the end: a clean clone remembers no durations. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(basename(moduleId).split('.')[0] ?? '');
      return at < 0 ? longest.length : at;
    };
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

// Real browsers, two test files at a time: they wait for most of their time, and two cores carry no third.
export default defineConfig({
  test: {
    include: process.env.TOKSHELF_LONG ? ['test/e2e/**/*.{test,long}.ts'] : ['test/e2e/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/browsers/findBrowsersFirst.ts',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
