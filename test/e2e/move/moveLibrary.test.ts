import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { friend } from '../../site/world/users.ts';
import { fileOf, type Lines, linesOf } from '../../unit/backup/lines.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command, withoutPauses } from '../support/command.ts';
import { chooseMoveFile, libraryOf, takeMoveFile, writeMoveFile } from '../support/moveFile.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

let site: Site;
let first: ChromiumRun;
let second: ChromiumRun;
let options: Page;
let file: string;

const source = { kind: 'posts', secUid: friend.secUid, uniqueId: friend.uniqueId };
const mediaAsked = (): number => site.log.filter(({ group }) => group === 'media').length;

/** Runs the list; gives the row of the job that did. */
const runList = async (run: ChromiumRun, own: Page) => {
  const { jobId } = (await command(run, own, 'startJob', { source, options: {} })) as { jobId: string };
  return waitFor('the end of the job', async () =>
    (await table(own, 'jobs')).find(({ id, state }) => id === jobId && state === 'done'),
  );
};

beforeAll(async () => {
  site = await startSite();
  [first, second] = (await Promise.all(
    [0, 1].map(() => launchChromium({ extensionDir: extensionDir('chrome'), site })),
  )) as [ChromiumRun, ChromiumRun];
  options = await first.extensionPage('options.html');
  await withoutPauses(first, options);
  await runList(first, options);
  // Thumbnails are fetched after the files of their posts.
  await waitFor('a thumbnail of every post', async () => {
    const [posts, thumbs] = await Promise.all(['posts', 'thumbs'].map((name) => table(options, name)));
    return thumbs?.length === posts?.length;
  });
  file = await writeMoveFile(first, options);
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await site.close();
});

/** What the file is made into, and the messages by which it is refused. */
const refused: ReadonlyArray<
  readonly [string, string, (whole: Buffer, lines: Lines) => Uint8Array | Promise<Uint8Array>]
> = [
  ['was cut off', 'move_broken', (whole) => whole.subarray(0, -200)],
  ['is another one', 'move_foreign', () => Buffer.from('{"version":1,"quality":"best"}')],
  [
    'is of a newer TokShelf',
    'move_newer',
    (_, lines) => bytesOf({ ...lines, header: { ...lines.header, version: Number(lines.header.version) + 1 } }),
  ],
  [
    'would write outside the downloads',
    'move_refused',
    (_, lines) =>
      bytesOf({
        ...lines,
        rows: lines.rows.map(([name, row]) => [
          name,
          name === 'records' ? { ...row, relativePath: '../../x.mp4', basePathKey: undefined } : row,
        ]),
      }),
  ],
];

const bytesOf = async (lines: Lines): Promise<Uint8Array> => new Uint8Array(await fileOf(lines).arrayBuffer());

it.each(refused)('a file that %s is refused in words, and changes nothing', async (_, key, change) => {
  const own = await second.extensionPage('options.html');
  const whole = readFileSync(file);
  const bad = `${file}.${key}`;
  writeFileSync(bad, await change(whole, await linesOf({ file: new Blob([whole]) })));
  const said = await chooseMoveFile(own, bad);
  for (const one of [key, 'move_nothing_changed', `${key}_do`]) expect(said).toContain(words(one));
  expect(await own.getByRole('button', { name: words('move_take'), exact: true }).count()).toBe(0);
  for (const name of ['posts', 'records', 'entries', 'authors', 'lists', 'jobs', 'thumbs'])
    expect(await table(own, name), name).toEqual([]);
  await own.close();
});

it('a whole one brings the library over row by row, and a second run of its list fetches nothing', async () => {
  const own = await second.extensionPage('options.html');
  await withoutPauses(second, own);
  expect(await chooseMoveFile(own, file)).toContain(words('move_ready'));
  expect(await table(own, 'records')).toEqual([]);
  await takeMoveFile(own);
  const before = await libraryOf(options);
  expect(before.records?.length).toBeGreaterThan(5);
  expect(await libraryOf(own)).toEqual(before);

  const asked = mediaAsked();
  const again = await runList(second, own);
  expect(again).toMatchObject({ counts: { saved: 0, failed: 0, planned: 0 } });
  expect([mediaAsked(), second.tree().length]).toEqual([asked, 0]);
  await own.close();
});

it('the same file added again is already there', async () => {
  const own = await second.extensionPage('options.html');
  await chooseMoveFile(own, file);
  await takeMoveFile(own);
  const lines = await own.locator('.move__lines tbody tr').allInnerTexts();
  const files = lines
    .find((line) => line.startsWith(words('library_tab_saved')))
    ?.split(/\s+/)
    .slice(-4);
  expect(files).toEqual([files?.[0], '0', '0', files?.[0]]);
});
