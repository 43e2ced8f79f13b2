import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specialPosts } from '../../site/world/posts.ts';
import { axeViolations } from '../pages/axeViolations.ts';
import { command, withoutPauses } from '../support/command.ts';
import { tabTo } from '../support/keyboard.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, savedIn, startGranted } from './grantFolder.ts';

const { recordedVideo, recordedPhotos, watermarkOnly } = specialPosts;

let granted: GrantedRun;
let library: Page;
let own: Page;

beforeAll(async () => {
  granted = await startGranted('many-files');
  const { run } = granted;
  own = await run.extensionPage('options.html');
  await withoutPauses(run, own, { place: 'folder', files: ['video', 'image', 'music', 'subtitle', 'comments'] });
  for (const { id } of [watermarkOnly, recordedPhotos, recordedVideo])
    await command(run, own, 'startJob', { source: { kind: 'one', postId: id }, options: {} });
  await waitFor('the posts', async () => {
    const jobs = await table(own, 'jobs');
    return jobs.length === 3 && jobs.every(({ state }) => state === 'done');
  });
  library = await run.extensionPage('library.html');
});
afterAll(() => granted.close());

const press = (key: string) => library.getByRole('button', { name: words(key) }).click();
const summary = () => library.locator('.summary p').innerText();
const search = () => library.locator('.filters__words');
const pathOf = ({ path }: Row): string => join(dirname(granted.folder), String(path));

it('finds posts by what is said in their subtitles and comments', async () => {
  const rows = await table(own, 'words');
  const subtitle = rows.find(({ kind }) => kind === 'subtitle');
  const said = (subtitle?.words as string[] | undefined)?.find(
    (word) => word.length > 5 && !recordedVideo.desc.toLowerCase().includes(word),
  );
  await search().fill(said ?? 'nothing is kept');
  await library.locator('.row').first().waitFor();
  const shown = await library.locator('.row .row__words p:first-child').allInnerTexts();
  expect(new Set(shown)).toEqual(new Set([recordedVideo.desc]));
  await search().fill('');
});

it('gives chosen posts a tag, by which they are found and shown', async () => {
  await library.locator('input[value=covers]').check();
  await press('library_choose');
  const boxes = library.getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  expect(await axeViolations(library)).toEqual([]);
  await press('library_tags');
  await library.getByRole('combobox', { name: words('library_tag_name') }).fill('For the winter');
  await library.keyboard.press('Enter');
  await waitFor('two tags', async () => (await table(own, 'tags')).length === 2);
  await press('library_choose_done');
  await search().fill('winter');
  await waitFor('the two', async () => (await library.locator('.post').count()) === 2);
  await search().fill('');
  await library.getByRole('combobox', { name: words('library_group') }).selectOption('tag');
  await library.getByRole('button', { name: /For the winter/ }).click();
  await waitFor('the two', async () => (await library.locator('.post').count()) === 2);
  await library.locator('.filters .button').click();
  await waitFor('all three', async () => (await library.locator('.post').count()) === 3);
});

it('shows the posts by person', async () => {
  await library.getByRole('combobox', { name: words('library_group') }).selectOption('author');
  await waitFor('three people', async () => (await library.locator('.group').count()) === 3);
  expect(await axeViolations(library)).toEqual([]);
  await library.locator('.group__press').first().click();
  await waitFor('one of them', async () => (await library.locator('.post').count()) === 1);
  await library.locator('.filters .button').click();
});

it('chooses a range with the shift key, and exports what is chosen', async () => {
  await library.locator('input[value=table]').check();
  await press('library_choose');
  const boxes = library.locator('.choice-box');
  await boxes.nth(1).click();
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  expect(await library.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await library
    .locator('.choice')
    .getByRole('button', { name: words('library_export_json') })
    .click();
  const { downloadsDir } = granted.run;
  const name = await waitFor('the export', () => readdirSync(downloadsDir).find((one) => one.endsWith('.json')));
  const exported = JSON.parse(readFileSync(join(downloadsDir, name), 'utf8')) as unknown[];
  expect(exported).toHaveLength(3);
});

it('chooses by keyboard alone, a range too, and writes a gallery of what is chosen', async () => {
  await press('library_choose_done');
  await library.locator('input[value=covers]').check();
  const key = (name: string): Promise<void> => library.keyboard.press(name);
  const go = (name: RegExp, back = false) => tabTo(library, name, { back });
  const chosen = () => library.getByRole('checkbox', { checked: true }).count();
  await go(new RegExp(`^${words('library_choose')}$`), true);
  await key('Enter');
  await library.getByRole('checkbox').first().waitFor();
  await library.getByRole('checkbox').first().focus();
  await key('Space');
  expect(await chosen()).toBe(1);
  await library.getByRole('checkbox').nth(2).focus();
  await key('Shift+Space');
  expect(await chosen()).toBeGreaterThan(1);
  const many = await chosen();
  await go(new RegExp(`^${words('gallery_make')}$`), true);
  await key('Enter');
  await library.getByRole('dialog', { name: words('gallery_make') }).waitFor();
  expect(await library.getByRole('radio', { name: words('gallery_part_chosen') }).isChecked()).toBe(true);
  expect(await axeViolations(library)).toEqual([]);
  await go(new RegExp(`^${words('gallery_begin')}$`));
  await key('Enter');
  const page = await library.locator('.gallery-dialog__page').innerText();
  expect(page).toContain(`gallery ${words('gallery_part_chosen')}.html`);
  // Escape leaves the dialog, and what is chosen stays.
  await key('Escape');
  await waitFor('the dialog to close', async () => (await library.getByRole('dialog').count()) === 0);
  expect(await chosen()).toBe(many);
  await key('Escape');
  await waitFor('the choice to end', async () => (await library.locator('.choice').count()) === 0);
  await library.locator('input[value=table]').check();
  await press('library_choose');
});

it('deletes all that match, from the folder too, once the question that names their number is answered', async () => {
  await search().fill(recordedVideo.desc.slice(0, 12));
  const due = (await table(own, 'records')).filter(({ postId }) => postId === recordedVideo.id);
  const before = savedIn(granted.folder);
  await waitFor('its files', async () => (await summary()).startsWith(`${due.length} files, 1 post`));
  await library.getByRole('button', { name: /^Select all that match/ }).click();
  await press('library_delete');
  await library.getByText(`Take this out of the library: ${due.length} files, 1 post?`).waitFor();
  expect(due.every((record) => existsSync(pathOf(record)))).toBe(true);
  await library.getByText(`Delete from your folder on the disk, too: ${due.length} files`).click();
  await press('library_delete_sure_disk');
  await library.getByText(words('library_deleted')).first().waitFor();
  expect(due.filter((record) => existsSync(pathOf(record)))).toEqual([]);
  const left = await table(own, 'records');
  expect(left.filter(({ postId }) => postId === recordedVideo.id)).toEqual([]);
  // Nothing of the others was touched.
  expect(left.every((record) => existsSync(pathOf(record)))).toBe(true);
  // The gallery that was written lies there, too.
  expect(savedIn(granted.folder)).toHaveLength(before.length - due.length);
  for (const name of ['posts', 'tags', 'words', 'thumbs'])
    expect(
      (await table(own, name)).filter((row) => (row.postId ?? row.id) === recordedVideo.id),
      name,
    ).toEqual([]);
  await search().fill('');
  await waitFor('the rest', async () => (await summary()).startsWith(`${left.length} files, 2 posts`));
});
