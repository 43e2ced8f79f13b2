import { describe, expect, it } from 'vitest';
import {
  type CodeFile,
  calleeOf,
  codeFiles,
  isNode,
  type Node,
  parseCode,
  paths,
  readText,
  textOf,
  walk,
} from './code';

/** Attributes and properties that people read or hear. */
const spoken =
  /^(title|alt|label|placeholder|text|textContent|innerText|aria-?(label|description|roledescription|valuetext))$/i;

/** Spelled the same in every language. */
const names = /\b(TokShelf|TikTok|SRT|WebVTT)\b/g;

const hasWord = (text: string): boolean => /\p{L}{2,}/u.test(text.replaceAll(names, ''));

/** Three words in a row, or two of which the first begins like a sentence. */
const isSentence = (text: string): boolean =>
  /^\s*[A-Z][a-z']+,? [a-z']+(?!\w)|(^|\s)[a-z']{2,},? [a-z']+ [a-z']{2,}(?!\w)/.test(text) && !/[{}<>]/.test(text);

/** Posts that nobody wrote: what the preview of names is shown on when nothing was saved yet. */
const samples = ['lib/naming/fields/sampleContext.ts', 'lib/ui/options/namingSamples.ts'];

/** What takes words for logs, reports and the browser's own tools, never for a page. */
const technicalCalls = /(^|\.)(failure|giveUp|refuse|stores|unreadable)$/;
const technicalProperties = ['detail', 'justification'];

const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  return typeof node.name === 'string' ? node.name : textOf(node);
};

const isTechnical = (around: readonly Node[], file: CodeFile): boolean =>
  around.some((node) => {
    if (node.type === 'ThrowStatement') return true;
    if (node.type === 'NewExpression') return /Error$/.test(calleeOf(node, file) ?? '');
    if (node.type === 'CallExpression') return technicalCalls.test(calleeOf(node, file) ?? '');
    if (node.type === 'Property') return technicalProperties.includes(nameOf(node.key) ?? '');
    return node.type === 'JSXAttribute' && nameOf(node.name) === 'class';
  });

const transparent = ['ConditionalExpression', 'LogicalExpression', 'TemplateLiteral', 'JSXExpressionContainer'];

const passesOn = ({ type, operator }: Node): boolean =>
  transparent.includes(type) || (type === 'BinaryExpression' && operator === '+');

/** The attribute or property that a piece of text becomes; nothing for text that does not show. */
const shownAs = (node: Node, around: readonly Node[], file: CodeFile): string | undefined => {
  const parent = around.findLast((one) => !passesOn(one));
  switch (parent?.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return 'text';
    case 'JSXAttribute':
      return nameOf(parent.name);
    case 'Property':
      return parent.key === node ? undefined : nameOf(parent.key);
    case 'AssignmentExpression':
      return isNode(parent.left) ? nameOf(parent.left.property) : undefined;
    case 'CallExpression': {
      const [name, value]: readonly unknown[] = Array.isArray(parent.arguments) ? parent.arguments : [];
      return calleeOf(parent, file)?.endsWith('.setAttribute') && value !== undefined && name !== node
        ? nameOf(name)
        : undefined;
    }
    default:
      return undefined;
  }
};

const offencesIn = (file: CodeFile): readonly string[] => {
  const found: string[] = [];
  walk(file.tree, (node, around) => {
    const text = textOf(node);
    if (text === undefined || text.trim() === '') return undefined;
    const shown = shownAs(node, around, file);
    const bad = isSentence(text) || (shown !== undefined && spoken.test(shown) && hasWord(text));
    if (bad && !isTechnical(around, file)) found.push(`${file.path}: ${text.trim().slice(0, 80)}`);
    return undefined;
  });
  return found;
};

describe('code', () => {
  it('holds no words for people: they stand in public/_locales', () => {
    const files = codeFiles.filter(({ path }) => !samples.includes(path));
    expect(files.flatMap(offencesIn)).toEqual([]);
  });

  it.each([
    ['const Page = () => <p>Saved</p>;', 'Saved'],
    ['const Page = ({ on }) => <p>{on ? "Saved " + on : x}</p>;', 'Saved'],
    ['const Page = () => <button aria-label="Save">{icon}</button>;', 'Save'],
    ['const Page = () => <Field label={t(x) || "Name"} />;', 'Name'],
    ['button.title = "Save";', 'Save'],
    ['button.setAttribute("aria-label", "Save");', 'Save'],
    ['const row = { label: "Save" };', 'Save'],
    ['const told = "nothing was saved";', 'nothing was saved'],
    ['say("Try again");', 'Try again'],
  ])('would be caught with words in %s', (text, word) => {
    expect(offencesIn(parseCode('x.tsx', text))).toEqual([`x.tsx: ${word}`]);
  });

  it.each([
    ['const Page = () => <p class="one two three">{t("x")} · TokShelf</p>;'],
    ['return failure("http", "the reply was empty");'],
    ['button.setAttribute("aria-label", t("button_save"));'],
    ['const query = "[data-e2e=\\"browse\\"] > div";'],
  ])('may hold %s', (text) => {
    expect(offencesIn(parseCode('x.tsx', `async () => { ${text} }`))).toEqual([]);
  });

  it.each(paths('entrypoints/**/*.html'))('%s holds none but the name', (path) => {
    const text = readText(path).replace(/<script\b.*?<\/script>|<!--.*?-->/gs, '');
    expect(text.replace(/<[^>]*>/g, ' ').trim()).toMatch(/^(TokShelf)?$/);
    expect(text).not.toMatch(/\b(title|alt|placeholder|aria-label)=/);
  });
});
