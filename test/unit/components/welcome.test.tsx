// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { WelcomePage } from '@/components/welcome/WelcomePage';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { t } from '@/lib/ui/format/i18n';
import { createWelcomeModel } from '@/lib/ui/welcome/createWelcomeModel';
import type { WelcomePorts } from '@/lib/ui/welcome/WelcomePorts';
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
