import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes, waitReasons } from '@/lib/base/errorPolicy';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { namingSamples, samplePath } from '@/lib/ui/options/namingSamples';
import { troubleAddress, troubleTopics } from '@/lib/ui/words/troubleTopics';
import { renderHelp } from '@/scripts/helpPages';
import { english } from '@/test/unit/words/catalogs';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = { guide: 'docs/guide.md', trouble: 'docs/trouble.md', privacy: 'PRIVACY.md' } as const;
const pages = Object.fromEntries(
  Object.entries(documents).map(([page, path]) => [`/${page}.html`, renderHelp(read(path))]),
);

/** Trouble's entries by code: the words of the heading and what stands below it. */
const entries = new Map(
  read(documents.trouble)
    .split(/^#{2,3} /m)
    .flatMap((part) => {
      const [, words = '', code = '', text = ''] = /^(.+) `(\w+)`\n([\s\S]*)$/.exec(part) ?? [];
      return code ? [[code, { words, text: text.replace(/\s+/g, ' ') }] as const] : [];
    }),
);

const said = (key: string): string => (english.get(key) ?? `no words: ${key}`).replace(/\.$/, '');

describe('docs/trouble.md', () => {
  it('has an entry for each code, wait and notice, and no other', () => {
    expect(troubleTopics.filter((topic) => !entries.has(topic))).toEqual([]);
    expect([...entries.keys()].filter((code) => !troubleTopics.some((topic) => topic === code))).toEqual([]);
  });

  it.each([...entries.keys()])('says of %s what it means, whether it is tried again, and what to do', (code) => {
    const text = entries.get(code)?.text ?? '';
    for (const part of ['Means', 'Tried again', 'Do']) expect(text).toMatch(new RegExp(`\\*\\*${part}:\\*\\* \\S.{6}`));
  });

  it.each(errorCodes)('has %s under the words that people see', (code) => {
    expect(entries.get(code)?.words).toBe(said(`error_${code}`));
  });

  it.each(waitReasons)('has the words that a job shows while it waits: %s', (reason) => {
    const { words = '', text = '' } = entries.get(reason) ?? {};
    expect(`${words} ${text}`).toContain(said(`wait_${reason}`));
  });
});

it('each notice of trouble that the pages show leads to an entry, but for questions', () => {
  const views = readdirSync(join(root, 'components'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const tags = views.flatMap((name) => {
    const found = read(`components/${name}`).match(/<Notice\b(?:=>|[^>])*>/g) ?? [];
    return found.map((tag) => tag.replace(/\s+/g, ' '));
  });
  const troubles = tags.filter((tag) => /tone=("bad"|"warn"|\{)/.test(tag));
  expect(troubles.length).toBeGreaterThan(10);
  const isQuestion = (tag: string): boolean => /_ask'\)|move_ready/.test(tag);
  expect(troubles.filter((tag) => !/ topic=/.test(tag) && !isQuestion(tag))).toEqual([]);
});

describe('the pages of the extension', () => {
  it.each(troubleTopics)('have a place for "Learn more" of %s', (topic) => {
    const [page = '', anchor = ''] = troubleAddress(topic).split('#');
    expect(pages[page]).toContain(`<h3 id="${anchor}">`);
  });

  it.each(Object.keys(documents))('have no link of %s that leads nowhere', (page) => {
    const html = pages[`/${page}.html`] ?? '';
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const [path, anchor] = link.split('#');
      const target = path ? pages[path] : html;
      expect(target, link).toBeDefined();
      if (anchor) expect(target, link).toContain(` id="${anchor}"`);
    }
  });

  it('have each anchor once', () => {
    for (const html of Object.values(pages)) {
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    }
  });

  it('are built from these documents', () => {
    const places = ['guide/index.html', 'trouble.html', 'privacy.html'].map((file) => read(`entrypoints/${file}`));
    expect(places.map((html) => /<!-- markdown: (\S+) -->/.exec(html)?.[1])).toEqual(Object.values(documents));
  });
});

describe('renderHelp', () => {
  it('escapes texts, and refuses HTML', () => {
    const html = renderHelp('# A & <b\n\ntext with `<i>` and "quotes" & more\n');
    expect(html).toContain('A &amp; &lt;b');
    expect(html).toContain('<code>&lt;i&gt;</code>');
    expect(() => renderHelp('# A\n\n<img src=x onerror=alert(1)>\n')).toThrow('hold no HTML');
    expect(() => renderHelp('# A\n\ntext <b>bold</b>\n')).toThrow('hold no HTML');
  });

  it('leads to packed pages only', () => {
    const html = renderHelp(
      '# A\n\n[one](trouble.md#gate) [two](https://example.org/) [three](javascript:alert(1)) [four](../PRIVACY.md)',
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '/trouble.html#gate',
      '/privacy.html',
    ]);
    expect(html).toContain('two');
  });
});

describe('docs/guide.md', () => {
  const guide = read(documents.guide);

  it('names each row of the settings', () => {
    const code = ['components/options', 'components/backup']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
      .filter((path) => path.endsWith('Rows.tsx'))
      .map(read)
      .join('\n');
    const keys = [
      ...code.matchAll(/^ {4,8}label: t\('(\w+)'\),$/gm),
      ...code.matchAll(/'(options_(?:split|stop)_\w+)'/g),
    ];
    const labels = keys.flatMap(([, key = '']) => (key.endsWith('_help') ? [] : [said(key)]));
    expect(labels.length).toBeGreaterThan(25);
    expect(labels.filter((label) => !guide.includes(`**${label}**`))).toEqual([]);
  });

  it('gives examples of names that the naming really makes', () => {
    const examples = [...guide.matchAll(/^- `([^`]+)` gives\s+`([^`]+)`$/gm)];
    expect(examples.length).toBeGreaterThan(5);
    const sample = namingSamples(undefined, {}).find(({ id }) => id === 'video');
    for (const [, text = '', path] of examples) {
      const template = parseTemplate(text);
      if (!template.ok || !sample) throw new Error(text);
      const context = { ...sample.context, timeZone: 'UTC' };
      expect(samplePath(template.value, { ...sample, context }).join('/')).toBe(path);
    }
  });
});
