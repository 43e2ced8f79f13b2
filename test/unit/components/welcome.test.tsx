// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { WelcomePage } from '@/components/welcome/WelcomePage';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ChosenFolder } from '@/lib/ports/FolderAccess';
import { t } from '@/lib/ui/format/i18n';
import { createWelcomeModel } from '@/lib/ui/welcome/createWelcomeModel';
import type { WelcomePorts } from '@/lib/ui/welcome/WelcomePorts';
import { mockFolder } from '@/test/gallery/mocks';
import { draw } from './draw';

const open = async (change: Partial<WelcomePorts> = {}) => {
  let tellPinned: (pinned: boolean) => void = () => undefined;
  let tellAccess: (allowed: boolean) => void = () => undefined;
  const opened: string[] = [];
  const model = createWelcomeModel({
    browserName: 'chrome',
    watchPinned: (onPinned) => {
      tellPinned = onPinned;
      return () => undefined;
    },
    watchAccess: (onAccess) => {
      tellAccess = onAccess;
      onAccess(true);
      return () => undefined;
    },
    requestAccess: async () => true,
    trySaving: async () => ok('saves'),
    openDownloadSettings: async () => void opened.push('downloads'),
    saveToFolder: async () => ok({}),
    openSite: async () => void opened.push('site'),
    openSettings: async () => void opened.push('settings'),
    ...change,
  });
  model.start();
  const view = await draw(<WelcomePage model={model} />);
  return {
    ...view,
    opened,
    pin: (pinned: boolean) => act(() => tellPinned(pinned)),
    access: (allowed: boolean) => act(() => tellAccess(allowed)),
    text: () => view.root.textContent ?? '',
  };
};

it('says how to pin in the words of this browser, and follows the toolbar', async () => {
  const page = await open();
  expect(page.text()).toContain(t('welcome_pin_chrome'));
  await page.pin(true);
  expect(page.text()).toContain(t('welcome_pin_done'));
  await page.pin(false);
  expect(page.text()).toContain(t('welcome_pin_chrome'));
  expect((await open({ browserName: 'edge' })).text()).toContain(t('welcome_pin_edge'));
});

it('asks for access only where it is missing, and keeps the step when it was given', async () => {
  expect((await open()).text()).not.toContain(t('welcome_access'));
  const page = await open({ browserName: 'firefox' });
  await page.access(false);
  expect(page.text()).toContain(t('welcome_access'));
  await page.press(page.button(t('action_allow')));
  expect(page.text()).toContain(t('welcome_access_done'));
});

it('finds out whether the browser asks, and says what to switch off', async () => {
  let answer: Result<'asks' | 'saves'> = ok('asks');
  const page = await open({ trySaving: async () => answer });
  await page.press(page.button(t('welcome_saving_try')));
  expect(page.text()).toContain(t('welcome_saving_chrome'));
  await page.press(page.button(t('welcome_saving_open')));
  expect(page.opened).toEqual(['downloads']);
  answer = err(failure('space'));
  await page.press(page.button(t('action_retry')));
  expect(page.text()).toContain(t('error_space'));
  answer = ok('saves');
  await page.press(page.button(t('action_retry')));
  expect(page.text()).toContain(t('welcome_saving_done'));
});

it('Firefox, which does not ask extensions, needs no such step', async () => {
  const page = await open({ browserName: 'firefox' });
  expect(page.text()).not.toContain(t('welcome_saving_title'));
  await page.press(page.button(t('action_open_tiktok')));
  await page.press(page.button(t('action_settings')));
  expect(page.opened).toEqual(['site', 'settings']);
});

const archive = { name: 'Archive', state: 'granted', lasting: false } as const satisfies ChosenFolder;

it('asks where files should go, lets them go to the folder that is chosen, and says so', async () => {
  const saved: string[] = [];
  const folder = { ...mockFolder(), choose: async () => archive, tellAllowed: async () => ok(saved.push('told')) };
  const page = await open({ folder, saveToFolder: async () => ok(saved.push('folder')) });
  expect(page.text()).toContain(t('welcome_folder'));
  await page.press(page.button(t('action_choose_folder')));
  await vi.waitFor(() => expect(saved).toEqual(['folder', 'told']));
  expect(page.text()).toContain(t('options_folder_granted', 'Archive'));
});

it('changes nothing when the choice is waved off, and asks nothing where no folders are granted', async () => {
  const saved: string[] = [];
  const page = await open({ folder: mockFolder(), saveToFolder: async () => ok(saved.push('folder')) });
  await page.press(page.button(t('action_choose_folder')));
  expect(saved).toEqual([]);
  expect((await open()).text()).not.toContain(t('welcome_folder'));
});

it('leads back to a folder that the browser has to ask about again', async () => {
  let state: ChosenFolder['state'] = 'prompt';
  const folder = { ...mockFolder({ ...archive, state }), allow: async () => state };
  const page = await open({ folder });
  expect(page.text()).toContain(t('options_folder_prompt', 'Archive'));
  await page.press(page.button(t('action_grant')));
  expect(page.text()).toContain(t('options_folder_prompt', 'Archive'));
  state = 'granted';
  await page.press(page.button(t('action_grant')));
  expect(page.text()).toContain(t('options_folder_granted', 'Archive'));
});
