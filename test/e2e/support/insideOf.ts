import type { CDPSession, Page } from 'playwright-core';

/** An element inside one of ours, as the debugger sees it. */
export interface Inside {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly parts: readonly Inside[];
  readonly backendNodeId: number;
}

/** What DOM.describeNode gives. */
interface DomNode {
  readonly backendNodeId: number;
  readonly nodeType: number;
  readonly localName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** One debugger's connection a page. */
export const debuggerOf = (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
};

const pairs = (flat: readonly string[]): Record<string, string> =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])));

const textOf = ({ nodeType, nodeValue, children = [] }: DomNode): string =>
  nodeType === 3 ? nodeValue : children.map(textOf).join('');

const read = (node: DomNode): Inside => ({
  tag: node.localName,
  attributes: pairs(node.attributes ?? []),
  text: textOf(node),
  parts: (node.children ?? []).filter(({ nodeType }) => nodeType === 1).map(read),
  backendNodeId: node.backendNodeId,
});

/**
 * What stands in the closed shadow root of the element that a selector finds, which no script of a page and no locator
 * reads. undefined while there is no such element.
 */
export const insideOf = async (page: Page, selector: string, index = 0): Promise<Inside | undefined> => {
  const cdp = await debuggerOf(page);
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `document.querySelectorAll(${JSON.stringify(selector)})[${index}]`,
  });
  if (result.objectId === undefined) return undefined;
  const { objectId } = result;
  const { node } = await cdp.send('DOM.describeNode', { objectId, depth: -1, pierce: true });
  await cdp.send('Runtime.releaseObject', { objectId });
  const [root] = (node as DomNode).shadowRoots ?? [];
  return root && read(root);
};

/** The first part, at any depth, that a test agrees to. */
export const partOf = (inside: Inside | undefined, is: (part: Inside) => boolean): Inside | undefined => {
  for (const part of inside?.parts ?? []) {
    const found = is(part) ? part : partOf(part, is);
    if (found) return found;
  }
  return undefined;
};
