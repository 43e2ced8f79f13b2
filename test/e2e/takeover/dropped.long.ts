import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { dropFolder } from '../folder/dropFolder.ts';
import { words } from '../support/words.ts';

const idOf = (at: number): string => String(((1_700_000_000n + BigInt(at) * 397n) << 32n) + BigInt(at));
const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, at) => idOf(from + at));

let site: Site;
let run: ChromiumRun;
const disk = mkdtempSync(join(tmpdir(), 'tokshelf-drop-'));

const put = (path: string, text = ''): void => {
  mkdirSync(dirname(join(disk, path)), { recursive: true });
  writeFileSync(join(disk, path), text);
};

beforeAll(async () => {
  for (const id of range(0, 250)) put(`myfaveTT/Videos/${id}.mp4`);
  for (const id of range(250, 380)) put(`myfaveTT/deep/er/${id}.jpg`);
  put('myfaveTT/cover.jpg');
  put('myfaveTT/lists/old.txt', range(380, 385).join('\n').replaceAll(/^/gm, 'tiktok '));
  // Five of these are among the folder's names.
  put('archive.txt', range(375, 400).join('\n').replaceAll(/^/gm, 'tiktok '));
  put('broken/user_data.json', '{\n"a": [1,}');
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run?.close();
  await site?.close();
  rmSync(disk, { recursive: true });
});

const ZONE = '#take .take__zone';

it('takes over from a file and a folder that are dropped together, and names a broken file in a folder', async () => {
  const page = await run.extensionPage('options.html');
  // The head of the page stays over what is scrolled to its edge.
  const drop = async (...names: string[]): Promise<void> => {
    await page.locator(ZONE).evaluate((zone) => zone.scrollIntoView({ block: 'center' }));
    await dropFolder(page, ZONE, ...names.map((name) => join(disk, name)));
  };
  const lines = page.locator('#take .move__lines td');
  await drop('archive.txt', 'myfaveTT');
  await page.getByText(words('take_ready')).waitFor();
  expect(await lines.allTextContents()).toEqual(['400', '0', '400']);
  await page.locator('#take summary').click();
  expect(await page.locator('.take__examples li').allTextContents()).toEqual(['myfaveTT/cover.jpg ']);
  await page.getByRole('button', { name: words('take_count', '400') }).click();
  await page.getByText(words('take_counted', '400')).waitFor();

  await drop('broken');
  await page.getByText(words('take_at_line', 'broken/user_data.json', '2')).waitFor();

  // The button does as the drop: everything is known by now.
  await page.locator('#take input[webkitdirectory]').setInputFiles(join(disk, 'myfaveTT'));
  await page.getByText(words('take_nothing')).waitFor();
  expect(await lines.allTextContents()).toEqual(['385', '385', '0']);
});
