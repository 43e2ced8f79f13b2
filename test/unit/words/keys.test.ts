import { describe, expect, it } from 'vitest';
import { english, pluralKeys } from './catalogs';
import { type CodeFile, calleeOf, codeFiles, isNode, type Node, patternOf, textOf, walk } from './code';
import { keysOf, madeKeys } from './madeKeys';

const sayers = /(^|\.)(t|tNamed|plural)$|^messages\.get$|^browserMessages\.get$/;

/** The values that an expression may have: both sides of a condition. */
const branches = (node: Node): readonly Node[] => {
  const sides = node.type === 'ConditionalExpression' ? [node.consequent, node.alternate] : [];
  return sides.length > 0 ? sides.filter(isNode).flatMap(branches) : [node];
};

interface Use {
  readonly at: string;
  readonly plural: boolean;
  readonly key: Node;
}

const usesIn = (file: CodeFile): readonly Use[] => {
  const uses: Use[] = [];
  walk(file.tree, (node) => {
    if (node.type !== 'CallExpression' || !Array.isArray(node.arguments)) return undefined;
    const callee = calleeOf(node, file);
    const first: unknown = node.arguments[0];
    if (!callee || !sayers.test(callee) || !isNode(first)) return undefined;
    for (const key of branches(first)) uses.push({ at: `${file.path}:${key.start}`, plural: callee === 'plural', key });
    return undefined;
  });
  return uses;
};

const uses = codeFiles.flatMap(usesIn);

const textsIn = ({ tree }: CodeFile): readonly string[] => {
  const texts: string[] = [];
  walk(tree, (node) => {
    const text = textOf(node) ?? patternOf(node);
    if (text) texts.push(text);
    return undefined;
  });
  return texts;
};

const texts = new Set(codeFiles.flatMap(textsIn));
const inManifest = [...texts].flatMap((text) => /^__MSG_(\w+)__$/.exec(text)?.[1] ?? []);

describe('keys that code uses', () => {
  it('are found at all', () => {
    expect(uses.length).toBeGreaterThan(200);
    expect(inManifest).toContain('extDescription');
  });

  it('exist in English', () => {
    for (const { at, plural, key } of uses) {
      const text = textOf(key);
      if (text === undefined) continue;
      if (plural) expect(pluralKeys, at).toContain(text);
      else expect([...english.keys()], at).toContain(text);
    }
    for (const key of inManifest) expect(english.has(key), key).toBe(true);
  });

  it('are listed with all they stand for where code puts them together', () => {
    const patterns = uses.flatMap(({ key }) => patternOf(key) ?? []).filter((pattern) => pattern !== '*_other');
    expect(patterns.filter((pattern) => !(pattern in madeKeys))).toEqual([]);
    expect(Object.keys(madeKeys).filter((pattern) => !texts.has(pattern))).toEqual([]);
    expect(
      Object.keys(madeKeys)
        .flatMap(keysOf)
        .filter((key) => !english.has(key)),
    ).toEqual([]);
  });

  it('are all that English has', () => {
    const used = new Set([...texts, ...inManifest, ...Object.keys(madeKeys).flatMap(keysOf)]);
    const pluralsUsed = uses.flatMap(({ plural, key }) => (plural ? (textOf(key) ?? []) : []));
    for (const pluralKey of pluralsUsed) for (const form of ['one', 'other']) used.add(`${pluralKey}_${form}`);
    expect([...english.keys()].filter((key) => !used.has(key))).toEqual([]);
  });
});
