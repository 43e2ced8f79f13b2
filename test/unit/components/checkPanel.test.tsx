// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { CheckPanel } from '@/components/folder/CheckPanel';
import { failure } from '@/lib/base/failure';
import { err } from '@/lib/base/result';
import { t } from '@/lib/ui/format/i18n';
import { type CheckPorts, createCheckModel } from '@/lib/ui/options/createCheckModel';
import { mockCheck } from '../../gallery/mocks';
import { draw } from './draw';

const open = async (ports: CheckPorts) => {
  const view = await draw(<CheckPanel model={createCheckModel(ports)} />);
  const press = (key: Parameters<typeof t>[0]) => act(async () => view.button(t(key)).click());
  return { ...view, press, text: () => view.root.textContent ?? '' };
};

it('tells of a library that is whole', async () => {
  const page = await open(mockCheck());
  await page.press('check_begin');
  await vi.waitFor(() => expect(page.text()).toContain(t('check_done', '1,204', '0', '0')));
  expect(page.text()).not.toContain(t('action_save_again'));
});

it.each([
  ['action_save_again', 'library_again_started'],
  ['check_forget', 'check_forgotten'],
] as const)('names what is missing, and by a press does for all of it: %s', async (press, said) => {
  const page = await open(mockCheck({ missing: 3 }));
  await page.press('check_begin');
  await vi.waitFor(() => expect(page.text()).toContain(t('check_done', '1,201', '3', '0')));
  expect(page.text()).toContain(t('check_missing', '3'));
  expect(page.text()).toContain('Archive/tiktok/post/Anna/2-video.mp4');
  await page.press(press);
  await vi.waitFor(() => expect(page.text()).toContain(t(said, '3')));
  await vi.waitFor(() => expect(page.text()).not.toContain('Archive/tiktok/post/Anna/2-video.mp4'));
});

it('takes strangers that name their post into the library, and leaves others alone', async () => {
  const ports = mockCheck();
  const tally = { total: 3, there: 1, missing: 0, changed: 0, unseen: 2, broken: 1, foreign: 60, adoptable: 1 };
  const paths = Array.from({ length: 50 }, (_, at) => `${at}.txt`);
  const adopted: string[] = [];
  const page = await open({
    ...ports,
    status: async () => ({
      ...{ isDone: true, tally },
      found: [
        { kind: 'adoptable', count: 1, paths: ['7300000000000000001.mp4'] },
        { kind: 'foreign', count: 60, paths },
      ],
    }),
    remedy: async (what, kind) => {
      adopted.push(what, kind);
      return err(failure('grant'));
    },
  });
  await vi.waitFor(() => expect(page.text()).toContain(t('check_foreign', '60')));
  expect(page.text()).toContain(t('check_more', '10'));
  expect(page.text()).toContain(t('check_unseen', '2'));
  expect(page.text()).toContain(t('check_broken', '1'));
  await page.press('check_adopt');
  await vi.waitFor(() => expect(page.text()).toContain(t('error_grant')));
  expect(adopted).toEqual(['adopt', 'adoptable']);
});

it('goes on with a look that was stopped or died, or lets it go', async () => {
  const ports = mockCheck();
  const tally = { total: 10, there: 4, missing: 0, changed: 0, unseen: 0, broken: 0, foreign: 0, adoptable: 0 };
  let isThere = true;
  const page = await open({
    ...ports,
    status: async () => (isThere ? { isDone: false, tally, found: [] } : undefined),
    letGo: async () => {
      isThere = false;
    },
  });
  await vi.waitFor(() => expect(page.text()).toContain(t('check_stopped', '4', '10')));
  expect(page.text()).toContain(t('renaming_go_on'));
  await page.press('action_cancel');
  await vi.waitFor(() => expect(page.text()).not.toContain(t('check_stopped', '4', '10')));
});

it.each([
  ['begins a new look at nothing', true, ['0', '0']],
  ['shows where a look was stopped that goes on', false, ['4', '10']],
] as const)('%s, before anything is told of it', async (_, isDone, shown) => {
  const tally = { total: 10, there: 4, missing: 0, changed: 0, unseen: 0, broken: 0, foreign: 0, adoptable: 0 };
  const page = await open({
    ...mockCheck(),
    status: async () => ({ isDone, tally, found: [] }),
    check: () => new Promise(() => {}),
  });
  const [press, before] = isDone
    ? (['check_begin', t('check_done', '4', '0', '0')] as const)
    : (['renaming_go_on', t('check_stopped', '4', '10')] as const);
  await vi.waitFor(() => expect(page.text()).toContain(before));
  await page.press(press);
  expect(page.text()).toContain(t('rebuild_busy', ...shown));
});

it('says that another page is at it', async () => {
  const page = await open({ ...mockCheck(), check: async () => err(failure('input')) });
  await page.press('check_begin');
  await vi.waitFor(() => expect(page.text()).toContain(t('relocate_other_page')));
});
