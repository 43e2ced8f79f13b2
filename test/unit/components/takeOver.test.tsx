// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { takeOverRows } from '@/components/takeover/takeOverRows';
import { ok } from '@/lib/base/result';
import { LIMITS } from '@/lib/takeover/limits';
import { readTakeOver } from '@/lib/takeover/readTakeOver';
import type { TakeOverInput } from '@/lib/takeover/TakeOverInput';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { TakeOverPorts } from '@/lib/ui/takeover/createTakeOverModel';
import { type FolderTree, fakeDrop } from '../../fakes/fakeDrop';
import { NOW } from '../../gallery/mocks';
import { draw } from './draw';

const idOf = (at: number): string => String(7_318_912_895_577_142_328n + BigInt(at));
const saved = (count: number): FolderTree =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${idOf(at)}.mp4`, new File([], `${idOf(at)}.mp4`)]));

/** The place, with the real readers behind it; of what they find a third is new. */
const open = async () => {
  const inputs: TakeOverInput[] = [];
  const stops: AbortSignal[] = [];
  const loadPorts = async (): Promise<TakeOverPorts> => ({
    read: (input, hooks) => {
      inputs.push(input);
      stops.push(hooks.signal);
      return readTakeOver(input, { ...hooks, now: NOW });
    },
    newOf: async (postIds) => ok(new Set(postIds.filter((_, at) => at % 3 === 0))),
    count: async () => expect.unreachable(),
    save: async () => expect.unreachable(),
    announce: async () => expect.unreachable(),
  });
  const Rows = () =>
    takeOverRows(loadPorts).map(({ id, control }) => <div key={id}>{control({ id, describedBy: '' })}</div>);
  const view = await draw(<Rows />);
  const zone = () => view.one('fieldset.drop');
  const send = (type: string, more: object): Promise<boolean> => {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), more);
    let isTaken = false;
    return act(async () => {
      zone().dispatchEvent(event);
      isTaken = event.defaultPrevented;
    }).then(() => isTaken);
  };
  return {
    ...view,
    inputs,
    stops,
    zone,
    send,
    text: () => view.root.textContent ?? '',
    /** Drops, and empties the list as the browser does as soon as the event was handled. */
    drop: async (tree: FolderTree) => {
      const dropped = fakeDrop(tree);
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { items: dropped.items, types: ['Files'] } });
      await act(async () => {
        zone().dispatchEvent(event);
        dropped.end();
      });
      return dropped;
    },
  };
};

const numbers = (root: HTMLElement): readonly string[] =>
  [...root.querySelectorAll('.move__lines td')].map((cell) => cell.textContent ?? '');

it('reads files and folders of one drop into one account of all of them', async () => {
  const page = await open();
  const archive = new File([`tiktok ${idOf(0)}\ntiktok ${idOf(900)}`], 'archive.txt');
  const { opened } = await page.drop({ 'archive.txt': archive, myfaveTT: { videos: saved(250), more: saved(260) } });
  await vi.waitFor(() => expect(page.text()).toContain(t('take_ready')));
  expect(page.inputs).toHaveLength(1);
  expect(opened).toEqual(['/archive.txt']);
  // 260 names and two of the archive, of which one is known by its name.
  expect(numbers(page.root)).toEqual(['261', '174', '87']);
});

it('shows where it drops while files are over it, also over what is inside, and lets words pass', async () => {
  const page = await open();
  const isOver = (): boolean => page.zone().classList.contains('drop--over');
  expect(await page.send('dragover', { dataTransfer: { types: ['text/plain'], items: [] } })).toBe(false);
  expect(isOver()).toBe(false);
  expect(await page.send('dragover', { dataTransfer: { types: ['Files'], items: [] } })).toBe(true);
  expect(isOver()).toBe(true);
  await page.send('dragleave', { relatedTarget: page.button(t('take_files_button')) });
  expect(isOver()).toBe(true);
  await page.send('dragleave', { relatedTarget: document.body });
  expect(isOver()).toBe(false);
});

it('asks for files and for a folder by buttons, too', async () => {
  const page = await open();
  const fields = [...page.root.querySelectorAll<HTMLInputElement>('input[type=file]')];
  expect(fields.map((field) => field.hasAttribute('webkitdirectory'))).toEqual([false, true]);
  const pressed = vi.fn();
  for (const field of fields) field.addEventListener('click', pressed);
  await page.press(page.button(t('take_files_button')));
  await page.press(page.button(t('take_folder_button')));
  expect(pressed).toHaveBeenCalledTimes(2);
});

it('stops walking when it is told to, and says that nothing was changed', async () => {
  const page = await open();
  await page.drop({ big: saved(30_000) });
  await vi.waitFor(() => expect(page.text()).toContain(t('take_busy_reading')));
  await page.press(page.button(t('action_cancel')));
  expect(page.stops.map(({ aborted }) => aborted)).toEqual([true]);
  await vi.waitFor(() => expect(page.text()).toContain(t('move_stopped')));
});

it('names a broken file in a folder, with its line', async () => {
  const page = await open();
  await page.drop({ export: { 'user_data.json': new File(['{\n"a": [1,}'], 'user_data.json') } });
  await vi.waitFor(() => expect(page.text()).toContain(t('take_broken')));
  expect(page.text()).toContain(t('take_at_line', 'export/user_data.json', '2'));
});

it('says plainly how many files it takes', async () => {
  const page = await open();
  const one = new File([], 'x.jpg');
  await page.drop({ disk: Object.fromEntries(Array.from({ length: LIMITS.files + 1 }, (_, at) => [`${at}`, one])) });
  await vi.waitFor(() => expect(page.text()).toContain(t('take_many')), { timeout: 15_000 });
  expect(page.text()).toContain(t('take_many_do', formatNumber(200_000)));
  expect(page.text()).toContain('disk');
});
