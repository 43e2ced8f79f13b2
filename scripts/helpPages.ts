import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';

/** Where in the extension a document of the repository stands; what is not here cannot be linked to. */
const packed: Readonly<Record<string, string>> = {
  'guide.md': '/guide.html',
  'trouble.md': '/trouble.html',
  'PRIVACY.md': '/privacy.html',
};

const PLACE = /<!-- markdown: ([\w./-]+) -->/g;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => ('tokens' in token && token.tokens ? wordsOf(token.tokens) : token.raw.replaceAll('`', '')))
    .join('');

/** The anchor of a heading: the code that it ends with, in backticks, else its words as GitHub makes them. */
export const anchorOf = ({ tokens }: Pick<Tokens.Heading, 'tokens'>): string => {
  const last = tokens.at(-1);
  if (tokens.length > 1 && last?.type === 'codespan') return (last as Tokens.Codespan).text;
  return wordsOf(tokens)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
};

/** Where a link leads from a page of the extension; undefined = it stays words. */
const addressOf = (href: string): string | undefined => {
  if (href.startsWith('#')) return href;
  const [path = '', anchor] = href.split('#');
  const page = packed[path.replace(/^(\.\.\/|docs\/)/, '')];
  return page && (anchor === undefined ? page : `${page}#${anchor}`);
};

const marked = new Marked({
  gfm: true,
  renderer: {
    heading(token) {
      return `<h${token.depth} id="${escaped(anchorOf(token))}">${this.parser.parseInline(token.tokens)}</h${token.depth}>\n`;
    },
    link({ href, tokens }) {
      const address = addressOf(href);
      const words = this.parser.parseInline(tokens);
      return address === undefined ? words : `<a href="${escaped(address)}">${words}</a>`;
    },
    // Pictures are not packed.
    image: ({ text }) => escaped(text),
    html({ text }) {
      throw new Error(`docs that are packed hold no HTML: ${text.trim()}`);
    },
  },
});

const contents = (markdown: string): string => {
  const headings = marked.lexer(markdown).filter((token): token is Tokens.Heading => token.type === 'heading');
  const items = headings
    .filter(({ depth }) => depth === 2)
    .map((heading) => `<li><a href="#${escaped(anchorOf(heading))}">${escaped(wordsOf(heading.tokens))}</a></li>`);
  return `<nav class="help__contents" aria-label="Contents"><ul>${items.join('')}</ul></nav>\n`;
};

/**
 * A document as HTML, with a table of its parts below its title. Texts are escaped; HTML in the document is refused, a
 * link that leads out of the extension stays words.
 */
export const renderHelp = (markdown: string): string =>
  marked.parse(markdown, { async: false }).replace('</h1>\n', `</h1>\n${contents(markdown)}`);

/** Vite's plugin that puts documents of the repository into pages, at `<!-- markdown: docs/guide.md -->`. */
export const helpPages = (root: string) => ({
  name: 'tokshelf-help-pages',
  transformIndexHtml: (html: string): string =>
    html.replace(PLACE, (_, path: string) => renderHelp(readFileSync(join(root, path), 'utf8'))),
});
