import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A node of the syntax tree, as ESTree names them. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** One file of the extension, parsed. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Parses the text of a file; throws when it is no TypeScript. */
export const parseCode = (path: string, text: string): CodeFile => {
  const { program, errors } = parseSync(path, text);
  const tree: unknown = program;
  if (errors.length > 0 || !isNode(tree)) throw new Error(`${path} cannot be parsed`);
  return { path, text, tree };
};

/** Paths below the project's root that match, in order. */
export const paths = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).sort();

export const readText = (path: string): string => readFileSync(root + path, 'utf8');

/** All that is shipped as code; messages made from .proto files hold no words. */
export const codeFiles: readonly CodeFile[] = [
  ...paths('{lib,components,entrypoints}/**/*.{ts,tsx}').filter((path) => !path.includes('/gen/')),
  'wxt.config.ts',
].map((path) => parseCode(path, readText(path)));

/** Calls `visit` for every node with those around it, outermost first; `false` leaves out what is inside. */
export const walk = (node: Node, visit: (node: Node, around: readonly Node[]) => boolean | undefined): void => {
  const enter = (one: Node, around: readonly Node[]): void => {
    if (visit(one, around) === false) return;
    const inside = [...around, one];
    for (const value of Object.values(one)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) enter(child, inside);
    }
  };
  enter(node, []);
};

/** Text of a string literal or of a piece of a template. */
export const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'JSXText' && typeof node.value === 'string') return node.value;
  const { value } = node;
  if (node.type === 'TemplateElement' && typeof value === 'object' && value !== null && 'cooked' in value)
    return typeof value.cooked === 'string' ? value.cooked : undefined;
  return undefined;
};

/** A template literal with `*` for each thing that is filled in: `error_*_do`. */
export const patternOf = (node: Node): string | undefined => {
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis
    .filter(isNode)
    .map((piece) => textOf(piece) ?? '')
    .join('*');
};

/** `f` of `f(…)`, `x.f` of `x.f(…)`. */
export const calleeOf = (call: Node, { text }: CodeFile): string | undefined => {
  const { callee } = call;
  if (!isNode(callee) || typeof callee.end !== 'number') return undefined;
  return text.slice(callee.start, callee.end);
};
