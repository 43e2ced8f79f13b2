// Everything that must hold before a change lands, in one command; ends with one plain line `N passed, N failed`.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

interface Counts {
  passed: number;
  failed: number;
}

const long = process.argv.includes('--long');
const reports = mkdtempSync(join(tmpdir(), 'tokshelf-test-'));
const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];

const add = (name: string, counts: Counts, seconds: number): void => {
  total.passed += counts.passed;
  total.failed += counts.failed;
  lines.push(`${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
};

const check = async (name: string, command: string, args: readonly string[]): Promise<boolean> => {
  const { code, seconds } = await run(command, args);
  add(name, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, seconds);
  return code === 0;
};

const readCounts = (file: string, code: number): Counts => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    // A suite that cannot even load has no failed test of its own, only the exit code tells.
    const failed = code !== 0 && report.numFailedTests === 0 ? 1 : report.numFailedTests;
    return { passed: report.numPassedTests, failed };
  } catch (error) {
    console.error(`No report of ${file}: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
};

const suite = async (name: string, config: string, env: Record<string, string> = {}): Promise<void> => {
  const file = join(reports, `${name}.json`);
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, seconds } = await run('vitest', args, env);
  add(name, readCounts(file, code), seconds);
};

const env: Record<string, string> = long ? { TOKSHELF_LONG: '1' } : {};
await Promise.all([
  check('types', 'tsc', ['--noEmit']),
  check('lint and import floors', 'biome', ['check', '--error-on-warnings', '.']),
]);
// One after the other: both write the types that tsc and each other read.
const builtChrome = await check('build for Chrome', 'wxt', ['build']);
const builtFirefox = await check('build for Firefox', 'wxt', ['build', '-b', 'firefox']);
await Promise.all([
  check('web-ext lint', 'web-ext', ['lint', '--source-dir', '.output/firefox-mv3', '--boring']),
  suite('unit, story, contract, site', 'vitest.config.ts', env),
]);
if (builtChrome && builtFirefox) await suite('end to end', 'vitest.e2e.config.ts', env);

console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
