import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaKind } from '@/lib/model/media';
import { modes } from '@/lib/model/source';
import { createUserFolder } from '@/lib/naming/folders/createUserFolder';
import { renderPath } from '@/lib/naming/render/renderPath';
import { uniquePath } from '@/lib/naming/render/uniquePath';
import { presets } from '@/lib/naming/template/f2Layout';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import type { Template } from '@/lib/naming/template/Template';
import { pathKey } from '@/lib/naming/text/safePart';
import { exampleContext, examplePost, lastSecond } from '@/test/unit/naming/examplePost';
import { anyText, hostileText } from '@/test/unit/naming/hostileText';
import { pathProblems } from '@/test/unit/naming/pathProblems';

const templateTexts = [
  ...presets.map((preset) => preset.template),
  '{create}_{desc}',
  '{desc}',
  '{nickname}/{uniqueId}/{title?desc}',
  '{music}/{desc}.{nickname}',
  '{mode}/{my.place}/{position:3} {desc|40} {hashtags}-{kind}',
  '{owner}/{list}/{desc|80b}{nickname|upper}',
  '{?title:{title}/}{id}-{kind}',
];

const templates = templateTexts.map((text): Template => {
  const parsed = parseTemplate(text, { place: '' });
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
});

const templateParts = [
  ...[
    '{create}',
    '{desc}',
    '{nickname}',
    '{kind}',
    '{id}',
    '{title}',
    '{my.place}',
    '{owner}',
    '{secUid}',
    '{position:3}',
    '{hashtags}',
  ],
  ...[
    '{desc|5}',
    '{desc|9b}',
    '{nickname|upper}',
    '{title|lower}',
    '{music|underscores}',
    "{album?'...'}",
    "{title?'CON'}",
  ],
  ...[
    '{create:YYYY.}',
    '{create: MM }',
    '{create:~}',
    '{saved:YYYY-MM}',
    '{?title:',
    '{!title:',
    '{?several:',
    '}',
    '{',
    '{{',
    '}}',
  ],
  ...[
    '/',
    '/',
    '/',
    ' / ',
    '//',
    './',
    '..',
    '.',
    ' ',
    '_',
    '-',
    '~',
    'CON',
    'nul.',
    '.lnk',
    'x',
    'e\u0301',
    '\u0301',
    'folder',
  ],
];

interface File {
  readonly kind: MediaKind;
  readonly index: string;
  readonly ext: string;
}

const filesOf: readonly (readonly File[])[] = [
  [{ kind: 'video', index: '0', ext: 'mp4' }],
  [
    { kind: 'image', index: '01', ext: 'jpeg' },
    { kind: 'music', index: '0', ext: 'mp3' },
  ],
  [
    { kind: 'video', index: '0', ext: 'mp4' },
    { kind: 'cover-animated', index: '0', ext: 'webp' },
    { kind: 'subtitle', index: 'cmn-Hans-CN', ext: 'srt' },
  ],
];

interface Draft {
  readonly desc: string;
  readonly nickname: string;
  readonly other: string;
  readonly second: number;
  readonly files: number;
}

const draft = (text: fc.Arbitrary<string>): fc.Arbitrary<Draft> =>
  fc.record({ desc: text, nickname: text, other: text, second: fc.nat(3), files: fc.nat(2) });

/** Every path that a job of these posts asks the browser for. */
const pathsOf = (template: Template, drafts: readonly Draft[]): string[] => {
  const taken = new Set<string>();
  return drafts.flatMap(({ desc, nickname, other, second, files }, at) => {
    const { author } = examplePost();
    const post = examplePost({
      id: String(7318000000000000000n + BigInt(at)),
      desc,
      title: other,
      hashtags: [other, desc.slice(0, 20)],
      author: { ...author, nickname, uniqueId: other.slice(0, 60), uid: '1' },
      createdAt: second === 0 ? 0 : lastSecond + second * 1000,
      music: { id: '1', title: other, author: nickname, album: '', durationSeconds: 1, original: false },
    });
    const wanted = filesOf[files] ?? [];
    return wanted.map(({ kind, index, ext }) => {
      const context = exampleContext({
        post,
        mode: modes[at % modes.length] ?? 'one',
        owner: nickname,
        list: other,
        kind,
        index,
        ext,
        fileCount: wanted.length,
        position: at + 1,
        customFields: { place: other },
        ...(at % 3 === 0 ? { authorFolder: desc } : {}),
      });
      const basePath = uniquePath(renderPath(template, context), post.id, (key) => taken.has(key));
      taken.add(pathKey(basePath));
      return `${basePath}.${ext}`;
    });
  });
};

const check = (template: number, drafts: readonly Draft[]): void => {
  const paths = pathsOf(templates[template] ?? templates[0] ?? fail(), drafts);
  const wrong = paths.filter((path) => pathProblems(path).length > 0);
  expect(wrong.map((path) => [path, pathProblems(path)])).toEqual([]);
  const folded = paths.map((path) => path.normalize('NFC').toLowerCase());
  expect(new Set(folded).size).toBe(paths.length);
};

const fail = (): never => {
  throw new Error('no template');
};

describe('whatever captions and nicknames hold', () => {
  const jobs = process.env.TOKSHELF_LONG === '1' ? 2000 : 400;

  it(`every path is valid everywhere and short enough, and no two files of a job share one (${jobs * 50} captions)`, () => {
    const job = fc.array(draft(hostileText), { minLength: 50, maxLength: 50 });
    fc.assert(fc.property(fc.nat(templates.length - 1), job, check), { numRuns: jobs });
  }, 300_000);

  it('also for arbitrary UTF-16', () => {
    const job = fc.array(draft(anyText), { minLength: 1, maxLength: 20 });
    const numRuns = process.env.TOKSHELF_LONG === '1' ? 5000 : 150;
    fc.assert(fc.property(fc.nat(templates.length - 1), job, check), { numRuns });
  }, 300_000);

  it('whatever the template, too, once it was accepted', () => {
    const part = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...templateParts) },
      { weight: 1, arbitrary: hostileText },
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), draft(hostileText), (parts, post) => {
        const parsed = parseTemplate(parts.join(''), { place: '' });
        if (!parsed.ok) {
          expect(parsed.error.length).toBeGreaterThan(0);
          return;
        }
        accepted += 1;
        const paths = pathsOf(parsed.value, [post, post]);
        expect(paths.map((path) => [parsed.value.text, path, pathProblems(path)])).toEqual(
          paths.map((path) => [parsed.value.text, path, []]),
        );
      }),
      { numRuns: process.env.TOKSHELF_LONG === '1' ? 100_000 : 5000 },
    );
    expect(accepted).toBeGreaterThan(100);
  }, 300_000);

  it('the folder of an author is valid, too', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (nickname, uniqueId) => {
        const { author } = examplePost();
        const folder = createUserFolder({ mode: 'like', author: { ...author, nickname, uniqueId } });
        expect(folder.ok && pathProblems(folder.value)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
