import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { withoutEnd } from '@/lib/base/withoutEnd';
import { bestTime } from './textReaders';

const root = join(import.meta.dirname, '../../..');

interface Expression {
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression that stands in a file, found by its syntax. */
const expressionsIn = (name: string): Expression[] => {
  const found: Expression[] = [];
  const program = parseSync(name, readFileSync(join(root, name), 'utf8')).program;
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node) found.push({ place: name, ...(node.regex as { pattern: string; flags: string }) });
    for (const part of Object.values(node)) look(part);
  };
  look(program);
  return found;
};

const LENGTH = 30_000;
// What no expression of ours ends on, so that each try of a run is in vain.
const STOP = '\u0007';
const common = [...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)), '\t', '\u00a0', '»', 'é', '😀'];

/** Runs of every sign, and of what two signs of the expression itself make together. */
const pumpsOf = ({ pattern }: Expression): string[] => {
  const own = [...new Set(pattern)].slice(0, 12);
  return [...common, ...own.flatMap((first) => own.map((second) => first + second))];
};

// A quadratic one takes 300 ms and more for 30,000 signs, a linear one less than one.
const ALLOWED_MS = 50;

const isSlow = (expression: Expression): boolean => {
  const search = new RegExp(expression.pattern, expression.flags.replace('y', ''));
  return pumpsOf(expression).some((pump) => {
    const text = `${pump.repeat(LENGTH / pump.length)}${STOP}`;
    return bestTime(() => text.replace(search, ''), ALLOWED_MS) > ALLOWED_MS;
  });
};

const files = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`),
);

it('searches no text by an expression whose time grows with the square of its length', { timeout: 120_000 }, () => {
  const expressions = files.flatMap(expressionsIn);
  expect(expressions.length).toBeGreaterThan(100);
  expect(expressions.filter(isSlow)).toEqual([]);
});

it('takes off an end what stands there, and leaves it elsewhere', () => {
  expect(withoutEnd('a. b. .', /[\s.]/u)).toBe('a. b');
  expect(withoutEnd('...', /\./)).toBe('');
  expect(withoutEnd('', /\./)).toBe('');
});
