import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { startGranted } from '../folder/grantFolder.ts';
import type { OwnPage } from '../support/OwnPage.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { fillShelf, type ShelfPlace, shelfPosts } from './fillShelf.ts';
import { lookAround } from './lookAround.ts';
import { openInChromium, openInFirefox } from './openGallery.ts';

const posts = shelfPosts(500);

let site: Site;
/** Pages that were written, and what is done away with at the end. */
const written: Record<string, string> = {};
const ends: (() => Promise<void>)[] = [];

/** Presses through the dialog of a library page; the page's path as it says it. */
const write = async (page: OwnPage): Promise<string> => {
  const press = (name: string): Promise<unknown> =>
    waitFor(name, () =>
      page.evaluate((wanted) => {
        const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === wanted);
        found?.click();
        return found !== undefined;
      }, name),
    );
  await press(words('gallery_make'));
  await press(words('gallery_begin'));
  return waitFor(
    'the gallery',
    () => page.evaluate(() => document.querySelector('.gallery-dialog__page')?.textContent ?? ''),
    {
      timeout: 90_000,
    },
  );
};

const fill = (page: OwnPage, place: ShelfPlace): Promise<void> => fillShelf(page, posts, place);

const writeAsDownloads = async (
  run: { readonly downloadsDir: string },
  open: () => Promise<OwnPage>,
  prefix = run.downloadsDir,
): Promise<string> => {
  const page = await open();
  mkdirSync(run.downloadsDir, { recursive: true });
  await fill(page, { root: run.downloadsDir, prefix: `${prefix}/` });
  return write(await open());
};

beforeAll(async () => {
  site = await startSite();
}, 60_000);
afterAll(async () => {
  for (const end of ends) await end();
  await site.close();
});

/** Writes it once, whichever test comes first. */
const page = async (writer: string): Promise<string> => {
  written[writer] ??= (await writers[writer]?.()) ?? '';
  return written[writer];
};

const writers: Readonly<Record<string, () => Promise<string>>> = {
  'Chromium as downloads': async () => {
    const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
    ends.push(run.close);
    return writeAsDownloads(run, () => run.extensionPage('library.html'));
  },
  'Firefox as downloads': async () => {
    const run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
    ends.push(run.close);
    return writeAsDownloads(run, () => run.extensionPage('library.html'));
  },
  'Chromium into a granted folder': async () => {
    const granted = await startGranted('gallery');
    ends.push(granted.close);
    const library = await granted.run.extensionPage('library.html');
    const folder = await library.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const open = indexedDB.open('tokshelf-folder');
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const all = open.result.transaction('folders').objectStore('folders').getAllKeys();
            all.onsuccess = () => {
              open.result.close();
              resolve(String(all.result[0]));
            };
          };
        }),
    );
    const name = granted.folder.split('/').at(-1) ?? '';
    await fill(library, { root: granted.folder, prefix: `${name}/`, folder });
    await library.reload();
    expect(await write(library)).toBe(`${name}/tiktok/index.html`);
    // Written again it takes its own place, and leaves nothing of the former one or of the writing behind.
    await library.reload();
    expect(await write(library)).toBe(`${name}/tiktok/index.html`);
    const at = join(granted.folder, 'tiktok');
    expect(readdirSync(at).toSorted()).toEqual(['index.html', 'index_files', 'post']);
    expect(readdirSync(join(at, 'index_files'))).toHaveLength(1);
    expect(granted.run.tree()).toEqual([]);
    return join(at, 'index.html');
  },
};

describe.each(Object.keys(writers))('a gallery of 500 posts, written by %s', (writer) => {
  it.each([
    ['Chromium', openInChromium],
    ['Firefox', openInFirefox],
  ] as const)(
    'works in %s from the disk without the extension, and asks for nothing but files',
    {
      timeout: 240_000,
    },
    async (_, open) => {
      const path = await page(writer);
      expect(readFileSync(path, 'utf8')).toContain("default-src 'none'");
      const asked = await open(site, path, (tab) => lookAround(tab, posts, writer.includes('granted')));
      expect(asked).toMatchObject({ elsewhere: [], served: 0 });
      expect(asked.heard).toBeGreaterThan(5);
    },
  );
});
