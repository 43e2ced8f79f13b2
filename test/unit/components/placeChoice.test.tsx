// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { PlaceChoice } from '@/components/options/PlaceChoice';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ChosenFolder, RelocateHooks, RelocateTally } from '@/lib/ports/FolderAccess';
import { t } from '@/lib/ui/format/i18n';
import { followFolder } from '@/lib/ui/forms/followFolder';
import { createRebuildModel, type RebuildModel } from '@/lib/ui/options/createRebuildModel';
import { createRelocateModel, type Elsewhere } from '@/lib/ui/options/createRelocateModel';
import { mockFolder } from '../../gallery/mocks';
import { draw } from './draw';

const archive = { name: 'Archive', state: 'granted', lasting: false } as const satisfies ChosenFolder;
const tally = { total: 12, moved: 0, missing: 0, left: 0 };

const open = async (
  chosen: ChosenFolder | undefined,
  elsewhere: Elsewhere = { folders: 0, downloads: 0 },
  rebuild?: RebuildModel,
) => {
  let left = elsewhere;
  let hooks: RelocateHooks | undefined;
  const { promise, resolve } = Promise.withResolvers<Result<RelocateTally>>();
  const asked: string[] = [];
  const relocate = createRelocateModel({
    count: async () => left,
    run: (given) => {
      hooks = given;
      return promise;
    },
    allowSources: async () => void asked.push('allow'),
    chooseSource: async () => asked.push('choose') > 0,
    takeDroppedSource: async () => asked.push('drop') > 0,
  });
  const folder = followFolder(mockFolder(chosen), () => undefined);
  folder.start();
  const places: string[] = [];
  const onPlace = (place: string) => void places.push(place);
  const view = await draw(<PlaceChoice {...{ folder, relocate, rebuild, onPlace }} place="folder" />);
  return {
    ...view,
    asked,
    folder,
    text: () => view.root.textContent ?? '',
    progress: (moved: number) => act(() => hooks?.onProgress({ ...tally, moved })),
    isStopped: () => hooks?.signal.aborted,
    end: (ended: Result<RelocateTally>, next: Elsewhere) =>
      act(async () => {
        left = next;
        resolve(ended);
        await promise;
      }),
  };
};

it.each([
  ['options_folder_none', undefined],
  ['options_folder_prompt', { ...archive, state: 'prompt' }],
  ['options_folder_gone', { ...archive, state: 'gone' }],
  ['options_folder_for_now', archive],
] as const)('says how things stand with the folder: %s', async (key, chosen) => {
  const page = await open(chosen, { folders: 3, downloads: 0 });
  expect(page.text()).toContain(t(key, 'Archive'));
  // Nothing can be moved to where nothing can be written.
  expect(page.text().includes(t('relocate_begin'))).toBe(chosen?.state === 'granted');
});

it('says of a grant that lasts no more than where files go', async () => {
  const page = await open({ ...archive, lasting: true });
  expect(page.text()).toContain(t('options_folder_granted', 'Archive'));
  expect(page.text()).not.toContain(t('options_folder_for_now'));
});

it('offers to move what lies elsewhere, shows how far it is, and can be stopped', async () => {
  const page = await open(archive, { folders: 12, downloads: 0 });
  expect(page.text()).toContain(t('relocate_offer', '12', 'Archive'));
  expect(page.text()).not.toContain(t('relocate_choose'));
  await page.press(page.button(t('relocate_begin')));
  expect(page.asked).toEqual(['allow']);
  await page.progress(5);
  expect(page.text()).toContain(t('relocate_busy', '5', '12'));
  expect(page.one('[role=progressbar]').getAttribute('aria-valuenow')).toBe('42');
  await page.press(page.button(t('relocate_stop')));
  expect(page.isStopped()).toBe(true);
  await page.end(ok({ ...tally, moved: 5, missing: 1 }), { folders: 7, downloads: 0 });
  expect(page.text()).toContain(t('relocate_done', '5', '1', '0'));
  expect(page.text()).toContain(t('relocate_offer', '7', 'Archive'));
});

it('asks for the folder that downloads lie in, and begins once it is shown', async () => {
  const page = await open(archive, { folders: 0, downloads: 12 });
  expect(page.text()).toContain(t('relocate_downloads', '12'));
  await page.press(page.button(t('relocate_choose')));
  expect(page.asked).toEqual(['choose']);
  expect(page.text()).toContain(t('relocate_busy', '0', '12'));
  await page.end(ok({ ...tally, moved: 12 }), { folders: 0, downloads: 0 });
  expect(page.text()).toContain(t('relocate_done', '12', '0', '0'));
  expect(page.text()).not.toContain(t('relocate_choose'));
});

it('a folder dropped on the offer is one to read from, not one to save to', async () => {
  const page = await open(archive, { folders: 0, downloads: 12 });
  const taken = vi.spyOn(page.folder, 'takeDropped');
  const drop = new Event('drop', { bubbles: true, cancelable: true });
  await act(async () => void page.one('.relocate .drop').dispatchEvent(drop));
  expect(page.asked).toEqual(['drop']);
  expect(taken).not.toHaveBeenCalled();
});

it.each([
  ['space', 'error_space'],
  ['input', 'relocate_other_page'],
] as const)('says what stopped it: %s', async (code, key) => {
  const page = await open(archive, { folders: 12, downloads: 0 });
  await page.press(page.button(t('relocate_begin')));
  await page.end(err(failure(code)), { folders: 12, downloads: 0 });
  expect(page.text()).toContain(t(key));
});

it('offers to bring back what the folder lists, and tells the background once it is whole', async () => {
  let forgotten = 12;
  const told: string[] = [];
  const rebuild = createRebuildModel({
    countForgotten: async () => forgotten,
    rebuild: async ({ onProgress }) => {
      onProgress({ total: 12, back: 3, gone: 0 });
      forgotten = 0;
      return ok({ total: 12, back: 11, gone: 1 });
    },
    tellRebuilt: async () => void told.push('rebuilt'),
  });
  const page = await open(archive, undefined, rebuild);
  expect(page.text()).toContain(t('rebuild_offer', '12'));
  await page.press(page.button(t('rebuild_begin')));
  await vi.waitFor(() => expect(page.text()).not.toContain(t('rebuild_begin')));
  expect(page.text()).toContain(t('rebuild_done', '11', '1'));
  expect(told).toEqual(['rebuilt']);
});

it('a rebuilding that stopped halfway leaves the loss as it is', async () => {
  const told: string[] = [];
  const rebuild = createRebuildModel({
    countForgotten: async () => 12,
    rebuild: async () => err(failure('grant')),
    tellRebuilt: async () => void told.push('rebuilt'),
  });
  const page = await open(archive, undefined, rebuild);
  await page.press(page.button(t('rebuild_begin')));
  await vi.waitFor(() => expect(page.text()).toContain(t('error_grant')));
  expect(told).toEqual([]);
});
