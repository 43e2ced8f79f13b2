import { expect, it, vi } from 'vitest';
import { errorCodes } from '@/lib/base/errorPolicy';
import { settingsSchema } from '@/lib/model/settings';
import { errorKeys } from '@/lib/ports/errorKeys';
import { english, readLocale } from './catalogs';
import { codeFiles, textOf, walk } from './code';

vi.mock('webextension-polyfill', () => ({ default: { runtime: { getURL: (path: string) => path } } }));

import { readPageSettings } from '@/lib/browser/settings/readMessages';

const inPages = codeFiles.filter(({ path }) => path.startsWith('lib/page/') || path.endsWith('/createPagePort.ts'));

it('a page of the site is handed every word that our script says there, and not the whole language', async () => {
  vi.stubGlobal('fetch', async () => new Response(readLocale('es')));
  const { words = {} } = await readPageSettings(settingsSchema.parse({ language: 'es' }));
  const said = new Set<string>();
  for (const { tree } of inPages)
    walk(tree, (node) => {
      const text = textOf(node);
      if (text !== undefined && english.has(text)) said.add(text);
      return undefined;
    });
  expect(said.size).toBeGreaterThan(15);
  for (const code of errorCodes)
    for (const ended of ['press', 'work', undefined] as const)
      for (const key of Object.values(errorKeys(code, ended))) said.add(key);
  expect([...said].filter((key) => words[key] === undefined)).toEqual([]);
  expect(JSON.stringify(words).length).toBeLessThan(20_000);
});
